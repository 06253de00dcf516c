"""Fields of a pact's document that have no place of their own on its page: told in one list, label by label."""

from django.utils.text import capfirst

from pacts.document.schema import PARTS
from pacts.paper.wording import words_of

# Fields with a place of their own on the public page, or in a sentence there. All others end in the general list.
PLACED = {
    "year": "name kind as_written stated_units stated_units_as_written counts_leaders known_none",
    "conference": "held_on held_as_written part_of_day venue purpose proceedings host",
    "pact": "title theme theme_owner theme_by slogan preamble closing stated_commitments stated_targets open_ended "
    "key_works_minimum known_none",
    "units": "role basis as_written role_basis head_name head_title joined_on left_on unit",
    "signatories": "name title state signed_on member",
    "participants": "name as_written titles headcount roles inferred_roles unit",
    "commitments": "text standing by",
    "targets": "text measure population scope operator value value_to unit change baseline_year grade grade_or_better "
    "commitment part_of",
    "movements": "name level launched_by launched_on ends_on uuid as_written",
    "documents": "kind number issued_on issuer subject uuid state as_written",
    "sources": "title outlet address published_as_written published_on authors credit errata",
}
BEYOND = {
    name: [each for each in part.fields if each.data and each.name not in PLACED[name].split()]
    for name, part in PARTS.items()
}
MODELS = {part.model: name for name, part in PARTS.items()}


def other_facts(row, link=None):
    """Return what a row of a pact's document says beyond the fields with a place: [(label, words)].

    `link` is the row that ties a shared record to the pact. A row of another model says nothing here.
    """
    found = []
    for each in BEYOND.get(MODELS.get(type(row)), []):
        source = link if each.on_link else row
        field = source._meta.get_field(each.name)
        if words := words_of(type(source), each.name, getattr(source, each.name)):
            found.append((capfirst(field.verbose_name), words))
    return found
