"""The description of the open data for machines: kept by hand, handed out as it is."""

from functools import cache
from pathlib import Path

from django.http import HttpResponse

from clusters.public import public_page
from pactsite.pages.opendata.answers import open_to_all

FILE = Path(__file__).parent / "openapi.yaml"


@public_page
def openapi(request):
    return open_to_all(HttpResponse(description(), content_type="application/yaml; charset=utf-8"))


@cache
def description():
    return FILE.read_bytes()
