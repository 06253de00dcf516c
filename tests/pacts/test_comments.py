"""Answers to units' remarks, and remarks taken over into the draft without overwriting other changes."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from clusters.common.stale import mark_of
from pacts.document import document_of
from pacts.models import Comment, Commitment, Notice, PactVersion
from pacts.services.comments import answer_comment, take_over_comment
from pacts.services.lifecycle import circulate_pact, reopen_pact, save_draft, sign_pact, take_back_pact
from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    CommentFactory,
    MandateFactory,
    MembershipFactory,
    PactFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TEXT, BETTER = "Hoàn thành nhiệm vụ.", "Hoàn thành vượt mức nhiệm vụ."


@pytest.fixture
def organiser():
    return UnitFactory(name="Tỉnh X")


@pytest.fixture
def pact(organiser):
    """A circulated pact with two commitments and one unit."""
    year = ClusterYearFactory(cluster=ClusterFactory(organiser=organiser), year=2021)
    UnitFactory(slug="so-a", name="Sở A")
    document = {
        "units": [{"key": "a", "unit": "so-a"}],
        "commitments": [{"key": "1", "text": TEXT}, {"key": "2", "text": "Giữ kỷ cương."}],
    }
    pact = save_draft(pact=PactFactory(cluster_year=year), document=document, by=None)
    return circulate_pact(pact=pact, by=None)


@pytest.fixture
def secretary(client, organiser):
    user = MandateFactory(organiser=True, unit=organiser).user
    client.force_login(user)
    return user


@pytest.fixture
def remark(pact):
    return remark_on(pact)


def remark_on(pact, **values):
    """Return a unit's remark on the first commitment, which proposes another text."""
    commitment = pact.commitments.first()
    member = pact.cluster_year.memberships.get()
    about = {"commitment": commitment, "quoted": commitment.text, "proposed": BETTER}
    return CommentFactory(pact=pact, membership=member, **{**about, **values})


def texts(pact):
    pact.refresh_from_db()
    return [row["text"] for row in (pact.draft or document_of(pact))["commitments"]]


def at(pact):
    return reverse("desk:comments", args=[pact.cluster_year.cluster.slug, pact.cluster_year.slug])


def state_of(remark):
    remark.refresh_from_db()
    return remark.state, remark.answer


# --- Answering ----------------------------------------------------------------------------------


def test_an_answer_is_kept_with_who_and_when_and_the_unit_is_told(client, pact, remark, secretary):
    officer = MandateFactory(member=True, unit=remark.membership.unit).user

    response = client.post(at(pact), {"comment": remark.pk, "do": "answer", "answer": " Đã tiếp thu một phần. "})

    assert response.url == at(pact)
    assert state_of(remark) == ("answered", "Đã tiếp thu một phần.")
    assert (remark.answered_by, remark.answered_at.date()) == (secretary, timezone.now().date())
    assert remark.history.latest().history_user == secretary
    assert [(row.user, row.sort) for row in Notice.objects.all()] == [(officer, "answered")]
    assert texts(pact)[0] == TEXT


def test_an_empty_answer_is_told_beside_its_field(client, pact, remark, secretary):
    response = client.post(at(pact), {"comment": remark.pk, "do": "answer", "answer": " "})

    assert "Hãy viết câu trả lời." in response.content.decode()
    assert state_of(remark) == ("open", None)


def test_what_somebody_else_has_answered_is_not_answered_again_and_the_words_are_shown(client, pact, remark, secretary):
    answer_comment(comment=remark, answer="Đồng ý.", by=None)

    response = client.post(at(pact), {"comment": remark.pk, "do": "answer", "answer": "Không đồng ý."})

    assert state_of(remark) == ("answered", "Đồng ý.")
    assert "vừa được người khác trả lời" in response.content.decode()
    assert "Không đồng ý." in response.content.decode()


# --- Taking over --------------------------------------------------------------------------------


def test_a_proposed_text_takes_the_commitments_place_in_the_circulated_rows(client, pact, remark, secretary):
    response = client.get(at(pact))
    (shown,) = response.context["page"]

    client.post(at(pact), {"comment": remark.pk, "do": "take-over", "seen": shown.seen, "answer": ""})

    assert texts(pact) == [BETTER, "Giữ kỷ cương."]
    assert pact.draft is None
    first = Commitment.objects.get(pk=remark.commitment_id)
    assert (first.text, first.history.latest().history_user) == (BETTER, secretary)
    assert state_of(remark) == ("taken_over", None)


def test_a_page_of_the_desk_opened_before_is_told_that_the_text_is_another(pact, remark):
    before = pact.draft_revision

    take_over_comment(comment=remark, seen=mark_of(TEXT), by=None)
    take_back_pact(pact=pact, by=None)

    with pytest.raises(ValidationError):
        save_draft(pact=pact, document={}, by=None, revision=before)


def test_in_a_draft_taken_back_the_draft_is_written(pact, remark):
    take_back_pact(pact=pact, by=None)
    save_draft(pact=pact, document=document_of(pact) | {"pact": {"theme": "Đoàn kết"}}, by=None)

    take_over_comment(comment=remark, seen=mark_of(TEXT), by=None)

    assert texts(pact)[0] == BETTER
    assert pact.draft["pact"] == {"theme": "Đoàn kết"}
    assert pact.commitments.first().text == TEXT


def test_beside_a_sealed_text_only_the_draft_is_written(pact):
    sign_pact(pact=pact, by=None)
    reopen_pact(pact=pact, by=None, reason="Sai chữ")
    pact.refresh_from_db()
    circulate_pact(pact=pact, by=None)
    remark = remark_on(pact)

    take_over_comment(comment=remark, seen=mark_of(TEXT), by=None)

    assert texts(pact)[0] == BETTER
    assert pact.commitments.first().text == TEXT
    assert PactVersion.objects.count() == 1


def test_a_commitment_new_in_a_correction_is_known_by_what_it_said(pact):
    sign_pact(pact=pact, by=None)
    draft = reopen_pact(pact=pact, by=None, reason="Sót").draft
    draft["commitments"].append({"key": "new-1", "text": "Thêm một nội dung.", "standing": "agreed"})
    save_draft(pact=pact, document=draft, by=None)
    circulate_pact(pact=pact, by=None)
    remark = remark_on(pact, commitment=None, quoted="Thêm một nội dung.")

    take_over_comment(comment=remark, seen=mark_of("Thêm một nội dung."), by=None)

    assert texts(pact) == [TEXT, "Giữ kỷ cương.", BETTER]


def test_a_commitment_changed_after_the_page_was_opened_is_not_overwritten(client, pact, remark, secretary):
    other = remark_on(pact, proposed="Hoàn thành xuất sắc nhiệm vụ.")
    (shown, _second) = client.get(at(pact)).context["page"]
    take_over_comment(comment=other, seen=shown.seen, by=None)

    sent = {"comment": remark.pk, "do": "take-over", "seen": shown.seen, "answer": "Cảm ơn."}
    response = client.post(at(pact), sent)

    text = response.content.decode()
    assert texts(pact)[0] == "Hoàn thành xuất sắc nhiệm vụ."
    assert "vừa được sửa: hãy xem lại" in text
    assert f"Lúc góp ý, nội dung viết: “{TEXT}”" in text
    assert "Cảm ơn." in text

    now = mark_of("Hoàn thành xuất sắc nhiệm vụ.")
    assert f'name="seen" value="{now}"' in text
    client.post(at(pact), sent | {"seen": now})
    assert (texts(pact)[0], state_of(remark)) == (BETTER, ("taken_over", "Cảm ơn."))


def test_a_commitment_that_is_gone_is_told_and_only_answered(client, pact, remark, secretary):
    take_back_pact(pact=pact, by=None)
    document = document_of(pact)
    document["commitments"] = document["commitments"][1:]
    save_draft(pact=pact, document=document, by=None)

    text = client.get(at(pact)).content.decode()
    client.post(at(pact), {"comment": remark.pk, "do": "take-over", "seen": ""})

    assert "Về nội dung không còn trong dự thảo" in text
    assert 'value="take-over"' not in text
    assert state_of(remark) == ("open", None)


def test_a_remark_without_a_proposed_text_is_taken_over_without_touching_the_draft(pact):
    remark = remark_on(pact, commitment=None, quoted=None, proposed=None)

    take_over_comment(comment=remark, seen="", by=None)

    assert (state_of(remark), texts(pact)[0]) == (("taken_over", None), TEXT)


def test_after_the_signing_remarks_stay_as_they_are_and_are_shown(client, pact, remark, secretary):
    sign_pact(pact=pact, by=None)

    shown = client.get(at(pact)).content.decode()
    response = client.post(at(pact), {"comment": remark.pk, "do": "answer", "answer": "Muộn rồi."})

    assert "Chưa trả lời" in shown
    assert 'name="answer"' not in shown
    assert "Muộn rồi." in response.content.decode()
    assert state_of(remark) == ("open", None)


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_at_once_do_it_once(pact, remark):
    start, results = threading.Barrier(2), []

    def answer():
        seen = Comment.objects.get(pk=remark.pk)
        start.wait()
        try:
            answer_comment(comment=seen, answer="Đồng ý.", by=None)
            results.append("done")
        except ValidationError:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=answer) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["done", "refused"]


# --- The page -----------------------------------------------------------------------------------


def test_remarks_stand_by_commitment_the_whole_first_and_the_lost_last(client, pact, secretary):
    lost = remark_on(pact, commitment=None, quoted="Đã bỏ.")
    second = remark_on(pact, commitment=pact.commitments.last(), quoted="Giữ kỷ cương.")
    first, whole = remark_on(pact), remark_on(pact, commitment=None, quoted=None, proposed=None)

    response = client.get(at(pact))

    assert [row.comment for row in response.context["page"]] == [whole, first, second, lost]
    assert [first.number for first, _rows in response.context["groups"]] == [None, 1, 2, None]


def test_a_remark_of_another_pact_is_not_answered_here(client, pact, secretary):
    other = CommentFactory()

    assert client.post(at(pact), {"comment": other.pk, "do": "answer", "answer": "x"}).status_code == 404
    assert client.post(at(pact), {"comment": "²", "do": "answer", "answer": "x"}).status_code == 404


@pytest.mark.parametrize("count", [1, 9])
def test_the_page_takes_the_same_queries_however_many_remarks(
    client, pact, secretary, count, django_assert_num_queries
):
    for _n in range(count):
        member = MembershipFactory(cluster_year=pact.cluster_year)
        CommentFactory(pact=pact, membership=member, author=UserFactory())

    with django_assert_num_queries(13):
        client.get(at(pact))


def test_twenty_remarks_stand_on_a_page(client, pact, secretary):
    for number in range(21):
        remark_on(pact, commitment=None, quoted=None, proposed=None, text=f"Góp ý {number}")

    assert len(client.get(at(pact), {"trang": 2}).context["page"]) == 1
    assert client.get(at(pact), {"trang": 3}).status_code == 404


def test_whether_ready_tells_of_open_remarks_and_leads_to_them(client, pact, remark, secretary):
    take_back_pact(pact=pact, by=None)
    desk = reverse("desk:pact", args=[pact.cluster_year.cluster.slug, pact.cluster_year.slug])
    change = {"do": "set", "section": "pact", "field": "theme", "before": None, "value": "Đoàn kết"}

    whole = client.get(desk).content.decode()
    saved = client.post(f"{desk}luu/", {"changes": [change]}, content_type="application/json").json()["remarks"]

    for text in (whole, saved):
        assert f'<a href="{at(pact)}">1 góp ý của các đơn vị chưa được trả lời.</a>' in text
    Comment.objects.update(state="taken_over", answered_at=timezone.now())
    assert "chưa được trả lời" not in client.get(desk).content.decode()
