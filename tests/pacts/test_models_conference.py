"""The meeting: what is known of its day, who was there and as what, what it signed and reviewed."""

import pytest

from pacts.models import Conference, Pact, PactStatus, Participation
from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    ConferenceFactory,
    PactFactory,
    PactVersionFactory,
    ParticipationFactory,
    SourceFactory,
    UnitFactory,
)
from tests.rules import sentences

pytestmark = pytest.mark.django_db

CLOSED = "A sealed pact was signed at this conference: reopen it before changing this."


# --- The day and the years ----------------------------------------------------------------------


def test_nothing_of_a_conference_need_be_known():
    conference = ConferenceFactory.build()

    assert sentences(conference) == {}


@pytest.mark.parametrize("held_on", ["2021", "2021-03", "2021-03-31"])
def test_the_day_of_a_conference_is_known_as_far_as_it_is_known_beside_its_wording(held_on):
    conference = ConferenceFactory(held_on=held_on, held_as_written="Ngày 31/3", part_of_day="morning")

    assert sentences(conference) == {}


def test_a_pact_may_be_signed_in_the_year_before_at_the_review_of_that_year():
    cluster = ClusterFactory()
    old, new = (ClusterYearFactory(cluster=cluster, year=year) for year in (2020, 2021))
    conference = ConferenceFactory(held_on="2020-11-26", kind="final")
    conference.cluster_years.add(old)
    pact = PactFactory(cluster_year=new, conference=conference)

    assert sentences(conference) == sentences(pact) == {}
    assert list(conference.pacts.all()) == [pact]
    assert list(old.reviewed_at.all()) == [conference]


def test_one_conference_may_sign_the_pacts_of_several_clusters():
    conference = ConferenceFactory(held_on="2021-03-31")
    pacts = PactFactory.create_batch(3, conference=conference, signed=True)

    assert list(conference.pacts.order_by("pk")) == pacts
    assert list(conference.sealed_pacts().order_by("pk")) == pacts


def test_one_conference_may_be_told_by_several_sources():
    pact = PactFactory(conference=ConferenceFactory())
    pact.cluster_year.sources.set(SourceFactory.create_batch(2))

    assert pact.cluster_year.sources.count() == 2


@pytest.mark.parametrize(
    ("values", "called"),
    [
        ({"held_on": "2021-03-31", "venue": "Huyện Đại Từ"}, "31/03/2021, Huyện Đại Từ"),
        ({"held_on": "2021-03"}, "03/2021"),
        ({"venue": "Huyện Đại Từ"}, "Huyện Đại Từ"),
    ],
)
def test_a_conference_is_called_by_its_day_and_place(values, called):
    assert str(ConferenceFactory.build(**values)) == called


def test_a_conference_of_which_nothing_is_known_is_still_called_something():
    assert str(ConferenceFactory.build())


def test_a_conference_is_found_by_its_place_and_purpose():
    conference = ConferenceFactory(venue="Hội trường tầng III", purpose="Ký kết giao ước thi đua")

    assert list(Conference.objects.matching("hoi truong thi dua")) == [conference]


# --- What a seal closes -------------------------------------------------------------------------

CHANGES = {
    "held_on": "2021-04-01",
    "held_as_written": "Ngày 1/4",
    "part_of_day": "evening",
    "venue": "Trụ sở UBND huyện",
    "host": UnitFactory,
}


def change(conference, name):
    value = CHANGES[name]
    setattr(conference, name, value() if callable(value) else value)


@pytest.mark.parametrize("name", CHANGES)
def test_day_venue_and_host_are_closed_while_a_sealed_pact_points_here(name):
    conference = PactFactory(signed=True, conference=ConferenceFactory(held_on="2021-03-31")).conference

    change(conference, name)

    assert sentences(conference) == {name: [CLOSED]}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("state", [{}, {"circulated": True}])
def test_day_venue_and_host_are_open_while_no_pact_here_is_sealed(name, state):
    conference = PactFactory(conference=ConferenceFactory(), **state).conference

    change(conference, name)

    assert sentences(conference) == {}


@pytest.mark.parametrize("state", ["signed", "closed", "reopened", "withdrawn"])
def test_a_seal_closes_them_in_every_state_a_sealed_pact_can_be_in(state):
    conference = PactFactory(conference=ConferenceFactory(), **{state: True}).conference

    conference.venue = "Trụ sở UBND huyện"

    assert sentences(conference) == {"venue": [CLOSED]}


def test_what_the_seal_does_not_hold_stays_open():
    conference = PactFactory(signed=True, conference=ConferenceFactory()).conference

    conference.purpose, conference.proceedings, conference.kind = "Ký kết", "Thảo luận", "final"
    conference.note = "Bổ sung theo bài báo thứ hai."

    assert sentences(conference) == {}


def test_the_same_day_typed_in_another_form_is_no_change():
    conference = PactFactory(signed=True, conference=ConferenceFactory(held_on="2021-03-31")).conference

    conference.held_on, conference.venue, conference.part_of_day = "31/3/2021", "  ", None

    assert sentences(conference) == {}


def test_one_sealed_pact_among_several_closes_them():
    conference = ConferenceFactory()
    PactFactory(conference=conference)
    PactVersionFactory(pact=PactFactory(conference=conference, status=PactStatus.SIGNED))

    conference.held_on = "2021"

    assert sentences(conference) == {"held_on": [CLOSED]}


# --- Who was there ------------------------------------------------------------------------------


def test_a_person_may_have_four_titles_and_several_roles_some_concluded():
    person = ParticipationFactory(
        name="Nguyễn Đức Lực",
        titles=["UVBCH đảng bộ tỉnh", "Bí thư Đảng ủy Sở", "Giám đốc Sở Nội vụ", "Phó Chủ tịch Hội đồng TĐKT"],
        roles=["witness", "speaker"],
        inferred_roles=["chair"],
    )

    assert sentences(person) == {}
    assert [(str(label), concluded) for label, concluded in person.role_labels] == [
        (str(Participation.Role.WITNESS.label), False),
        (str(Participation.Role.SPEAKER.label), False),
        (str(Participation.Role.CHAIR.label), True),
    ]


def test_a_role_is_stated_or_concluded_and_not_both():
    person = ParticipationFactory()
    person.roles, person.inferred_roles = ["chair", "speaker"], ["chair"]

    assert sentences(person) == {"inferred_roles": ["A role is either stated or concluded, not both."]}


def test_a_group_has_words_and_a_headcount_but_no_names():
    wording = "các đồng chí Lãnh đạo và cán bộ phụ trách công tác Thi đua, Khen thưởng"
    group = ParticipationFactory(name=None, as_written=[wording], headcount=22, roles=["delegate"])

    assert sentences(group) == {}
    assert str(group) == wording


def test_an_unnamed_person_is_called_by_the_words_of_the_source():
    person = ParticipationFactory(name=None, as_written=["đại diện lãnh đạo UBND huyện", "đ/c Phó Chủ tịch"])

    assert str(person) == "đại diện lãnh đạo UBND huyện; đ/c Phó Chủ tịch"


def test_somebody_present_may_speak_for_a_unit_or_for_none():
    assert sentences(ParticipationFactory(unit=UnitFactory())) == sentences(ParticipationFactory(unit=None)) == {}


def test_people_stand_in_their_place_and_those_in_one_place_as_entered():
    conference = ConferenceFactory()
    people = [ParticipationFactory(conference=conference, position=position) for position in (2, 1, 1)]

    assert list(conference.participations.all()) == [people[1], people[2], people[0]]


def test_pacts_stand_newest_first_those_of_an_unknown_day_last_then_by_the_name_of_the_cluster():
    def pact(name, year, held_on):
        conference = ConferenceFactory(held_on=held_on)
        return PactFactory(conference=conference, cluster_year__year=year, cluster_year__cluster__name=name)

    old, second, tenth = pact("Cụm 1", 2020, "2020-12-31"), pact("Cụm 2", 2021, None), pact("Cụm 10", 2021, None)
    early, late = pact("Cụm 3", 2021, "2020-11-26"), pact("Cụm 4", 2021, "2021-03-31")

    assert list(Pact.objects.newest_first()) == [late, early, second, tenth, old]
