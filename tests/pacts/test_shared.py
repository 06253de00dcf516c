"""Records that several pacts refer to: who changes them, and what becomes of a version nobody else has agreed to."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from clusters.models import Document, Source
from pacts.document import document_of, save_document
from pacts.models import Movement, PactDocument, PactMovement
from pacts.permissions import can_change_shared
from pacts.services.lifecycle import sign_pact
from tests.factories import (
    AwardFactory,
    ClusterFactory,
    ClusterYearFactory,
    ConferenceFactory,
    DocumentFactory,
    MandateFactory,
    MovementFactory,
    PactDocumentFactory,
    PactFactory,
    PactMovementFactory,
    SourceFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PAPER = {"kind": "plan", "number": "311/KH-UBND", "issued_on": "2019-08-27", "subject": "Phong trào thi đua"}
ARTICLE = {"title": "Ký kết giao ước thi đua", "address": "https://bao.example.vn/1"}


@pytest.fixture
def own():
    return PactFactory()


@pytest.fixture
def other():
    return PactFactory()


@pytest.fixture
def clerk(own):
    """The secretariat of the cluster of `own`, and of no other."""
    return MandateFactory(cluster=own.cluster_year.cluster).user


def says(pact, by, **parts):
    save_document(pact=pact, document=parts, by=by)


def test_a_record_no_other_cluster_uses_is_changed(own, clerk):
    says(own, clerk, documents=[PAPER])

    says(own, clerk, documents=[PAPER | {"subject": "Tên đúng"}])

    assert list(Document.objects.values_list("subject", "same_as")) == [("Tên đúng", None)]


def test_a_document_another_cluster_uses_keeps_its_words_and_the_writer_gets_a_row_of_its_own(own, other, clerk):
    says(other, None, documents=[PAPER])
    theirs = Document.objects.get()

    says(own, clerk, documents=[PAPER | {"subject": "Bị viết lại"}])

    theirs.refresh_from_db()
    mine = own.documents.get().document
    assert (theirs.subject, other.documents.get().document) == ("Phong trào thi đua", theirs)
    assert (mine.subject, mine.same_as, mine.number) == ("Bị viết lại", theirs, "311/KH-UBND")


def test_a_movement_another_cluster_uses_keeps_its_facts(own, other, clerk):
    says(other, None, movements=[{"name": "Dân vận khéo", "level": "central"}])

    says(own, clerk, movements=[{"name": "Dân vận khéo", "level": "commune"}])

    assert [row.movement.level for row in (other.movements.get(), own.movements.get())] == ["central", "commune"]


def test_a_source_another_cluster_uses_keeps_its_mistakes(own, other, clerk):
    says(other, None, sources=[ARTICLE])

    says(own, clerk, sources=[ARTICLE | {"errata": [{"as_written": "tuyên,", "meant": "tuyên truyền,"}]}])

    assert [source.errata for source in other.cluster_year.sources.all()] == [None]
    assert [source.same_as.errata for source in own.cluster_year.sources.all()] == [None]


def test_what_says_nothing_else_refers_to_the_same_row(own, other, clerk):
    says(other, None, documents=[PAPER], movements=[{"name": "Dân vận khéo", "level": "central"}], sources=[ARTICLE])

    says(own, clerk, documents=[PAPER | {"subject": None}], movements=[{"name": "Dân vận khéo"}], sources=[ARTICLE])

    assert [model.objects.count() for model in (Document, Movement, Source)] == [1, 1, 1]


def test_a_record_that_came_to_be_used_elsewhere_is_left_by_its_first_writer(own, other, clerk):
    says(own, clerk, documents=[PAPER])
    says(other, None, documents=[PAPER])
    link = own.documents.get()

    row = document_of(own)["documents"][0] | {"subject": "Sửa lại"}
    says(own, clerk, documents=[row])

    assert other.documents.get().document.subject == "Phong trào thi đua"
    assert (own.documents.get().pk, own.documents.get().document.subject) == (link.pk, "Sửa lại")


def test_a_row_of_ones_own_is_written_on_and_makes_no_third(own, other, clerk):
    says(other, None, documents=[PAPER])
    says(own, clerk, documents=[PAPER | {"subject": "Lần một"}])

    says(own, clerk, documents=[document_of(own)["documents"][0] | {"subject": "Lần hai"}])

    assert sorted(Document.objects.values_list("subject", flat=True)) == ["Lần hai", "Phong trào thi đua"]


def test_two_writers_who_say_the_same_share_their_row(own, other, clerk):
    third = PactFactory()
    says(other, None, documents=[PAPER])
    says(third, MandateFactory(cluster=third.cluster_year.cluster).user, documents=[PAPER | {"subject": "Cùng tên"}])

    says(own, clerk, documents=[PAPER | {"subject": "Cùng tên"}])

    assert own.documents.get().document == third.documents.get().document


def test_the_identifier_in_the_document_says_which_of_two_rows_is_meant(own, clerk):
    first = DocumentFactory(**PAPER)
    second = DocumentFactory(**PAPER, same_as=first)

    says(own, clerk, documents=[PAPER | {"uuid": str(second.uuid)}])

    assert own.documents.get().document == second


@pytest.mark.parametrize("uuid", ["", "không phải mã", "00000000-0000-0000-0000-000000000000"])
def test_an_identifier_of_nothing_is_passed_over(own, clerk, uuid):
    document = DocumentFactory(**PAPER)

    says(own, clerk, documents=[PAPER | {"uuid": uuid}])

    assert own.documents.get().document == document


def test_a_document_names_the_identifiers_of_its_shared_records(own, clerk):
    says(own, clerk, documents=[PAPER], movements=[{"name": "Dân vận khéo"}])

    document = document_of(own)

    assert document["documents"][0]["uuid"] == str(Document.objects.get().uuid)
    assert document["movements"][0]["uuid"] == str(Movement.objects.get().uuid)


def test_signing_one_pact_leaves_the_public_page_of_another_clusters_as_it_was(client, own, other, clerk):
    says(other, None, documents=[PAPER], movements=[{"name": "Dân vận khéo", "level": "central"}], sources=[ARTICLE])
    sign_pact(pact=other, by=None)
    before = client.get(other.get_absolute_url()).content
    own.draft = {
        "documents": [PAPER | {"subject": "Bị viết lại", "kind": "letter", "note": "khác"}],
        "movements": [{"name": "Dân vận khéo", "level": "commune", "objective": "khác"}],
        "sources": [ARTICLE | {"outlet": "Báo khác"}],
    }
    own.save()

    sign_pact(pact=own, by=clerk)

    assert client.get(other.get_absolute_url()).content == before


# --- Who may ---

USES = {
    "nothing": lambda row, year: None,
    "a pact of one's own": lambda row, year: PactDocumentFactory(document=row, pact=PactFactory(cluster_year=year)),
    "another pact": lambda row, year: PactDocumentFactory(document=row),
    "a division of one's own": lambda row, year: _divide(year, row),
    "another division": lambda row, year: _divide(ClusterYearFactory(), row),
    "an award": lambda row, year: AwardFactory(decision=row),
    "the end of a unit": lambda row, year: UnitFactory(end_basis=row, ended_on="2025", end_reason="merged"),
}


def written_in(cluster):
    """Return the pact of a later year that somebody of this cluster is writing."""
    return PactFactory(cluster_year__cluster=cluster, cluster_year__year=2030)


def _divide(year, row):
    year.division = row
    year.save()


@pytest.mark.parametrize(("use", "may"), list(zip(USES, [True, True, False, True, False, False, False], strict=True)))
def test_a_secretariat_changes_a_document_while_only_its_own_clusters_use_it(use, may):
    year = ClusterYearFactory()
    clerk, row = MandateFactory(cluster=year.cluster).user, DocumentFactory()
    USES[use](row, year)

    assert (
        can_change_shared(clerk, row, PactFactory(cluster_year__cluster=year.cluster, cluster_year__year=2030)) is may
    )


def test_an_organiser_changes_what_all_its_clusters_use():
    organiser = MandateFactory(organiser=True)
    movement = MovementFactory()
    for _number in range(2):
        cluster = ClusterFactory(organiser=organiser.unit)
        PactMovementFactory(movement=movement, pact__cluster_year__cluster=cluster)

    assert can_change_shared(
        organiser.user, movement, PactFactory(cluster_year__cluster=cluster, cluster_year__year=2030)
    )


def test_an_organiser_does_not_change_what_another_system_uses():
    movement = PactMovementFactory().movement

    assert not can_change_shared(MandateFactory(organiser=True).user, movement, PactFactory())


def test_an_administrator_changes_every_shared_record():
    source = SourceFactory()
    ClusterYearFactory().sources.add(source)

    assert can_change_shared(UserFactory(admin=True), source, PactFactory())


# --- A conference several clusters signed at ---


@pytest.fixture
def meeting(own, other):
    conference = ConferenceFactory(purpose="Ký kết")
    for pact in (own, other):
        pact.conference = conference
        pact.save()
    return conference


def test_people_present_at_anothers_conference_too_are_not_changed(own, meeting, clerk):
    with pytest.raises(ValidationError, match="khác"):
        says(own, clerk, conference={"purpose": "Ký kết"}, participants=[{"name": "Người lạ"}])

    assert not meeting.participations.exists()


def test_facts_of_anothers_conference_too_are_not_changed(own, meeting, clerk):
    with pytest.raises(ValidationError, match="khác"):
        says(own, clerk, conference={"purpose": "Khác hẳn"})


def test_who_leaves_a_shared_conference_as_it_is_writes_the_rest(own, meeting, clerk):
    says(own, clerk, conference={"purpose": "Ký kết"}, commitments=[{"text": "Hoàn thành nhiệm vụ"}])

    assert own.commitments.count() == 1


# --- Taking over what a row says, in the administration ---


@pytest.fixture
def variant():
    return DocumentFactory(**PAPER | {"subject": "Tên đầy đủ"}, same_as=DocumentFactory(**PAPER))


def test_the_administration_shows_what_differs_and_takes_it_over(client, variant):
    client.force_login(UserFactory(admin=True))
    page = reverse("admin:clusters_document_accept", args=[variant.pk])

    shown = client.get(page).content.decode()
    client.post(page)

    variant.same_as.refresh_from_db()
    assert ("Phong trào thi đua" in shown, "Tên đầy đủ" in shown) == (True, True)
    assert (variant.same_as.subject, Document.objects.count()) == ("Tên đầy đủ", 2)


def test_a_record_that_is_no_second_row_has_nothing_to_take_over(client):
    client.force_login(UserFactory(admin=True))

    assert client.get(reverse("admin:clusters_document_accept", args=[DocumentFactory().pk])).status_code == 404


@pytest.mark.parametrize(("value", "shown"), [("1", 1), ("0", 1), ("", 2), ("sai", 2)])
def test_the_administration_lists_rows_made_for_the_same_thing(client, variant, value, shown):
    client.force_login(UserFactory(admin=True))

    page = client.get(reverse("admin:clusters_document_changelist"), {"variant": value} if value else {})

    assert page.context["cl"].result_count == shown


def test_a_chain_of_same_records_is_refused(variant):
    third = DocumentFactory.build(same_as=variant, **PAPER)

    with pytest.raises(ValidationError, match="chọn"):
        third.full_clean()


def test_a_record_others_are_the_same_as_is_not_marked_itself(variant):
    original = variant.same_as
    original.same_as = DocumentFactory()

    with pytest.raises(ValidationError):
        original.full_clean()


@pytest.mark.parametrize("model", [PactDocument, PactMovement])
def test_a_shared_record_that_a_pact_names_cannot_be_deleted(model):
    link = {PactDocument: PactDocumentFactory, PactMovement: PactMovementFactory}[model]()
    shared = link.document if model is PactDocument else link.movement

    with pytest.raises(Exception, match="protected foreign keys"):
        shared.delete()
