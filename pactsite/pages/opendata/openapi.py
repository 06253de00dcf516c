"""The description of the open data for machines: written by hand, and completed with what the schema declares."""

import re
from functools import cache
from pathlib import Path

from django.http import HttpResponse

from clusters.public import public_page
from pacts.document.schema import PARTS
from pactsite.pages.opendata.answers import open_to_all
from pactsite.pages.opendata.fields import described, plain_fields

FILE = Path(__file__).parent / "openapi.yaml"
OBJECT = re.compile(
    r"(?P<indent> +)required: \[(?P<required>[^\]]*)\]\n(?P=indent)properties:  # fields of: (?P<parts>[\w ]+)\n"
    r"(?P<properties>(?:(?P=indent) .*\n)+)"
)


@public_page
def openapi(request):
    return open_to_all(HttpResponse(description(), content_type="application/yaml; charset=utf-8"))


@cache
def description():
    """Return the description as text, in YAML."""
    return OBJECT.sub(_completed, FILE.read_text(encoding="utf-8"))


def _completed(found):
    """Add the fields that the named parts declare and the file does not describe: all of them are always there."""
    names, indent, parts, properties = found.group("required", "indent", "parts", "properties")
    properties = OBJECT.sub(_completed, properties)  # the lists stand within the pact
    known = set(re.findall(rf"^{indent}  \"?(\w+)\"?:", properties, re.MULTILINE))
    declared = {key: field for part in parts.split() for key, field in plain_fields(PARTS[part]).items()}
    new = {key: field for key, field in declared.items() if key not in known}
    lines = "".join(f"{indent}  {key}: {described(field)}\n" for key, field in new.items())
    required = ", ".join([names, *new])
    return f"{indent}required: [{required}]\n{indent}properties:\n{properties}{lines}"
