"""Comparison of a pact with that of its cluster's year before."""

import pytest
from django.urls import reverse

from clusters.models import Unit
from pacts.document import save_document
from pacts.services.lifecycle import reopen_pact, save_draft, sign_pact, withdraw_pact
from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    PactFactory,
    SuccessionFactory,
    UnitFactory,
    UnitNameFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cluster():
    return ClusterFactory()


def draft(cluster, label, /, **parts):
    row = ClusterYearFactory(cluster=cluster, year=int(label[:4]), label=label)
    return save_document(pact=PactFactory(cluster_year=row), document=parts, by=None)


def signed(cluster, label, /, **parts):
    return sign_pact(pact=draft(cluster, label, **parts), by=None)


def address(pact):
    return reverse("pages:pact_compare", args=[pact.cluster_year.cluster.slug, pact.cluster_year.slug])


def page_of(client, pact):
    return client.get(address(pact)).context["page"]


def text_of(client, pact):
    return " ".join(client.get(address(pact)).content.decode().split())


def roster(*slugs, **roles):
    """Return rows of these units, which are created if they do not exist."""
    made = [Unit.objects.filter(slug=slug).first() or UnitFactory(slug=slug, name=slug.title()) for slug in slugs]
    return [{"key": unit.slug, "unit": unit.slug, "role": roles.get(unit.slug, "member")} for unit in made]


def commitments(*texts):
    return [{"key": f"p{number}", "text": text} for number, text in enumerate(texts)]


@pytest.mark.parametrize("rows", [1, 12])
def test_compare_query_count_does_not_grow(client, django_assert_num_queries, cluster, rows):
    for year in ("2020", "2021"):
        slugs = [f"xa{number}-{year if number % 2 else 'chung'}" for number in range(rows)]
        units = roster(*slugs)
        signed(cluster, year, units=units, commitments=commitments(*slugs), targets=commitments(*slugs))
    pact = cluster.years.get(year=2021).pact
    for unit in pact.cluster_year.memberships.all():
        UnitNameFactory(unit=unit.unit, former=True)

    with django_assert_num_queries(9):
        response = client.get(address(pact))

    assert len(response.context["page"].after.rows["commitments"]) == rows


def test_compare_without_an_earlier_pact_says_so(client, cluster):
    signed(ClusterFactory(), "2020")
    signed(cluster, "2022")

    response = client.get(address(signed(cluster, "2021")))

    assert response.status_code == 200
    assert "Sổ chưa có giao ước năm trước của cụm, khối này để so sánh." in response.content.decode()


def test_compare_takes_the_latest_earlier_pact_also_where_a_year_is_missing(client, cluster):
    signed(cluster, "2017")
    before = signed(cluster, "2019")

    assert page_of(client, signed(cluster, "2021")).before.pact == before


def test_compare_takes_the_pact_of_a_cluster_it_came_from(client, cluster):
    former = ClusterFactory()
    cluster.predecessors.add(former)
    before = signed(former, "2020")

    assert page_of(client, signed(cluster, "2021")).before.pact == before


def test_compare_takes_the_first_half_of_a_year_as_earlier_than_the_second(client, cluster):
    first = signed(cluster, "2025 sáu tháng đầu", year={"first_day": "2025-01-01"})
    second = signed(cluster, "2025 sáu tháng cuối", year={"first_day": "2025-07-01"})

    assert page_of(client, second).before.pact == first
    assert page_of(client, first) is None


def test_compare_never_takes_a_draft_or_a_withdrawn_pact(client, cluster):
    before = signed(cluster, "2018")
    draft(cluster, "2020", pact={"theme": "Điều bí mật"})
    withdraw_pact(pact=signed(cluster, "2019"), by=None, reason="Nhập nhầm")
    pact = signed(cluster, "2021")

    assert page_of(client, pact).before.pact == before
    assert "bí mật" not in text_of(client, pact)


def test_compare_of_pacts_under_correction_shows_what_was_sealed(client, cluster):
    pacts = [signed(cluster, year, pact={"theme": "Đoàn kết"}) for year in ("2020", "2021")]
    for pact in pacts:
        reopened = reopen_pact(pact=pact, by=None, reason="Sai chữ")
        save_draft(pact=reopened, document=reopened.draft | {"pact": {"theme": "Điều bí mật"}}, by=None)

    text = text_of(client, pacts[1])

    assert "Đoàn kết" in text
    assert "bí mật" not in text


@pytest.mark.parametrize("state", ["", "circulated"])
def test_compare_of_a_pact_never_sealed_is_not_there(client, state):
    assert client.get(address(PactFactory(**({state: True} if state else {})))).status_code == 404


def test_compare_of_a_withdrawn_pact_is_gone_and_says_why(client):
    response = client.get(address(PactFactory(withdrawn=True)))

    assert response.status_code == 410
    assert "Nhập nhầm." in response.content.decode()


def test_compare_names_its_own_address(client, cluster):
    pact = signed(cluster, "2021")

    assert f'<link rel="canonical" href="http://testserver{address(pact)}">' in text_of(client, pact)


def test_compare_tells_who_joined_who_left_and_who_changed_its_role(client, cluster):
    signed(cluster, "2020", units=roster("a", "b", "c", "d", b="leader", c="deputy"))
    pact = signed(cluster, "2021", units=roster("b", "c", "d", "e", c="leader", d="deputy"))

    found = page_of(client, pact).roster

    assert [slug for slug, _name, _forebears in found.joined] == ["e"]
    assert [slug for slug, _name in found.left] == ["a"]
    assert found.roles == [
        ("b", "B", "Đơn vị trưởng cụm", "Đơn vị thành viên"),
        ("c", "C", "Đơn vị phó cụm", "Đơn vị trưởng cụm"),
        ("d", "D", "Đơn vị thành viên", "Đơn vị phó cụm"),
    ]


def test_compare_tells_whom_a_unit_took_over_from(client, cluster):
    signed(cluster, "2024", units=roster("xa-a", "xa-b", "xa-c"))
    pact = signed(cluster, "2025", units=roster("phuong-moi", "xa-c"))
    units = {unit.slug: unit for unit in Unit.objects.all()}
    for slug in ("xa-a", "xa-b"):
        SuccessionFactory(predecessor=units[slug], successor=units["phuong-moi"])

    assert page_of(client, pact).roster.joined == [("phuong-moi", "Phuong-Moi", ["Xa-A", "Xa-B"])]


def test_compare_counts_a_unit_that_left_in_mid_year_as_gone(client, cluster):
    units = roster("a", "b")
    units[0] |= {"left_on": "2020-07-01"}
    signed(cluster, "2020", units=units)
    pact = signed(cluster, "2021", units=roster("b"))

    found = page_of(client, pact).roster

    assert (found.joined, found.left, found.unchanged_count) == ([], [], 1)


def test_compare_says_nobody_joined_where_the_roster_of_the_year_before_is_unknown(client, cluster):
    signed(cluster, "2020")
    pact = signed(cluster, "2021", units=roster("a"))

    text = text_of(client, pact)

    assert "Mới tham gia" not in text
    assert '<dt>Năm 2020</dt><dd class="muted">Chưa có thông tin</dd>' in text


def test_compare_pairs_commitments_by_their_words_and_marks_those_that_differ(client, cluster):
    signed(
        cluster, "2020", commitments=commitments("Hoàn thành tốt nhiệm vụ năm 2020", "Giữ kỷ cương", "Thi đua yêu nước")
    )
    pact = signed(
        cluster, "2021", commitments=commitments("Giữ kỷ cương", "Hoàn thành tốt nhiệm vụ năm 2021", "Đền ơn")
    )

    part = page_of(client, pact).parts[0]

    pairs = [(change.before and change.before.text, change.after and change.after.text) for change in part.section.rows]
    assert pairs == [
        ("Giữ kỷ cương", "Giữ kỷ cương"),
        ("Thi đua yêu nước", None),
        ("Hoàn thành tốt nhiệm vụ năm 2020", "Hoàn thành tốt nhiệm vụ năm 2021"),
        (None, "Đền ơn"),
    ]
    text = text_of(client, pact)
    assert "]</span></del>" in text
    assert '<ins><span class="hidden">[mới thêm: </span>2021<span class="hidden">]</span></ins>' in text


def test_compare_marks_the_value_of_a_target_that_changed(client, cluster):
    for year, value in (("2020", "90"), ("2021", "95")):
        target = {"key": "t", "text": f"Đạt {value}% ấp văn hóa", "operator": ">=", "value": value, "unit": "%"}
        signed(cluster, year, targets=[target])

    change = page_of(client, cluster.years.get(year=2021).pact).parts[1].section.rows[0]

    assert change.new_details == [("=", "ít nhất"), ("+", " 95%")]


def test_compare_tells_no_commitment_as_new_where_those_of_the_year_before_are_unknown(client, cluster):
    signed(cluster, "2020", pact={"known_none": ["targets"]}, sources=[{"title": "Tin"}])
    pact = signed(cluster, "2021", commitments=commitments("Giữ kỷ cương"), targets=commitments("Ba sáng kiến"))

    text = text_of(client, pact)

    assert "Nguồn không nêu" in text
    assert '<p class="absent">Không có</p>' in text
    assert "<ins><span" not in text


def test_compare_counts_as_the_pages_of_the_pacts_do(client, cluster):
    signed(cluster, "2020", year={"stated_units": 11}, units=roster("a", "b"), pact={"stated_commitments": 6})
    pact = signed(cluster, "2021", units=roster("a"), commitments=commitments("x", "y"), pact={"key_works_minimum": 2})

    assert page_of(client, pact).numbers == [
        ("Đơn vị", 11, 1),
        ("Nội dung giao ước", 6, 2),
        ("Chỉ tiêu", "Chưa có thông tin", "Chưa có thông tin"),
        ("Công trình, phần việc trọng điểm mỗi đơn vị (ít nhất)", "Chưa có thông tin", 2),
    ]


def test_pact_links_to_its_history_always_and_to_the_year_before_only_where_there_is_one(client, cluster):
    first, second = signed(cluster, "2020"), signed(cluster, "2021")

    linked = [address(pact) in client.get(pact.get_absolute_url()).content.decode() for pact in (first, second)]

    assert linked == [False, True]
    assert f"{first.get_absolute_url()}lich-su/" in client.get(first.get_absolute_url()).content.decode()
