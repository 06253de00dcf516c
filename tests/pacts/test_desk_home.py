"""The desk's first page: how each cluster stands, what is missing, what is next, and one main button."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from pacts.desk.year_status import is_over
from pacts.services.lifecycle import circulate_pact, save_draft
from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    ConferenceFactory,
    MandateFactory,
    PactFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
THIS_YEAR = timezone.localdate().year
READY = {
    "conference": {"held_on": f"{THIS_YEAR}-02-10", "venue": "Hội trường"},
    "units": [{"key": "a", "unit": "so-a", "role": "leader"}, {"key": "b", "unit": "so-b", "role": "deputy"}],
    "commitments": [{"key": "c", "text": "Hoàn thành nhiệm vụ"}],
    "signatories": [{"key": "s", "member": "a"}, {"key": "t", "member": "b"}],
}


@pytest.fixture
def organiser():
    return UnitFactory(name="Tỉnh X", kind="province")


@pytest.fixture
def secretary(client, organiser):
    user = MandateFactory(organiser=True, unit=organiser).user
    client.force_login(user)
    return user


def pact_of(organiser, name="Khối X", year=THIS_YEAR, document=None, **traits):
    cluster = ClusterFactory(name=name, organiser=organiser)
    pact = PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=year), **traits)
    return save_draft(pact=pact, document=document, by=None) if document else pact


def desk(client):
    return client.get(reverse("desk:home"))


def rows(response):
    return [row for cluster in response.context["standing"] for row in cluster.in_work]


def only_row(client):
    (row,) = rows(desk(client))
    return row


def at_desk(pact, name="pact", *more):
    return reverse(f"desk:{name}", args=[pact.cluster_year.cluster.slug, pact.cluster_year.slug, *more])


# --- What each year's pact is told to be -------------------------------------------------------


def test_a_draft_says_what_is_missing_and_is_written_on(client, organiser, secretary):
    pact = pact_of(organiser, document=READY | {"conference": {}})

    row = only_row(client)

    assert (row.state, row.units) == ("draft", 2)
    assert [remark.section for remark in row.missing] == ["conference", "conference"]
    assert (row.step.sentence, row.step.address) == ("Còn thiếu 2 mục.", at_desk(pact))


def test_a_draft_that_says_everything_is_recorded_as_signed_next(client, organiser, secretary):
    pact = pact_of(organiser, document=READY)

    assert only_row(client).step.address == at_desk(pact, "move", "sign")


def test_a_circulated_draft_is_read_from_its_rows(client, organiser, secretary):
    UnitFactory(slug="so-a")
    UnitFactory(slug="so-b")
    circulate_pact(pact=pact_of(organiser, document=READY | {"signatories": []}), by=None)

    row = only_row(client)

    assert (row.state, row.units) == ("circulated", 2)
    assert [remark.section for remark in row.missing] == ["signatories"]


def test_a_draft_kept_as_typed_is_weighed_without_complaint(client, organiser, secretary):
    typed = {"year": {"known_none": "leader", "stated_units": "mười"}, "units": [{"key": "a", "unit": "so-a"}]}
    pact_of(organiser, document=typed)

    assert only_row(client).state == "draft"


def test_a_signed_pact_of_this_year_tells_its_day_and_asks_for_nothing(client, organiser, secretary):
    pact = pact_of(organiser, signed=True, conference=ConferenceFactory(held_on=f"{THIS_YEAR}-01-22"))

    row = only_row(client)

    assert (row.state, row.step.sentence) == ("signed", f"Ký ngày 22/01/{THIS_YEAR}.")
    assert row.step.address == at_desk(pact)


def test_after_its_year_an_organiser_opens_the_next(client, organiser, secretary):
    pact = pact_of(organiser, year=THIS_YEAR - 1, signed=True)

    assert only_row(client).step.address == reverse("desk:year_add", args=[pact.cluster_year.cluster.slug])


def test_after_its_year_a_clusters_own_secretariat_is_not_led_where_it_may_not_go(client, organiser):
    pact = pact_of(organiser, year=THIS_YEAR - 1, closed=True)
    client.force_login(MandateFactory(cluster=pact.cluster_year.cluster).user)

    assert only_row(client).step.address == at_desk(pact)
    assert reverse("desk:year_add", args=[pact.cluster_year.cluster.slug]) not in desk(client).content.decode()


def test_a_running_correction_is_told_apart_from_a_draft(client, organiser, secretary):
    pact = pact_of(organiser, reopened=True)

    row = only_row(client)

    assert (row.state, row.has_signed, row.step.address) == ("reopened", True, at_desk(pact))
    assert "Đang đính chính" in desk(client).content.decode()


def test_a_withdrawn_pact_tells_its_reason(client, organiser, secretary):
    pact_of(organiser, withdrawn=True)

    row = only_row(client)

    assert (row.state, row.has_signed) == ("withdrawn", False)
    assert row.step.sentence.endswith(": Nhập nhầm.")


def test_a_year_without_a_pact_and_a_cluster_without_a_year_say_so(client, organiser, secretary):
    ClusterYearFactory(cluster=ClusterFactory(name="Cụm 1", organiser=organiser))
    ClusterFactory(name="Cụm 2", organiser=organiser)

    assert [row.state for row in rows(desk(client))] == ["none", "unopened"]


def test_an_older_year_is_folded_unless_it_is_still_written(client, organiser, secretary):
    newest = pact_of(organiser, signed=True)
    for year, traits in [(THIS_YEAR - 1, {}), (THIS_YEAR - 2, {"closed": True})]:
        PactFactory(cluster_year=ClusterYearFactory(cluster=newest.cluster_year.cluster, year=year), **traits)

    (cluster,) = desk(client).context["standing"]

    assert [row.year.year for row in cluster.in_work] == [THIS_YEAR, THIS_YEAR - 1]
    assert [row.year.year for row in cluster.earlier] == [THIS_YEAR - 2]


def test_of_two_halves_of_a_year_the_second_comes_first(client, organiser, secretary):
    cluster = ClusterFactory(organiser=organiser)
    for month, label in [(7, "6 tháng cuối năm 2025"), (1, "6 tháng đầu năm 2025")]:
        first_day = datetime.date(2025, month, 1)
        PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2025, label=label, first_day=first_day))

    assert [row.year.label for row in rows(desk(client))] == ["6 tháng cuối năm 2025", "6 tháng đầu năm 2025"]


def test_an_ended_cluster_is_folded_and_opens_no_year(client, organiser, secretary):
    ended = ClusterFactory(organiser=organiser, ended_on="2025-07-01")

    response = desk(client)

    assert (response.context["standing"], response.context["ended"]) == ([], [ended])
    assert reverse("desk:year_add", args=[ended.slug]) not in response.content.decode()


@pytest.mark.parametrize(
    ("words", "over"),
    [
        ({"label": str(THIS_YEAR)}, False),
        ({"label": str(THIS_YEAR - 1), "year": THIS_YEAR - 1}, True),
        ({"label": f"Năm học {THIS_YEAR - 1}-{THIS_YEAR}", "year": THIS_YEAR - 1}, False),
        ({"label": "Đợt", "year": THIS_YEAR, "last_day": datetime.date(2020, 1, 1)}, True),
    ],
)
def test_when_a_year_is_over(words, over):
    assert is_over(ClusterYearFactory.build(**{"year": THIS_YEAR} | words)) is over


# --- One main button ---------------------------------------------------------------------------


def main_buttons(response):
    return response.content.decode().count('class="button"')


def test_what_is_nearest_to_signing_is_the_one_main_button(client, organiser, secretary):
    pact_of(organiser, "Cụm 1", document=READY | {"conference": {}})
    ready = pact_of(organiser, "Cụm 2", document=READY)
    pact_of(organiser, "Cụm 3", reopened=True)

    response = desk(client)

    assert response.context["next"].address == at_desk(ready, "move", "sign")
    assert main_buttons(response) == 1


def test_an_empty_desk_asks_for_a_cluster(client, secretary):
    response = desk(client)

    assert response.context["next"].address == reverse("desk:cluster_add")
    assert main_buttons(response) == 1
    assert response.content.decode().count(reverse("desk:cluster_add")) == 1


def test_several_clusters_that_wait_for_a_year_are_opened_at_once(client, organiser, secretary):
    ClusterFactory(organiser=organiser)
    pact_of(organiser, year=THIS_YEAR - 1, signed=True)

    assert desk(client).context["next"].address == reverse("desk:years_add")


def test_when_all_have_signed_the_table_is_next(client, organiser, secretary):
    for name in ("Cụm 1", "Cụm 2"):
        pact_of(organiser, name, signed=True)

    response = desk(client)

    assert response.context["next"].address == reverse("desk:years", args=[THIS_YEAR])
    assert main_buttons(response) == 1


def test_a_secretariat_whose_years_are_not_open_is_told_whom_to_ask(client, organiser):
    cluster = pact_of(organiser, year=2021).cluster_year.cluster
    client.force_login(MandateFactory(cluster=cluster, first_year=THIS_YEAR + 1).user)

    response = desk(client)

    assert "Tỉnh X" in response.context["next"].sentence
    assert (response.context["next"].address, main_buttons(response)) == (cluster.get_absolute_url(), 1)


def test_a_mandate_for_some_years_shows_these_years_alone(client, organiser):
    cluster = pact_of(organiser, year=2021).cluster_year.cluster
    for year in (2022, 2023):
        PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=year))
    client.force_login(MandateFactory(cluster=cluster, first_year=2021, last_year=2022).user)

    response = desk(client)

    assert [row.year.year for row in rows(response)] == [2022, 2021]
    assert "các năm từ 2021 đến 2022" in response.content.decode()


@pytest.mark.parametrize("kind", ["nobody", "administrator", "member", "ended"])
def test_somebody_of_no_secretariat_is_told_what_to_do(client, settings, kind):
    settings.SITE_CONTACT = "thidua@example.vn"
    past = {"starts_on": datetime.date(2020, 1, 1), "ends_on": datetime.date(2020, 12, 31)}
    makers = {
        "nobody": UserFactory,
        "administrator": lambda: UserFactory(admin=True),
        "member": lambda: MandateFactory(member=True, unit__name="Sở A").user,
        "ended": lambda: MandateFactory(cluster__name="Khối cũ", **past).user,
    }
    client.force_login(makers[kind]())

    response = desk(client)

    text = response.content.decode()
    told = {"nobody": "Tài khoản", "administrator": "/admin/", "member": "Sở A", "ended": "Khối cũ"}
    assert (response.status_code, main_buttons(response)) == (403, 1)
    assert told[kind] in text
    assert "thidua@example.vn" in text


# --- Queries -----------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 20])
def test_the_desk_takes_the_same_queries_with_1_and_with_20_clusters(
    client, organiser, secretary, count, django_assert_num_queries
):
    for _n in range(count):
        pact_of(organiser, signed=True)
        pact_of(organiser, reopened=True)
        pact_of(organiser, document=READY)
        pact_of(organiser, circulated=True)
        pact_of(organiser, year=2021)

    with django_assert_num_queries(18):  # one of them: what was told and not read
        desk(client)
