"""The sheet: the document as the A4 paper that is signed, drawn from what is typed so far."""

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.html import format_html

from clusters.dates import parse_partial
from clusters.models import Document, DocumentKind, Membership, Unit, UnitName
from pacts.models import Commitment, PactDocument, Participation

PAPER = "vi"  # the language of the paper, whatever the page's
LONG_NAME = 70  # letters


class Place:
    """A text on the sheet and the field it comes from: "pact/theme", "commitments/<key>/text".

    Stands in a template as an element the page's script finds: it marks the field in hand, leads a click to the
    field and, where the text is the field's own value, follows what is typed.
    """

    def __init__(self, path, text, follows=True):
        self.path, self.text, self.follows = path, "" if text is None else str(text), follows

    def __bool__(self):
        return bool(self.text)

    def __str__(self):
        form = '<span data-field="{}" data-follows>{}</span>' if self.follows else '<span data-field="{}">{}</span>'
        return format_html(form, self.path, self.text)


class Sheet:
    """What the paper says, each text in its Place; what is unfinished or wrong as it was typed."""

    def __init__(self, pact, document):
        self.year, self.document = pact.cluster_year, document
        self.rows = {name: document.get(name) or [] for name in ("units", "commitments", "targets", "movements")}
        self.day = PaperDay(self._value("conference", "held_on"), self.year.year)
        self.known = self._units()
        self.names = {unit.slug: unit.name_then for unit in self.known.values()}
        self.bloc = (self._value("year", "kind") or self.year.display_kind) == "khoi"
        self.name = Place("year/name", self._value("year", "name") or self.year.display_name, follows=False)
        self.title, self.theme, self.slogan = (self.place("pact", name) for name in ("title", "theme", "slogan"))
        self.preamble, self.closing = self.place("pact", "preamble"), self.place("pact", "closing")
        self.key_works = self.place("pact", "key_works_minimum")
        self.venue, self.stated_units = self.place("conference", "venue"), self.place("year", "stated_units")

    def _value(self, part, field):
        return (self.document.get(part) or {}).get(field)

    def place(self, part, field):
        return Place(f"{part}/{field}", self._value(part, field))

    @cached_property
    def label(self):
        with translation.override(PAPER):
            return self.year.display_label

    @property
    def organiser(self):
        number = self.year.cluster.organiser_id
        return next((unit.name_then for unit in self.known.values() if unit.pk == number), None)

    @property
    def host(self):
        slug = self._value("conference", "host")
        return slug and Place("conference/host", self.names.get(slug, slug), follows=False)

    @property
    def part_of_day(self):
        return self._value("conference", "part_of_day")

    # --- What is promised ------------------------------------------------------------------------

    @property
    def grounds(self):
        rows = self.document.get("documents") or []
        return [_cited(row) for row in rows if row.get("state") == PactDocument.State.GROUND]

    @cached_property
    def commitments(self):
        """What is agreed; directions given at the conference are no promise and stay out."""
        rows = [row for row in self.rows["commitments"] if row.get("standing") != Commitment.Standing.DIRECTION]
        return [_text_of("commitments", row) for row in rows]

    @property
    def goes_on(self):
        """Whether the list is open-ended and its last text does not say so itself."""
        texts = [place.text for place in self.commitments]
        open_ended = str(self._value("pact", "open_ended")).lower() == "true"
        return open_ended and not "".join(texts[-1:]).rstrip(" .;").endswith("…")

    @cached_property
    def targets(self):
        """The targets in their order: [(place, whether it is a part of another)]."""
        return [(_text_of("targets", row), bool(row.get("part_of"))) for row in self.rows["targets"]]

    @cached_property
    def movements(self):
        return [Place(f"movements/{row.get('key')}/name", row.get("name")) for row in self.rows["movements"]]

    @property
    def is_numbered(self):
        """Whether the paper has parts enough for Roman numbers."""
        parts = [self.rows["commitments"], self.rows["targets"] or self.key_works, self.rows["movements"]]
        return sum(bool(part) for part in parts) + bool(self.theme or self.slogan) > 1

    # --- Who promises ----------------------------------------------------------------------------

    @cached_property
    def units(self):
        """The units in the order of the paper: leader, deputies, members; each with who stands for it."""
        signing = {row.get("member"): row for row in self.document.get("signatories") or []}
        ranks = {Membership.Role.LEADER: 0, Membership.Role.DEPUTY: 1}
        rows = sorted(self.rows["units"], key=lambda row: ranks.get(row.get("role"), 2))
        return [PaperUnit(row, self.names, signing.get(row.get("key"))) for row in rows]

    @property
    def needs_wide_signatures(self):
        """Whether the names are too long, or the units too few, for three columns of signatures."""
        names = [self.names.get(row["unit"], row["unit"] or "") for row in self.rows["units"]]
        return len(names) in (2, 4) or max(map(len, names), default=0) > LONG_NAME

    @cached_property
    def witnesses(self):
        """Those before whom it was signed: [(place of the name or the words for them, titles)]."""
        rows = self.document.get("participants") or []
        return [_person(row) for row in rows if Participation.Role.WITNESS in (row.get("roles") or [])]

    def _units(self):
        """Return every unit the document names and the organiser, each with its `name_then`, in one query."""
        people = self.document.get("participants") or []
        slugs = {row.get("unit") for row in [*self.rows["units"], *people]} | {self._value("conference", "host")}
        wanted = Q(slug__in=slugs - {None, ""}) | Q(pk=self.year.cluster.organiser_id)
        until = Concat("until", Value("-99"), output_field=TextField())  # "2021" holds as long as "2021-12-31"
        former = UnitName.objects.filter(unit=OuterRef("pk"), sort=UnitName.Sort.FORMER)
        former = former.annotate(last=until).filter(last__gte=self.day.stored).order_by("last")
        then = Coalesce(Subquery(former.values("name")[:1]), "name")
        units = Unit.objects.annotate(name_then=then)
        return {unit.slug: unit for unit in units.filter(wanted)}


class PaperDay:
    """A day as a paper writes it: "22", "01", "2021"; what is not known is left for the hand."""

    def __init__(self, typed, year):
        try:
            self.stored = parse_partial(str(typed or year))
            self.wrong = ""
        except ValidationError:
            self.stored, self.wrong = str(year), Place("conference/held_on", typed, follows=False)
        known = self.stored if typed and not self.wrong else ""
        year, month, day = (*known.split("-"), "", "")[:3]
        month = month if month in ("01", "02") else month.lstrip("0")
        self.day, self.month, self.year = day, month, year


class PaperUnit:
    """A unit on the paper: its line among the parties, and its place among the signatures."""

    def __init__(self, row, names, signatory):
        self.role, key = row.get("role"), row.get("key")
        self.path, self.name = f"units/{key}/", names.get(row["unit"], row["unit"] or "")
        self.head, self.head_title = (
            Place(f"units/{key}/{name}", row.get(name)) for name in ("head_name", "head_title")
        )
        signatory = signatory or {"key": f"sign-{key}"}  # the key the desk gives the line of a silent signatory
        self.signing, self.state = f"signatories/{signatory.get('key')}/", signatory.get("state")
        self.signer, self.title = (Place(f"{self.signing}{name}", signatory.get(name)) for name in ("name", "title"))


def _text_of(part, row):
    return Place(f"{part}/{row.get('key')}/text", row.get("text"))


def _cited(row):
    """Return a document as the paper cites it: in its own wording, else by kind, number, day, issuer and subject."""
    values = {name: row.get(name) for name in ("number", "issuer", "subject")}
    try:
        day = parse_partial(str(row.get("issued_on") or ""))
    except ValidationError:
        day = None
    with translation.override(PAPER):
        words = Document(kind=row.get("kind") or DocumentKind.OTHER, issued_on=day, **values).wording
    return Place(f"documents/{row.get('key')}/number", row.get("as_written") or words, follows=False)


def _person(row):
    path = f"participants/{row.get('key')}"
    titles = ", ".join(_lines(row.get("titles")))
    if row.get("name"):
        return Place(f"{path}/name", row["name"]), Place(f"{path}/titles", titles, follows=False)
    return Place(f"{path}/as_written", "; ".join(_lines(row.get("as_written"))), follows=False), titles


def _lines(value):
    """Return a list of texts, also from one that stands as it was typed, one a line."""
    return value.splitlines() if isinstance(value, str) else value or []


def sheet_of(pact, document):
    """Return the sheet of a pact's document."""
    return Sheet(pact, document)
