"""Responses of the open data: a page of a list as JSON and a whole list as CSV, from the same records."""

from django.http import JsonResponse

from clusters.common.csv import csv_answer

BATCH_SIZE = 50  # records read at a time
LIST_SEPARATOR = " | "  # between the entries of a list in a cell; commitments contain semicolons


def list_response(request, filters, keys, records):
    """Return the requested page of a list as JSON: {"count", "next", "results"}.

    `keys` is a queryset of primary keys in the order of the list; `records(keys, absolute)` returns their records.
    """
    page = filters.page(keys)
    next_address = None
    if page.has_next():
        query = request.GET.copy()
        query["trang"] = page.next_page_number()
        next_address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    results = records(list(page), absolute_for(request))
    return open_to_all(as_json({"count": page.paginator.count, "next": next_address, "results": results}))


def csv_response(request, name, filters, keys, records, columns):
    """Return the whole list as the file `name`.csv: a row for each record, a column for each path ("cluster.name").

    The keys are read first, so that no cursor stays open during a slow download; the records are read in batches,
    so that memory does not grow with their number.
    """
    keys = [] if filters.problems else list(keys)
    absolute = absolute_for(request)

    def rows():
        yield columns
        for start in range(0, len(keys), BATCH_SIZE):
            for record in records(keys[start : start + BATCH_SIZE], absolute):
                yield [cell(value_at(record, column.split("."))) for column in columns]

    return open_to_all(csv_answer(name, rows()))


def value_at(value, path):
    """Return the value at a path of a record; for a list, the values at that path of its entries."""
    if isinstance(value, list):
        return [value_at(entry, path) for entry in value]
    return value_at(value.get(path[0]), path[1:]) if path and value is not None else value


def cell(value):
    """Return a value as one cell: "" for None, a list as its joined entries."""
    if isinstance(value, list):
        return LIST_SEPARATOR.join(str(cell(entry)) for entry in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def in_order(rows, keys):
    """Return the rows of a queryset with these keys, in the order of the keys."""
    found = {row.pk: row for row in rows.filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def reference(row):
    """Return the reference to a unit or cluster in the data, {"name", "slug"}, or None."""
    return row and {"name": row.name, "slug": row.slug}


def absolute_for(request):
    """Return the function that turns a path of this site into a full address."""
    return request.build_absolute_uri("/").removesuffix("/").__add__


def as_json(data):
    """Return a JsonResponse that leaves non-ASCII letters readable."""
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def open_to_all(response):
    """Allow pages of other sites to read a response, which is the same for everybody."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
