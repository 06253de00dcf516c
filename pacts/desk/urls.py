"""Addresses of the desk."""

from django.urls import path

from clusters.common.idempotent import idempotent
from pacts.desk import (
    amendment,
    article,
    autosave,
    errata,
    home,
    new_units,
    new_year,
    new_years,
    originals,
    pact,
    paste,
    signed_table,
    status,
    successors,
    targets,
    unit_pick,
)
from pacts.desk.board import comments, deadlines, overview, unit_part

app_name = "desk"

# /ban-lam-viec/
urlpatterns = [
    path("", home.desk, name="home"),
    path("cum-khoi-moi/", idempotent(new_year.cluster_add), name="cluster_add"),
    # one segment, so it cannot collide with a cluster's address
    path("nam-moi/", idempotent(new_years.years_add), name="years_add"),
    path("nam-<int:year>/", signed_table.year_table, name="years"),
    path("<slug:cluster>/nam-moi/", idempotent(new_year.year_add), name="year_add"),
    # /ban-lam-viec/<cluster>/<label>/
    path("<slug:cluster>/<slug:label>/", idempotent(pact.pact_edit), name="pact"),
    path("<slug:cluster>/<slug:label>/luu/", autosave.changes_save, name="changes"),
    path("<slug:cluster>/<slug:label>/bai-viet/", idempotent(article.article_add), name="article"),
    path("<slug:cluster>/<slug:label>/don-vi/", idempotent(paste.units_add), name="units"),
    path("<slug:cluster>/<slug:label>/don-vi-moi/", idempotent(new_units.new_units), name="new_units"),
    path("<slug:cluster>/<slug:label>/don-vi-thay-the/", idempotent(successors.successors_choose), name="successors"),
    path("<slug:cluster>/<slug:label>/noi-dung/", idempotent(paste.commitments_add), name="commitments"),
    path("<slug:cluster>/<slug:label>/chi-tieu/", idempotent(targets.targets_add), name="targets"),
    path("<slug:cluster>/<slug:label>/don-vi-khac/", idempotent(unit_pick.unit_pick), name="unit_pick"),
    path("<slug:cluster>/<slug:label>/loi-in/", idempotent(errata.erratum_add), name="erratum"),
    path("<slug:cluster>/<slug:label>/ban-goc/", idempotent(originals.original_add), name="originals"),
    path("<slug:cluster>/<slug:label>/ban-goc/<int:pk>/", originals.original_file, name="original_file"),
    path(
        "<slug:cluster>/<slug:label>/ban-goc/<int:pk>/bo/",
        idempotent(originals.original_remove),
        name="original_remove",
    ),
    path("<slug:cluster>/<slug:label>/bo-sung/", idempotent(amendment.pact_amend), name="amendment"),
    path("<slug:cluster>/<slug:label>/theo-doi/", overview.board, name="board"),
    path("<slug:cluster>/<slug:label>/theo-doi/nhac/", idempotent(overview.units_remind), name="remind"),
    path("<slug:cluster>/<slug:label>/theo-doi/<int:pk>/", unit_part.unit_part, name="unit_part"),
    path("<slug:cluster>/<slug:label>/quyet-dinh/", unit_part.division_file, name="division"),
    path("<slug:cluster>/<slug:label>/han-gui/", idempotent(deadlines.deadlines_set), name="deadlines"),
    path("<slug:cluster>/<slug:label>/gop-y/", idempotent(comments.comments_answer), name="comments"),
    path("<slug:cluster>/<slug:label>/chuyen/<slug:move>/", idempotent(status.pact_move), name="move"),
]
