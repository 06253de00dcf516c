"""The pact a desk page is about, for those who keep its year; to everybody else it is not there."""

import re
from functools import wraps

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from clusters.dates import parse_partial
from clusters.models import ClusterYear
from pacts.document import written_document
from pacts.models import Comment, Pact
from pacts.permissions import can_read_draft, can_write_draft

WORDS = re.compile(r"text|item-\d|as_written|meant")  # fields of these pages in which a person writes


def kept_pact(request, cluster, label, pacts=Pact.objects):
    """Return the pact of a cluster's year. Raises Http404 where there is none, or where the person keeps it not."""
    kept = ClusterYear.objects.kept_by(request.user).filter(pk=OuterRef("cluster_year"))  # asked of this year alone
    pacts = pacts.select_related("cluster_year__cluster__place").filter(Exists(kept))
    pact = get_object_or_404(pacts, cluster_year__cluster__slug=cluster, cluster_year__slug=label)
    pact.cluster_year.read_as_kept_by = request.user.pk
    if not can_read_draft(request.user, pact):
        raise Http404
    return pact


def with_open_comments(pacts):
    """The same pacts, each told in the same query how many remarks of units wait for an answer."""
    waiting = Comment.objects.filter(pact=OuterRef("pk"), state=Comment.State.OPEN).order_by().values("pact")
    return pacts.annotate(open_comments=Coalesce(Subquery(waiting.annotate(n=Count("pk")).values("n")), 0))


class NotWritten(PermissionDenied):
    """The pact is not being written now."""


def written_pact(request, cluster, label):
    """Return the pact if the person may write it now. Raises Http404 and NotWritten."""
    pact = kept_pact(request, cluster, label)
    if not can_write_draft(request.user, pact):
        raise NotWritten
    return pact


def keeps_words(view):
    """Make a view that writes a draft show what was typed, where the pact has moved on since its page was opened."""

    @wraps(view)
    def answer(request, cluster, label):
        try:
            return view(request, cluster, label)
        except NotWritten:
            if request.method != "POST":
                raise
        except ValidationError as error:  # it has moved on between the look and the lock
            if getattr(error, "code", None) != "not_written":
                raise
        typed = [text for name, texts in request.POST.lists() if WORDS.fullmatch(name) for text in texts]
        context = {"address": [cluster, label], "words": "\n".join(text for text in typed if text.strip())}
        return render(request, "pacts/desk/not_written.html", context, status=409)

    return answer


def address_of(pact):
    """Return what the addresses of a pact's desk pages are made of: its cluster's and its year's."""
    return [pact.cluster_year.cluster.slug, pact.cluster_year.slug]


def document_at(pact):
    """Return the document being written: the draft, or the rows where nobody has begun one."""
    return written_document(pact)


def day_of(pact, document):
    """Return the day (stored date) on which a document's units are weighed: of the signing, else the year alone."""
    try:
        return parse_partial(str((document.get("conference") or {}).get("held_on") or pact.cluster_year.year))
    except ValidationError:  # kept as it was typed
        return str(pact.cluster_year.year)
