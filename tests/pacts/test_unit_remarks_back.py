"""Remarks are previewed before they are sent, and can be taken back until they are answered."""

import datetime

import pytest

from pacts.models import Comment, Submission
from tests.factories import CommentFactory, SubmissionFactory
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


def remark_of(own, **more):
    return CommentFactory(pact=own.cluster_year.pact, membership=own, **more)


def test_looking_over_keeps_and_sends_nothing(client, own, pact):
    first = f"c-{pact.commitments.first().pk}"

    page = posted(client, "remarks", own, **{"then": "look", f"{first}-proposed": "Giữ vững kỷ cương;"})

    text = page.content.decode()
    assert (Comment.objects.count(), Submission.objects.count()) == (0, 0)
    assert ("Chưa gửi gì" in text, "<ins>" in text, f'name="{first}-proposed"' in text) == (True, True, True)


def test_back_to_the_text_everything_typed_is_there(client, own):
    page = posted(client, "remarks", own, **{"then": "edit", "whole-text": "Cần chỉ tiêu"})

    assert "Cần chỉ tiêu</textarea>" in page.content.decode()
    assert not Comment.objects.exists()


def test_looking_over_nothing_says_what_that_means(client, own):
    assert "không có ý kiến" in posted(client, "remarks", own, then="look").content.decode()


def test_a_remark_is_taken_back_and_with_the_last_one_that_remarks_were_sent(client, own):
    one, other = remark_of(own, text="Một"), remark_of(own, quoted="Điều đã bỏ", text="Hai")
    SubmissionFactory(membership=own, asked="remarks")

    posted(client, "remarks", own, then=f"take-back-{one.pk}")
    left = [row.text for row in Comment.objects.all()], Submission.objects.count()
    posted(client, "remarks", own, then=f"take-back-{other.pk}")

    assert left == (["Hai"], 1)
    assert (Comment.objects.count(), Submission.objects.count()) == (0, 0)


def test_what_was_typed_elsewhere_stays_when_a_remark_is_taken_back(client, own, pact):
    remark = remark_of(own, text="Ý kiến chung")
    second = f"c-{pact.commitments.last().pk}-text"

    page = posted(
        client, "remarks", own, **{"then": f"take-back-{remark.pk}", "whole-text": "Ý kiến chung", second: "Đang viết"}
    )
    text = page.content.decode()
    typed = {"seen": page.context["form"].mark, "then": "send", second: "Đang viết"}
    sent = client.post(address("remarks", own), typed)

    assert ("Đang viết" in text, "Ý kiến chung</textarea>" in text) == (True, False)
    assert (sent.status_code, [row.text for row in Comment.objects.all()]) == (302, ["Đang viết"])


def test_an_answered_remark_is_not_taken_back(client, own):
    remark = remark_of(own, state="taken_over", answered_at=datetime.datetime.now(datetime.UTC))

    page = posted(client, "remarks", own, then=f"take-back-{remark.pk}")

    assert Comment.objects.count() == 1
    assert "vừa được trả lời" in page.content.decode()


@pytest.mark.parametrize("number", ["", "x", "999999", "²"])
def test_no_remark_is_taken_back_by_a_wrong_number_nor_anothers(client, own, pact, number):
    others = CommentFactory(pact=pact, membership=member_of(pact, "Sở Tài chính"))

    page = posted(client, "remarks", own, then=f"take-back-{number or others.pk}")

    assert Comment.objects.get() == others
    assert "Góp ý này không còn nữa" in page.content.decode()


def test_the_page_says_who_sees_a_remark_and_from_when(client, own):
    assert "ban thư ký thấy ngay" in client.get(address("remarks", own)).content.decode()
