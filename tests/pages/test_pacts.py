"""The list of pacts and the home page."""

import pytest
from django.urls import reverse

from clusters.models import ClusterKind
from tests.factories import (
    AwardFactory,
    ClusterFactory,
    CommitmentFactory,
    ConferenceFactory,
    MembershipFactory,
    PactFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
LIST = reverse("pages:pacts")
HOME = reverse("pages:home")


def listed(response):
    return [pact.pk for pact in response.context["pacts"]]


def pact_in(name="Cụm thi đua số 1", year=2021, **kwargs):
    kind = kwargs.pop("kind", ClusterKind.CLUSTER)
    cluster = ClusterFactory(name=name, kind=kind, place=kwargs.pop("place", None))
    state = {} if kwargs.keys() & {"draft", "circulated", "reopened", "withdrawn"} else {"signed": True}
    kwargs.pop("draft", None)
    return PactFactory(cluster_year__cluster=cluster, cluster_year__year=year, **state, **kwargs)


def full_pact(year):
    pact = pact_in(year=year, conference=ConferenceFactory(host=UnitFactory()), place=UnitFactory(kind="province"))
    MembershipFactory(cluster_year=pact.cluster_year, leader=True)
    CommitmentFactory(pact=pact)
    return pact


@pytest.mark.parametrize("address", [HOME, LIST])
@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count_does_not_grow(client, django_assert_max_num_queries, address, count):
    pacts = [full_pact(2020 + number) for number in range(count)]

    with django_assert_max_num_queries(6):
        response = client.get(address)

    assert listed(response) == [pact.pk for pact in reversed(pacts)]


@pytest.mark.parametrize("address", [HOME, LIST])
def test_list_shows_no_draft_and_nothing_withdrawn(client, address):
    for state in ("draft", "circulated", "withdrawn"):
        pact_in(f"Cụm bí mật {state}", **{state: True})

    response = client.get(address)

    assert listed(response) == []
    assert "bí mật" not in response.content.decode()
    assert "Sổ chưa có giao ước nào." in response.content.decode()


@pytest.mark.parametrize("address", [HOME, LIST])
def test_list_pact_under_correction_stays_as_signed(client, address):
    pact = pact_in(reopened=True)

    response = client.get(address)

    assert listed(response) == [pact.pk]
    assert "Đã ký kết" in response.content.decode()


@pytest.mark.parametrize("words", ["dai tu", "ĐẠI TỪ", "tu dai", "dai tu 2021"])
def test_list_finds_names_without_accents(client, words):
    found = pact_in("Cụm thi đua huyện Đại Từ", year=2021)
    pact_in("Khối Tổng hợp", year=2021)

    assert listed(client.get(LIST, {"q": words})) == [found.pk]


def test_list_finds_by_the_place_of_the_cluster(client):
    found = pact_in(place=UnitFactory(name="Tỉnh Bắc Ninh", kind="province"))
    pact_in("Khối Tổng hợp")

    assert listed(client.get(LIST, {"q": "bac ninh"})) == [found.pk]


def test_list_filters_by_year_and_kind(client):
    bloc = pact_in("Khối Tổng hợp", year=2021, kind=ClusterKind.BLOC)
    pact_in("Cụm số 2", year=2021)
    pact_in("Khối khác", year=2020, kind=ClusterKind.BLOC)

    assert listed(client.get(LIST, {"nam": "2021", "loai": "khoi"})) == [bloc.pk]


def test_list_filters_by_the_kind_a_year_had(client):
    pact = pact_in(kind=ClusterKind.CLUSTER, cluster_year__kind=ClusterKind.BLOC)

    assert listed(client.get(LIST, {"loai": "khoi"})) == [pact.pk]
    assert listed(client.get(LIST, {"loai": "cum"})) == []


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"nam": "hai"}, "Năm cần xem không hợp lệ."),
        ({"nam": "\0"}, "Năm cần xem không hợp lệ."),
        ({"nam": "20211"}, "Năm cần xem không hợp lệ."),
        ({"loai": "doi"}, "Loại cần xem không phải cụm cũng không phải khối."),
        ({"trang": "0"}, "Số trang không hợp lệ."),
        ({"trang": "-1"}, "Số trang không hợp lệ."),
        ({"trang": "²"}, "Số trang không hợp lệ."),
        ({"q": "x" * 10_000}, "Từ khóa quá dài, xin gõ tối đa 200 ký tự."),
    ],
)
def test_list_wrong_filter_says_so_and_shows_no_rows(client, params, sentence):
    pact_in()

    response = client.get(LIST, params)

    assert response.status_code == 200
    assert listed(response) == []
    assert sentence in response.content.decode()


def test_list_words_nobody_wrote_find_nothing(client):
    pact_in()

    response = client.get(LIST, {"q": "%_\0'"})

    assert "Không có giao ước nào phù hợp." in response.content.decode()


def test_list_turns_pages_and_keeps_the_filters(client):
    for number in range(21):
        pact_in(f"Cụm số {number}")

    first, second = client.get(LIST, {"loai": "cum"}), client.get(LIST, {"loai": "cum", "trang": "2"})

    assert (len(listed(first)), len(listed(second))) == (20, 1)
    assert "?loai=cum&amp;trang=2" in first.content.decode()
    assert client.get(LIST, {"trang": "3"}).status_code == 404


def test_home_counts_what_the_register_holds(client):
    province = UnitFactory(kind="province")
    pact_in("Cụm số 1", place=province)
    pact_in("Cụm số 2", place=UnitFactory(kind="district", place=province))
    pact_in("Cụm số 3", draft=True)
    AwardFactory(granted_count=3)
    AwardFactory(unit=UnitFactory())
    AwardFactory(granted_count=5, state="proposed")

    figures = client.get(HOME).context["figures"]

    assert (figures.pacts, figures.clusters, figures.provinces, figures.awards) == (2, 2, 1, 4)


def test_list_source_that_lists_fewer_units_than_it_states_says_so(client):
    pact = pact_in(cluster_year__stated_units=11)
    pact.cluster_year.sources.create(title="Tin")
    MembershipFactory(cluster_year=pact.cluster_year, basis="listed")

    assert "Nguồn nêu 11 đơn vị, liệt kê 1" in client.get(LIST).content.decode()
