"""The address of a person's notices."""

from django.urls import path

from clusters.once import once
from pacts.board import notices

app_name = "notices"

# /thong-bao/
urlpatterns = [
    path("", once(notices.notices), name="notices"),
]
