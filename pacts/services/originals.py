"""Scans of the signed original: attached to a pact, or removed with a reason."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from clusters.models import Document, User
from clusters.models.documents import DocumentKind
from clusters.search.index import affected_by, update_index
from pacts.models import Pact, PactDocument


@transaction.atomic
def attach_original(*, pact: Pact, file: File, by: User | None) -> PactDocument:
    """Attach a scan of the signed original to a pact. Raises ValidationError for a file that is refused."""
    number = PactDocument.objects.filter(pact=pact).originals().count() + 1
    subject = _("%(pact)s, file %(number)s") % {"pact": pact.heading, "number": number}
    document = Document(kind=DocumentKind.SIGNED_ORIGINAL, subject=subject, file=file)
    document.full_clean()
    document.changed_by(by).save()
    row = PactDocument(pact=pact, document=document, position=number, state=PactDocument.State.SIGNED_ORIGINAL)
    row.changed_by(by).save()
    update_index(row)
    return row


@transaction.atomic
def remove_original(*, row: PactDocument, reason: str, by: User | None) -> None:
    """Remove a scan from its pact. The file stays in the register; the reason is written to the history.

    Raises ValidationError if no reason is given.
    """
    if not reason.strip():
        raise ValidationError(_("Give the reason."))
    before = affected_by(row)
    row.because(reason.strip()).changed_by(by).delete()
    update_index(before=before)
