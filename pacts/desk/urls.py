"""The desk's addresses."""

from django.urls import path

from clusters.once import once
from pacts.board import board, comments, deadlines, unit_part
from pacts.desk import (
    amendment,
    editor,
    errata,
    home,
    keeping,
    moving,
    opening,
    originals,
    pasting,
    picking,
    signing,
    successors,
    targets,
    years,
)

app_name = "desk"

# /ban-lam-viec/
urlpatterns = [
    path("", home.desk, name="home"),
    path("cum-khoi-moi/", once(opening.cluster_add), name="cluster_add"),
    # one segment: no cluster's address can ever be the same
    path("nam-moi/", once(years.years_add), name="years_add"),
    path("nam-<int:year>/", signing.year_table, name="years"),
    path("<slug:cluster>/nam-moi/", once(opening.year_add), name="year_add"),
    # /ban-lam-viec/<cluster>/<label>/
    path("<slug:cluster>/<slug:label>/", once(editor.pact_edit), name="pact"),
    path("<slug:cluster>/<slug:label>/luu/", keeping.changes_keep, name="changes"),
    path("<slug:cluster>/<slug:label>/don-vi/", once(pasting.units_add), name="units"),
    path("<slug:cluster>/<slug:label>/don-vi-thay-the/", once(successors.successors_choose), name="successors"),
    path("<slug:cluster>/<slug:label>/noi-dung/", once(pasting.commitments_add), name="commitments"),
    path("<slug:cluster>/<slug:label>/chi-tieu/", once(targets.targets_add), name="targets"),
    path("<slug:cluster>/<slug:label>/don-vi-khac/", once(picking.unit_pick), name="unit_pick"),
    path("<slug:cluster>/<slug:label>/loi-in/", once(errata.erratum_add), name="erratum"),
    path("<slug:cluster>/<slug:label>/ban-goc/", once(originals.original_add), name="originals"),
    path("<slug:cluster>/<slug:label>/ban-goc/<int:pk>/", originals.original_file, name="original_file"),
    path("<slug:cluster>/<slug:label>/ban-goc/<int:pk>/bo/", once(originals.original_remove), name="original_remove"),
    path("<slug:cluster>/<slug:label>/bo-sung/", once(amendment.pact_amend), name="amendment"),
    path("<slug:cluster>/<slug:label>/theo-doi/", board.board, name="board"),
    path("<slug:cluster>/<slug:label>/theo-doi/nhac/", once(board.units_remind), name="remind"),
    path("<slug:cluster>/<slug:label>/theo-doi/<int:pk>/", unit_part.unit_part, name="unit_part"),
    path("<slug:cluster>/<slug:label>/quyet-dinh/", unit_part.division_file, name="division"),
    path("<slug:cluster>/<slug:label>/han-gui/", once(deadlines.deadlines_set), name="deadlines"),
    path("<slug:cluster>/<slug:label>/gop-y/", once(comments.comments_answer), name="comments"),
    path("<slug:cluster>/<slug:label>/chuyen/<slug:move>/", once(moving.pact_move), name="move"),
]
