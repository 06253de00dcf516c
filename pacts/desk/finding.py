"""The pact a desk page is about, for those who keep its year; to everybody else it is not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from pacts.document import document_of
from pacts.models import Pact
from pacts.permissions import can_read_draft


def kept_pact(request, cluster, label, pacts=Pact.objects):
    """Return the pact of a cluster's year. Raises Http404 where there is none, or where the person keeps it not."""
    pacts = pacts.select_related("cluster_year__cluster__place")
    pact = get_object_or_404(pacts, cluster_year__cluster__slug=cluster, cluster_year__slug=label)
    if not can_read_draft(request.user, pact):
        raise Http404
    return pact


def document_at(pact):
    """Return the document being written: the draft, or the rows where nobody has begun one."""
    return pact.draft or document_of(pact)
