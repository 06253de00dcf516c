"""What one unit has sent of its own, read by the secretariat; and the paper its cluster's year rests on."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from clusters.files import download
from pacts.board.table import words_alone
from pacts.desk.finding import kept_pact
from pacts.desk.neighbours import neighbours_of
from pacts.models import Asked
from pacts.notice_services import asked_now
from pacts.paper.roles import role_words
from pacts.permissions import can_see_board
from pacts.unit.reading import PactText
from pacts.unit.tasks import Asking


@require_safe
def unit_part(request, cluster, label, pk):
    pact = kept_pact(request, cluster, label)
    members = pact.cluster_year.memberships.select_related("unit", "cluster_year", "programme__document")
    membership = get_object_or_404(members, pk=pk)
    if not can_see_board(request.user, pact):
        raise Http404
    tasks, words = Asking(pact.cluster_year).rows(membership), words_alone(pact)
    open_now = Asked.SIGNATORY in asked_now(pact)
    sent = {task.asked for task in tasks if task.sent}
    context = {
        "pact": pact,
        "membership": membership,
        "role": role_words(membership.role, pact.cluster_year.display_kind),
        "tasks": [(task, words.get((pk, task.asked), "") if task.sent else "") for task in tasks],
        # While it is circulated a unit names its own; what stands in the text by then may be the desk's.
        "signatory": PactText(pact, membership).signatory if Asked.SIGNATORY in sent or not open_now else None,
        "works": list(membership.key_works.all()) if Asked.KEY_WORKS in sent else None,
        "programme": getattr(membership, "programme", None) if Asked.PROGRAMME in sent else None,
        "remarks": membership.comments.count(),
        "neighbours": neighbours_of(request.user, pact, of_units=True),
        "address": [cluster, label],
    }
    return render(request, "pacts/board/unit.html", context)


@require_safe
def division_file(request, cluster, label):
    """Hand out the division decision of a year to those who keep it."""
    year = kept_pact(request, cluster, label).cluster_year
    if year.division is None:
        raise Http404
    return download(year.division)
