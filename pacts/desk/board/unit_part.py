"""What one unit has sent, as the secretariat reads it; and the year's division decision."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from clusters.common.files import download
from pacts.desk.access import desk_pact
from pacts.desk.board.table import none_words
from pacts.desk.links import neighbours_of
from pacts.paper.roles import role_words
from pacts.unit.task_registry import all_tasks
from pacts.unit.year_tasks import YearTasks


@require_safe
def unit_part(request, cluster, label, pk):
    pact = desk_pact(request, cluster, label)
    members = pact.cluster_year.memberships.select_related("unit", "cluster_year", "programme__document")
    membership = get_object_or_404(members, pk=pk)
    statuses, words = YearTasks(pact.cluster_year).statuses(membership), none_words(pact)
    context = {
        "pact": pact,
        "membership": membership,
        "role": role_words(membership.role, pact.cluster_year.display_kind),
        "tasks": [(row, words.get((pk, row.key), "") if row.sent else "") for row in statuses],
        "parts": parts_of(membership, pact, {row.key for row in statuses if row.sent}),
        "remarks": membership.comments.count(),
        "neighbours": neighbours_of(pact, of_units=True),
        "address": [cluster, label],
    }
    return render(request, "pacts/desk/board/unit.html", context)


def parts_of(membership, pact, sent):
    """Return [(task, whether it may be read, context of its `stored_template`)]; `sent`: keys of what was sent."""
    parts = []
    for task in all_tasks():
        if task.stored_template:
            is_shown = task.is_shown(pact, task.key in sent)
            parts.append((task, is_shown, task.stored_parts(membership, pact) if is_shown else None))
    return parts


@require_safe
def division_file(request, cluster, label):
    """Return the division decision of a year to members of its secretariat."""
    year = desk_pact(request, cluster, label).cluster_year
    if year.division is None:
        raise Http404
    return download(year.division)
