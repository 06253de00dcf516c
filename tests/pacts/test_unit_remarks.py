"""A unit's remarks on a circulated draft: on the whole, on a commitment or none, and the answers to them."""

import datetime

import pytest

from pacts.models import Comment, Submission
from pacts.services.lifecycle import circulate_pact, reopen_pact, save_draft, sign_pact
from tests.factories import CommentFactory
from tests.pacts.units import address, circulated, member_of, posted, somebody_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pact():
    return circulated()


@pytest.fixture
def own(client, pact):
    membership = member_of(pact)
    client.force_login(somebody_of(membership))
    return membership


def first_of(pact):
    return pact.commitments.first()


def remarks():
    return [(row.quoted, row.text, row.proposed, row.state) for row in Comment.objects.all()]


def test_remarks_are_sent_on_the_whole_and_on_a_commitment(client, own, pact):
    prefix = f"c-{first_of(pact).pk}"
    typed = {f"{prefix}-text": "Nêu rõ hơn", f"{prefix}-proposed": "Giữ vững kỷ cương;", "whole-text": "Cần chỉ tiêu"}

    posted(client, "remarks", own, **typed)

    assert remarks() == [
        ("Giữ kỷ cương;", "Nêu rõ hơn", "Giữ vững kỷ cương;", "open"),
        (None, "Cần chỉ tiêu", None, "open"),
    ]
    assert Comment.objects.first().commitment == first_of(pact)
    assert [row.asked for row in Submission.objects.all()] == ["remarks"]


def test_no_remarks_is_one_click(client, own):
    posted(client, "remarks", own, then="none")

    (task,) = client.get(address("year", own)).context["requested"]
    assert (task.notes, Comment.objects.count()) == (["Không có ý kiến"], 0)


def test_no_remarks_loses_nothing_that_was_typed(client, own):
    page = posted(client, "remarks", own, **{"then": "none", "whole-text": "Cần chỉ tiêu"})

    assert "Cần chỉ tiêu" in page.content.decode()
    assert not Submission.objects.exists()


def test_an_open_remark_is_changed_and_taken_back(client, own, pact):
    CommentFactory(pact=pact, membership=own, text="Ý kiến chung")
    CommentFactory(pact=pact, membership=own, text="Cũ", commitment=first_of(pact), quoted="Giữ kỷ cương;")

    posted(client, "remarks", own, **{f"c-{first_of(pact).pk}-text": "Mới", "whole-text": ""})

    assert remarks() == [("Giữ kỷ cương;", "Mới", None, "open")]


def test_an_answered_remark_shows_its_answer_and_stays(client, own, pact):
    answered = {"state": "answered", "answer": "Đã bổ sung", "answered_at": datetime.datetime.now(datetime.UTC)}
    CommentFactory(pact=pact, membership=own, **answered)

    page = client.get(address("remarks", own)).content.decode()
    posted(client, "remarks", own, **{"whole-text": "Thêm nữa"})

    assert "Đã bổ sung" in page
    assert [(text, state) for _quoted, text, _proposed, state in remarks()] == [
        ("Đề nghị nêu rõ chỉ tiêu", "answered"),
        ("Thêm nữa", "open"),
    ]


def test_a_remark_answered_while_the_page_was_open_is_not_changed(client, own, pact):
    remark = CommentFactory(pact=pact, membership=own)
    stamp = client.get(address("remarks", own)).context["form"].mark
    remark.state, remark.answered_at = "taken_over", datetime.datetime.now(datetime.UTC)
    remark.save()

    page = posted(client, "remarks", own, **{"seen": stamp, "whole-text": "Sửa lại"})

    assert page.context["form"].is_stale
    assert "Sửa lại" in page.content.decode()
    assert Comment.objects.get().text == "Đề nghị nêu rõ chỉ tiêu"


def test_a_circulated_correction_is_remarked_on_as_it_reads(client, own, pact):
    sign_pact(pact=pact, by=None)
    draft = reopen_pact(pact=pact, by=None, reason="Sai chữ").draft
    draft["commitments"] += [{"key": "moi", "text": "Nội dung mới.", "standing": "agreed"}]
    save_draft(pact=pact, document=draft, by=None)
    circulate_pact(pact=pact, by=None)

    posted(client, "remarks", own, **{"c-moi-text": "Nhất trí"})
    posted(client, "remarks", own, **{"c-moi-text": "Không nhất trí"})

    assert remarks() == [("Nội dung mới.", "Không nhất trí", None, "open")]


def test_remarks_on_words_no_longer_there_are_still_shown(client, own, pact):
    CommentFactory(pact=pact, membership=own, quoted="Điều đã bỏ", text="Nên bỏ")

    (gone,) = client.get(address("remarks", own)).context["obsolete"]

    assert gone.text == "Nên bỏ"


def test_after_the_signing_remarks_are_read_only(client, own, pact):
    CommentFactory(pact=pact, membership=own)
    sign_pact(pact=pact, by=None)

    page = client.get(address("remarks", own)).content.decode()

    assert ("Đề nghị nêu rõ chỉ tiêu" in page, "<textarea" in page) == (True, False)


def test_others_remarks_are_not_on_this_page(client, own, pact):
    CommentFactory(pact=pact, membership=member_of(pact, "Sở Tài chính"), text="Của đơn vị khác")

    assert "Của đơn vị khác" not in client.get(address("remarks", own)).content.decode()
