"""The parties of a pact: units with their roles, who signs for each, and the witnesses."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat

from clusters.models import Membership, Unit, UnitName
from pacts.models import Participation, Signatory
from pacts.paper.days import PaperDay
from pacts.paper.roles import leading_role_words, role_words

# Written above a name, in the paper's language, whatever the language of the page.
SIGNATURE_WORDS = {
    Signatory.State.SIGNED: "Đã ký",
    Signatory.State.PROXY: "Đã ký thay",
    Signatory.State.ABSENT: "Vắng mặt",
}
TO_SIGN = "Ký, đóng dấu"


@dataclass(frozen=True)
class PaperSignatory:
    """Who signs for a unit. All fields are None if nobody is entered."""

    key: str | None = None
    name: str | None = None
    title: str | None = None
    state: str | None = None
    signed_on: str | None = None

    @property
    def signed_without_name(self):
        return self.state == Signatory.State.SIGNED and not self.name

    @property
    def state_words(self):
        return str(dict(Signatory.State.choices).get(self.state, self.state or ""))

    @property
    def signature_words(self):
        """The words in the place of the signature: that it was signed, or that it has to be."""
        return SIGNATURE_WORDS.get(self.state, TO_SIGN)


NOBODY = PaperSignatory()


class PaperUnit:
    """A unit of the pact by its name on the day, with its role, head and signatory."""

    def __init__(self, row, name, kind, signatory=NOBODY):
        self.row, self.name, self.kind, self.signatory = row, name, kind, signatory
        self.key, self.slug, self.role, self.basis = (row.get(each) for each in ("key", "unit", "role", "basis"))
        self.head_name, self.head_title = row.get("head_name"), row.get("head_title")
        self.has_left = bool(row.get("left_on"))

    @property
    def leading_role(self):
        """The role in words, "Đơn vị trưởng cụm"; "" for a plain member."""
        return leading_role_words(self.role, self.kind)

    @property
    def role_words(self):
        return role_words(self.role, self.kind)

    @property
    def is_party(self):
        """Whether it has a place among the signatures. An inferred unit has none without a signatory."""
        return self.signatory is not NOBODY or self.basis != Membership.Basis.INFERRED

    @property
    def is_represented_by_signatory(self):
        """Whether the list of units shows its signatory, because it has no head."""
        return not self.head_name and bool(self.signatory.name)


def units_in(document, name_of, kind):
    """Return the PaperUnits of a document in order. `name_of(slug)` returns the name of a unit."""
    signing = {row.get("member"): signatory_in(row) for row in document.get("signatories") or []}
    return [
        PaperUnit(row, name_of(row.get("unit")), kind, signing.get(row.get("key"), NOBODY))
        for row in document.get("units") or []
    ]


def signatory_in(row):
    return PaperSignatory(*(row.get(name) for name in ("key", "name", "title", "state", "signed_on")))


def units_named(year, document):
    """Return {slug: Unit} of the units a document names and the organiser, with `name_then`, in one query."""
    meeting = document.get("conference") or {}
    day = PaperDay(meeting.get("held_on"), year.year).stored
    rows = [row for part in ("units", "participants") for row in document.get(part) or []]
    slugs = {row.get("unit") for row in rows} | {meeting.get("host")}
    wanted = Q(slug__in=slugs - {None, ""}) | Q(pk=year.cluster.organiser_id)
    until = Concat("until", Value("-99"), output_field=TextField())  # "2021" is valid as long as "2021-12-31"
    former = UnitName.objects.filter(unit=OuterRef("pk"), sort=UnitName.Sort.FORMER)
    former = former.annotate(last=until).filter(last__gte=day).order_by("last")
    then = Coalesce(Subquery(former.values("name")[:1]), "name")
    return {unit.slug: unit for unit in Unit.objects.annotate(name_then=then).filter(wanted)}


@dataclass(frozen=True)
class Witness:
    """A witness of the signing. `words` describe a group or an unnamed person."""

    key: str | None
    name: str
    words: str
    titles: str


def witnesses_in(document):
    rows = document.get("participants") or []
    return [_witness(row) for row in rows if Participation.Role.WITNESS in (row.get("roles") or [])]


def _witness(row):
    titles, words = ", ".join(_lines(row.get("titles"))), "; ".join(_lines(row.get("as_written")))
    return Witness(row.get("key"), row.get("name") or "", words, titles)


def _lines(value):
    """Return a list of texts; a text as typed is split into its lines."""
    return value.splitlines() if isinstance(value, str) else value or []
