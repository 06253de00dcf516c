"""The cluster's board on a phone and without JavaScript, and as axe sees it."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from pacts.models import Deadline, Notice
from pacts.services.lifecycle import circulate_pact, save_draft
from tests.browser.hands import secretary, sign_in_silently
from tests.browser.looking import faults_of
from tests.factories import (
    ActionProgrammeFactory,
    ClusterFactory,
    ClusterYearFactory,
    CommentFactory,
    DeadlineFactory,
    DocumentFactory,
    MandateFactory,
    MembershipFactory,
    NoticeFactory,
    PactFactory,
    SubmissionFactory,
    UnitFactory,
)

LONG = "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh phối hợp với Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"


@pytest.fixture
def pact(transactional_db):
    """A pact sent for comment: three units, one with a long name, one remark that proposes a text."""
    cluster = ClusterFactory(slug="khoi-x", name="Khối X", organiser=UnitFactory(name="Tỉnh X"))
    year = ClusterYearFactory(cluster=cluster, year=timezone.localdate().year)
    names = ["Sở A", "Sở B", LONG]
    units = [UnitFactory(name=name) for name in names]
    for unit in units:
        MandateFactory(member=True, unit=unit)
    document = {
        "units": [{"key": unit.slug, "unit": unit.slug} for unit in units],
        "commitments": [{"key": "1", "text": "Hoàn thành nhiệm vụ."}],
    }
    pact = circulate_pact(pact=save_draft(pact=PactFactory(cluster_year=year), document=document, by=None), by=None)
    commitment, member = pact.commitments.get(), year.memberships.first()
    CommentFactory(
        pact=pact, membership=member, commitment=commitment, quoted=commitment.text, proposed="Hoàn thành vượt mức."
    )
    return pact


def open_as_secretary(page, live_server, pact, **options):
    opened, user = page(**options), secretary(pact)
    sign_in_silently(opened.context, live_server.url, user)
    return opened, user


def desk(pact, name=""):
    return f"/ban-lam-viec/khoi-x/{pact.cluster_year.slug}/{name}"


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def test_from_no_deadline_to_a_reminder_on_a_phone_without_javascript(page, live_server, pact):
    opened, _user = open_as_secretary(page, live_server, pact, width=390, height=844, javascript=False)
    opened.goto(desk(pact, "theo-doi/"))
    opened.get_by_role("link", name="Đặt hạn gửi").click()
    opened.get_by_label("Góp ý dự thảo").fill(f"{timezone.localdate() - datetime.timedelta(days=2):%d/%m/%Y}")
    press(opened, "Đặt hạn gửi")
    expect(opened.get_by_text("Quá hạn 2 ngày").first).to_be_visible()
    press(opened, "Nhắc 3 đơn vị quá hạn")

    expect(opened.get_by_text("Đã nhắc 3 người.")).to_be_visible()
    assert Deadline.objects.get().asked == "remarks"
    assert Notice.objects.filter(sort="reminded").count() == 3


def test_a_proposed_text_is_taken_over_by_one_click(page, live_server, pact):
    opened, _user = open_as_secretary(page, live_server, pact, javascript=False)
    opened.goto(desk(pact, "gop-y/"))

    press(opened, "Tiếp thu, đưa vào dự thảo")

    expect(opened.get_by_text("Đã tiếp thu góp ý và báo cho đơn vị.")).to_be_visible()
    assert pact.commitments.get().text == "Hoàn thành vượt mức."


def test_no_page_of_the_board_has_a_fault(page, live_server, pact):
    opened, user = open_as_secretary(page, live_server, pact)
    pages = [desk(pact, name) for name in ("theo-doi/", "han-gui/", "gop-y/")]
    bare = faults_of(opened, [pages[0], pages[1], "/thong-bao/"])
    for asked, days in [("remarks", -2), ("signatory", 2), ("registrations", 9), ("key_works", 9), ("programme", 9)]:
        DeadlineFactory(
            cluster_year=pact.cluster_year, asked=asked, due_on=timezone.localdate() + datetime.timedelta(days=days)
        )
    left = MembershipFactory(cluster_year=pact.cluster_year, left_on="2021-02")
    SubmissionFactory(membership=left, asked="programme")
    ActionProgrammeFactory(membership=left, theme="Kỷ cương", document=DocumentFactory(file="documents/a.pdf"))
    pages.append(desk(pact, f"theo-doi/{left.pk}/"))
    NoticeFactory(user=user, pact=pact)

    assert bare + faults_of(opened, [*pages, "/thong-bao/", "/ban-lam-viec/"]) == []
