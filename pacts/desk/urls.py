"""The desk's addresses."""

from django.urls import path

from pacts.desk import editor, home, keeping, moving, opening, pasting, successors

app_name = "desk"

# /ban-lam-viec/
urlpatterns = [
    path("", home.desk, name="home"),
    path("cum-khoi-moi/", opening.cluster_add, name="cluster_add"),
    path("<slug:cluster>/nam-moi/", opening.year_add, name="year_add"),
    # /ban-lam-viec/<cluster>/<label>/
    path("<slug:cluster>/<slug:label>/", editor.pact_edit, name="pact"),
    path("<slug:cluster>/<slug:label>/luu/", keeping.changes_keep, name="changes"),
    path("<slug:cluster>/<slug:label>/don-vi/", pasting.units_add, name="units"),
    path("<slug:cluster>/<slug:label>/don-vi-thay-the/", successors.successors_choose, name="successors"),
    path("<slug:cluster>/<slug:label>/noi-dung/", pasting.commitments_add, name="commitments"),
    path("<slug:cluster>/<slug:label>/chuyen/<slug:move>/", moving.pact_move, name="move"),
]
