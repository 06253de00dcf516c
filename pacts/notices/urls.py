"""Address of a user's notices."""

from django.urls import path

from clusters.common.idempotent import idempotent
from pacts.notices import views

app_name = "notices"

# /thong-bao/
urlpatterns = [
    path("", idempotent(views.notices), name="notices"),
]
