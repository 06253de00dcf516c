"""A unit registers for titles on a phone, without a script; its secretariat reads the table. axe finds nothing."""

import pytest
from django.urls import reverse

from awards.services.registrations import registered_by
from tests.awards.unit import address, types_of_2021, unit_year
from tests.browser.hands import Hands, sign_in_silently
from tests.browser.looking import faults, faults_of
from tests.factories import AwardFactory, DeadlineFactory, MandateFactory, MembershipFactory, TitleRegistrationFactory


@pytest.fixture
def unit(transactional_db):
    types_of_2021()
    membership, membership.user = unit_year()
    DeadlineFactory(cluster_year=membership.cluster_year, asked="registrations")
    return membership


def field(page, number, name):
    return page.locator(f"[name=titles-{number}-{name}]")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_unit_registers_and_sends_in_few_actions_on_a_phone(page, live_server, unit, javascript):
    opened = page(width=390, height=844, javascript=javascript)
    sign_in_silently(opened.context, live_server.url, unit.user)
    opened.goto(reverse("my_unit:year", args=[unit.pk]))
    hands = Hands(opened)

    hands.go(opened.get_by_role("link", name="Đăng ký").first)
    hands.choose(field(opened, 0, "type"), "co-thi-dua-tinh")
    hands.go(hands.button("Thêm dòng"))
    hands.fill(field(opened, 1, "as_written"), "Giấy khen của Giám đốc Sở")
    hands.choose(field(opened, 1, "recipient_kind"), "individual")
    hands.fill(field(opened, 1, "quantity"), "12")
    hands.go(hands.button("Gửi đăng ký"))

    assert opened.get_by_text("Đã gửi đăng ký.").is_visible()
    assert [(row.recipient_kind, row.quantity) for row in registered_by(unit)] == [
        ("collective", 1),
        ("individual", 12),
    ]
    assert hands.actions <= 7


def test_enter_in_a_field_keeps_and_sends_nothing(page, live_server, unit):
    opened = page()
    sign_in_silently(opened.context, live_server.url, unit.user)
    opened.goto(address(unit))
    field(opened, 0, "type").select_option("lao-dong-tien-tien")
    field(opened, 0, "quantity").fill("30")

    with opened.expect_navigation():
        field(opened, 0, "quantity").press("Enter")

    assert [row.quantity for row in registered_by(unit)] == [30]
    assert not unit.submissions.exists()


def test_axe_finds_nothing_in_any_state_of_the_page(page, live_server, unit):
    AwardFactory(unit=unit.unit, merit_year=2020)
    opened = page()
    sign_in_silently(opened.context, live_server.url, unit.user)
    opened.goto(address(unit))
    found = faults(opened)
    field(opened, 0, "type").select_option("co-thi-dua-tinh")
    field(opened, 0, "quantity").fill("0")
    with opened.expect_navigation():
        opened.get_by_role("button", name="Gửi đăng ký").click()
    found += faults(opened)
    TitleRegistrationFactory(membership=unit, type=None, as_written="Cờ", quantity=1)
    field(opened, 0, "quantity").fill("1")
    with opened.expect_navigation():
        opened.get_by_role("button", name="Gửi đăng ký").click()

    assert opened.get_by_text("Chưa có gì bị ghi đè").is_visible()
    assert found + faults(opened) == []


def test_axe_finds_nothing_on_the_table_and_it_moves_alone(page, live_server, unit):
    year = unit.cluster_year
    for number in range(8):
        member = MembershipFactory(cluster_year=year)
        TitleRegistrationFactory(membership=member, type=None, as_written=f"Danh hiệu số {number}", quantity=number + 1)
    opened = page()
    sign_in_silently(opened.context, live_server.url, MandateFactory(cluster=year.cluster, first_year=2021).user)

    assert faults_of(opened, [reverse("awards_desk:registrations", args=[year.cluster.slug, year.slug])]) == []
