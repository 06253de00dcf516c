"""Documents and movements of a pact, as its paper cites them."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import translation

from clusters.common.dates import parse_partial
from clusters.models import Document, DocumentKind
from pacts.models import PactDocument

PAPER_LANGUAGE = "vi"  # whatever the language of the page


@dataclass(frozen=True)
class PaperDocument:
    row: dict

    @property
    def key(self):
        return self.row.get("key")

    @property
    def is_ground(self):
        return self.row.get("state") == PactDocument.State.GROUND

    @property
    def state_words(self):
        state = self.row.get("state")
        return str(dict(PactDocument.State.choices).get(state, state or ""))

    @property
    def cited(self):
        """The wording on the paper, else the sealed name, else kind, number, day, issuer and subject."""
        return self.row.get("as_written") or (self.row["name"] or "" if "name" in self.row else _wording(self.row))


@dataclass(frozen=True)
class PaperMovement:
    row: dict

    @property
    def key(self):
        return self.row.get("key")

    @property
    def name(self):
        return self.row.get("name")

    @property
    def cited(self):
        """The spellings on the paper, else the name."""
        return "; ".join(self.row.get("as_written") or [self.name or ""])


def _wording(row):
    """Return a document in one line, in the paper's language."""
    values = {name: row.get(name) for name in ("number", "issuer", "subject")}
    try:
        day = parse_partial(str(row.get("issued_on") or ""))
    except ValidationError:
        day = None
    with translation.override(PAPER_LANGUAGE):
        return Document(kind=row.get("kind") or DocumentKind.OTHER, issued_on=day, **values).wording
