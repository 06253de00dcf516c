"""The OpenAPI description fits every response and describes all paths."""

import re
from functools import cache

import pytest
import yaml
from django.urls import get_resolver
from jsonschema import Draft202012Validator, FormatChecker

from awards.models import Award, AwardType, RecipientKind
from clusters.models import ClusterKind, DocumentKind, EndReason, Level, Membership, Succession, UnitKind, UnitName
from pacts.models import Commitment, Conference, Pact, PactDocument, Participation, Signatory, Target
from pactsite.pages.opendata import openapi
from tests.factories import (
    AwardFactory,
    AwardTypeFactory,
    MovementFactory,
    PactFactory,
    SuccessionFactory,
    UnitFactory,
    UnitNameFactory,
)
from tests.pacts.documents import full_document, signed

pytestmark = pytest.mark.django_db


@cache
def description():
    return yaml.safe_load(openapi.description())


PATHS = description()["paths"]
SCHEMAS = description()["components"]["schemas"]


@pytest.fixture
def register():
    """Create a register with a full and an empty record of every kind."""
    pact = signed(**full_document())
    cluster = pact.cluster_year.cluster
    place = UnitFactory(kind="province", code="24")
    cluster.place, cluster.organiser, cluster.level = place, UnitFactory(place=place, parent=place), "province"
    cluster.save()
    cluster.predecessors.add(PactFactory(signed=True).cluster_year.cluster)
    UnitNameFactory(former=True, unit=place, place=UnitFactory(), kind="district", basis=pact.documents.get().document)
    SuccessionFactory(predecessor=place, extent="whole", on="2025-07", basis=pact.documents.get().document)
    flag = AwardTypeFactory(code="co", category="title", authority="UBND tỉnh")
    AwardFactory(presented_at=pact.conference, type=flag, granted_count=3, merit_year=2020, movement=MovementFactory())
    AwardFactory(cluster_year=pact.cluster_year, unit=place, state="revoked", state_reason="Gian dối", organiser=place)
    AwardFactory(recipient_name="Nguyễn Văn A", of_unit=place, source=pact.cluster_year.sources.get())
    return pact


def resolved(schema):
    """Return a schema that can resolve references to the other schemas of the description."""
    return schema | {"components": description()["components"]}


def get(client, path, pact, **params):
    year = pact.cluster_year
    return client.get(path.format(cluster=year.cluster.slug, label=year.slug), params)


def parameters(path):
    """Yield the parameters of a path, including those that are references."""
    for row in PATHS[path]["get"].get("parameters", []):
        yield description()["components"]["parameters"][row["$ref"].split("/")[-1]] if "$ref" in row else row


def answer_of(path, status="200"):
    found = PATHS[path]["get"]["responses"][status]
    return description()["components"]["responses"][found["$ref"].split("/")[-1]] if "$ref" in found else found


def check_response(response, path):
    """Check content type and body of a response against the description."""
    [(sort, media)] = answer_of(path)["content"].items()
    assert response.status_code == 200
    assert response.headers["Content-Type"].split(";")[0] == sort
    if sort == "application/json":
        Draft202012Validator(resolved(media["schema"]), format_checker=FormatChecker()).validate(response.json())


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_one(name):
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert set(re.findall(r"#/components/schemas/(\w+)", openapi.description())) <= set(SCHEMAS)


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_what_its_description_says(client, register, path):
    check_response(get(client, path, register), path)


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_about_little_is_what_its_description_says(client, path):
    check_response(get(client, path, PactFactory(signed=True)), path)


@pytest.mark.parametrize(
    ("path", "parameter"),
    [(path, row) for path in PATHS for row in parameters(path) if row["in"] == "query"],
    ids=lambda value: value if isinstance(value, str) else value["name"],
)
def test_a_filter_is_taken_as_it_is_described(client, register, path, parameter):
    shown = parameter.get("example") or next(iter(parameter["schema"].get("enum", ["x"])))

    check_response(get(client, path, register, **{parameter["name"]: shown}), path)


def test_the_description_is_handed_out_and_knows_every_address_of_the_data(client):
    routes = {str(pattern.pattern) for pattern in get_resolver().url_patterns[-1].url_patterns}
    addresses = {"/" + re.sub(r"<slug:(\w+)>", r"{\1}", route) for route in routes if route.startswith("du-lieu/")}

    assert addresses == set(PATHS)
    assert yaml.safe_load(client.get("/du-lieu/openapi.yaml").content) == description()
    assert description()["openapi"].startswith("3.1")


def enum_at(*path):
    found = SCHEMAS
    for step in path:
        found = found[step]
    return {value for value in found["enum"] if value is not None}


ROW = ["items", "properties"]


@pytest.mark.parametrize(
    ("path", "values"),
    [
        (["Kind"], ClusterKind),
        (["Level"], Level),
        (["Role"], Membership.Role),
        (["Basis"], Membership.Basis),
        (["Category"], AwardType.Category),
        (["RecipientKind"], RecipientKind),
        (["UnitKind"], UnitKind),
        (["Unit", "properties", "end_reason"], EndReason),
        (["Unit", "properties", "other_names", *ROW, "sort"], UnitName.Sort),
        (["Succession", "properties", "extent"], Succession.Extent),
        (["Pact", "properties", "part_of_day"], Conference.PartOfDay),
        (["Pact", "properties", "theme", "properties", "owner"], Pact.ThemeOwner),
        (["Pact", "properties", "commitments", *ROW, "standing"], Commitment.Standing),
        (["Pact", "properties", "targets", *ROW, "scope"], Target.Scope),
        (["Pact", "properties", "targets", *ROW, "operator"], Target.Operator),
        (["Pact", "properties", "targets", *ROW, "change"], Target.Change),
        (["Pact", "properties", "signatories", *ROW, "state"], Signatory.State),
        (["Pact", "properties", "participants", *ROW, "roles", "items"], Participation.Role),
        (["Pact", "properties", "documents", *ROW, "kind"], DocumentKind),
        (["Pact", "properties", "documents", *ROW, "state"], PactDocument.State),
    ],
    ids=lambda value: ".".join(value) if isinstance(value, list) else "",
)
def test_the_description_names_every_value_the_record_knows(path, values):
    assert enum_at(*path) == set(values.values)


def test_only_public_awards_are_described():
    assert enum_at("AwardState") == {Award.State.GRANTED, Award.State.REVOKED}
