"""The page of a pact."""

import pytest
from django.urls import reverse

from pacts.models import PactStatus
from tests.factories import (
    AwardFactory,
    CommitmentFactory,
    ConferenceFactory,
    DocumentFactory,
    MembershipFactory,
    PactDocumentFactory,
    PactFactory,
    PactMovementFactory,
    ParticipationFactory,
    SignatoryFactory,
    TargetFactory,
    UnitFactory,
    UnitNameFactory,
)
from tests.pacts.documents import signed

pytestmark = pytest.mark.django_db


def signed_pact(**kwargs):
    return PactFactory(**{"signed": True, "conference": ConferenceFactory(held_on="2021-03-31"), **kwargs})


def text_of(client, pact):
    return " ".join(client.get(pact.get_absolute_url()).content.decode().split())


def fill(pact, rows):
    """Give a pact so many rows of every kind."""
    province = UnitFactory(kind="province")
    pact.cluster_year.cluster.place = province
    pact.cluster_year.cluster.save()
    for number in range(rows):
        member = MembershipFactory(cluster_year=pact.cluster_year, unit__place=province, position=number)
        UnitNameFactory(unit=member.unit, former=True)
        SignatoryFactory(membership=member, state="signed")
        person = ParticipationFactory(conference=pact.conference, unit=UnitFactory(), roles=["chair"])
        commitment = CommitmentFactory(pact=pact)
        CommitmentFactory(pact=pact, standing="direction", by=person)
        target = TargetFactory(pact=pact, commitment=commitment, operator=">=", value=2)
        TargetFactory(pact=pact, part_of=target)
        PactMovementFactory(pact=pact)
        PactDocumentFactory(pact=pact, document=DocumentFactory())
        AwardFactory(unit=UnitFactory(), presented_at=pact.conference)
        pact.cluster_year.sources.create(title=f"Tin {number}")


@pytest.mark.parametrize("rows", [1, 3])
def test_pact_query_count_does_not_grow(client, django_assert_max_num_queries, rows):
    pact = signed_pact()
    fill(pact, rows)

    with django_assert_max_num_queries(14):
        response = client.get(pact.get_absolute_url())

    assert len(response.context["page"].commitments) == rows


def test_pact_of_eleven_units_stays_light(client):
    pact = signed_pact()
    fill(pact, 11)

    assert len(client.get(pact.get_absolute_url()).content) < 60_000


@pytest.mark.parametrize("state", ["", "circulated"])
def test_pact_never_sealed_is_not_there(client, state):
    pact = PactFactory(theme="Điều bí mật", **({state: True} if state else {}))

    response = client.get(pact.get_absolute_url())

    assert response.status_code == 404
    assert "bí mật" not in response.content.decode()


def test_pact_withdrawn_is_gone_and_says_why(client):
    pact = PactFactory(withdrawn=True, theme="Chủ đề nhập nhầm")

    response = client.get(pact.get_absolute_url())

    assert response.status_code == 410
    assert "Nhập nhầm." in response.content.decode()
    assert "Chủ đề nhập nhầm" not in response.content.decode()


def test_pact_under_correction_says_since_when(client):
    pact = PactFactory(reopened=True)
    day = pact.reopened_at.strftime("%Y")

    text = text_of(client, pact)

    assert "Đang đính chính từ ngày" in text
    assert day in text
    assert "Sai ngày ký" not in text


@pytest.mark.parametrize(
    ("held_on", "part", "sentence"),
    [
        ("2024-03-20", "afternoon", "Ký kết chiều <b>20/03/2024</b>"),
        ("2024-03-20", None, "Ký kết ngày <b>20/03/2024</b>"),
        ("2024-03", None, "Ký kết tháng <b>03/2024</b>"),
        ("2024", None, "Ký kết năm <b>2024</b>"),
        (None, None, "Ngày ký kết: chưa có thông tin"),
    ],
)
def test_pact_day_is_told_as_far_as_it_is_known(client, held_on, part, sentence):
    pact = signed_pact(conference=ConferenceFactory(held_on=held_on, part_of_day=part))

    assert sentence in text_of(client, pact)


def test_pact_without_a_conference_is_shown_all_the_same(client):
    pact = signed_pact(conference=None)

    assert client.get(pact.get_absolute_url()).status_code == 200


def test_pact_names_a_unit_as_it_was_called_that_day(client):
    pact = signed_pact()
    member = MembershipFactory(cluster_year=pact.cluster_year, unit__name="Sở Xây dựng")
    UnitNameFactory(unit=member.unit, former=True, name="Sở Giao thông vận tải")

    text = text_of(client, pact)

    assert "Sở Giao thông vận tải</a>" in text
    assert "Sở Xây dựng" not in text


def test_pact_source_silent_on_the_content_says_so(client):
    pact = signed_pact()
    pact.cluster_year.sources.create(title="Tin")
    CommitmentFactory(pact=pact, standing="direction", text="Cần phát động phong trào")

    text = text_of(client, pact)

    assert "Nguồn không nêu nội dung đã ký." in text
    assert "Chỉ đạo tại hội nghị" in text
    assert "Ghi theo tin báo chí, không thay thế bản gốc" in text


def test_pact_known_to_promise_nothing_says_none(client):
    pact = signed_pact(known_none=["commitments"])

    assert "Không có" in text_of(client, pact)


def test_pact_mistake_of_the_source_is_marked_where_it_stands(client):
    pact = signed_pact()
    pact.cluster_year.sources.create(title="Tin", errata=[{"as_written": "giiao lưu", "meant": "giao lưu"}])
    CommitmentFactory(pact=pact, text="hoạt động giiao lưu <b>kết nghĩa</b>")

    text = text_of(client, pact)

    assert '<mark title="Nguồn viết “giiao lưu”, hiểu là “giao lưu”.">giiao lưu<span class="hidden">' in text
    assert "&lt;b&gt;kết nghĩa" in text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"operator": "=", "value": 100, "unit": "%"}, "= 100%"),
        ({"operator": ">=", "value": "2.500000", "unit": "công trình"}, "ít nhất 2,5 công trình"),
        ({"operator": "between", "value": 80, "value_to": 1200, "unit": "%"}, "từ 80 đến 1.200%"),
        ({"grade": "hoàn thành tốt", "grade_or_better": True}, "hoàn thành tốt trở lên"),
    ],
)
def test_pact_target_is_told_in_words(client, values, words):
    pact = signed_pact()
    TargetFactory(pact=pact, **values)

    assert words in text_of(client, pact)


def test_pact_revoked_award_is_struck_and_says_why(client):
    pact = signed_pact()
    AwardFactory(cluster_year=pact.cluster_year, as_written="Cờ", state="revoked", state_reason="Sai thành tích")
    AwardFactory(cluster_year=pact.cluster_year, as_written="Giấy mật", state="proposed")

    text = text_of(client, pact)

    assert "<s>Cờ</s>" in text
    assert "Sai thành tích" in text
    assert "Giấy mật" not in text


@pytest.mark.parametrize("traits", [{}, {"circulated": True}, {"withdrawn": True}])
def test_pact_award_does_not_tell_the_day_of_a_conference_whose_pacts_are_not_public(client, traits):
    pact, conference = signed_pact(), ConferenceFactory(held_on="2033-03-31")
    PactFactory(conference=conference, **traits)
    AwardFactory(cluster_year=pact.cluster_year, as_written="Cờ", presented_at=conference)

    hidden = text_of(client, pact)
    PactFactory(conference=conference, signed=True)

    assert ("Cờ" in hidden, "31/03/2033" in hidden) == (True, False)
    assert "31/03/2033" in text_of(client, pact)


def test_pact_fingerprint_stands_in_groups_of_four(client):
    pact = signed_pact()
    seal = pact.last_version.seal

    assert f"{seal[:4]} {seal[4:8]} {seal[8:12]}" in text_of(client, pact)


@pytest.mark.parametrize(("contact", "shown"), [("so@example.vn", True), ("02083 933 382", False), ("", False)])
def test_pact_error_is_reported_by_letter_where_there_is_an_address(client, settings, contact, shown):
    settings.SITE_CONTACT = contact

    assert ("mailto:so@example.vn?subject=" in text_of(client, signed_pact())) == shown


def test_pact_closed_is_still_read(client):
    pact = PactFactory(closed=True)

    assert str(PactStatus.CLOSED.label) in text_of(client, pact)


@pytest.mark.parametrize("address", ["/giao-uoc/khong-co/2021/", "/giao-uoc/%00/2021/"])
def test_pact_that_never_was_is_not_there(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert reverse("pages:home") in response.content.decode()


def test_units_that_signed_are_counted_although_one_more_is_only_concluded(client):
    pact = signed(
        units=[{"key": slug, "unit": UnitFactory(slug=slug).slug} for slug in ("xa-a", "xa-b", "xa-c")],
        signatories=[
            {"member": "xa-a", "state": "signed", "note": "Có thể là Chủ tịch."},
            {"member": "xa-b", "state": "signed"},
        ],
        sources=[{"title": "Ký kết giao ước"}],
    )

    assert "2 đơn vị đã ký" in client.get(pact.get_absolute_url()).content.decode()
