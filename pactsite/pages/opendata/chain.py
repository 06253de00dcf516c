"""The chain of the register as open data: its head and its entries."""

from django.http import StreamingHttpResponse

from clusters.common.list_query import whole_number
from clusters.common.public import public_page
from pacts.chain.chain import canonical, entries_from, hashed_fields
from pacts.chain.heads import head_of, published
from pacts.models import Chain
from pactsite.pages.opendata.responses import as_json, open_to_all


@public_page
def chain_json(request):
    """Return number, hash and time of the last entry, signed if the register has a key."""
    return open_to_all(as_json(published(head_of())))


@public_page
def chain_jsonl(request):
    """Return all entries, or with `tu` those from that number on; none if it is not a number."""
    first, last = whole_number(request.GET.get("tu") or "1"), head_of().number
    entries = entries_from(Chain.REGISTER, first, until=last) if first is not None else []
    lines = (f"{canonical(hashed_fields(entry) | {'digest': entry.digest})}\n" for entry in entries)
    return open_to_all(StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8"))
