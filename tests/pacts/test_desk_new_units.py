"""A wrong cut is undone at the desk: a new unit renamed, merged or removed, with everything that names it."""

import pytest
from django.urls import reverse

from clusters.models import Unit
from pacts.models import Pact
from pacts.services.drafts import add_units
from tests.factories import (
    AwardFactory,
    ClusterFactory,
    ClusterYearFactory,
    MandateFactory,
    MembershipFactory,
    PactFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
PAGE = ["khoi-x", "2021"]


@pytest.fixture
def pact(client):
    province = UnitFactory(slug="tinh-x", name="Tỉnh X", kind="province")
    cluster = ClusterFactory(slug="khoi-x", organiser=province, place=province)
    pact = PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))
    client.force_login(MandateFactory(organiser=True, unit=province).user)
    rows = [{"name": "Sở Một đã tổ chức", "role": "leader"}, {"name": "Sở Hai", "role": "member"}]
    add_units(pact=pact, rows=rows, by=None)
    return pact


def new():
    return Unit.objects.get(name="Sở Một đã tổ chức")


def roster():
    return [row["unit"] for row in Pact.objects.get(cluster_year__cluster__slug="khoi-x").draft["units"]]


def sent(client, **data):
    return client.post(reverse("desk:new_units", args=PAGE), {"unit": new().slug} | data, follow=True)


def test_a_new_unit_is_renamed_with_history(client, pact):
    unit = new()

    sent(client, rename="1", name="Sở  Một")

    unit.refresh_from_db()
    assert (unit.name, unit.history.first().history_user is not None) == ("Sở Một", True)


def test_an_empty_name_is_refused_and_changes_nothing(client, pact):
    response = sent(client, rename="1", name=" ")

    assert new()
    assert "Hãy ghi tên đơn vị." in response.content.decode()


def test_a_new_unit_is_merged_and_the_draft_names_the_other(client, pact):
    other = UnitFactory(name="Sở Một", slug="so-mot", place=pact.cluster_year.cluster.place)
    old = new()

    found = sent(client, find="1", words="Sở Một")
    sent(client, merge="1", into=other.slug)

    assert other in found.context["rows"][0].others or other in found.context["rows"][1].others
    assert roster()[0] == "so-mot"
    assert not Unit.objects.filter(pk=old.pk).exists()
    assert Unit.history.filter(id=old.pk, history_type="-").exists()


def test_merging_into_one_of_the_roster_leaves_one_row(client, pact):
    other = Unit.objects.get(name="Sở Hai")

    sent(client, merge="1", into=other.slug)

    assert roster() == [other.slug]


def test_stored_rows_follow_the_merge_and_two_of_one_year_are_refused(client, pact):
    other = UnitFactory(name="Sở Một", slug="so-mot")
    member = MembershipFactory(cluster_year=pact.cluster_year, unit=new())

    sent(client, merge="1", into=other.slug)

    member.refresh_from_db()
    assert member.unit == other


def test_two_units_of_one_stored_roster_are_not_merged(client, pact):
    other = UnitFactory(name="Sở Một", slug="so-mot")
    for unit in (new(), other):
        MembershipFactory(cluster_year=pact.cluster_year, unit=unit)

    sent(client, merge="1", into=other.slug)

    assert new()


def test_a_new_unit_is_removed_from_the_draft(client, pact):
    slug = new().slug

    sent(client, remove="1")

    assert slug not in roster()
    assert not Unit.objects.filter(slug=slug).exists()


@pytest.mark.parametrize("obstacle", ["checked", "award", "another's draft", "sealed"])
def test_a_unit_that_others_rely_on_is_left_alone(client, pact, obstacle):
    unit = new()
    if obstacle == "checked":
        Unit.objects.filter(pk=unit.pk).update(checked=True)
    elif obstacle == "award":
        AwardFactory(unit=unit)
    elif obstacle == "sealed":
        sealed = PactFactory(signed=True)
        MembershipFactory(cluster_year=sealed.cluster_year, unit=unit)
    else:
        elsewhere = PactFactory()
        Pact.objects.filter(pk=elsewhere.pk).update(
            draft={"units": [{"key": "a", "unit": unit.slug, "role": "member"}]}
        )

    sent(client, remove="1")
    sent(client, rename="1", name="Khác")

    assert Unit.objects.filter(pk=unit.pk, name="Sở Một đã tổ chức").exists()


def test_a_unit_outside_the_roster_is_not_found(client, pact):
    other = UnitFactory(name="Sở Lạ", checked=False)

    assert sent(client, unit=other.slug, remove="1").status_code == 404
    assert Unit.objects.filter(pk=other.pk).exists()
