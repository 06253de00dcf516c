"""The addresses of a unit's own pages about awards."""

from django.urls import path

from awards.unit import views
from clusters.once import idempotent

app_name = "awards_unit"

# /don-vi-cua-toi/<membership>/
urlpatterns = [
    path("dang-ky/", idempotent(views.registrations), name="registrations"),
]
