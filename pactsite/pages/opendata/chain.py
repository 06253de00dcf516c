"""The chain of the register as data: its head, and all its entries, one a line."""

from django.http import StreamingHttpResponse

from clusters.common.list_query import whole_number
from clusters.common.public import public_page
from pacts.chain.chain import canonical, entries_from, hashed_fields
from pacts.chain.heads import head_of, published
from pacts.models import Chain
from pactsite.pages.opendata.responses import as_json, open_to_all


@public_page
def chain_json(request):
    """The head: number, hash and time of the last entry, signed where the register has a key."""
    return open_to_all(as_json(published(head_of())))


@public_page
def chain_jsonl(request):
    """All entries, or with `tu` those from a number on. A number nobody can read gives none."""
    first, last = whole_number(request.GET.get("tu") or "1"), head_of().number
    entries = entries_from(Chain.REGISTER, first, until=last) if first is not None else []
    lines = (f"{canonical(hashed_fields(entry) | {'digest': entry.digest})}\n" for entry in entries)
    return open_to_all(StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8"))
