"""The content a seal is made of, by format.

A format binds the fields that the document's schema declares for it or for an earlier one. A released format never
changes: what a later one adds is declared with that later number. Tests keep the keys of each released format.
"""

from pacts.document.schema import LISTS, NEWEST_FORMAT, PARTS
from pacts.paper.promises import agreed

FORMATS = range(1, NEWEST_FORMAT + 1)
NEWEST = NEWEST_FORMAT
KEYS = {
    "year": "roster",
    "conference": "signing",
}  # where the content keeps these parts; those of the pact stand on top
NAMED_SINCE = 2  # the format from which rows about shared records bring the name they had on the day


def content_by(number, pact, document):
    """Return the content of a pact under a format, as a dictionary.

    The pact was read by `with_document`, and says what `document` says.
    """
    rows = {name: document[name] for name in LISTS}
    rows["commitments"] = agreed(rows["commitments"])
    year, names = pact.cluster_year, _names(pact)
    heading = {"format": number, "cluster": year.cluster.slug, "label": year.label, "year": year.year}
    header = {key: _pick(document[name], PARTS[name].sealed(number)) for name, key in KEYS.items()}
    lists = {name: _rows(part, number, rows, names) for name, part in LISTS.items() if part.sealed(number)}
    return heading | _pick(document["pact"], PARTS["pact"].sealed(number)) | header | lists


def in_newest_form(content):
    """Return a content, sealed under any format, with the keys of the newest; what its own format lacks is None."""
    read = dict(content)
    for name, part in LISTS.items():
        if not (names := part.sealed(NEWEST)) or name not in content:
            continue
        only = part.sealed(content["format"])[0]
        blank = dict.fromkeys(["name", *names] if name in NAMED else names)
        rows = [row if isinstance(row, dict) else {only: row} for row in content[name]]
        read[name] = [_with_unit(blank) | row for row in rows] if len(names) > 1 else content[name]
    return read


# --- Rows -------------------------------------------------------------------------------------

NAMED = ("units", "movements", "documents")


def _names(pact):
    """Return the names of shared records on the day of signing, as the linking rows have them: {list: {key: name}}."""
    rows = {
        "units": pact.cluster_year.memberships.all(),
        "movements": pact.movements.all(),
        "documents": pact.documents.all(),
    }
    return {name: {str(row.pk): row.sealed_name for row in rows[name]} for name in NAMED}


def _rows(part, number, rows, names):
    """Return a list's rows as sealed: dictionaries, or plain values where the format binds a single field."""
    fields = part.sealed(number)
    if len(fields) == 1:
        return [row[fields[0]] for row in rows[part.name]]
    found = []
    for row in rows[part.name]:
        values = {name: _referred(part[name].refers_to, row[name], rows) for name in fields}
        if number >= NAMED_SINCE and part.name in NAMED:
            values["name"] = names[part.name].get(row["key"])
        found.append(_with_unit(values))
    return found


def _referred(name, value, rows):
    """Return a value as sealed; what refers to a list by key is the unit's address, or the row's place from 1."""
    if name not in LISTS:
        return value
    if name == "units":
        return next(row["unit"] for row in rows["units"] if row["key"] == value)
    return next((place for place, row in enumerate(rows[name], start=1) if row["key"] == value), None)


def _with_unit(values):
    """Return a row's values; who signs for a member is sealed beside the address of its unit."""
    return {"unit" if name == "member" else name: value for name, value in values.items()}


def _pick(values, names):
    return {name: values.get(name) for name in names}
