"""The desk's start page: the clusters of a secretariat, the status of each, and one next step."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from clusters.models import Mandate
from clusters.permissions import can_add_cluster, can_use_desk, is_administrator
from pacts.desk.signed_table import table_of
from pacts.desk.year_status import OPEN, READ, Step, fill_in, has_ended, secretariat_clusters, statuses_of
from pacts.notices.sentences import MOST_AT_HOME, notice_rows, unread_of


@require_safe
def desk(request):
    if not can_use_desk(request.user):
        return render(request, "pacts/desk/home_closed.html", closed_to(request.user), status=403)
    clusters = secretariat_clusters(request.user)
    for cluster in clusters:
        cluster.in_work, cluster.earlier = statuses_of(cluster)
    fill_in([row for cluster in clusters for row in cluster.in_work])
    standing = [cluster for cluster in clusters if not has_ended(cluster)]
    tables = newest_tables(standing)
    may_add = can_add_cluster(request.user)
    context = {
        "mandates": request.user.mandates.of_secretariats(request.user).in_force().select_related("unit", "cluster"),
        "standing": standing,
        "ended": [cluster for cluster in clusters if has_ended(cluster)],
        "tables": tables,
        "next": main_step(standing or clusters, tables, may_add and not standing),
        "is_new": may_add and not clusters,
        "may_add_cluster": may_add,
        "may_open_years": may_open_many(standing),
        "unread": notice_rows(unread_of(request.user)[:MOST_AT_HOME]),
        "several_organisers": len({cluster.organiser_id for cluster in clusters}) > 1,
    }
    return render(request, "pacts/desk/home.html", context)


def closed_to(user):
    """Return the context of the page for an account without a secretariat: its mandates and their days."""
    mandates = user.mandates.select_related("unit", "cluster").order_by("-starts_on", "pk")
    return {
        "mandates": [mandate for mandate in mandates if mandate.kind == Mandate.Kind.SECRETARIAT],
        "member_of": [mandate.unit for mandate in mandates.in_force() if mandate.kind == Mandate.Kind.MEMBER],
        "is_administrator": is_administrator(user),
    }


def newest_tables(clusters):
    """Return the Table of the newest year for each organiser with more than one of these clusters."""
    by_organiser = {}
    for cluster in clusters:
        if cluster.is_organised:
            by_organiser.setdefault(cluster.organiser, []).append(cluster)
    tables = []
    for organiser, group in by_organiser.items():
        years = [year.year for cluster in group for year in cluster.secretariat_years]
        if len(group) > 1 and years:
            tables.append(table_of(organiser, group, max(years)))
    return tables


def may_open_many(clusters):
    """Whether the user can open years for several clusters."""
    return sum(cluster.may_grow for cluster in clusters) > 1


def main_step(clusters, tables, must_add):
    """Return the Step of the page's main button, or None.

    `must_add`: there is no active cluster and the user may add one.
    """
    if must_add:
        return _first_cluster()
    steps = [row.step for cluster in clusters for row in cluster.in_work if row.step.address]
    first = min(steps, key=lambda step: step.rank, default=None)
    if first is None:
        return None
    opening = [step for step in steps if step.rank == (OPEN,)]
    if first.rank == (OPEN,) and len(opening) > 1:
        words = ngettext("%(n)s cluster or bloc waits for its new year.",
                         "%(n)s clusters and blocs wait for their new year.", len(opening))  # fmt: skip
        return Step(words % {"n": len(opening)}, _("Open the new year"), reverse("desk:years_add"))
    if first.rank == (READ,) and tables:
        address = reverse("desk:years", args=[tables[0].year])
        return Step(tables[0].sentence, pgettext("action", "See the table"), address, about=tables[0].heading)
    return first


def _first_cluster():
    sentence = _("Begin with a cluster or bloc of your organiser; its year and its pact follow on the next pages.")
    return Step(sentence, _("Add a cluster or bloc"), reverse("desk:cluster_add"))
