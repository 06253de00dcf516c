"""The address of a person's notices."""

from django.urls import path

from clusters.once import idempotent
from pacts.board import notices

app_name = "notices"

# /thong-bao/
urlpatterns = [
    path("", idempotent(notices.notices), name="notices"),
]
