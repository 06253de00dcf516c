"""What of a pact's record is searched, as the document's schema says.

Rows of a list that has no entries of its own are found with their pact.
"""

from collections import defaultdict

from clusters.models import Document
from pacts.document.declaration import NAME, TEXT
from pacts.document.schema import PACT_LISTS, PARTS
from pacts.models import Commitment, Movement, Target


def shown_and_searched(name, *shown):
    """Return the columns of a part's model that a result shows and that the search reads, each once."""
    return list(dict.fromkeys([*shown, *PARTS[name].searched()]))


def searched(name, row):
    """Return what the search finds of a row, as `register_record` asks: its names and its texts."""
    part = PARTS[name]
    return {"names": texts_in(row, part.searched(NAME)), "texts": texts_in(row, part.searched(TEXT))}


def texts_in(row, columns):
    """Return the known texts of these columns of a row, in their order."""
    values = (row[column] for column in columns)
    return [text for value in values for text in (value if isinstance(value, list) else [value]) if text]


# Lists without entries of their own.
OTHER_LISTS = [
    part
    for part in PACT_LISTS.values()
    if part.searched() and part.model not in (Commitment, Target, Movement, Document)
]


def texts_of_other_lists(pacts):
    """Return {pact: texts} of the lists that have no entries of their own."""
    found = defaultdict(list)
    for part in OTHER_LISTS:
        path = f"{part.shared_name}__" if part.link else ""
        columns = [f"{path}{name}" for name in part.searched()]
        for row in part.row_model.objects.filter(pact__in=pacts).values("pact", *columns):
            found[row["pact"]] += texts_in(row, columns)
    return found
