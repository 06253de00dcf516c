"""The desk: who sees what, a year opened, a document kept as typed, moves said before they are made."""

import pytest
from django.urls import reverse

from clusters.models import Cluster
from pacts.document import document_of
from pacts.document.validate import typed
from pacts.models import Pact
from pacts.services.lifecycle import circulate_pact, save_draft
from tests.factories import ClusterFactory, ClusterYearFactory, MandateFactory, PactFactory, UnitFactory, UserFactory
from tests.pacts.documents import full_document, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def cluster():
    return ClusterFactory(slug="khoi-x", name="Khối X", organiser=UnitFactory(name="Tỉnh X", kind="province"))


@pytest.fixture
def organiser(client, cluster):
    user = MandateFactory(organiser=True, unit=cluster.organiser).user
    client.force_login(user)
    return user


@pytest.fixture
def pact(cluster):
    return PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))


def address(pact, name="pact", *more):
    return reverse(f"desk:{name}", args=[pact.cluster_year.cluster.slug, pact.cluster_year.slug, *more])


def posted(pact, **fields):
    return typed(pact.draft or document_of(pact)) | {"revision": pact.draft_revision, "then": "keep"} | fields


def test_the_desk_shows_the_clusters_a_person_keeps_and_no_other(client, organiser, pact):
    PactFactory(cluster_year__cluster__name="Cụm khác")

    text = client.get(reverse("desk:home")).content.decode()

    assert "Khối X" in text
    assert address(pact) in text
    assert "Cụm khác" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_takes_the_same_queries_however_much_is_kept(
    client, organiser, cluster, count, django_assert_num_queries
):
    for year in range(count):
        PactFactory(signed=True, cluster_year=ClusterYearFactory(cluster=cluster, year=2021 + year))
        PactFactory(cluster_year=ClusterYearFactory(cluster=ClusterFactory(organiser=cluster.organiser)))

    with django_assert_num_queries(18):
        client.get(reverse("desk:home"))


@pytest.mark.parametrize(
    "user", [UserFactory, lambda: UserFactory(admin=True), lambda: MandateFactory(member=True).user]
)
def test_somebody_of_no_secretariat_has_no_desk(client, pact, user):
    client.force_login(user())

    assert client.get(reverse("desk:home")).status_code == 403
    assert client.get(address(pact)).status_code == 404
    assert client.post(address(pact, "changes"), "{}", content_type="application/json").status_code == 404
    assert client.get(address(pact, "move", "sign")).status_code == 404


def test_another_clusters_pact_is_not_there(client, pact):
    client.force_login(MandateFactory().user)

    assert client.get(address(pact)).status_code == 404


def test_a_year_outside_the_mandate_is_not_there(client, pact):
    client.force_login(MandateFactory(cluster=pact.cluster_year.cluster, first_year=2022).user)

    assert client.get(address(pact)).status_code == 404


def test_an_organiser_adds_a_cluster_and_opens_its_first_year(client, organiser, cluster):
    words = {"organiser": cluster.organiser.pk, "name": "Cụm thi đua số 1", "kind": "cum"}

    response = client.post(reverse("desk:cluster_add"), words)

    added = Cluster.objects.get(name="Cụm thi đua số 1")
    assert (added.organiser, added.place) == (cluster.organiser, cluster.organiser)
    assert response.url == reverse("desk:year_add", args=[added.slug])
    client.post(response.url, {"label": "Năm học 2026-2027"})
    assert Pact.objects.get().cluster_year.slug == "nam-hoc-2026-2027"


def test_two_clusters_of_one_name_get_two_addresses(client, organiser, cluster):
    for _n in range(2):
        client.post(reverse("desk:cluster_add"), {"organiser": cluster.organiser.pk, "name": "Cụm số 1", "kind": "cum"})

    slugs = Cluster.objects.filter(name="Cụm số 1").values_list("slug", flat=True)
    assert len(set(slugs)) == 2


def test_another_organisers_cluster_cannot_be_added(client, organiser):
    response = client.post(reverse("desk:cluster_add"), {"organiser": UnitFactory().pk, "name": "Cụm", "kind": "cum"})

    assert response.status_code == 200
    assert not Cluster.objects.filter(name="Cụm").exists()


def test_a_new_year_begins_from_the_last(client, organiser, cluster):
    last = signed(**full_document())
    last.cluster_year.cluster = cluster
    last.cluster_year.save()

    client.post(reverse("desk:year_add", args=["khoi-x"]), {"label": "2022", "begin": "last"})

    draft = Pact.objects.get(cluster_year__year=2022).draft
    assert [row["text"] for row in draft["commitments"]] == ["Hoàn thành nhiệm vụ; giữ kỷ cương…"]


@pytest.mark.parametrize("label", ["2021", "Năm 2021", " năm  2021 "])
def test_a_label_a_cluster_has_is_told_beside_its_field(client, organiser, pact, label):
    response = client.post(reverse("desk:year_add", args=["khoi-x"]), {"label": label})

    assert response.context["form"].errors.keys() == {"label"}
    assert Pact.objects.count() == 1


@pytest.mark.parametrize(
    ("label", "year"), [("2026", 2026), ("Năm học 2013-2014", 2013), ("6 tháng cuối năm 2025", 2025)]
)
def test_a_years_number_is_read_from_its_label(client, organiser, cluster, label, year):
    client.post(reverse("desk:year_add", args=["khoi-x"]), {"label": label})

    assert [row.year for row in cluster.years.all()] == [year]


@pytest.mark.parametrize("label", ["", "Đợt 1", "20261"])
def test_a_label_without_a_year_is_told(client, organiser, cluster, label):
    response = client.post(reverse("desk:year_add", args=["khoi-x"]), {"label": label})

    assert response.context["form"].errors.keys() == {"label"}


def test_a_clusters_own_secretariat_opens_no_year(client, cluster):
    client.force_login(MandateFactory(cluster=cluster).user)

    assert client.get(reverse("desk:year_add", args=["khoi-x"])).status_code == 403


def test_what_is_typed_is_kept_and_stands_on_the_sheet(client, organiser, pact):
    document = full_document()
    save_draft(pact=pact, document=document, by=None)
    pact.refresh_from_db()

    response = client.post(address(pact), posted(pact, **{"pact-theme": "Kỷ cương"}))

    assert response.status_code == 302
    assert ">Kỷ cương</span>”" in client.get(address(pact)).content.decode()


def test_what_is_wrong_is_kept_as_typed_and_told_beside_its_field(client, organiser, pact):
    client.post(address(pact), posted(pact, **{"year-stated_units": "mười một", "pact-slogan": "Khẩu hiệu"}))

    response = client.get(address(pact))

    pact.refresh_from_db()
    assert (pact.draft["year"]["stated_units"], pact.draft["pact"]["slogan"]) == ("mười một", "Khẩu hiệu")
    form = response.context["parts"][-1].form
    assert (form["stated_units"].value(), list(form.errors)) == ("mười một", ["stated_units"])


def test_a_button_adds_an_empty_row_without_javascript(client, organiser, pact):
    response = client.post(address(pact), posted(pact, then="add:commitments"))

    assert response.url == f"{address(pact)}?them=commitments#commitments"
    assert len(client.get(response.url).context["parts"][2].rows) == 1


def test_the_second_of_two_people_sees_both_texts_and_nothing_is_overwritten(client, organiser, pact):
    stale = posted(pact, **{"pact-theme": "Của tôi"})
    save_draft(pact=pact, document={"pact": {"theme": "Của người khác"}}, by=None)

    response = client.post(address(pact), stale)

    text = response.content.decode()
    assert response.status_code == 409
    assert "Của tôi" in text
    assert "Của người khác" in text
    pact.refresh_from_db()
    assert pact.draft["pact"]["theme"] == "Của người khác"


def test_a_line_for_each_units_signatory_stands_ready_and_is_kept_only_when_it_says_something(client, organiser, pact):
    UnitFactory(slug="so-y-te", name="Sở Y tế")
    save_draft(pact=pact, document={"units": [{"key": "a", "unit": "so-y-te"}]}, by=None)
    pact.refresh_from_db()
    page = client.get(address(pact))
    (line,) = page.context["parts"][5].rows
    assert line.about == "Sở Y tế"
    data = typed(pact.draft) | {"revision": pact.draft_revision}
    data |= {"signatories-TOTAL_FORMS": "1", "signatories-0-key": "sign-a", "signatories-0-member": "a"}

    client.post(address(pact), data)
    pact.refresh_from_db()
    assert pact.draft["signatories"] == []
    client.post(address(pact), data | {"signatories-0-name": "Lê A", "revision": pact.draft_revision})

    pact.refresh_from_db()
    assert [row["name"] for row in pact.draft["signatories"]] == ["Lê A"]


def test_a_pact_goes_from_the_desk_to_a_visitor(client, organiser, pact):
    save_draft(pact=pact, document={"commitments": [{"key": "a", "text": "Hoàn thành nhiệm vụ"}]}, by=None)
    pact.refresh_from_db()

    confirm = client.post(address(pact), posted(pact, then="move:sign")).url
    client.post(confirm, {"move": "sign", "reason": ""})
    client.logout()

    assert "Hoàn thành nhiệm vụ" in client.get(pact.get_absolute_url()).content.decode()


def test_a_move_pressed_twice_is_made_once(client, organiser, pact):
    for _n in range(2):
        client.post(address(pact, "move", "circulate"), {"move": "circulate"})

    assert [move.after for move in pact.moves.all()] == ["circulated"]


def test_a_circulated_pact_is_read_and_not_written(client, organiser, pact):
    data = posted(pact, **{"pact-theme": "Gõ muộn"})
    circulate_pact(pact=pact, by=None)

    assert client.get(address(pact)).status_code == 200
    answer = client.post(address(pact), data)
    assert (answer.status_code, "Gõ muộn" in answer.content.decode()) == (409, True)
    pact.refresh_from_db()
    assert (pact.theme, pact.draft) == (None, None)


def test_the_page_takes_the_same_queries_however_long_the_document(client, organiser, pact, django_assert_num_queries):
    units = [UnitFactory(slug=f"xa-{number}") for number in range(30)]
    long = {
        "units": [{"key": unit.slug, "unit": unit.slug} for unit in units],
        "commitments": [{"key": f"c{number}", "text": f"Nội dung {number}"} for number in range(40)],
    }
    for document in ({"units": long["units"][:1], "commitments": long["commitments"][:1]}, long):
        save_draft(pact=pact, document=document, by=None)
        with django_assert_num_queries(8):
            client.get(address(pact))
