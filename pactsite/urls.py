"""Every address of the register."""

from django.contrib import admin
from django.urls import include, path

from pactsite.pages.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("", include("clusters.urls")),
    path("ban-lam-viec/<slug:cluster>/<slug:label>/", include("awards.desk.urls")),
    path("ban-lam-viec/", include("pacts.desk.urls")),
    path("don-vi-cua-toi/", include("pacts.unit.urls")),
    path("thong-bao/", include("pacts.notices.urls")),
    path("khen-thuong/", include("awards.honour.urls")),
    path("", include("pactsite.pages.urls")),
]

handler400 = "pactsite.pages.errors.bad_request"
handler403 = "pactsite.pages.errors.permission_denied"
handler404 = "pactsite.pages.errors.page_not_found"
handler500 = "pactsite.pages.errors.server_error"
