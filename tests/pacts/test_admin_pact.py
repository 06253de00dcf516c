"""The pact's admin page: editable while it is a draft, read-only with all sealed rows afterwards."""

import pytest

from clusters.models import ClusterYear, Membership
from pacts.models import (
    ChainEntry,
    Commitment,
    Conference,
    Pact,
    PactMove,
    PactMovement,
    PactVersion,
    Participation,
    Signatory,
    Target,
)
from pacts.services.lifecycle import sign_pact
from tests.admin import address, errors_of, sentence_of, typed
from tests.factories import (
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
    TargetFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def administrator(client):
    client.force_login(UserFactory(admin=True))


@pytest.fixture
def send(client):
    """Post a record's page with some answers changed."""

    def send_back(record, **changes):
        url = address(type(record), "change", record.pk)
        return client.post(url, typed(client.get(url), **changes))

    return send_back


def test_pact_is_added_with_all_its_rows(client):
    year, conference = ClusterYearFactory(), ConferenceFactory(held_on="2026-03-16")
    movement, document = MovementFactory(), DocumentFactory()
    rows = {
        "commitments-0-text": "Hoàn thành nhiệm vụ;",
        "commitments-0-standing": "agreed",
        "targets-0-text": "100% hộ",
        "targets-0-operator": "=",
        "targets-0-value": "100",
        "movements-0-movement": movement.pk,
        "documents-0-document": document.pk,
    }
    url = address(Pact, "add")

    response = client.post(url, typed(client.get(url), cluster_year=year.pk, conference=conference.pk, **rows))

    assert response.status_code == 302
    pact = Pact.objects.get()
    assert [row.text for row in pact.commitments.all()] == ["Hoàn thành nhiệm vụ;"]
    assert [(row.value, row.position) for row in pact.targets.all()] == [(100, 1)]
    assert [row.movement for row in pact.movements.all()] == [movement]
    assert [row.document for row in pact.documents.all()] == [document]


def test_target_chooses_among_the_rows_of_its_own_pact_alone(client, send):
    pact, other = PactFactory(), CommitmentFactory()
    own, target = CommitmentFactory(pact=pact, text="Nội dung một"), TargetFactory(pact=pact)

    refused = send(pact, **{"targets-0-commitment": other.pk})
    send(pact, **{"targets-0-commitment": own.pk})

    assert len(errors_of(refused)) == 1
    target.refresh_from_db()
    assert target.commitment == own


def test_direction_is_given_by_somebody_present_at_the_pacts_conference(client, send):
    giver, stranger = ParticipationFactory(), ParticipationFactory()
    pact = PactFactory(conference=giver.conference)
    direction = CommitmentFactory(pact=pact, standing="direction")

    assert len(errors_of(send(pact, **{"commitments-0-by": stranger.pk}))) == 1
    assert send(pact, **{"commitments-0-by": giver.pk}).status_code == 302
    direction.refresh_from_db()
    assert direction.by == giver


def test_commitment_with_targets_is_not_deleted_and_says_why(send):
    target = TargetFactory(commitment=CommitmentFactory())
    commitment = target.commitment

    response = send(commitment.pact, **{"commitments-0-DELETE": "on"})

    assert response.status_code == 200
    assert Commitment.objects.filter(pk=commitment.pk).exists()


def test_same_movement_twice_is_refused_on_its_row(send):
    row = PactMovementFactory()

    response = send(row.pact, **{"movements-1-movement": row.movement_id})

    assert errors_of(response) == [sentence_of(PactMovement, "pactmovement_once")]


@pytest.mark.parametrize("value", ["abc", "9" * 40, "1e999", "\x00", "NaN"])
def test_nonsense_is_refused_and_never_an_error_page(send, value):
    names = ["stated_targets", "targets-0-value", "targets-0-commitment", "documents-0-document"]

    response = send(TargetFactory(operator=">=", value=1).pact, **dict.fromkeys(names, value))

    assert len(errors_of(response)) == len(names)


@pytest.mark.parametrize("count", [1, 9])
@pytest.mark.parametrize("sealed", [False, True])
def test_pact_with_many_rows_asks_no_more_than_with_one(client, count, sealed, django_assert_max_num_queries):
    present = ParticipationFactory()
    pact = PactFactory(conference=present.conference, signed=sealed)
    commitments = CommitmentFactory.create_batch(count, pact=pact, standing="direction", by=present)
    for commitment in commitments:
        TargetFactory(pact=pact, commitment=commitment, part_of=TargetFactory(pact=pact))
        PactMovementFactory(pact=pact)
        PactDocumentFactory(pact=pact)

    with django_assert_max_num_queries(17):
        client.get(address(Pact, "change", pact.pk))


@pytest.mark.parametrize("count", [1, 9])
def test_conference_with_many_people_asks_no_more_than_with_one(client, count, django_assert_max_num_queries):
    conference = ConferenceFactory()
    for _ in range(count):
        ParticipationFactory(conference=conference, unit=MembershipFactory().unit)

    with django_assert_max_num_queries(12):
        client.get(address(Conference, "change", conference.pk))


# --- What a seal closes -----------------------------------------------------------------------


@pytest.fixture(params=["signed", "closed", "reopened", "withdrawn"])
def sealed(request):
    pact = PactFactory(**{request.param: True}, conference=ConferenceFactory(venue="Hội trường A"))
    SignatoryFactory(membership=MembershipFactory(cluster_year=pact.cluster_year))
    CommitmentFactory(pact=pact)
    TargetFactory(pact=pact)
    return pact


@pytest.mark.parametrize("model", [Pact, Commitment, Target, Signatory, Membership])
def test_sealed_rows_are_read_only_with_the_reason_and_no_post_changes_them(client, sealed, model):
    row = model.objects.get()
    url = address(model, "change", row.pk)

    page = client.get(url)

    assert page.context["why_closed"] in page.content.decode()
    assert page.context["why_closed"]
    assert not page.context["has_change_permission"]
    assert not page.context["adminform"].form.fields
    assert client.post(url, {"theme": "Khác", "text": "Khác", "name": "Khác"}).status_code == 403
    assert client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


def test_sealed_pact_shows_its_versions_and_moves_and_offers_no_row_to_add(client, sealed):
    page = client.get(address(Pact, "change", sealed.pk))

    inlines = {inline.opts.model: inline for inline in page.context["inline_admin_formsets"]}
    assert len(inlines[PactVersion].formset.forms) == 1
    assert len(inlines[PactMove].formset.forms) >= 1
    assert [
        model for model, inline in inlines.items() if inline.has_add_permission or inline.has_change_permission
    ] == []


def test_year_of_a_sealed_pact_keeps_what_the_seal_holds_and_its_roster(client, sealed, send):
    year = sealed.cluster_year
    before = (year.label, list(year.memberships.values_list("pk", "role")))

    response = send(
        year, label="2099", note="ghi chú", **{"memberships-0-role": "leader", "memberships-TOTAL_FORMS": "2"}
    )

    assert response.status_code == 302
    year = ClusterYear.objects.get()
    assert (year.label, list(year.memberships.values_list("pk", "role"))) == before
    assert year.note == "ghi chú"


def test_conference_of_a_sealed_pact_keeps_its_day_and_place_while_people_may_be_added(client, sealed, send):
    response = send(sealed.conference, venue="Nơi khác", **{"participations-0-name": "Nguyễn Văn A"})

    assert response.status_code == 302
    assert Conference.objects.get().venue == "Hội trường A"
    assert Participation.objects.get().name == "Nguyễn Văn A"


def test_late_signatory_is_not_slipped_under_a_seal(client, sealed):
    membership = MembershipFactory(cluster_year=sealed.cluster_year)
    url = address(Signatory, "add")

    response = client.post(url, typed(client.get(url), membership=membership.pk, name="Lê Thị B"))

    assert len(errors_of(response)) == 1
    assert not Signatory.objects.filter(name="Lê Thị B").exists()


@pytest.mark.parametrize("model", [PactMove, PactVersion])
def test_moves_and_versions_are_never_added_changed_or_deleted(client, model):
    PactFactory(signed=True)
    row = model.objects.get()

    assert client.get(address(model, "change", row.pk)).status_code == 200
    assert client.post(address(model, "change", row.pk), {"reason": "khác"}).status_code == 403
    assert client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert client.post(address(model, "add"), {}).status_code == 403


def test_entries_of_the_chain_are_never_added_changed_or_deleted(client):
    sign_pact(pact=PactFactory(), by=None)
    row = ChainEntry.objects.get()

    assert row.digest in client.get(address(ChainEntry, "changelist")).content.decode()
    assert client.get(address(ChainEntry, "change", row.pk)).status_code == 200
    assert client.post(address(ChainEntry, "change", row.pk), {"address": "/x/"}).status_code == 403
    assert client.post(address(ChainEntry, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert client.post(address(ChainEntry, "add"), {}).status_code == 403


def test_draft_of_a_pact_stays_open_in_all_its_parts(client, send):
    pact = PactFactory(conference=ConferenceFactory())
    MembershipFactory(cluster_year=pact.cluster_year)

    assert send(pact, theme="Đoàn kết").status_code == 302
    assert send(pact.cluster_year, **{"memberships-0-role": "leader"}).status_code == 302
    assert send(pact.conference, venue="Hội trường B").status_code == 302
    assert Pact.objects.get().theme == "Đoàn kết"
    assert Membership.objects.get().role == "leader"
    assert Conference.objects.get().venue == "Hội trường B"


def test_rows_stay_closed_while_a_draft_of_them_is_written_at_the_desk(client):
    pact = PactFactory(draft={"pact": {}})

    page = client.get(address(Pact, "change", pact.pk))

    assert page.context["why_closed"]
    assert not page.context["has_change_permission"]
