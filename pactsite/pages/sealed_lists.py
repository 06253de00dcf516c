"""Lists of a sealed version that have no section of their own; the first field of a row is its text."""

from django.utils.text import capfirst

from pacts.document.other_facts import OTHER_LISTS, first_field
from pacts.document.schema import NEWEST_FORMAT
from pacts.paper.lines import Line, lines_of
from pacts.paper.wording import words_of

OTHER_SEALED = [part for part in OTHER_LISTS if part.sealed(NEWEST_FORMAT)]


def sections_of(paper):
    """Return all lines of a sealed version: {name: [Line]}, with the lists without a section of their own last."""
    return lines_of(paper) | other_sections(paper)


def other_sections(paper):
    """Return the lists of a sealed version that have no section of their own: {name: [Line]}."""
    return {part.name: [_sealed_row(paper, part, row) for row in paper.rows(part.name)] for part in OTHER_SEALED}


def _sealed_row(paper, part, row):
    """Return the Line of a row; in a format that seals a single field, the row is that field's value."""
    first = "name" if part.link else first_field(part)
    if not isinstance(row, dict):
        return Line(words_of(part.model, first, row))
    facts = []
    for each in part.fields:
        if each.name in row and each.name not in (first, "uuid"):
            field, value = part.model_field(each), row[each.name]
            words = _sealed_reference(paper, each, value) if each.refers_to else words_of(field.model, each.name, value)
            facts += [f"{capfirst(field.verbose_name)}: {words}"] if words else []
    return Line(row[first] or "", " · ".join(facts))


def _sealed_reference(paper, each, value):
    """Return what a sealed row refers to: the name of a unit, or the position of another row."""
    if value is None:
        return ""
    return paper.name_of(value) if each.refers_to == "unit" else str(value)
