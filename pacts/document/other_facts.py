"""What of a pact's document has no place of its own on a page: told in general lists, written from the schema.

Fields stand label by label; lists of rows stand under their label, each row with its first field as its text.
"""

from dataclasses import dataclass

from django.db.models import Model
from django.utils.text import capfirst

from clusters.models import Unit
from pacts.document.declaration import MAIN
from pacts.document.load import rows_of
from pacts.document.schema import PACT_LISTS, PARTS
from pacts.paper.wording import words_of

# The fields that the public page places by itself. All others go to the general list.
PLACED = {
    "year": "name kind as_written stated_units stated_units_as_written counts_leaders known_none",
    "conference": "held_on held_as_written part_of_day venue purpose proceedings host",
    "pact": "title theme theme_owner theme_by slogan preamble closing stated_commitments stated_targets open_ended "
    "key_works_minimum known_none",
    "units": "role basis as_written role_basis head_name head_title joined_on left_on unit",
    "signatories": "name title state signed_on member",
    "participants": "name as_written titles headcount roles inferred_roles unit",
    "commitments": "text heading standing by",
    "targets": "text measure population scope operator value value_to unit change baseline_year grade grade_or_better "
    "commitment part_of",
    "movements": "name level launched_by launched_on ends_on uuid as_written",
    "documents": "kind number issued_on issuer subject uuid state as_written",
    "sources": "title outlet address published_as_written published_on authors credit errata",
}
OTHER_LISTS = [part for name, part in PACT_LISTS.items() if name not in PLACED]


def first_field(part):
    """Return the name of the field that says what a row is: the first that the desk shows."""
    return part.names(desk=MAIN)[0]


def _beyond(part):
    """Return the fields of a part that have no place of their own. What a row refers to is told by its list."""
    placed = PLACED[part.name].split() if part.name in PLACED else [first_field(part), "uuid"]
    is_other = part in OTHER_LISTS
    return [each for each in part.fields if each.data and each.name not in placed and not (is_other and each.refers_to)]


BEYOND = {name: _beyond(part) for name, part in PARTS.items()}
MODELS = {part.model: name for name, part in PARTS.items()}


def other_facts(row, link=None):
    """Return [(label, words)] of the fields of a row that no template places; [] for a row of another model.

    `link` is the row between the pact and a shared record.
    """
    found = []
    for each in BEYOND.get(MODELS.get(type(row)), []):
        source = link if each.on_link else row
        if source is None:
            continue
        field = source._meta.get_field(each.name)
        if words := words_of(type(source), each.name, getattr(source, each.name)):
            found.append((capfirst(field.verbose_name), words))
    return found


# --- Lists of rows ------------------------------------------------------------------------------


@dataclass(frozen=True)
class OtherRow:
    """A row of such a list: its text, the record it is about, the row that ties that to the pact, what it refers to."""

    text: str
    record: Model
    link: Model | None
    references: list

    @property
    def facts(self):
        """What the row says besides its text: [(label, words)]."""
        return [*other_facts(self.record, self.link), *self.references]


@dataclass(frozen=True)
class OtherList:
    name: str
    label: str
    rows: list


def other_lists(pact, day):
    """Return the OtherLists of a pact that hold rows. Units have their names on `day`."""
    lists = (OtherList(part.name, part.label, [_other_row(part, row, day) for row in rows_of(pact, part)])
             for part in OTHER_LISTS)  # fmt: skip
    return [each for each in lists if each.rows]


def _other_row(part, row, day):
    record = record_of(part, row)
    return OtherRow(
        text=words_of(part.model, first_field(part), getattr(record, first_field(part))),
        record=record,
        link=row if part.link else None,
        references=[
            (capfirst(part.model._meta.get_field(each.name).verbose_name), _named(referred, day))
            for each in part.fields
            if each.refers_to and (referred := getattr(row, each.name))
        ],
    )


def _named(referred, day):
    return referred.name_on(day) if isinstance(referred, Unit) else str(referred)


def record_of(part, row):
    """Return what a stored row is about: the shared record it ties to the pact, else itself."""
    return getattr(row, part.shared_name) if part.link else row


def units_of_other_lists(pact):
    """Return the units to which rows of these lists refer."""
    named = [(part, each.name) for part in OTHER_LISTS for each in part.fields if each.refers_to == "unit"]
    return [unit for part, name in named for row in getattr(pact, part.name).all() if (unit := getattr(row, name))]
