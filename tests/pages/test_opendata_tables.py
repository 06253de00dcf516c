"""Open data as CSV: one row for each record, no formulas, read in batches."""

import csv
import io

import pytest
from django.urls import reverse

from pactsite.pages.opendata import responses, units
from tests.factories import AwardFactory, MembershipFactory, PactFactory, UnitFactory
from tests.pacts.documents import full_document, signed

pytestmark = pytest.mark.django_db


def table(client, name, **params):
    """Return the rows of a file as dictionaries; the file starts with a byte order mark."""
    response = client.get(reverse(f"pages:{name}_csv"), params)
    text = response.getvalue().decode()
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_a_pact_is_one_row_whose_columns_are_places_of_its_json(client):
    pact = signed(**full_document())

    [row] = table(client, "pacts")

    assert {name: row[name] for name in ("cluster.name", "units.name", "units.role", "theme.text", "open_ended")} == {
        "cluster.name": pact.cluster_year.cluster.name,
        "units.name": "Huyện Đại Từ | Huyện Định Hóa",
        "units.role": "leader | member",
        "theme.text": "Đoàn kết; sáng tạo",
        "open_ended": "true",
    }


def test_what_is_unknown_is_an_empty_cell(client):
    signed()

    [row] = table(client, "pacts")

    assert [row[name] for name in ("title", "theme.text", "host.name", "units.name", "open_ended")] == [""] * 5


def test_no_cell_can_become_a_formula(client):
    UnitFactory(name="=HYPERLINK(1)")

    assert table(client, "units")[0]["name"] == "'=HYPERLINK(1)"


def test_clusters_units_and_awards_are_a_row_each(client):
    row = MembershipFactory(cluster_year=PactFactory(signed=True).cluster_year, leader=True)
    AwardFactory(unit=row.unit, as_written="Cờ thi đua")

    [cluster], [unit], [award] = (table(client, name) for name in ("clusters", "units", "awards"))

    assert (cluster["years.label"], cluster["years.listed_unit_count"]) == ("2021", "1")
    assert (unit["memberships.role"], unit["checked"]) == ("leader", "true")
    assert (award["unit.name"], award["as_written"], award["quantity"]) == (row.unit.name, "Cờ thi đua", "1")


def test_a_table_takes_the_filters_of_the_list_and_holds_every_page(client, monkeypatch):
    monkeypatch.setattr(responses, "BATCH_SIZE", 10)
    for number in range(25):
        PactFactory(signed=True, cluster_year__year=2021 if number else 2020)

    assert len(table(client, "pacts", trang="7")) == 25
    assert [row["year"] for row in table(client, "pacts", nam="2020")] == ["2020"]
    assert table(client, "pacts", nam="x") == []


@pytest.mark.parametrize("traits", [{}, {"circulated": True}, {"withdrawn": True}])
def test_no_draft_and_no_withdrawn_pact_is_told(client, traits):
    row = MembershipFactory(cluster_year=PactFactory(theme="bí mật", **traits).cluster_year, unit__checked=False)

    assert table(client, "pacts") == table(client, "units") == []
    assert [cluster["years.label"] for cluster in table(client, "clusters")] == [""]
    assert row.cluster_year.pact.theme == "bí mật"


def test_no_more_than_a_few_records_are_held_at_a_time(client, monkeypatch):
    monkeypatch.setattr(responses, "BATCH_SIZE", 2)
    read, sizes = units.unit_records, []
    monkeypatch.setattr(units, "unit_records", lambda keys, absolute: sizes.append(len(keys)) or read(keys, absolute))
    for _n in range(5):
        UnitFactory()

    table(client, "units")

    assert sizes == [2, 2, 1]


def test_the_queries_of_a_table_grow_only_with_its_chunks(client, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(responses, "BATCH_SIZE", 3)
    for _n in range(6):
        signed(units=[{"unit": UnitFactory().slug}], commitments=[{"text": "x"}])

    with django_assert_max_num_queries(2 + 2 * 13):
        assert len(table(client, "pacts")) == 6
