"""The pact of a desk page, for members of the secretariat of its year; everybody else gets a 404."""

import re
from functools import wraps

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, render

from clusters.common.dates import parse_partial
from clusters.models import ClusterYear
from pacts.document import written_document
from pacts.models import Comment, Pact, PactStatus

WORDS = re.compile(r"text|item-\d|as_written|meant")  # fields of these pages in which a person writes


def desk_pact(request, cluster, label, pacts=Pact.objects):
    """Return the pact of a cluster's year; the query itself checks `can_read_draft`.

    Raises Http404 where there is no such pact, or where the user acts for no secretariat of its year.
    """
    kept = ClusterYear.objects.kept_by(request.user).filter(pk=OuterRef("cluster_year"))
    pacts = pacts.select_related("cluster_year__cluster__place").filter(Exists(kept))
    return get_object_or_404(pacts, cluster_year__cluster__slug=cluster, cluster_year__slug=label)


def with_open_comments(pacts):
    """Annotate pacts with `open_comments`, the number of the units' comments that wait for an answer."""
    waiting = Comment.objects.filter(pact=OuterRef("pk"), state=Comment.State.OPEN).order_by().values("pact")
    return pacts.annotate(open_comments=Coalesce(Subquery(waiting.annotate(n=Count("pk")).values("n")), 0))


class NotWritten(PermissionDenied):
    """The pact is no draft now, so its document cannot be written."""


def written_pact(request, cluster, label):
    """Return the pact if its document may be written now. Raises Http404 as `desk_pact` does, and NotWritten."""
    pact = desk_pact(request, cluster, label)
    if not is_writable(pact):
        raise NotWritten
    return pact


def is_writable(pact):
    """Whether the document of a pact returned by `desk_pact` may be written: the rest of `can_write_draft`."""
    return pact.status == PactStatus.DRAFT


def is_amendable(pact):
    """Whether a late signature, another leader or a unit that joined or left may be sealed without reopening the pact.

    For a pact returned by `desk_pact`: the cluster's secretariat, which records signatures and keeps the roster of its
    year, may do so, because nothing else of the pact can change this way. Only while the pact is signed: a correction
    takes such a change into its draft, and a closed pact is reopened first, by the organiser's secretariat.
    """
    return pact.status == PactStatus.SIGNED


def shows_typed_text(view):
    """Decorate a view that writes a draft: if the pact is no draft any more, show what was typed (409)."""

    @wraps(view)
    def answer(request, cluster, label):
        try:
            return view(request, cluster, label)
        except NotWritten:
            if request.method != "POST":
                raise
        except ValidationError as error:  # moved by somebody else after the check and before the lock
            if getattr(error, "code", None) != "not_written":
                raise
        typed = [text for name, texts in request.POST.lists() if WORDS.fullmatch(name) for text in texts]
        context = {"address": [cluster, label], "words": "\n".join(text for text in typed if text.strip())}
        return render(request, "pacts/desk/not_written.html", context, status=409)

    return answer


def address_of(pact):
    """Return the slugs of a pact's cluster and year, the arguments of all its desk addresses."""
    return [pact.cluster_year.cluster.slug, pact.cluster_year.slug]


def document_at(pact):
    """Return the document being written: the draft, or else the document made from the pact's rows."""
    return written_document(pact)


def day_of(pact, document):
    """Return the stored date for which a document's units are looked up: the signing day, else the year."""
    try:
        return parse_partial(str((document.get("conference") or {}).get("held_on") or pact.cluster_year.year))
    except ValidationError:  # a draft stores dates as typed
        return str(pact.cluster_year.year)
