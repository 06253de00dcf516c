"""The addresses of a unit's own pages about awards."""

from django.urls import path

from awards.unit import views
from clusters.once import once

app_name = "awards_unit"

# /don-vi-cua-toi/<membership>/
urlpatterns = [
    path("dang-ky/", once(views.registrations), name="registrations"),
]
