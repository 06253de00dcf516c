"""The OpenAPI description: a file written by hand, completed with the fields the schema declares."""

import re
from functools import cache
from pathlib import Path

from django.http import HttpResponse

from clusters.common.public import public_page
from pacts.document.other_facts import OTHER_LISTS
from pacts.document.schema import PACT_LISTS, PARTS
from pactsite.pages.opendata.fields import plain_fields, references, value_schema
from pactsite.pages.opendata.responses import open_to_all

FILE = Path(__file__).parent / "openapi.yaml"
OBJECT = re.compile(
    r"(?P<indent> +)required: \[(?P<required>[^\]]*)\]\n(?P=indent)properties:  # fields of: (?P<parts>[\w ]+)\n"
    r"(?P<properties>(?:(?P=indent) .*\n)+)"
)


@public_page
def openapi(request):
    return open_to_all(HttpResponse(description(), content_type="application/yaml; charset=utf-8"))


def _list_schema(part, indent):
    """Return the schema of a list that the file does not describe, as one line of YAML."""
    properties = {"position": "{type: integer}"} | {key: value_schema(each) for key, each in plain_fields(part).items()}
    for key, each in references(part).items():
        component = "Number" if each.refers_to in PACT_LISTS else "Text"
        properties[key] = f'{{$ref: "#/components/schemas/{component}"}}'
    fields = ", ".join(f"{key}: {words}" for key, words in properties.items())
    required = ", ".join(properties)
    items = f"{{type: object, additionalProperties: false, required: [{required}], properties: {{{fields}}}}}"
    return f"{{type: array, items: {items}}}"


@cache
def description():
    return OBJECT.sub(_with_declared_fields, FILE.read_text(encoding="utf-8"))


def _with_declared_fields(found):
    """Add the fields that the named parts declare and the file lacks; all of them are required.

    `found` is a match of OBJECT.
    """
    names, indent, parts, properties = found.group("required", "indent", "parts", "properties")
    properties = OBJECT.sub(_with_declared_fields, properties)  # lists nested in the object
    described = set(re.findall(rf"^{indent}  \"?(\w+)\"?:", properties, re.MULTILINE))
    declared = {key: field for part in parts.split() for key, field in plain_fields(PARTS[part]).items()}
    new = {key: value_schema(field) for key, field in declared.items() if key not in described}
    if "pact" in parts.split():
        new |= {part.name: _list_schema(part, indent) for part in OTHER_LISTS}
    lines = "".join(f"{indent}  {key}: {words}\n" for key, words in new.items())
    required = ", ".join([names, *new])
    return f"{indent}required: [{required}]\n{indent}properties:\n{properties}{lines}"
