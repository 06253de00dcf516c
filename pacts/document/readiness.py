"""Ready to sign? What a document still lacks, and what in it only looks odd."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.common.dates import display_partial
from clusters.models import Membership
from pacts.document import PactForms, aside_of, carried_of
from pacts.document.drafts import ASIDE
from pacts.document.forms import HEADER, ROWS
from pacts.paper.promises import agreed


@dataclass(frozen=True)
class Remark:
    """One thing to look at, and where: a part of the document, a row's key and a field, where there is one.

    `must`: the pact cannot be signed like this; else it only looks odd, or is not known yet.
    """

    section: str
    sentence: str
    key: str | None = None
    field: str | None = None
    must: bool = False
    page: str | None = None  # the desk page where it is mended, if that is another one

    @property
    def path(self):
        """The place in the document, as "units/7/role", or the part alone."""
        return "/".join(part for part in (self.section, self.key, self.field) if part)


def remarks_on(pact, document):
    """Return the Remarks on a pact's document as it would be signed now, what must be mended first."""
    return remarks_on_forms(pact, PactForms.of(document))


def remarks_on_forms(pact, forms):
    """The same for a document's forms."""
    forms.is_valid()
    aside = remarks_on_aside(aside_of(pact))
    faults = list(forms.faults())
    if faults:  # the rest of a document with faults is not examined
        sentences = [f"{fault.place}: {fault.sentence}" for fault in faults]
        return aside + [
            Remark(fault.section, sentence, fault.key, fault.field, must=True)
            for fault, sentence in zip(faults, sentences, strict=True)
        ]
    document = forms.document()
    return [
        *aside,
        *_carried(pact),
        *_missing(document),
        *_odd_counts(document),
        *_odd_day(pact, document),
        *_odd_units(pact, document, forms.units),
        *_open_comments(pact),
    ]


def remarks_on_aside(aside):
    """Return [the Remark that a draft holds values no form can hold], or []. It blocks circulating and signing."""
    count = len(aside)
    sentence = ngettext(
        "%(n)s passage of the draft has no field any more: copy it or remove it first.",
        "%(n)s passages of the draft have no field any more: copy them or remove them first.",
        count,
    )
    return [Remark(ASIDE, sentence % {"n": count}, must=True)] if count else []


def missing_from(document, aside=()):
    """Return the Remarks on what a document does not say yet, and on what is set aside of its draft.

    The document is read as it is kept: unchecked, and without a query.
    """
    header = {name: dict.fromkeys(form.base_fields) | (document.get(name) or {}) for name, form in HEADER.items()}
    rows = {name: [_blank(form) | row for row in document.get(name) or []] for name, form in ROWS.items()}
    return [*remarks_on_aside(aside), *_missing(header | rows)]


def _blank(form):
    return {name: field.initial for name, field in form.base_fields.items()}


def _carried(pact):
    """What came from another pact and nobody has read again."""
    places = carried_of(pact)
    if places:
        sentence = ngettext(
            "%(n)s text carried over has not been read again.",
            "%(n)s texts carried over have not been read again.",
            len(places),
        )
        section, *key, field = places[0].split("/")
        yield Remark(section, sentence % {"n": len(places)}, "/".join(key) or None, field)


def _missing(document):
    """What a pact usually says, and this one does not."""
    year, conference = document["year"], document["conference"]
    none = set(year["known_none"] or []) | set(document["pact"]["known_none"] or [])
    roles = {row["role"] for row in document["units"] if not row["left_on"]}
    if not conference["held_on"]:
        yield Remark("conference", _("The day of signing is not known yet."), field="held_on")
    if not conference["venue"]:
        yield Remark("conference", _("The place of signing is not known yet."), field="venue")
    if not document["units"]:
        yield Remark("units", _("No member unit is entered."))
    if not agreed(document["commitments"]) and "commitments" not in none:
        yield Remark("commitments", _("No commitment is entered."))
    if document["units"] and Membership.Role.LEADER not in roles and "leader" not in none:
        yield Remark("units", _("No unit is the leader."))
    if document["units"] and Membership.Role.DEPUTY not in roles and "deputy" not in none:
        yield Remark("units", _("No unit is the deputy."))
    unsigned = len(document["units"]) - len(document["signatories"])
    if document["units"] and unsigned > 0:
        sentence = ngettext("%(n)s unit has no signatory.", "%(n)s units have no signatory.", unsigned)
        yield Remark("signatories", sentence % {"n": unsigned})


def _odd_counts(document):
    """Where a stated number and the list differ."""
    year, pact = document["year"], document["pact"]
    units = [row for row in document["units"] if row["basis"] != Membership.Basis.INFERRED]
    counts = [
        ("units", year["stated_units"], len(units), _("%(stated)s units are stated, %(listed)s are listed.")),
        (
            "commitments",
            pact["stated_commitments"],
            len(agreed(document["commitments"])),
            _("%(stated)s commitments are stated, %(listed)s are listed."),
        ),
        (
            "targets",
            pact["stated_targets"],
            len(document["targets"]),
            _("%(stated)s targets are stated, %(listed)s are listed."),
        ),
    ]
    for section, stated, listed, sentence in counts:
        if stated is not None and stated != listed:
            yield Remark(section, sentence % {"stated": stated, "listed": listed})


def _odd_day(pact, document):
    """A pact is signed in its year or late in the year before."""
    day, year = document["conference"]["held_on"], pact.cluster_year.year
    if day and not f"{year - 1}-10" <= day <= f"{year}-12-31":
        sentence = _("The day of signing, %(day)s, lies outside the year %(year)s.")
        yield Remark("conference", sentence % {"day": display_partial(day), "year": year}, field="held_on")


def _odd_units(pact, document, units):
    """Units that no longer stood on that day, and units that sit in another cluster of the same organiser."""
    day = document["conference"]["held_on"] or str(pact.cluster_year.year)
    rows = {row["unit"]: row for row in document["units"]}
    for slug, row in rows.items():
        if units[slug].ended_by(day):
            words = {"unit": units[slug].name, "day": display_partial(units[slug].ended_on)}
            yield Remark("units", _("%(unit)s ended on %(day)s.") % words, row["key"], "role", page="successors")
    for membership in _elsewhere(pact, rows):
        words = {"unit": membership.unit.name, "cluster": membership.cluster_year.display_name}
        sentence = _("%(unit)s is also in %(cluster)s that year, under the same organiser.")
        yield Remark("units", sentence % words, rows[membership.unit.slug]["key"], "role")


def _open_comments(pact):
    """Remarks of units that nobody has answered, where the page has counted them (`with_open_comments`)."""
    count = getattr(pact, "open_comments", 0)
    if count:
        sentence = ngettext("%(n)s remark of the units is not answered.",
                            "%(n)s remarks of the units are not answered.", count)  # fmt: skip
        yield Remark("commitments", sentence % {"n": count}, page="comments")


def _elsewhere(pact, slugs):
    year = pact.cluster_year
    if year.cluster.organiser_id is None:
        return []
    others = Membership.objects.select_related("unit", "cluster_year__cluster").filter(
        unit__slug__in=slugs,
        left_on=None,
        cluster_year__year=year.year,
        cluster_year__cluster__organiser=year.cluster.organiser_id,
    )
    return others.exclude(cluster_year__cluster=year.cluster)
