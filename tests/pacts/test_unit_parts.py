"""A unit's key works, programme and signatory: saved, sent and sent again, without losing typed text."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clusters.models import Document, Membership
from pacts.document import document_of
from pacts.models import ActionProgramme, KeptSignatory, KeyWork, Signatory, Submission
from pacts.services.lifecycle import circulate_pact, close_pact, reopen_pact, save_draft, sign_pact, take_back_pact
from tests.factories import (
    PASSWORD,
    ActionProgrammeFactory,
    DocumentFactory,
    KeptSignatoryFactory,
    KeyWorkFactory,
    MandateFactory,
    SubmissionFactory,
)
from tests.pacts.units import address, circulated, member_of, posted, somebody_of

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 chuong trinh"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def pact():
    return circulated(key_works_minimum=2)


@pytest.fixture
def own(client, pact):
    membership = member_of(pact)
    client.force_login(somebody_of(membership))
    return membership


def sent(membership):
    return sorted(Submission.objects.filter(membership=membership).values_list("asked", flat=True))


def messages_of(response, client):
    return [str(message) for message in client.get(response.url).context["messages"]]


# --- Key works ----------------------------------------------------------------------------------


def test_key_works_are_kept_and_sent_with_one_button(client, own):
    works = {"row-0-text": "Số hóa hồ sơ", "row-0-kind": "work", "row-2-text": "Một cửa", "row-2-kind": "breakthrough"}

    response = posted(client, "key_works", own, **works)

    assert response.url == address("year", own)
    rows = [(row.position, row.text, row.kind) for row in own.key_works.all()]
    assert rows == [(1, "Số hóa hồ sơ", "work"), (2, "Một cửa", "breakthrough")]
    assert sent(own) == ["key_works"]
    assert KeyWork.history.first().history_user == Submission.objects.get().by


def test_too_few_are_kept_and_not_sent(client, own):
    response = posted(client, "key_works", own, **{"row-0-text": "Số hóa hồ sơ"})

    assert messages_of(response, client) == ["Đã lưu nhưng chưa gửi được: Còn thiếu 1 (giao ước yêu cầu ít nhất 2)"]
    assert (own.key_works.count(), sent(own)) == (1, [])


def test_fewer_than_were_sent_are_no_longer_sent(client, own):
    posted(client, "key_works", own, **{"row-0-text": "Một", "row-1-text": "Hai"})
    before = Submission.objects.count()

    posted(client, "key_works", own, **{"row-0-text": "Một"})

    assert (before, Submission.objects.count(), own.key_works.count()) == (1, 0, 1)


def test_no_key_work_is_nothing_to_send_where_the_pact_names_no_number(client, own, pact):
    pact.key_works_minimum = None
    pact.save()

    posted(client, "key_works", own)

    assert not Submission.objects.exists()


def test_kept_for_later_is_not_sent(client, own):
    posted(client, "key_works", own, **{"row-0-text": "Số hóa hồ sơ", "then": "save"})

    assert (own.key_works.count(), sent(own)) == (1, [])


def test_another_row_comes_without_a_script_and_keeps_what_was_typed(client, own):
    page = posted(client, "key_works", own, **{"row-0-text": "Số hóa", "then": "add", "row-TOTAL_FORMS": "2"})

    assert [row["text"].value() for row in page.context["rows"]] == ["Số hóa", None, None]
    assert page.context["form"].errors == {}
    assert not own.key_works.exists()


def test_sent_again_the_row_tells_the_last_time(client, own):
    SubmissionFactory(membership=own, asked="key_works", sent_at=datetime.datetime(2021, 1, 1, tzinfo=datetime.UTC))
    KeyWorkFactory.create_batch(3, membership=own)

    posted(client, "key_works", own, **{"row-0-text": "Một", "row-1-text": "Hai"})

    assert [row.text for row in own.key_works.all()] == ["Một", "Hai"]
    assert Submission.objects.get().sent_at.year > 2021


def test_of_two_open_pages_the_second_overwrites_nothing(client, own):
    first = client.get(address("key_works", own)).context["form"].mark
    posted(client, "key_works", own, **{"row-0-text": "Từ trang một", "then": "save"})

    page = posted(client, "key_works", own, **{"row-0-text": "Từ trang hai", "seen": first})

    assert page.context["form"].is_stale
    assert [row.text for row in own.key_works.all()] == ["Từ trang một"]
    shown = page.content.decode()
    assert ("Từ trang một" in shown, "Từ trang hai" in shown) == (True, True)
    again = {"row-0-text": "Từ trang hai", "seen": page.context["form"].mark, "then": "save"}
    posted(client, "key_works", own, **again)
    assert [row.text for row in own.key_works.all()] == ["Từ trang hai"]


def test_a_form_sent_twice_is_done_once(client, own):
    stamp = client.get(address("signatory", own)).context["form"].mark
    fields = {"csrfmiddlewaretoken": "y" * 32, "seen": stamp, "name": "Trần An", "title": "Giám đốc"}

    twice = [client.post(address("signatory", own), fields | {"then": "send"}) for _n in range(2)]

    assert [answer.status_code for answer in twice] == [302, 302]
    assert Submission.history.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"row-TOTAL_FORMS": "x"},
        {"row-TOTAL_FORMS": "9999"},
        {"row-0-kind": "khac", "row-0-text": "a"},
        {"row-0-text": "x" * 20_001},
    ],
)
def test_wrong_input_is_answered_with_words(client, own, fields):
    page = posted(client, "key_works", own, **fields)

    assert page.status_code == 200
    assert not own.key_works.exists()


# --- Signatory ----------------------------------------------------------------------------------


def test_the_signatory_is_named_on_the_sheet(client, own, pact):
    posted(client, "signatory", own, name=" Trần Thị Bình ", title="Phó Giám đốc")

    (row,) = document_of(pact)["signatories"]
    assert (row["member"], row["name"], row["title"], row["state"]) == (
        str(own.pk),
        "Trần Thị Bình",
        "Phó Giám đốc",
        None,
    )
    assert sent(own) == ["signatory"]


def test_a_signatory_kept_and_not_sent_stands_on_the_unit_s_own_page_alone(client, own, pact):
    posted(client, "signatory", own, name="Trần Thị Bình", title="Phó Giám đốc", then="save")

    assert (document_of(pact)["signatories"], sent(own)) == ([], [])
    form = client.get(address("signatory", own)).context["form"]
    assert (form["name"].value(), form["title"].value()) == ("Trần Thị Bình", "Phó Giám đốc")


def test_sending_what_was_kept_puts_it_on_the_sheet(client, own, pact):
    posted(client, "signatory", own, name="Trần Thị Bình", title="Phó Giám đốc", then="save")

    posted(client, "signatory", own, name="Trần Thị Bình", title="Phó Giám đốc", then="send")

    assert [row["name"] for row in document_of(pact)["signatories"]] == ["Trần Thị Bình"]
    assert (KeptSignatory.objects.count(), sent(own)) == (0, ["signatory"])


def test_in_a_correction_too_what_was_kept_is_not_in_the_text(client, own, pact):
    sign_pact(pact=pact, by=None)
    reopen_pact(pact=pact, by=None, reason="Sai chữ")
    circulate_pact(pact=pact, by=None)

    posted(client, "signatory", own, name="Người mới", title="Giám đốc", then="save")

    pact.refresh_from_db()
    assert "Người mới" not in str(pact.draft)


def test_a_unit_that_leaves_the_roster_is_not_held_by_what_it_only_kept(own, pact):
    KeptSignatoryFactory(membership=own)
    take_back_pact(pact=pact, by=None)
    document = document_of(pact)
    units = [row for row in document["units"] if row["unit"] != own.unit.slug]

    save_draft(pact=pact, document=document | {"units": units}, by=None)
    circulate_pact(pact=pact, by=None)

    assert (KeptSignatory.objects.count(), Membership.objects.filter(pk=own.pk).count()) == (0, 0)


def test_in_a_circulated_correction_the_signatory_stands_in_the_draft(client, own, pact):
    Signatory.objects.create(membership=own, name="Người cũ", state="signed")
    sign_pact(pact=pact, by=None)
    reopen_pact(pact=pact, by=None, reason="Sai chữ")
    circulate_pact(pact=pact, by=None)

    posted(client, "signatory", own, name="Người mới", title="Giám đốc")

    pact.refresh_from_db()
    (row,) = pact.draft["signatories"]
    assert (row["name"], row["title"], row["state"]) == ("Người mới", "Giám đốc", "signed")
    assert Signatory.objects.get().name == "Người cũ"
    sign_pact(pact=pact, by=None)
    assert Signatory.objects.get().name == "Người mới"


def test_a_name_is_needed_and_said_beside_the_field(client, own):
    page = posted(client, "signatory", own, name=" ", title="Giám đốc")

    assert page.context["form"].errors.keys() == {"name"}
    assert page.context["form"]["title"].value() == "Giám đốc"


def test_after_the_signing_nobody_is_named_here(client, own, pact):
    page = client.get(address("signatory", own))
    sign_pact(pact=pact, by=None)

    typed = {"seen": page.context["form"].mark, "then": "send", "name": "Trần An", "title": "Giám đốc"}
    response = client.post(address("signatory", own), typed)

    assert response.status_code == 409
    assert "Trần An" in response.content.decode()
    assert not Signatory.objects.exists()


def test_what_was_typed_for_a_pact_taken_back_is_shown(client, own, pact):
    take_back_pact(pact=pact, by=None)

    response = client.post(address("key_works", own), {"row-0-text": "Số hóa hồ sơ", "then": "send"})

    assert response.status_code == 409
    assert response.context["typed"] == ["Số hóa hồ sơ"]


def test_a_form_sent_after_the_session_had_ended_is_kept_after_signing_in(client, own):
    user = own.unit.mandates.get().user
    stamp = client.get(address("signatory", own)).context["form"].mark
    client.logout()

    typed = {"seen": stamp, "then": "send", "name": "Trần An", "title": "Giám đốc", "typed_by": str(user.pk)}
    page = client.post(address("signatory", own), typed)
    words = {"username": user.username, "password": PASSWORD, "carried": page.context["carried"]}
    client.post("/dang-nhap/", words)

    assert Signatory.objects.get().name == "Trần An"


# --- Action programme ---------------------------------------------------------------------------


def upload(name="ke-hoach.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def test_a_programme_and_its_file_are_sent(client, own):
    posted(client, "programme", own, theme="Kỷ cương", file=upload())

    row = ActionProgramme.objects.get()
    assert (row.theme, row.text, row.document.wording) == (
        "Kỷ cương",
        None,
        "Chương trình hành động của Sở Nội vụ, 2021",
    )
    response = client.get(address("programme_file", own))
    assert b"".join(response.streaming_content) == PDF
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.docx", b"PK\x03\x04", "Nội dung tệp không đúng với đuôi tệp."),
        ("a.exe", b"MZ", "Chỉ nhận tệp PDF, JPEG, PNG, Word (.docx) và Excel (.xlsx)."),
        ("a.pdf", b"", "Tệp đã gửi không có nội dung."),
    ],
)
def test_a_wrong_file_is_refused_and_the_rest_of_the_form_stays(client, own, name, content, sentence):
    page = posted(client, "programme", own, theme="Kỷ cương", text="Ba việc", file=upload(name, content))

    form = page.context["form"]
    assert list(form.errors) == ["file"]
    assert (form["theme"].value(), form["text"].value()) == ("Kỷ cương", "Ba việc")
    assert not Document.objects.exists()


def test_a_new_file_takes_the_place_of_the_old_one_which_stays_stored(client, own):
    posted(client, "programme", own, file=upload())
    old = Document.objects.get()

    posted(client, "programme", own, file=upload("moi.pdf", b"%PDF-1.7 moi"))

    assert ActionProgramme.objects.get().document != old
    assert old.file.storage.exists(old.file.name)
    assert Document.objects.count() == 2


def test_a_file_is_withdrawn_with_a_reason_and_stays_stored(client, own):
    posted(client, "programme", own, file=upload())
    document = Document.objects.get()

    refused = client.post(address("programme_file_withdraw", own), {"reason": " "})
    client.post(address("programme_file_withdraw", own), {"reason": "Gửi nhầm tệp"})

    assert refused.context["form"].errors.keys() == {"reason"}
    assert client.get(address("programme_file", own)).status_code == 404
    assert document.file.storage.exists(document.file.name)
    assert ActionProgramme.history.first().history_change_reason == "Gửi nhầm tệp"


def test_a_file_that_was_all_leaves_nothing_sent_when_it_is_withdrawn(client, own):
    posted(client, "programme", own, file=upload())

    client.post(address("programme_file_withdraw", own), {"reason": "Gửi nhầm tệp"})

    assert not Submission.objects.exists()


def test_the_file_is_for_the_secretariat_once_it_is_sent_and_for_no_other_unit(client, own, pact):
    posted(client, "programme", own, file=upload(), then="save")
    others = {
        "secretariat": MandateFactory(cluster=pact.cluster_year.cluster).user,
        "member": somebody_of(member_of(pact, "Sở Tài chính")),
        "stranger": MandateFactory(member=True).user,
    }

    def answers():
        found = {}
        for who, user in others.items():
            client.force_login(user)
            response = client.get(address("programme_file", own))
            found[who] = response.status_code
            assert response.status_code == 404 or b"".join(response.streaming_content) == PDF
        return found

    before = answers()
    SubmissionFactory(membership=own, asked="programme")
    assert before == {"secretariat": 404, "member": 404, "stranger": 404}
    assert answers() == {"secretariat": 200, "member": 404, "stranger": 404}


def test_nothing_at_all_is_no_programme(client, own):
    page = posted(client, "programme", own, theme=" ")

    assert page.context["form"].errors.keys() == {"text"}
    assert sent(own) == []


def test_after_the_close_the_programme_is_read_only(client, own, pact):
    ActionProgrammeFactory(membership=own, document=DocumentFactory(), text="Ba việc")
    sign_pact(pact=pact, by=None)
    close_pact(pact=pact, by=None)

    page = client.get(address("programme", own))

    assert "Ba việc" in page.content.decode()
    assert "<textarea" not in page.content.decode()
    assert client.post(address("programme_file_withdraw", own), {"reason": "x"}).status_code == 403


def test_what_was_sent_is_only_sent_again(client, own):
    later = 'value="save"'
    before = client.get(address("signatory", own)).content.decode()
    SubmissionFactory(membership=own, asked="signatory")

    after = client.get(address("signatory", own)).content.decode()

    assert (later in before, later in after, "Gửi lại" in after) == (True, False, True)
