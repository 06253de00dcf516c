"""How data goes out: a page of a list as JSON, a whole list as CSV, both from the same records."""

from django.http import JsonResponse

from clusters.common.csv import csv_answer

AT_ONCE = 50  # rows of a list held at a time
BETWEEN = " | "  # the entries of a list within one cell: commitments are full of semicolons


def listed(request, filters, keys, told):
    """Return the requested page of a list as JSON: {"count", "next", "results"}.

    `keys` is a queryset of primary keys in the order of the list; `told(keys, absolute)` returns their records.
    """
    page = filters.page(keys)
    following = None
    if page.has_next():
        query = request.GET.copy()
        query["trang"] = page.next_page_number()
        following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    results = told(list(page), absolute_for(request))
    return open_to_all(as_json({"count": page.paginator.count, "next": following, "results": results}))


def exported(request, name, filters, keys, told, columns):
    """Return the whole list as the file `name`.csv: a row for each record, a column for each path ("cluster.name").

    The keys are read first, so that no cursor stays open while a slow reader takes the file; the records are read
    a few at a time, whatever their number.
    """
    keys = [] if filters.problems else list(keys)
    absolute = absolute_for(request)

    def rows():
        yield columns
        for start in range(0, len(keys), AT_ONCE):
            for record in told(keys[start : start + AT_ONCE], absolute):
                yield [cell(at(record, column.split("."))) for column in columns]

    return open_to_all(csv_answer(name, rows()))


def at(value, path):
    """Return what stands at a path of a record; of a list, what stands there in each entry."""
    if isinstance(value, list):
        return [at(entry, path) for entry in value]
    return at(value.get(path[0]), path[1:]) if path and value is not None else value


def cell(value):
    """Return a value as one cell: unknown is empty, a list stands in one line."""
    if isinstance(value, list):
        return BETWEEN.join(str(cell(entry)) for entry in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def in_order(rows, keys):
    """Return the rows of a queryset with these keys, in the order of the keys."""
    found = {row.pk: row for row in rows.filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def named(row):
    """Return how data points to a unit or cluster: {"name", "slug"}, or None for none."""
    return row and {"name": row.name, "slug": row.slug}


def absolute_for(request):
    """Return what turns a path of this site into a full address."""
    return request.build_absolute_uri("/").removesuffix("/").__add__


def as_json(data):
    """Return JSON that a person can read too: letters as they are."""
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def open_to_all(response):
    """Let pages of other sites read an answer: it is the same for everybody and holds nothing of the reader's."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
