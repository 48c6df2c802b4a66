"""The simulator and the emergency page of a scheme: included below `s/<slug:code>/`."""

from django.urls import path

from sonae.app.quoting import emergency_views, simulator_views

urlpatterns = [
    path("simulate", simulator_views.simulator, name="simulator"),
    path("simulate.pdf", simulator_views.sheet, name="simulator-pdf"),
    path("simulate.svg", simulator_views.chart, name="simulator-chart"),
    path("simulate.png", simulator_views.image, name="simulator-image"),
    path("emergency", emergency_views.emergency, name="emergency"),
    path("emergency.pdf", emergency_views.sheet, name="emergency-pdf"),
]
