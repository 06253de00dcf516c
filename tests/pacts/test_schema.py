"""Every field the document's schema declares, filled in and looked for in each place it is declared for."""

import csv
import html
import io
import json

import pytest
import yaml
from django.db import models
from django.urls import reverse

from clusters.common.fields import CodesField, ErrataField, ListField, PartialDateField, ReasonsField
from pacts.document import document_of
from pacts.document.carry_over import start_from
from pacts.document.schema import LISTS, NEWEST_FORMAT, PACT_LISTS, PARTS
from pacts.models import Pact, PactVersion
from pacts.paper.sealed import papers_of
from pacts.paper.wording import words_of
from pacts.seal.formats import KEYS
from pacts.seal.seal import content_of
from pacts.services.lifecycle import reopen_pact, save_draft, sign_pact
from pactsite.pages.opendata import openapi
from pactsite.pages.sealed_lists import sections_of
from tests.copies import make_or_copy_here
from tests.factories import MandateFactory, PactFactory, UnitFactory, UserFactory
from tests.pacts.documents import signed

pytestmark = pytest.mark.django_db

# Values that a rule of the record asks for; all others are made up from the names of part and field.
GIVEN = {
    ("year", "first_day"): "2021-01-01",
    ("year", "last_day"): "2021-12-31",
    ("year", "known_none"): ["deputy"],
    ("pact", "known_none"): ["awards"],
    ("units", "role"): "leader",
    ("units", "basis"): "host",
    ("units", "unit"): "huyen-mau",
    ("signatories", "member"): "u",
    ("participants", "inferred_roles"): ["chair"],
    ("participants", "roles"): ["witness"],
    ("participants", "unit"): "huyen-mau",
    ("conference", "host"): "huyen-mau",
    ("commitments", "standing"): "agreed",
    ("commitments", "by"): None,
    ("targets", "commitment"): None,  # under a commitment its words would not be quoted again
    ("targets", "part_of"): None,
    ("targets", "operator"): "between",
    ("targets", "value"): "71",
    ("targets", "value_to"): "72",
    ("sources", "address"): "https://bao.example.vn/sources-address",
}
KEY_OF = {"units": "u", "commitments": "c"}
FIELDS = [(name, each) for name, part in PARTS.items() for each in part.fields if each.name != "uuid"]


def field_of(name, each):
    """Return the model's field that a declared field stands for; None for a reference by key."""
    part = PARTS[name]
    model = part.link if each.on_link else part.model
    return None if each.name == "member" else model._meta.get_field(each.name)


def made_up(name, each):
    """Return a value for a field that is found again wherever it stands."""
    if (name, each.name) in GIVEN:
        return GIVEN[name, each.name]
    field, words, number = field_of(name, each), f"Mẫu {name} {each.name}".replace("_", " "), len(name) + len(each.name)
    if each.name == "inferred":
        return {"note": words}
    if isinstance(field, ErrataField):
        return [{"as_written": words, "meant": f"đúng {words}"}]
    if isinstance(field, CodesField):
        return []
    if isinstance(field, ListField):
        return [words]
    if isinstance(field, PartialDateField):
        return f"20{10 + number}-{number % 12 + 1:02}"
    if isinstance(field, models.BooleanField):
        return True
    if field.choices:
        return field.flatchoices[0][0]
    if each.name == "baseline_year":
        return 1999
    return 300 + number if isinstance(field, models.IntegerField) else words


def full():
    """Return a document in which every declared field is filled, with one row in each list."""
    document = {name: {} for name in PARTS}
    for name, each in FIELDS:
        document[name][each.name] = made_up(name, each)
    for name in LISTS:
        document[name] = [document[name]]
        document[name][0]["key"] = KEY_OF.get(name, "x")
    return document


@pytest.fixture
def pact():
    make_or_copy_here("pact with every field", make_pact)
    return Pact.objects.get()


def make_pact():
    UnitFactory(slug="huyen-mau", name="Huyện Mẫu")
    signed(**full())


def words_for(name, each):
    """Return the words in which a person reads the value of a field."""
    field, value = field_of(name, each), made_up(name, each)
    if isinstance(field, ErrataField):
        return value[0]["meant"]
    if isinstance(field, ReasonsField):
        return value["note"]
    return words_of(field.model, each.name, value) if value else ""


def missing(text, wanted):
    """Return which of these fields, [(part, field)], are not told in a page or text."""
    text = html.unescape(text).casefold()
    return [f"{name}.{each.name}" for name, each in wanted if words_for(name, each).casefold() not in text]


def declared(wanted):
    return [(name, each) for name, each in FIELDS if not each.refers_to and wanted(each)]


def of_text(name, each):
    """Whether a field holds words of its own, which are found again letter for letter."""
    field, value = field_of(name, each), made_up(name, each)
    is_coded = field.choices or isinstance(field, CodesField) or each.name == "known_none"
    return bool(value) and isinstance(value, str | list) and not is_coded


def test_every_declared_field_is_stored_as_typed(pact):
    found = document_of(pact)

    differing = [
        f"{name}.{each.name}"
        for name, each in FIELDS
        if each.refers_to in (None, "unit")
        and (found[name][0] if PARTS[name].is_list else found[name])[each.name] != (made_up(name, each) or None)
    ]
    assert differing == []


def test_every_declared_field_has_a_place_at_the_desk(client):
    UnitFactory(slug="huyen-mau", name="Huyện Mẫu")
    draft = PactFactory(draft=full())
    client.force_login(MandateFactory(cluster=draft.cluster_year.cluster).user)

    page = client.get(reverse("desk:pact", args=[draft.cluster_year.cluster.slug, draft.cluster_year.slug]))

    text = page.content.decode()
    names = {(name, each): f"{name}{'-0' * PARTS[name].is_list}-{each.name}" for name, each in FIELDS}
    assert [path for path in names.values() if f'name="{path}"' not in text] == []
    assert missing(text, [pair for pair in declared(lambda each: True) if of_text(*pair)]) == []


@pytest.mark.parametrize("number", range(1, NEWEST_FORMAT + 1))
def test_the_seal_binds_every_field_of_its_format(pact, number):
    content = json.loads(content_of(pact, number))

    for name, part in PARTS.items():
        place = content.get(KEYS.get(name, name), content)
        row = place[0] if part.is_list and place is not content else place
        keys = {"unit" if key == "member" else key for key in part.sealed(number)}
        bound = set(row) if isinstance(row, dict) else keys
        assert keys <= bound, name
        assert (
            bound & ({each.name for each in part.fields} - keys - {"unit", "title", "name"}) == set() or name == "pact"
        )


def test_every_told_field_is_on_the_public_page(client, pact):
    page = client.get(pact.get_absolute_url()).content.decode()

    told = [pair for pair in declared(lambda each: each.data and each.name != "known_none") if of_text(*pair)]
    assert missing(page, told) == []


def test_every_sealed_field_is_told_of_a_version(pact):
    paper = papers_of(PactVersion.objects.select_related("pact__cluster_year__cluster"))[0]

    text = "\n".join(f"{row.text} {row.details}" for rows in sections_of(paper).values() for row in rows)
    assert missing(text, [pair for pair in declared(lambda each: each.seal) if of_text(*pair)]) == []


def test_every_sealed_field_is_told_by_the_page_of_a_version(client, pact):
    page = client.get(f"{pact.get_absolute_url()}lich-su/?ban=1").content.decode()

    assert missing(page, [pair for pair in declared(lambda each: each.seal) if of_text(*pair)]) == []


def test_every_sealed_field_is_told_by_the_comparison_of_two_versions(client, pact):
    draft = reopen_pact(pact=pact, by=None, reason="Sai chữ").draft
    emptied = {name: [] if PARTS[name].is_list else {} for name in draft}
    save_draft(pact=pact, document=emptied, by=None)
    sign_pact(pact=pact, by=None)

    page = client.get(f"{pact.get_absolute_url()}lich-su/?ban=2").content.decode()
    assert missing(page, [pair for pair in declared(lambda each: each.seal) if of_text(*pair)]) == []


def test_every_list_of_promises_is_beside_that_of_the_year_before(client, pact):
    """What stands on the lists of a pact is compared between years; papers and movements are each year's own."""
    year = pact.cluster_year
    after = PactFactory(cluster_year__cluster=year.cluster, cluster_year__year=year.year + 1)
    save_draft(pact=after, document={"pact": {"title": "Năm sau"}}, by=None)
    sign_pact(pact=after, by=None)

    page = client.get(f"{after.get_absolute_url()}so-sanh/").content.decode()
    lists = [part for name, part in PACT_LISTS.items() if name not in ("movements", "documents")]
    sealed = [(part.name, part[part.sealed(NEWEST_FORMAT)[0]]) for part in lists if part.sealed(NEWEST_FORMAT)]
    assert missing(page, sealed) == []


def test_every_told_field_is_in_the_open_data(client, pact):
    year = pact.cluster_year
    record = client.get(f"/du-lieu/giao-uoc/{year.cluster.slug}/{year.slug}.json").json()

    differing = []
    for name, each in declared(lambda each: each.data):
        place = record[name][0] if PARTS[name].is_list else record
        for step in each.data.split("."):
            place = place[step]
        if place != made_up(name, each) and each.data not in ("known_none", "cluster.kind"):
            differing.append(f"{name}.{each.name}")
    assert differing == []


def test_every_reference_is_in_the_open_data_and_described(client, pact):
    year = pact.cluster_year
    record = client.get(f"/du-lieu/giao-uoc/{year.cluster.slug}/{year.slug}.json").json()
    described = yaml.safe_load(openapi.description())["components"]["schemas"]["Pact"]["properties"]

    told = [(name, each.data) for name, each in FIELDS if each.refers_to and each.data and PARTS[name].is_list]
    assert [place for place in told if place[1] not in record[place[0]][0]] == []
    assert [place for place in told if place[1] not in described[place[0]]["items"]["properties"]] == []


def test_every_column_is_in_the_table_of_pacts(client, pact):
    answer = b"".join(client.get("/du-lieu/giao-uoc.csv").streaming_content).decode("utf-8-sig")

    [row] = csv.DictReader(io.StringIO(answer))
    columns = {each.column for part in PARTS.values() for each in part.fields if each.column}
    assert {column for column in columns if not row.get(column)} == set()


def test_every_told_field_is_described_for_machines():
    properties = yaml.safe_load(openapi.description())["components"]["schemas"]["Pact"]["properties"]

    unknown = []
    for name, each in declared(lambda each: each.data):
        place = properties[name]["items"]["properties"] if PARTS[name].is_list else properties
        *way, last = each.data.split(".")
        for step in way:
            place = place[step]["properties"]
        if last not in place:
            unknown.append(f"{name}.{each.name}")
    assert unknown == []


def test_every_field_of_a_stored_row_is_in_the_administration(client, pact):
    client.force_login(UserFactory(admin=True))
    lacking = []
    for name, part in PARTS.items():
        row = part.model.objects.get()
        options = part.model._meta
        page = client.get(reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[row.pk]))
        text = page.content.decode()
        lacking += [f"{name}.{each}" for each in part.own_fields if f"field-{each}" not in text]
    assert [field for field in lacking if not field.endswith(".known_none")] == []


def test_every_list_of_the_pact_is_on_its_page_in_the_administration(client, pact):
    client.force_login(UserFactory(admin=True))

    page = client.get(reverse("admin:pacts_pact_change", args=[pact.pk])).content.decode()

    assert [name for name in PACT_LISTS if f'id="{name}-group"' not in page] == []


@pytest.mark.parametrize("name", list(PARTS))
def test_every_field_to_carry_is_in_a_document_begun_from_this_one(pact, name):
    document = document_of(pact)
    document["units"][0]["left_on"] = None  # a unit that left is not brought along
    old, new = (each[name][0] if PARTS[name].names(carry=True) and PARTS[name].is_list else each[name]
                for each in (document, start_from(document)))  # fmt: skip

    carried = [each for each in PARTS[name].names(carry=True) if each != "role"]
    assert [each for each in carried if new[each] != old[each]] == []


@pytest.mark.parametrize("name", [name for name, part in PARTS.items() if part.searched()])
def test_every_searched_field_is_found(client, pact, name):
    for each in PARTS[name].fields:
        if each.search:
            page = client.get("/tim-kiem/", {"q": words_for(name, each)}).content.decode()
            assert 'class="hit' in page or "hits" in page, each.name
            assert missing(page, [(name, each)]) == [] or pact.heading in html.unescape(page), each.name
