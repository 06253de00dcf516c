"""What the desk's page keeps by itself."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pacts.services.drafts import add_units
from pacts.services.lifecycle import circulate_pact
from tests.factories import ClusterFactory, ClusterYearFactory, MandateFactory, PactFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pact():
    cluster = ClusterFactory(organiser=UnitFactory())
    return PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))


@pytest.fixture
def secretariat(client, pact):
    user = MandateFactory(cluster=pact.cluster_year.cluster).user
    client.force_login(user)
    return user


def theme(value, before=None):
    return {"do": "set", "section": "pact", "field": "theme", "before": before, "value": value}


def send(client, pact, body):
    year = pact.cluster_year
    body = body if isinstance(body, str) else json.dumps({"changes": body})
    return client.post(
        reverse("desk:changes", args=[year.cluster.slug, year.slug]), body, content_type="application/json"
    )


def test_a_change_is_kept_with_who_and_answered_with_time_remarks_and_sheet(client, secretariat, pact):
    answer = send(client, pact, [theme("Đoàn kết")]).json()

    pact.refresh_from_db()
    assert (pact.draft["pact"]["theme"], pact.draft_by) == ("Đoàn kết", secretariat)
    assert sorted(answer) == ["conflicts", "kept_at", "refused", "remarks", "revision", "sheet"]
    assert "Đoàn kết" in answer["sheet"]


def test_a_wrong_value_is_kept_as_typed_and_told(client, secretariat, pact):
    change = {"do": "set", "section": "year", "field": "stated_units", "before": "", "value": "mười"}

    answer = send(client, pact, [change]).json()

    pact.refresh_from_db()
    assert pact.draft["year"]["stated_units"] == "mười"
    assert 'class="must"' in answer["remarks"]


def test_two_people_at_one_field_are_both_told(client, secretariat, pact):
    send(client, pact, [theme("Của người khác")])

    (conflict,) = send(client, pact, [theme("Của tôi")]).json()["conflicts"]

    assert (conflict["theirs"], conflict["mine"]) == ("Của người khác", "Của tôi")


def test_an_ended_session_is_told_with_401_and_never_a_sign_in_page(client, pact):
    response = send(client, pact, [theme("x")])

    assert (response.status_code, response.headers["Content-Type"]) == (401, "application/json")


def test_a_circulated_pact_keeps_nothing(client, secretariat, pact):
    circulate_pact(pact=pact, by=None)

    assert send(client, pact, [theme("x")]).status_code == 403


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '{"changes": 7}', '{"changes": [{"do": "set"}]}', '"\\u0000"'])
def test_a_damaged_message_is_told_and_is_no_500(client, secretariat, pact, body):
    response = send(client, pact, body)

    assert response.status_code == 400
    assert response.json()["error"]


def test_keeping_takes_seven_queries_however_long_the_document(client, secretariat, pact):
    rows = [{"do": "add", "section": "commitments", "key": f"n{n}", "after": None} for n in range(40)]
    texts = [
        {"do": "set", "section": "commitments", "key": f"n{n}", "field": "text", "before": "", "value": "x"}
        for n in range(40)
    ]
    send(client, pact, rows + texts)
    add_units(pact=pact, rows=[{"unit": UnitFactory().slug, "role": "member"} for _n in range(30)], by=None)

    with CaptureQueriesContext(connection) as asked:
        assert send(client, pact, [theme("Đoàn kết")]).status_code == 200

    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) == 7


def test_only_a_post_keeps(client, secretariat, pact):
    year = pact.cluster_year

    assert client.get(reverse("desk:changes", args=[year.cluster.slug, year.slug])).status_code == 405
