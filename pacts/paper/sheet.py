"""The sheet of the desk: the paper as it will be signed, each text with its field of the document."""

from django.utils import translation
from django.utils.functional import cached_property
from django.utils.html import format_html

from clusters.common.text import fold
from pacts.paper.citations import PAPER_LANGUAGE
from pacts.paper.paper import Paper
from pacts.paper.parties import NOBODY, units_named

LONG_NAME = 70  # characters


class SheetText:
    """A text on the sheet and the path of its field: "pact/theme", "commitments/<key>/text".

    It renders as an element for the page's script, which marks the field being edited, leads a click to the field and,
    if the text is the field's own value (`follows`), copies what is typed. `heading` stands above it, or is "".
    """

    def __init__(self, path, text, follows=True, heading=""):
        self.path, self.text, self.follows, self.heading = path, "" if text is None else str(text), follows, heading

    def __bool__(self):
        return bool(self.text)

    def __str__(self):
        form = '<span data-field="{}" data-follows>{}</span>' if self.follows else '<span data-field="{}">{}</span>'
        return format_html(form, self.path, self.text)


class Sheet:
    """A Paper with each text as a SheetText, unfinished or invalid values as typed. One query, for units.

    `units_by_slug` has the units the document names, `names` their names on the day.
    """

    def __init__(self, pact, document):
        self.units_by_slug = units_named(pact.cluster_year, document)
        self.names = {slug: unit.name_then for slug, unit in self.units_by_slug.items()}
        self.paper = Paper(pact.cluster_year, document, self.units_by_slug)
        self.day, self.label = self.paper.day, self.paper.label
        self.name = SheetText("year/name", self.paper.name, follows=False)
        self.title, self.theme, self.slogan = (self.text_of("pact", name) for name in ("title", "theme", "slogan"))
        self.preamble, self.closing = self.text_of("pact", "preamble"), self.text_of("pact", "closing")
        self.key_works = self.text_of("pact", "key_works_minimum")
        self.venue, self.stated_units = self.text_of("conference", "venue"), self.text_of("year", "stated_units")

    def text_of(self, part, field):
        return SheetText(f"{part}/{field}", self.paper.value(part, field))

    @property
    def wrong_day(self):
        """The day as typed if it is invalid, else empty."""
        return SheetText("conference/held_on", self.day.words if self.day.is_wrong else "", follows=False)

    @property
    def host(self):
        return SheetText("conference/host", self.paper.host, follows=False)

    @property
    def grounds(self):
        return [SheetText(f"documents/{row.key}/number", row.cited, follows=False) for row in self.paper.grounds]

    @cached_property
    def commitments(self):
        return [
            SheetText(f"commitments/{row.key}/text", row.text, heading=row.heading) for row in self.paper.commitments
        ]

    @cached_property
    def targets(self):
        """The targets in order: [(text, whether it is part of another)].

        A target that its commitment says word for word is left out.
        """
        commitments = {row.key: fold(row.text) for row in self.paper.commitments}
        return [
            (SheetText(f"targets/{row.key}/text", row.text), row.is_part)
            for row in self.paper.targets
            if not row.text or fold(row.text) not in commitments.get(row.commitment, "")
        ]

    @cached_property
    def movements(self):
        return [SheetText(f"movements/{row.key}/name", row.name) for row in self.paper.movements]

    @cached_property
    def units(self):
        with translation.override(PAPER_LANGUAGE):
            return [SheetUnit(unit) for unit in self.paper.units]

    @property
    def needs_wide_signatures(self):
        """Whether names are too long, or units too few, for three columns of signatures."""
        names = [unit.name for unit in self.paper.units]
        return len(names) in (2, 4) or max(map(len, names), default=0) > LONG_NAME

    @property
    def witnesses(self):
        """The witnesses: [(name or description, titles)]."""
        return [_witness(witness) for witness in self.paper.witnesses]


class SheetUnit:
    """A unit on the sheet: its line among the parties, and its place among the signatures.

    Create it with the paper's language active: it words its role in the active language.
    """

    def __init__(self, unit):
        signatory = unit.signatory
        self.name, self.path = unit.name, f"units/{unit.key}/"
        self.role = unit.leading_role[:1].lower() + unit.leading_role[1:]
        # The desk shows a line with this key if the unit has no signatory yet.
        key = f"sign-{unit.key}" if signatory is NOBODY else signatory.key
        self.signing, self.signature_words = f"signatories/{key}/", signatory.signature_words
        self.signer = SheetText(f"{self.signing}name", signatory.name)
        self.title = SheetText(f"{self.signing}title", signatory.title)
        head = SheetText(f"{self.path}head_name", unit.head_name), SheetText(f"{self.path}head_title", unit.head_title)
        named = (self.signer, self.title) if unit.is_represented_by_signatory else head
        self.representative, self.representative_title = named


def sheet_of(pact, document):
    return Sheet(pact, document)


def _witness(witness):
    path = f"participants/{witness.key}"
    if witness.name:
        return SheetText(f"{path}/name", witness.name), SheetText(f"{path}/titles", witness.titles, follows=False)
    return SheetText(f"{path}/as_written", witness.words, follows=False), witness.titles
