from django.urls import include, path

from sonae.app.quoting import compare_views, example_views, quote_views, views

app_name = "quoting"
urlpatterns = [
    path("", views.home, name="home"),
    path("words", views.words, name="words"),
    path("roster", views.roster_help, name="roster_help"),
    path("roster/<slug:code>.xlsx", views.roster_template, name="roster_template"),
    path("example/roster", example_views.roster, name="example_roster"),
    path("example/roster.<str:suffix>", example_views.roster_file, name="example_roster_file"),
    path("s/<slug:code>/", views.scheme, name="scheme"),
    path("s/<slug:code>/quote", quote_views.form, name="quote"),
    path("s/<slug:code>/quote/reading", quote_views.reading, name="reading"),
    path("s/<slug:code>/result", quote_views.result, name="result"),
    path("s/<slug:code>/quote.pdf", quote_views.sheet, name="quote_sheet"),
    path("s/<slug:code>/compare", compare_views.compare, name="compare"),
    path("s/<slug:code>/compare.pdf", compare_views.sheet, name="compare_sheet"),
    path("s/<slug:code>/", include("sonae.app.quoting.simulator_urls")),
]
