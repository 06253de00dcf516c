"""Whose person or part received an award: one of the units of the year, said beside the name or the number."""

import pytest

from awards.models import Award
from tests.awards.desk import address, pact_at_the_desk, stored, typed
from tests.factories import AwardFactory, MandateFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client):
    cluster = pact_at_the_desk().cluster_year.cluster
    client.force_login(MandateFactory(organiser=True, unit=cluster.organiser).user)
    return client


def test_a_person_is_entered_with_the_unit_whose_person_it_is(organiser):
    organiser.post(address(), typed(recipient="Lê A", recipient_kind="individual", number="", of_unit="so-y-te-x"))

    award = Award.objects.get()
    assert (award.recipient_name, award.unit, award.of_unit.slug) == ("Lê A", None, "so-y-te-x")


def test_so_many_nobody_names_may_be_of_one_unit_too(organiser):
    organiser.post(address(), typed(of_unit="so-y-te-x"))

    assert Award.objects.values_list("granted_count", "of_unit__slug").get() == (3, "so-y-te-x")


def test_a_unit_that_received_it_itself_is_nobodys_part(organiser):
    response = organiser.post(address(), typed(recipient="Sở Nội vụ", number="", of_unit="so-y-te-x"))

    assert list(response.context["form"].errors) == ["of_unit"]
    assert not Award.objects.exists()


@pytest.mark.parametrize("slug", ["khong-co", "don-vi-ngoai"])
def test_a_unit_that_was_not_offered_is_refused(organiser, slug):
    UnitFactory(slug="don-vi-ngoai")

    response = organiser.post(address(), typed(of_unit=slug))

    assert list(response.context["form"].errors) == ["of_unit"]


def test_correcting_keeps_the_unit_it_said_also_one_of_another_year(organiser):
    owner = UnitFactory(slug="don-vi-ngoai")
    award = AwardFactory(
        presented_at=stored().conference, recipient_name="Lê A", recipient_kind="individual", of_unit=owner
    )
    page = organiser.get(address("award", award.pk))
    assert page.context["form"]["of_unit"].value() == "don-vi-ngoai"

    told = typed(recipient="Lê B", recipient_kind="individual", number="", of_unit="don-vi-ngoai")
    organiser.post(address("award", award.pk), told | {"seen": page.context["seen"]})

    award.refresh_from_db()
    assert (award.recipient_name, award.of_unit) == ("Lê B", owner)
