"""A year opened for many clusters from the division decision, and the table of which have signed."""

import datetime
import threading

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from clusters.models import Cluster, ClusterYear, Document, Membership
from pacts.models import Pact
from pacts.services.lifecycle import save_draft
from pacts.services.years import open_years
from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    ConferenceFactory,
    DocumentFactory,
    MandateFactory,
    MembershipFactory,
    PactFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ADD = reverse("desk:years_add")
DECISION = {"number": "311/QĐ-UBND", "issued_on": "15/12/2025", "issuer": "UBND tỉnh X"}
PDF = b"%PDF-1.7 ..."


@pytest.fixture
def organiser():
    return UnitFactory(name="Tỉnh X", slug="tinh-x", kind="province")


@pytest.fixture
def secretary(client, organiser):
    user = MandateFactory(organiser=True, unit=organiser).user
    client.force_login(user)
    return user


@pytest.fixture
def clusters(organiser):
    return [ClusterFactory(name=f"Cụm số {number}", organiser=organiser) for number in (1, 2, 3)]


def words(clusters, **more):
    return DECISION | {"label": "2026", "carry": "on", "clusters": [cluster.pk for cluster in clusters]} | more


def file(name="qd.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def ticked(response):
    return [choice.cluster.name for choice in response.context["choices"] if choice.ticked]


# --- Opening -----------------------------------------------------------------------------------


def test_all_standing_clusters_are_ticked_and_the_others_say_why_not(client, secretary, clusters, organiser):
    ClusterFactory(name="Cụm số 4", organiser=organiser, ended_on="2025-07-01")
    ClusterYearFactory(cluster=clusters[0], year=2026)
    ClusterYearFactory(cluster=clusters[1], year=2025)
    ClusterFactory(name="Cụm của nơi khác")

    first = client.get(ADD)
    response = client.post(ADD, words(clusters[1:], number=""))

    assert ticked(first) == ["Cụm số 1", "Cụm số 2", "Cụm số 3"]
    assert first.context["form"]["label"].value() == "2027"
    assert [choice.reason for choice in response.context["choices"]] == [
        "Năm 2026 đã mở.", "", "", "Đã kết thúc ngày 01/07/2025.",
    ]  # fmt: skip
    assert ticked(response) == ["Cụm số 2", "Cụm số 3"]


def test_one_decision_opens_the_year_of_each_ticked_cluster(client, secretary, clusters, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    response = client.post(ADD, words(clusters[:2], file=file()))

    assert response.url == reverse("desk:years", args=[2026])
    (division,) = Document.objects.all()
    assert (division.kind, division.number, division.issued_on, division.issuer) == (
        "division_decision", "311/QĐ-UBND", "2025-12-15", "UBND tỉnh X",
    )  # fmt: skip
    with division.file as stored:
        assert stored.read() == PDF
    years = ClusterYear.objects.order_by("pk")
    assert [(year.cluster, year.label, year.year, year.division) for year in years] == [
        (cluster, "2026", 2026, division) for cluster in clusters[:2]
    ]
    assert [row.history_user for row in ClusterYear.history.all()] == [secretary] * 2
    assert list(Pact.objects.values_list("status", flat=True)) == ["draft"] * 2


def test_a_roster_carried_over_is_a_draft_and_nothing_of_it_is_public(client, secretary, clusters):
    last = PactFactory(signed=True, cluster_year=ClusterYearFactory(cluster=clusters[0], year=2025))
    MembershipFactory(cluster_year=last.cluster_year, unit=UnitFactory(name="Sở Nội vụ", slug="so-noi-vu"))

    client.post(ADD, words(clusters[:2]))

    begun, empty = Pact.objects.filter(cluster_year__year=2026).order_by("cluster_year__cluster__sort_key")
    assert [row["unit"] for row in begun.draft["units"]] == ["so-noi-vu"]
    assert empty.draft is None
    assert Membership.objects.filter(cluster_year__year=2026).count() == 0
    client.logout()
    assert "Năm 2026" not in client.get(clusters[0].get_absolute_url()).content.decode()


def test_without_the_tick_every_cluster_begins_empty(client, secretary, clusters):
    PactFactory(signed=True, cluster_year=ClusterYearFactory(cluster=clusters[0], year=2025))
    data = words(clusters)
    del data["carry"]

    client.post(ADD, data)

    assert list(Pact.objects.filter(cluster_year__year=2026).values_list("draft", flat=True)) == [None] * 3


def test_a_later_or_withdrawn_pact_is_nothing_to_begin_from(client, secretary, clusters):
    PactFactory(cluster_year=ClusterYearFactory(cluster=clusters[0], year=2027))
    PactFactory(withdrawn=True, cluster_year=ClusterYearFactory(cluster=clusters[0], year=2025))

    client.post(ADD, words(clusters[:1]))

    assert Pact.objects.get(cluster_year__year=2026).draft is None


@pytest.mark.parametrize(("before", "kept"), [("", PDF), ("documents/cu.pdf", b"%PDF-cu")])
def test_the_same_decision_is_found_again_and_its_file_stays(
    client, secretary, clusters, settings, tmp_path, before, kept
):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "cu.pdf").write_bytes(b"%PDF-cu")
    known = DocumentFactory(number="311/QĐ-UBND", issued_on="2025-12-15", issuer="UBND tỉnh X", file=before)

    client.post(ADD, words(clusters, file=file()))

    assert {year.division for year in ClusterYear.objects.all()} == {known}
    with Document.objects.get().file as stored:
        assert stored.read() == kept


@pytest.mark.parametrize(
    ("label", "slug", "year"),
    [("Năm 2026", "2026", 2026), ("Năm học 2026-2027", "nam-hoc-2026-2027", 2026), (" 2026 ", "2026", 2026)],
)
def test_a_label_is_read_as_people_write_it(client, secretary, clusters, label, slug, year):
    client.post(ADD, words(clusters[:1], label=label))

    assert [(row.slug, row.year) for row in ClusterYear.objects.all()] == [(slug, year)]


# --- What is wrong is told beside its field, and nothing is opened -------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("label", ""), ("label", "Đợt 1"), ("label", "20261"), ("label", "x" * 61 + "2026"), ("label", "2026\0"),
        ("number", ""), ("issuer", " "), ("issued_on", "32/01/2026"), ("issued_on", "hôm qua"), ("clusters", []),
        ("clusters", ["x"]), ("clusters", [99999]),
        ("file", file("qd.exe")), ("file", file("qd.pdf", b"PK\x03\x04")), ("file", file("qd.pdf", b"")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_beside_its_field_and_the_rest_is_kept(client, secretary, clusters, field, value):
    if field == "file":
        value.seek(0)

    response = client.post(ADD, words(clusters) | {field: value})

    form = response.context["form"]
    assert response.status_code == 200
    assert set(form.errors) == {field}
    kept = {name: typed for name, typed in DECISION.items() if name != field}
    assert {name: form[name].value() for name in kept} == kept
    assert ClusterYear.objects.count() + Document.objects.count() == 0
    if field != "clusters":
        assert ticked(response) == ["Cụm số 1", "Cụm số 2", "Cụm số 3"]


def test_a_good_file_beside_a_fault_has_to_be_chosen_again(client, secretary, clusters):
    response = client.post(ADD, words(clusters, number="", file=file()))

    assert set(response.context["form"].errors) == {"number", "file"}


def test_the_same_label_twice_is_told_and_nothing_is_opened_twice(client, secretary, clusters):
    client.post(ADD, words(clusters[:1]))

    response = client.post(ADD, words(clusters))

    (sentence,) = response.context["form"].errors["label"]
    assert "Cụm số 1" in sentence
    assert ticked(response) == ["Cụm số 2", "Cụm số 3"]
    assert Pact.objects.count() == 1


def test_a_form_sent_twice_opens_once(client, secretary, clusters):
    for _n in range(2):
        client.post(ADD, words(clusters))

    assert (Pact.objects.count(), Document.objects.count()) == (3, 1)


def test_a_slower_one_of_two_opens_nothing(clusters):
    ClusterYearFactory(cluster=clusters[1], year=2026)
    years = [ClusterYear(cluster=cluster, label="2026", slug="2026", year=2026) for cluster in clusters]

    with pytest.raises(ValidationError, match="Cụm số 2"):
        open_years(years=years, begin_from={}, division=Document(kind="division_decision", number="1"), by=None)

    assert (ClusterYear.objects.count(), Document.objects.count()) == (1, 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("shared", "pacts"), [(True, 3), (False, 6)])
def test_of_two_at_once_nobody_opens_twice_and_the_decision_is_one(clusters, organiser, shared, pacts):
    others = clusters if shared else [ClusterFactory(organiser=organiser) for _n in clusters]
    start = threading.Barrier(2)

    def open_them(chosen):
        start.wait()
        years = [ClusterYear(cluster=cluster, label="2026", slug="2026", year=2026) for cluster in chosen]
        division = Document(kind="division_decision", number="1", issued_on="2025", issuer="UBND")
        try:
            open_years(years=years, begin_from={}, division=division, by=None)
        except ValidationError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=open_them, args=[chosen]) for chosen in (clusters, others)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (Pact.objects.count(), Document.objects.count()) == (pacts, 1)


@pytest.mark.parametrize("ended", [True, False])
def test_an_ended_cluster_and_one_of_another_organiser_cannot_be_slipped_in(client, secretary, organiser, ended):
    cluster = ClusterFactory(ended_on="2025-07-01", organiser=organiser) if ended else ClusterFactory()

    response = client.post(ADD, words([cluster]))

    assert set(response.context["form"].errors) == {"clusters"}
    assert Pact.objects.count() == 0


# --- Who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [ADD, reverse("desk:years", args=[2026])])
@pytest.mark.parametrize(
    "maker",
    [
        UserFactory,
        lambda: UserFactory(admin=True),
        lambda: MandateFactory().user,
        lambda: MandateFactory(member=True).user,
        lambda: MandateFactory(organiser=True, ends_on=datetime.date(2021, 1, 1)).user,
    ],
)
def test_only_an_organisers_secretariat_opens_years_and_sees_the_table(client, clusters, address, maker):
    ClusterYearFactory(cluster=clusters[0], year=2026)
    client.force_login(maker())

    assert client.get(address).status_code == 403
    assert client.post(ADD, words(clusters)).status_code == 403
    assert Pact.objects.count() == 0


def test_who_acts_for_several_organisers_chooses_first(client, secretary, clusters):
    other = MandateFactory(organiser=True, user=secretary, unit__name="Tỉnh Y", unit__slug="tinh-y").unit
    theirs = ClusterFactory(organiser=other)

    chooser = client.get(ADD).content.decode()
    client.post(f"{ADD}?to_chuc=tinh-y", words([theirs]))
    refused = client.post(f"{ADD}?to_chuc=tinh-y", words(clusters, label="2027"))

    assert f"{ADD}?to_chuc=tinh-x" in chooser
    assert [pact.cluster_year.cluster for pact in Pact.objects.all()] == [theirs]
    assert set(refused.context["form"].errors) == {"clusters"}


def test_an_organiser_nobody_has_leads_to_the_choice(client, secretary, clusters):
    assert client.get(f"{ADD}?to_chuc=%00").context["organisers"][0].slug == "tinh-x"


def test_the_pages_address_is_no_clusters(client, secretary, organiser):
    pact = PactFactory(
        cluster_year=ClusterYearFactory(cluster=ClusterFactory(slug="nam-moi", organiser=organiser), year=2026)
    )

    assert client.get(reverse("desk:pact", args=["nam-moi", "2026"])).context["pact"] == pact
    assert client.get(reverse("desk:year_add", args=["nam-moi"])).status_code == 200


# --- The table ----------------------------------------------------------------------------------


def table(client, year=2026):
    (found,) = client.get(reverse("desk:years", args=[year])).context["tables"]
    return found


def in_2026(cluster, **more):
    return PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2026), **more)


def test_the_table_counts_the_clusters_that_have_signed(client, secretary, clusters, organiser):
    signed = in_2026(clusters[0], signed=True, conference=ConferenceFactory(held_on="2026-02-10"))
    MembershipFactory(cluster_year=signed.cluster_year)
    in_2026(clusters[1], reopened=True)
    in_2026(clusters[2], withdrawn=True)
    ClusterFactory(name="Cụm số 0", organiser=organiser)

    response = client.get(reverse("desk:years", args=[2026]))

    found = response.context["tables"][0]
    assert found.sentence == "2/4 cụm, khối đã ký"
    assert [(row.cluster.name, row.state) for row in found.unsigned] == [
        ("Cụm số 0", "unopened"),
        ("Cụm số 3", "withdrawn"),
    ]
    assert [(row.cluster.name, row.signed_on, row.units) for row in found.signed] == [
        ("Cụm số 1", "2026-02-10", 1), ("Cụm số 2", None, None),
    ]  # fmt: skip
    assert "10/02/2026" in response.content.decode()


def test_a_draft_counts_the_units_typed_so_far(client, secretary, clusters):
    save_draft(pact=in_2026(clusters[0]), document={"units": [{"key": "a", "unit": "so-a"}]}, by=None)

    assert [row.units for row in table(client).rows if row.pact] == [1]


def test_a_cluster_with_two_parts_of_a_year_has_signed_when_both_are(client, secretary, clusters):
    halves = [ClusterYearFactory(cluster=clusters[0], year=2026, label=label) for label in ("Đầu 2026", "Cuối 2026")]
    PactFactory(signed=True, cluster_year=halves[0])
    PactFactory(cluster_year=halves[1])
    Cluster.objects.exclude(pk=clusters[0].pk).delete()

    assert table(client).sentence == "0/1 cụm, khối đã ký"


def test_a_past_year_does_not_expect_what_began_later_or_ended_before(client, secretary, clusters, organiser):
    for year in (2021, 2026):
        PactFactory(signed=True, cluster_year=ClusterYearFactory(cluster=clusters[0], year=year))
    in_2026(clusters[1])
    ended = ClusterFactory(name="Cụm cũ", organiser=organiser, ended_on="2025-07-01")
    ClusterYearFactory(cluster=ended, year=2021)

    assert {row.cluster.name for row in table(client, 2021).rows} == {"Cụm số 1", "Cụm cũ"}
    assert {row.cluster.name for row in table(client).rows} == {"Cụm số 1", "Cụm số 2", "Cụm số 3"}


@pytest.mark.parametrize("year", ["1999", "0", "99999999999999999999999"])
def test_a_year_nobody_opened_has_no_table(client, secretary, clusters, year):
    in_2026(clusters[0])

    assert client.get(f"/ban-lam-viec/nam-{year}/").status_code == 404


# --- Queries ------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 20])
def test_both_pages_take_the_same_queries_with_1_and_with_20_clusters(
    client, secretary, organiser, count, django_assert_num_queries
):
    for _n in range(count):
        in_2026(ClusterFactory(organiser=organiser), signed=True)
        in_2026(ClusterFactory(organiser=organiser), circulated=True)
        ClusterFactory(organiser=organiser)

    with django_assert_num_queries(9):
        client.get(ADD)
    with django_assert_num_queries(15):
        client.get(reverse("desk:years", args=[2026]))
