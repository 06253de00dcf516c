"""A unit's user on a phone, once a year; and the accessibility of every page of a unit."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from clusters.services.accounts import digest_of
from pacts.models import KeyWork, Signatory, Submission
from tests.browser.hands import Hands, sign_in
from tests.browser.looking import faults_of
from tests.factories import (
    ActionProgrammeFactory,
    CommentFactory,
    DocumentFactory,
    InvitationFactory,
    KeyWorkFactory,
    MandateFactory,
    SubmissionFactory,
    UserFactory,
)
from tests.pacts.units import address, circulated, due, member_of, somebody_of

MOST = 20


@pytest.fixture
def own(transactional_db):
    pact = circulated(key_works_minimum=2)
    today = timezone.localdate()
    for days, asked in enumerate(("key_works", "signatory", "remarks", "programme"), start=-1):
        due(pact, asked, today + datetime.timedelta(days=days))
    return member_of(pact, role="deputy")


def test_from_the_invitation_to_key_works_and_signatory_takes_few_actions(page, own):
    user = UserFactory(password=None)
    MandateFactory(member=True, unit=own.unit, user=user)
    InvitationFactory(user=user, digest=digest_of("giay-moi"))
    opened = page(width=390, height=844)
    hands = Hands(opened)
    hands.actions += 1  # opening the link
    opened.goto("/loi-moi/giay-moi/")

    for field in opened.locator("input[type=password]").all():
        hands.fill(field, "trâu cày ruộng sâu")
    hands.go(hands.button("Bắt đầu"))
    hands.go(opened.get_by_role("link", name="Đơn vị của tôi").first)
    hands.go(opened.get_by_role("link", name="Công trình, phần việc trọng điểm"))
    hands.fill(opened.locator("[name=row-0-text]"), "Số hóa hồ sơ công chức")
    hands.fill(opened.locator("[name=row-1-text]"), "Một cửa liên thông")
    hands.go(hands.button("Gửi"))
    hands.go(opened.get_by_role("link", name="Ghi người ký"))
    hands.fill(opened.locator("[name=name]"), "Trần Thị Bình")
    hands.fill(opened.locator("[name=title]"), "Phó Giám đốc")
    hands.go(hands.button("Gửi"))

    expect(opened.get_by_role("status")).to_contain_text("Đã gửi: Người ký và chức vụ")
    assert (KeyWork.objects.count(), Signatory.objects.get().name) == (2, "Trần Thị Bình")
    assert sorted(row.asked for row in Submission.objects.all()) == ["key_works", "signatory"]
    assert hands.actions <= MOST


def test_without_scripts_another_item_is_added_and_nothing_is_lost(page, own):
    opened = page(width=390, height=844, javascript=False)
    opened.goto("/dang-nhap/")
    sign_in(opened, somebody_of(own))
    opened.goto(address("key_works", own))

    opened.locator("[name=row-0-text]").fill("Số hóa hồ sơ")
    opened.get_by_role("button", name="Thêm một mục").click()
    opened.locator("[name=row-2-text]").fill("Một cửa")
    opened.get_by_role("button", name="Lưu, gửi sau").click()

    expect(opened.get_by_role("status")).to_have_text("Đã lưu, chưa gửi.")
    assert [row.text for row in KeyWork.objects.all()] == ["Số hóa hồ sơ", "Một cửa"]


def test_no_page_of_a_unit_has_a_fault(page, own):
    pact = own.cluster_year.pact
    other = member_of(pact, "Sở Tài chính", role="leader")
    SubmissionFactory(membership=other, asked="programme", sent_at=timezone.now())
    for membership in (own, other):
        ActionProgrammeFactory(membership=membership, document=DocumentFactory(file="documents/a.pdf"))
    KeyWorkFactory(membership=own, kind="breakthrough")
    first = pact.commitments.first()
    answered = {"state": "answered", "answer": "Đã bổ sung", "answered_at": timezone.now()}
    CommentFactory(pact=pact, membership=own, commitment=first, quoted=first.text, **answered)
    user = somebody_of(own)
    MandateFactory(member=True, user=user, unit=other.unit)
    opened = page()
    opened.goto("/dang-nhap/")
    sign_in(opened, user)

    names = ["year", "extract", "remarks", "signatory", "key_works", "programme", "programme_file_withdraw"]
    assert faults_of(opened, [address(name, own) for name in names]) == []


def test_the_page_of_a_person_of_no_unit_has_no_fault(page, transactional_db):
    opened = page()
    opened.goto("/dang-nhap/")
    sign_in(opened, UserFactory())

    assert faults_of(opened, ["/don-vi-cua-toi/"]) == []
