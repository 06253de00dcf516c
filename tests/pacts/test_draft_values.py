"""Whatever JSON a browser sends for a field, or a draft of yesterday holds: each page still opens."""

import json

import pytest
from django.urls import reverse

from pacts.document import draft_of
from pacts.document.drafts import lifted
from pacts.document.forms import HEADER, ROWS
from pacts.document.limits import MOST_FIELDS, MOST_LETTERS
from pacts.document.values import fits
from pacts.models import Pact
from pacts.services.lifecycle import reopen_pact, sign_pact
from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    MandateFactory,
    MembershipFactory,
    PactFactory,
    UnitFactory,
    UserFactory,
)

VALUES = [None, True, False, 5, 5.5, "x", "", [], ["x"], [1], [["x"]], {}, {"a": "b"}, {"a": {"b": [1]}}, [{"a": "b"}]]
FIELDS = [(name, field) for name, form in (HEADER | ROWS).items() for field in form.base_fields if field != "key"]
PAGES = ["pact", "board", "comments", "deadlines", "commitments", "units", "targets", "successors", "originals"]


@pytest.fixture
def pact(client):
    unit = UnitFactory(slug="tinh-x", name="Tỉnh X", kind="province")
    cluster = ClusterFactory(slug="khoi-x", organiser=unit, place=unit)
    client.force_login(MandateFactory(organiser=True, unit=unit).user)
    return PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))


def sent_for(value):
    """Return changes that set every field of every part to one value, in rows old and new, and bring rows with it."""
    changes = [
        {"do": "set", "section": name, "field": field, "value": value} for name, field in FIELDS if name in HEADER
    ]
    for name, form in ROWS.items():
        changes.append({"do": "add", "section": name, "key": "a", "after": None})
        changes += [
            {
                "do": "set",
                "section": name,
                "key": "a",
                "field": field,
                "before": form.base_fields[field].initial,
                "value": value,
            }
            for field in form.base_fields
            if field != "key"
        ]
        row = dict.fromkeys(form.base_fields, value)
        changes.append({"do": "add", "section": name, "key": "b", "after": "a", "row": row})
    return changes


def draft_full_of(value):
    """Return what a draft of yesterday may hold: one value in each place, and in the place of whole parts."""
    draft = {name: dict.fromkeys(form.base_fields, value) for name, form in HEADER.items()}
    rows = {name: [dict.fromkeys(form.base_fields, value), value, {"key": 7}, {}] for name, form in ROWS.items()}
    return draft | rows


def opened(client, pact):
    """Return the pages of the desk that do not open."""
    address = [pact.cluster_year.cluster.slug, pact.cluster_year.slug]
    pages = [reverse("desk:home"), reverse("desk:years", args=[2021]), reverse("desk:move", args=[*address, "sign"])]
    pages += [reverse(f"desk:{name}", args=address) for name in PAGES]
    pages += [reverse("desk:year_add", args=address[:1])]
    return {page: status for page in pages if (status := client.get(page).status_code) not in (200, 302)}


@pytest.mark.django_db
@pytest.mark.parametrize("value", VALUES, ids=json.dumps)
def test_every_page_opens_whatever_a_browser_sends_for_the_fields(client, pact, value):
    address = reverse("desk:changes", args=["khoi-x", "2021"])

    answer = client.post(address, {"changes": sent_for(value)}, content_type="application/json")

    assert answer.status_code == 200
    assert opened(client, pact) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("value", VALUES, ids=json.dumps)
def test_every_page_opens_whatever_a_draft_of_yesterday_holds(client, pact, value):
    Pact.objects.update(draft=draft_full_of(value))

    assert opened(client, pact) == {}
    answer = client.post(
        reverse("desk:changes", args=["khoi-x", "2021"]), {"changes": []}, content_type="application/json"
    )
    assert answer.status_code == 200


@pytest.mark.once  # what a database makes of the JSON is tried by the two above
@pytest.mark.django_db
@pytest.mark.parametrize("value", VALUES, ids=json.dumps)
def test_the_administrators_page_of_a_correction_opens_whatever_its_draft_holds(client, pact, value):
    reopen_pact(pact=sign_pact(pact=pact, by=None), by=None, reason="Sửa")
    Pact.objects.update(draft=draft_full_of(value))
    client.force_login(UserFactory(admin=True))

    pages = [reverse("admin:pacts_pact_draft", args=[pact.pk]), reverse("admin:pacts_pact_change", args=[pact.pk])]

    assert [client.get(page).status_code for page in pages] == [200, 200]


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("value", VALUES, ids=json.dumps)
def test_a_unit_reads_its_pages_whatever_a_circulated_correction_holds(client, pact, value):
    unit = UnitFactory(name="Sở A")
    own = MembershipFactory(cluster_year=pact.cluster_year, unit=unit)
    reopen_pact(pact=sign_pact(pact=pact, by=None), by=None, reason="Sửa")
    Pact.objects.update(draft=draft_full_of(value), status="circulated")
    client.force_login(MandateFactory(member=True, unit=unit).user)

    pages = [reverse("my_unit:home"), reverse("my_unit:year", args=[own.pk])]
    pages += [reverse(f"my_unit:{name}", args=[own.pk]) for name in ("remarks", "signatory", "key_works", "programme")]

    assert [client.get(page).status_code for page in pages] == [200] * 6


@pytest.mark.parametrize(("section", "field"), FIELDS, ids="-".join)
def test_what_is_read_of_a_draft_is_of_its_field_s_kind(section, field):
    drafts = [{section: {field: value} if section in HEADER else [{field: value}]} for value in VALUES]
    read = [lifted(draft)[0][section] for draft in drafts]
    values = [(part if section in HEADER else part[0])[field] for part in read]

    assert [value for value in values if not fits(section, field, value)] == []


KINDS = {
    ("pact", "known_none"): [["theme"], [], None, ""],
    ("pact", "theme"): ["x", None],
    ("pact", "theme_by"): ["x\ny", ["x"], None],
    ("pact", "stated_targets"): [6, "6", "sáu", None],
    ("pact", "open_ended"): [True, False, "True", "", None],
    ("pact", "inferred"): ["chủ đề: vì", {"theme": "vì"}, None],
    ("targets", "value"): ["12.5", "12,5", 12, None],
    ("units", "role"): ["leader", None],
    ("sources", "errata"): ["a => b", [{"as_written": "a", "meant": "b"}], None],
}


@pytest.mark.parametrize("place", KINDS, ids="-".join)
def test_what_a_field_may_hold_is_read_as_it_stands(place):
    section, field = place
    assert [value for value in KINDS[place] if not fits(section, field, value)] == []


def test_a_value_of_another_kind_is_read_as_its_text():
    draft = {"pact": {"theme": 5, "slogan": ["a", "b"], "known_none": "theme", "closing": None}, "no": []}

    assert lifted(draft) == (
        {"pact": {"theme": "5", "slogan": "a\nb", "known_none": ["theme"], "closing": None}},
        [],
    )


def test_rows_of_a_draft_have_a_key_each():
    draft = {"commitments": [{"key": "a"}, {"key": "a"}, {"key": 7}, {"key": None}]}

    assert lifted(draft)[0] == {"commitments": [{"key": "a"}, {"key": "new-1"}, {"key": "7"}, {"key": "new-2"}]}


@pytest.mark.parametrize("draft", [[], "x", 5, True])
def test_a_draft_that_is_no_document_is_read_as_empty(draft):
    assert draft_of(Pact(draft=draft)) == {}


def test_the_largest_document_can_be_posted_as_one_form(settings):
    # Each letter may need nine bytes in a form, each field some forty for its name.
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS > MOST_FIELDS
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE > MOST_LETTERS * 9 + MOST_FIELDS * 40
