"""Search never finds content of drafts, circulated texts or withdrawn pacts."""

import pytest

from awards.public import public_units
from clusters.models import Unit
from clusters.search.index import rebuild_index
from pactsite.pages.search.views import Search
from tests.factories import (
    AwardFactory,
    ClusterYearFactory,
    CommitmentFactory,
    ConferenceFactory,
    DocumentFactory,
    MembershipFactory,
    MovementFactory,
    PactDocumentFactory,
    PactFactory,
    PactMovementFactory,
    ParticipationFactory,
    SignatoryFactory,
    SourceFactory,
    TargetFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
# Whether a pact in this state is public.
STATES = {"signed": True, "closed": True, "reopened": True, "circulated": False, "withdrawn": False, "": False}


def run_search(words, **params):
    rebuild_index()  # factories do not update the index
    found = Search({"q": words, **params})
    found.run()
    return found


def names(words, loai=""):
    return [hit.name for hit in run_search(words, loai=loai).hits]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state or "draft")
def test_nothing_of_a_pact_that_is_not_public_is_found(state):
    pact = PactFactory(theme="Bí mật", conference=ConferenceFactory(), **{state: True} if state else {})
    year = pact.cluster_year
    CommitmentFactory(pact=pact, text="Bí mật")
    TargetFactory(pact=pact, text="Bí mật")
    PactMovementFactory(pact=pact, movement=MovementFactory(name="Bí mật"))
    PactDocumentFactory(pact=pact, document=DocumentFactory(subject="Bí mật"))
    year.sources.add(SourceFactory(title="Bí mật"))
    ParticipationFactory(conference=pact.conference, name="Bí Mật")
    member = MembershipFactory(
        cluster_year=year, unit__name="Bí mật", unit__checked=False, deputy=True, head_name="Bí Mật"
    )
    SignatoryFactory(membership=member, name="Bí Mật")

    assert run_search("bi mat").total == (10 if STATES[state] else 0)


def test_proposed_and_refused_awards_are_not_found():
    for state in ("proposed", "refused", "withdrawn"):
        AwardFactory(as_written="Cờ bí mật", state=state, decision=DocumentFactory(subject="Bí mật"))
    AwardFactory(as_written="Cờ bí mật", state="revoked", state_reason="Sai")

    assert [(hit.record, hit.name) for hit in run_search("bi mat").hits] == [("award", "Cờ bí mật")]


def test_exactly_the_units_everybody_may_read_of_are_found():
    pact, draft = (PactFactory(conference=ConferenceFactory(), **state) for state in ({"signed": True}, {}))
    new = [UnitFactory(name=f"Mới {n}", checked=False) for n in range(7)]
    MembershipFactory(cluster_year=pact.cluster_year, unit=new[0])
    ParticipationFactory(conference=pact.conference, unit=new[1])
    AwardFactory(unit=new[2])
    AwardFactory(of_unit=new[3], state="proposed")
    MembershipFactory(cluster_year=draft.cluster_year, unit=new[4])
    ParticipationFactory(conference=draft.conference, unit=new[5])
    UnitFactory(name="Mới, đã kiểm tra")

    assert sorted(names("moi", loai="don-vi")) == sorted(
        public_units(Unit.objects).filter(name__startswith="Mới").values_list("name", flat=True)
    )
    assert len(names("moi", loai="don-vi")) == 4


def test_papers_of_a_roster_without_a_pact_and_of_awards_are_found():
    """A division decision makes a roster public; an award decision is shown with its award."""
    divided = ClusterYearFactory(division=DocumentFactory(subject="Chia cụm bí mật"))
    divided.sources.add(SourceFactory(title="Bài bí mật"))
    award = AwardFactory(unit=UnitFactory(), decision=DocumentFactory(subject="Khen bí mật"))
    DocumentFactory(subject="Chưa dùng, bí mật")
    SourceFactory(title="Chưa dùng, bí mật")

    assert {hit.row.more or hit.row.text or hit.name: hit.address for hit in run_search("bi mat").hits} == {
        "Chia cụm bí mật": divided.cluster.get_absolute_url(),
        "Bài bí mật": divided.cluster.get_absolute_url(),
        "Khen bí mật": award.unit.get_absolute_url(),
    }
