"""What stands beside a unit's pact: the awards it received, newest merit first; what it registered for."""

import pytest
from django.urls import reverse

from awards.unit.panels import awards_received, registered
from clusters.models import Membership
from pacts.unit.panels import panels_of
from pacts.unit.task_registry import task_for
from tests.awards.unit import address, unit_year
from tests.factories import AwardFactory, AwardTypeFactory, SubmissionFactory, TitleRegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    membership, membership.user = unit_year(signed=True)
    return membership


def received(membership):
    return awards_received(membership.user, membership, membership.cluster_year.pact)


def test_awards_granted_stand_newest_merit_first(unit):
    older = AwardFactory(unit=unit.unit, merit_year=2018)
    newer = AwardFactory(of_unit=unit.unit, recipient_name="Lê A", merit_year=2020)
    undated = AwardFactory(unit=unit.unit)
    for state in ("proposed", "refused", "withdrawn", "revoked"):
        AwardFactory(unit=unit.unit, state=state, state_reason="x")
    AwardFactory(merit_year=2021)

    assert received(unit)["awards"] == [newer, older, undated]


def test_the_panel_tells_year_and_authority_and_leads_to_all_of_them(client, unit):
    kind = AwardTypeFactory(name="Bằng khen")
    for number in range(10):
        AwardFactory(unit=unit.unit, type=kind, merit_year=2000 + number, authority="UBND tỉnh X")
    client.force_login(unit.user)

    words = client.get(reverse("my_unit:year", args=[unit.pk])).content.decode()

    assert "Thành tích năm 2009 · UBND tỉnh X" in words
    assert "Thành tích năm 2001 ·" not in words
    assert f'href="{unit.unit.get_absolute_url()}#khen-thuong">Xem tất cả 10 lượt' in words


def test_where_nothing_is_known_it_says_so(client, unit):
    client.force_login(unit.user)

    assert "Khen thưởng đã nhận" in client.get(reverse("my_unit:year", args=[unit.pk])).content.decode()


def test_what_was_registered_has_a_panel_once_there_is_something(unit):
    assert registered(unit.user, unit, None) is None

    row = TitleRegistrationFactory(membership=unit)

    again = Membership.objects.get(pk=unit.pk)  # another page
    assert registered(unit.user, again, None)["rows"] == [row]
    assert task_for("registrations").notes(again, None, None) == ["1 mục"]
    templates = [template for template, _context in panels_of(unit.user, again, unit.cluster_year.pact)]
    assert templates == ["awards/unit/_awards_panel.html", "awards/unit/_registered_panel.html"]


@pytest.mark.parametrize(("state", "label"), [("signed", "Xem hoặc sửa"), ("closed", "Xem")])
def test_what_was_sent_is_read_and_changed_until_the_close(client, state, label):
    membership, user = unit_year(**{state: True})
    SubmissionFactory(membership=membership, asked="registrations")
    client.force_login(user)

    asked = client.get(reverse("my_unit:year", args=[membership.pk])).context["requested"]

    assert [(task.key, task.label, task.address) for task in asked] == [("registrations", label, address(membership))]
