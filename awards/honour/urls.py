"""The roll's addresses."""

from django.urls import path

from awards.honour import views

app_name = "honour"

# /khen-thuong/
urlpatterns = [
    path("", views.roll, name="roll"),
    path("so-lieu/", views.figures, name="figures"),
    path("so-lieu/<slug:sheet>.csv", views.figures_csv, name="figures_csv"),
]
