"""The correction of a sealed pact, written in the admin as one plain form."""

import pytest
from django.urls import reverse
from django.utils import translation

from pacts.document import PactForms, document_of
from pacts.document.validate import typed
from pacts.services.lifecycle import reopen_pact, sign_pact
from tests.factories import PactFactory, UserFactory
from tests.pacts.documents import full_document, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = UserFactory(admin=True)
    client.force_login(user)
    return user


@pytest.fixture
def reopened():
    return reopen_pact(pact=signed(**full_document()), by=None, reason="Sai chữ")


def address(pact):
    return reverse("admin:pacts_pact_draft", args=[pact.pk])


def posted(pact, **changes):
    return typed(pact.draft) | {"revision": pact.draft_revision} | changes


def test_the_form_shows_the_sealed_text_with_room_for_more(client, administrator, reopened):
    page = client.get(address(reopened)).content.decode()

    assert "Hoàn thành nhiệm vụ; giữ kỷ cương…" in page
    assert 'name="commitments-3-text"' in page


def test_a_correction_is_kept_and_the_public_goes_on_reading_what_was_sealed(client, administrator, reopened):
    client.post(address(reopened), posted(reopened, **{"commitments-0-text": "Đã sửa"}))

    reopened.refresh_from_db()
    assert reopened.draft["commitments"][0]["text"] == "Đã sửa"
    assert document_of(reopened)["commitments"][0]["text"] == "Hoàn thành nhiệm vụ; giữ kỷ cương…"
    sign_pact(pact=reopened, by=administrator)
    assert document_of(reopened)["commitments"][0]["text"] == "Đã sửa"


def test_a_fault_is_told_and_everything_typed_is_shown_again(client, administrator, reopened):
    with translation.override("vi"):
        response = client.post(
            address(reopened), posted(reopened, **{"commitments-0-text": "", "pact-slogan": "Khẩu hiệu mới"})
        )

    page = response.content.decode()
    assert response.status_code == 200
    assert "Khẩu hiệu mới" in page
    assert 'class="errorlist' in page


def test_a_page_kept_open_does_not_overwrite_another_persons_correction(client, administrator, reopened):
    first = posted(reopened, **{"pact-slogan": "một"})
    client.post(address(reopened), first)

    for _again in range(2):
        response = client.post(address(reopened), first | {"pact-slogan": "hai"})

    reopened.refresh_from_db()
    assert (response.status_code, reopened.draft["pact"]["slogan"]) == (200, "một")


@pytest.mark.parametrize("revision", ["", "x", "99999999999999999999"])
def test_a_damaged_revision_is_no_500(client, administrator, reopened, revision):
    assert client.post(address(reopened), posted(reopened, revision=revision)).status_code == 200


def test_a_pact_that_is_not_under_correction_has_no_such_page(client, administrator):
    for pact in (signed(), PactFactory()):
        assert client.get(address(pact)).status_code == 403


def test_the_page_takes_the_same_queries_however_many_rows(client, administrator, django_assert_max_num_queries):
    pact = reopen_pact(pact=signed(commitments=[{"text": str(n)} for n in range(40)]), by=None, reason="x")

    with django_assert_max_num_queries(8):
        client.get(address(pact))


def test_a_damaged_form_is_told_and_is_no_500(client, administrator, reopened):
    data = posted(reopened)
    del data["units-TOTAL_FORMS"]

    response = client.post(address(reopened), data)

    assert response.status_code == 200
    assert not PactForms(data).is_valid()
