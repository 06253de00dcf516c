"""Files of a pact: its preview image and the scans of its signed original."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusters.common.files import download
from pacts.models import Pact, PactDocument, PactStatus
from pactsite.pages.card import Card, card_png
from pactsite.pages.head import summary_facts
from pactsite.pages.pact import withdrawn_response
from pactsite.pages.ring import ring_of

DRAWING_VERSION = 1  # raise it when the drawing changes: it is part of the ETag
ONE_HOUR = 3600


@login_not_required
@require_safe
@translation.override(settings.LANGUAGE_CODE)  # the same picture in every language
def pact_picture(request, cluster, label):
    """Return the preview image; it changes only when a new version is sealed."""
    pacts = Pact.objects.sealed().for_list().prefetch_related("versions", "moves")
    pact = get_object_or_404(pacts, cluster_year__cluster__slug=cluster, cluster_year__slug=label)
    if pact.status == PactStatus.WITHDRAWN:
        return withdrawn_response(request, pact)
    etag = f'"{pact.last_version.seal[:32]}-{DRAWING_VERSION}"'
    response = get_conditional_response(request, etag=etag)
    response = response or HttpResponse(card_png(card_of(pact)), content_type="image/png")
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=ONE_HOUR)
    return response


def card_of(pact):
    year, ring = pact.cluster_year, ring_of(pact.cluster_year)
    agreed = pact.commitments.agreed().count()
    return Card(
        register=_("Register of emulation pacts"),
        kind=_("Emulation pact"),
        name=year.display_name,
        year=year.display_label,
        theme=pact.theme or "",
        facts=" · ".join(summary_facts(ring, agreed, pact.conference and pact.conference.held_on)),
        units=ring.total if ring else None,
        segments=tuple(segment.kind for segment in ring.segments) if ring else (),
    )


@login_not_required
@require_safe
def pact_original(request, cluster, label, pk):
    """Return one scan as a download; 404 if the pact is not public."""
    pacts = Pact.objects.public().filter(cluster_year__cluster__slug=cluster, cluster_year__slug=label)
    row = get_object_or_404(PactDocument.objects.originals(), pk=pk, pact__in=pacts)
    return download(row.document)
