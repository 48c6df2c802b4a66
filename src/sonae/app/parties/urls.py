from django.urls import path

from sonae.app.parties import edit_views, views

app_name = "parties"
urlpatterns = [
    path("", views.members, name="members"),
    path("members.xlsx", views.members_file, name="members_file"),
    path("new", edit_views.member_new, name="member_new"),
    path("<int:pk>/", views.member, name="member"),
    path("<int:pk>/edit", edit_views.member_edit, name="member_edit"),
    path("<int:pk>/facilities/new", edit_views.facility_new, name="facility_new"),
    path("<int:pk>/offices/new", edit_views.office_new, name="office_new"),
    path("<int:pk>/papers/new", edit_views.paper_new, name="paper_new"),
    path("facilities/<int:pk>/edit", edit_views.facility_edit, name="facility_edit"),
    path("facilities/<int:pk>/close", edit_views.facility_close, name="facility_close"),
    path("facilities/<int:pk>/products/new", edit_views.product_new, name="product_new"),
    path("products/<int:pk>/edit", edit_views.product_edit, name="product_edit"),
    path("products/<int:pk>/remove", edit_views.product_remove, name="product_remove"),
    path("offices/<int:pk>/edit", edit_views.office_edit, name="office_edit"),
    path("offices/<int:pk>/remove", edit_views.office_remove, name="office_remove"),
    path("papers/<int:pk>", views.paper, name="paper"),
]
