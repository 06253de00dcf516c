"""The page that explains the chain: how anybody keeps a head of it and proves later that nothing was rewritten."""

from functools import cache

from django.conf import settings
from django.shortcuts import render

from clusters.public import public_page
from pacts.chain_heads import head_of, published

PROGRAM = "programs/kiem_tra_chuoi.py"


@public_page
def chain(request):
    head = head_of()
    context = {"head": head, "told": published(head), "program": program(), "program_path": PROGRAM}
    return render(request, "pages/chain.html", context)


@cache
def program():
    """Return the program that checks a kept head, as it is handed out."""
    return (settings.ROOT / "static" / PROGRAM).read_text(encoding="utf-8")
