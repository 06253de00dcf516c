"""What a pact's document consists of, said once: its parts, their fields, and what each field is for.

Forms, the seal, the desk, the text carried over to the next year, comparison, the administration, open data and search
read this table. A new plain field is one line here, beside its model, its migration and its words. So is a new kind of
row that refers to the pact: it is read, saved, sealed, shown and exported by the code that these lists share, and has
its place in general lists until somebody gives it one of its own.

A part is a dictionary of header fields, or a list of rows that each have a `key`. A list stands behind the lists it
refers to. Reading and saving of lists that refer to something else than the pact is explicit code.
"""

from django.utils.translation import gettext_lazy as _

from clusters.models import ClusterYear, Document, Membership, Source
from pacts.document.declaration import HIDDEN, MAIN, NAME, TEXT, Field, Part
from pacts.models import (
    Commitment,
    Conference,
    Movement,
    Pact,
    PactDocument,
    PactMovement,
    Participation,
    Signatory,
    Target,
)

ATTESTED = (Field("inferred"), Field("note"))  # open data gathers all conclusions in one place; notes are not told

YEAR = Part(
    "year",
    _("Year of the cluster"),
    ClusterYear,
    (
        Field("name", seal=1, data="cluster.name", search=NAME),
        Field("kind", seal=1, data="cluster.kind"),
        Field("as_written", data="cluster.spellings", column="cluster.spellings", search=NAME),
        Field("first_day"),
        Field("last_day"),
        Field("stated_units", seal=1, desk=MAIN, data="stated_unit_count", column="stated_unit_count"),
        Field("stated_units_as_written", seal=1, data="stated_units_as_written", column="stated_units_as_written"),
        Field("counts_leaders", seal=1, data="counts_leaders", column="counts_leaders"),
        Field("known_none", seal=1, data="known_none", column="known_none"),
        *ATTESTED,
    ),
    is_list=False,
)

CONFERENCE = Part(
    "conference",
    _("Conference"),
    Conference,
    (
        Field("held_on", seal=1, desk=MAIN, data="signed_on", column="signed_on"),
        Field("held_as_written", seal=1, data="signed_on_as_written", column="signed_on_as_written"),
        Field("part_of_day", seal=1, desk=MAIN, data="part_of_day", column="part_of_day"),
        Field("venue", seal=1, desk=MAIN, data="venue", column="venue"),
        Field("purpose", data="conference.purpose", column="conference.purpose"),
        Field("proceedings", data="conference.proceedings"),
        Field("kind"),
        *ATTESTED,
        Field("host", seal=1, data="host", column="host.name", refers_to="unit"),
    ),
    is_list=False,
)

PACT = Part(
    "pact",
    _("Pact"),
    Pact,
    (
        Field("title", seal=1, data="title", column="title", search=NAME),
        Field("theme", seal=1, desk=MAIN, prose=True, data="theme.text", column="theme.text", search=TEXT),
        Field("theme_owner", seal=1, data="theme.owner", column="theme.owner"),
        Field("theme_by", seal=1, data="theme.by", column="theme.by"),
        Field("slogan", seal=1, desk=MAIN, prose=True, data="slogan", column="slogan", search=TEXT),
        Field("preamble", seal=1, carry=True, desk=MAIN, prose=True, data="preamble", column="preamble"),
        Field("closing", seal=1, carry=True, prose=True, data="closing", column="closing"),
        Field("stated_commitments", seal=1, data="stated_commitments", column="stated_commitments"),
        Field("stated_targets", seal=1, data="stated_targets", column="stated_targets"),
        Field("open_ended", seal=1, data="open_ended", column="open_ended"),
        Field("key_works_minimum", seal=1, carry=True, data="key_works_minimum", column="key_works_minimum"),
        Field("known_none", seal=1, data="known_none", column="known_none"),
        *ATTESTED,
    ),
    is_list=False,
)

UNITS = Part(
    "units",
    _("Member units"),
    Membership,
    (
        Field("role", seal=1, carry=True, desk=MAIN, data="role", column="units.role"),
        Field("basis", seal=2, data="basis"),
        Field("as_written", seal=1, data="as_written"),
        Field("role_basis", seal=1, data="role_basis"),
        Field("head_name", seal=1, data="head", search=NAME),
        Field("head_title", seal=1, data="head_title"),
        Field("joined_on", seal=1, data="joined_on"),
        Field("left_on", seal=1, data="left_on"),
        Field("left_reason", seal=1),
        *ATTESTED,
        Field("unit", seal=1, carry=True, desk=HIDDEN, data="name", column="units.name", refers_to="unit"),
    ),
)

SIGNATORIES = Part(
    "signatories",
    _("Signatories"),
    Signatory,
    (
        Field("name", seal=1, carry=True, desk=MAIN, data="name", column="signatories.name", search=NAME),
        Field("title", seal=1, carry=True, desk=MAIN, data="title", search=TEXT),
        Field("state", seal=1, desk=MAIN, data="state", column="signatories.state"),
        Field("signed_on", seal=1, data="signed_on"),
        *ATTESTED,
        Field("member", seal=1, carry=True, desk=HIDDEN, data="unit", column="signatories.unit", refers_to="units"),
    ),
)

PARTICIPANTS = Part(
    "participants",
    _("People present"),
    Participation,
    (
        Field("name", desk=MAIN, data="name", column="participants.name", search=NAME),
        Field("as_written", desk=MAIN, prose=True, data="as_written", search=TEXT),
        Field("titles", desk=MAIN, data="titles", search=TEXT),
        Field("headcount", data="headcount"),
        Field("roles", desk=MAIN, data="roles"),
        Field("inferred_roles", data="inferred_roles"),
        *ATTESTED,
        Field("unit", data="unit", refers_to="unit"),
    ),
)

COMMITMENTS = Part(
    "commitments",
    _("Commitments"),
    Commitment,
    (
        Field("text", seal=1, carry=True, desk=MAIN, prose=True, data="text", column="commitments.text", search=TEXT),
        Field("heading", seal=3, carry=True, data="heading"),
        Field("standing", carry=True, data="standing", column="commitments.standing"),
        *ATTESTED,
        Field("by", data="by", refers_to="participants"),
    ),
)

TARGETS = Part(
    "targets",
    _("Targets"),
    Target,
    (
        Field("text", seal=1, carry=True, desk=MAIN, prose=True, data="text", column="targets.text", search=TEXT),
        Field("measure", seal=1, carry=True, data="measure", search=TEXT),
        Field("population", seal=1, carry=True, data="population", search=TEXT),
        Field("scope", seal=1, carry=True, data="scope"),
        Field("operator", seal=1, carry=True, desk=MAIN, data="operator"),
        Field("value", seal=1, carry=True, desk=MAIN, data="value"),
        Field("value_to", seal=1, carry=True, data="value_to"),
        Field("unit", seal=1, carry=True, desk=MAIN, data="unit"),
        Field("change", seal=1, carry=True, data="change"),
        Field("baseline_year", seal=1, carry=True, data="baseline_year"),
        Field("grade", seal=1, carry=True, data="grade"),
        Field("grade_or_better", seal=1, carry=True, data="grade_or_better"),
        *ATTESTED,
        Field("commitment", seal=1, carry=True, data="commitment", refers_to="commitments"),
        Field("part_of", seal=1, carry=True, data="part_of", refers_to="targets"),
    ),
)

MOVEMENTS = Part(
    "movements",
    _("Movements"),
    Movement,
    (
        Field("name", desk=MAIN, data="name", column="movements.name", search=NAME),
        Field("level", data="level"),
        Field("launched_by", data="launched_by"),
        Field("launched_on", data="launched_on"),
        Field("ends_on", data="ends_on"),
        Field("objective"),
        *ATTESTED,
        Field("uuid", seal=2, desk=HIDDEN, on_link=True),
        Field("as_written", seal=1, data="as_written", on_link=True),
    ),
    link=PactMovement,
)

DOCUMENTS = Part(
    "documents",
    _("Documents"),
    Document,
    (
        Field("kind", desk=MAIN, data="kind"),
        Field("number", desk=MAIN, data="number", column="documents.number", search=NAME),
        Field("issued_on", desk=MAIN, data="date"),
        Field("issuer", desk=MAIN, data="issuer", search=NAME),
        Field("subject", desk=MAIN, data="subject", column="documents.subject", search=NAME),
        *ATTESTED,
        Field("uuid", seal=2, desk=HIDDEN, on_link=True),
        Field("state", seal=1, data="state", on_link=True),
        Field("as_written", seal=1, data="as_written", on_link=True),
    ),
    link=PactDocument,
)

SOURCES = Part(
    "sources",
    _("Sources"),
    Source,
    (
        Field("title", desk=MAIN, data="title", column="sources.title", search=NAME),
        Field("outlet", desk=MAIN, data="outlet", column="sources.outlet", search=TEXT),
        Field("address", desk=MAIN, data="address", column="sources.address"),
        Field("published_as_written", desk=MAIN, data="published_as_written"),
        Field("published_on", data="published_on", column="sources.published_on"),
        Field("authors", data="authors", search=TEXT),
        Field("credit", data="credit"),
        Field("errata", data="errata"),
        *ATTESTED,
    ),
)

# In the order in which faults are told and versions compared.
PARTS = {
    part.name: part
    for part in (
        YEAR,
        CONFERENCE,
        PACT,
        UNITS,
        SIGNATORIES,
        PARTICIPANTS,
        COMMITMENTS,
        TARGETS,
        MOVEMENTS,
        DOCUMENTS,
        SOURCES,
    )
}
HEADER = {name: part for name, part in PARTS.items() if not part.is_list}
LISTS = {name: part for name, part in PARTS.items() if part.is_list}
PACT_LISTS = {name: part for name, part in LISTS.items() if part.is_of_pact}
# What refers to a row of another list: [(list, field, the list it refers to)].
REFERENCES = [
    (name, each.name, each.refers_to) for name, part in LISTS.items() for each in part.fields if each.refers_to in LISTS
]
# What refers to a unit by its address: [(part, field)].
UNIT_REFERENCES = [
    (name, each.name) for name, part in PARTS.items() for each in part.fields if each.refers_to == "unit"
]
NEWEST_FORMAT = max(each.seal or 0 for part in PARTS.values() for each in part.fields)
