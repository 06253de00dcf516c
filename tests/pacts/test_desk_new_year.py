"""A new year at the desk: from last year, with another cluster's promises, without the units that have ended."""

import pytest
from django.urls import reverse

from clusters.models import ClusterYear, Unit
from pacts.document import document_of
from pacts.models import Pact
from pacts.services.lifecycle import open_year, save_changes, save_draft
from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    MandateFactory,
    PactFactory,
    SuccessionFactory,
    UnitFactory,
)
from tests.pacts.documents import full_document, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def cluster():
    return ClusterFactory(slug="khoi-x", name="Khối X", organiser=UnitFactory(name="Tỉnh X", kind="province"))


@pytest.fixture(autouse=True)
def secretariat(client, cluster):
    user = MandateFactory(organiser=True, unit=cluster.organiser).user
    client.force_login(user)
    return user


@pytest.fixture
def last_year(cluster):
    pact = signed(**full_document())
    pact.cluster_year.cluster = cluster
    pact.cluster_year.save()
    return pact


def opened(client, **fields):
    return client.post(reverse("desk:year_add", args=["khoi-x"]), {"label": "2022"} | fields)


def draft():
    return Pact.objects.get(cluster_year__year=2022).draft


def roster(document):
    return [(row["unit"], row["role"]) for row in document["units"]]


def test_another_clusters_pact_lends_its_promises_and_never_its_roster(client, last_year):
    other = PactFactory(signed=True, cluster_year__cluster__name="Cụm Đồng Tháp", cluster_year__year=2021)
    other.commitments.create(position=1, text="Giữ vững kỷ cương")

    opened(client, begin="other", find="cum dong thap 2021", text_of=other.pk)

    assert [row["text"] for row in draft()["commitments"]] == ["Giữ vững kỷ cương"]
    assert roster(draft()) == [("huyen-dai-tu", "member"), ("huyen-dinh-hoa", "member")]


def test_the_pacts_found_are_shown_to_choose_from_with_everything_typed_kept(client, last_year):
    other = PactFactory(signed=True, cluster_year__cluster__name="Cụm Đồng Tháp", cluster_year__year=2021)

    form = opened(client, begin="other", find="dong thap").context["form"]

    assert list(form.fields["text_of"].queryset) == [other]
    assert form.errors.keys() == {"text_of"}
    assert (form["find"].value(), form["begin"].value(), form["label"].value()) == ("dong thap", "other", "2022")
    assert not Pact.objects.filter(cluster_year__year=2022).exists()


@pytest.mark.parametrize("words", ["", "khong co dau"])
def test_words_that_find_no_pact_are_told_beside_their_field(client, last_year, words):
    assert opened(client, begin="other", find=words).context["form"].errors.keys() == {"find"}


def test_anothers_draft_is_neither_found_nor_taken(client, last_year):
    strange = PactFactory(cluster_year__cluster__name="Cụm Đồng Tháp")

    form = opened(client, begin="other", find="dong thap", text_of=strange.pk).context["form"]

    assert list(form.fields["text_of"].queryset) == []
    assert not Pact.objects.filter(cluster_year__year=2022).exists()


def test_a_found_pact_is_left_alone_where_another_beginning_is_chosen(client, last_year):
    other = PactFactory(signed=True, cluster_year__cluster__name="Cụm Đồng Tháp")

    opened(client, begin="last", find="dong thap", text_of=other.pk)

    assert [row["text"] for row in draft()["commitments"]] == ["Hoàn thành nhiệm vụ; giữ kỷ cương…"]


def test_a_year_can_be_begun_empty(client, last_year):
    opened(client, begin="empty")

    assert draft() is None


def test_an_unsigned_draft_of_last_year_is_what_the_new_year_begins_from(secretariat, cluster):
    last = PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))
    save_draft(pact=last, document={"commitments": [{"key": "a", "text": "Một", "standing": "agreed"}]}, by=None)
    last.refresh_from_db()

    new = open_year(year=ClusterYear(cluster=cluster, label="2022", slug="2022", year=2022), begin_from=last, by=None)

    assert [row["text"] for row in new.draft["commitments"]] == ["Một"]


# --- What was carried over -----------------------------------------------------------------------


@pytest.fixture
def begun(cluster, last_year):
    return open_year(
        year=ClusterYear(cluster=cluster, label="2022", slug="2022", year=2022), begin_from=last_year, by=None
    )


def places(pact):
    return {place.split("/")[0] for place in Pact.objects.get(pk=pact.pk).draft_carried or []}


def change(document, section, field, value):
    row = document[section][0]
    return {
        "do": "set",
        "section": section,
        "key": row["key"],
        "field": field,
        "before": row[field],
        "value": value,
    }


def test_everything_carried_over_is_known_by_its_place(begun):
    text = f"commitments/{begun.draft['commitments'][0]['key']}/text"

    assert text in begun.draft_carried
    assert places(begun) == {"units", "commitments", "targets"}


@pytest.mark.parametrize("value", ["Khác hẳn", None], ids=["changed", "read and let stand"])
def test_a_place_somebody_touched_is_no_longer_carried_over(begun, value):
    same = begun.draft["commitments"][0]["text"]

    save_changes(pact=begun, changes=[change(begun.draft, "commitments", "text", value or same)], by=None)

    assert places(begun) == {"units", "targets"}


def test_a_row_that_was_removed_is_no_longer_carried_over(begun):
    save_draft(pact=begun, document=begun.draft | {"commitments": []}, by=None)

    assert places(begun) == {"units", "targets"}


def test_keeping_another_field_touches_no_place(begun):
    before = begun.draft_carried

    save_draft(pact=begun, document=begun.draft | {"conference": {"venue": "Hội trường"}}, by=None)

    assert Pact.objects.get(pk=begun.pk).draft_carried == before


# --- Units that have ended -----------------------------------------------------------------------


def ends(slug, *heirs):
    unit = Unit.objects.get(slug=slug)
    unit.ended_on, unit.end_reason = "2021-07-01", "merged"
    unit.save()
    for heir in heirs:
        successor = Unit.objects.filter(slug=heir).first() or UnitFactory(slug=heir, name=heir)
        SuccessionFactory(predecessor=unit, successor=successor)


def replaced(client, **answers):
    page = reverse("desk:successors", args=["khoi-x", "2022"])
    shown = client.get(page).context
    asked = [ending.key for ending in shown["endings"]] if shown else []
    return client.post(page, {"asked": asked} | answers)


def row_of(pact, slug):
    return next(row["key"] for row in pact.draft["units"] if row["unit"] == slug)


def test_opening_a_year_leads_to_the_units_that_have_ended(client, last_year):
    ends("huyen-dai-tu", "xa-dai-tu")

    response = client.post(reverse("desk:year_add", args=["khoi-x"]), {"label": "2022", "begin": "last"}, follow=True)

    assert [(one.unit.slug, one.proposed) for one in response.context["endings"]] == [("huyen-dai-tu", "xa-dai-tu")]


def test_opening_a_year_leads_to_the_pact_where_nobody_has_ended(client, last_year):
    response = client.post(reverse("desk:year_add", args=["khoi-x"]), {"label": "2022", "begin": "last"}, follow=True)

    assert response.redirect_chain[-1][0] == reverse("desk:pact", args=["khoi-x", "2022"])


def test_several_heirs_are_for_a_person_to_choose(client, begun):
    ends("huyen-dai-tu", "xa-dai-tu", "xa-phu-xuyen")

    response = client.get(reverse("desk:successors", args=["khoi-x", "2022"]))

    assert [one.proposed for one in response.context["endings"]] == ["keep"]


def test_the_chosen_unit_takes_the_row_with_its_role_and_nobody_signs_for_it_yet(client, begun):
    ends("huyen-dinh-hoa", "xa-dinh-hoa")
    key = row_of(begun, "huyen-dinh-hoa")
    signing = begun.draft | {"signatories": [{"key": "s", "member": key, "name": "Nguyễn Văn A"}]}
    save_draft(pact=begun, document=signing, by=None)

    replaced(client, **{f"ended-{key}": ["xa-dinh-hoa"]})

    assert roster(draft()) == [("huyen-dai-tu", "member"), ("xa-dinh-hoa", "member")]
    assert draft()["signatories"] == []


def test_several_chosen_units_come_in_and_one_may_stay_as_it_is(client, begun):
    ends("huyen-dai-tu", "xa-dai-tu", "xa-phu-xuyen")
    key = row_of(begun, "huyen-dai-tu")

    replaced(client, **{f"ended-{key}": ["keep", "xa-dai-tu", "xa-phu-xuyen"]})

    assert [unit for unit, _role in roster(draft())] == ["huyen-dai-tu", "xa-dai-tu", "xa-phu-xuyen", "huyen-dinh-hoa"]


def test_a_unit_with_nothing_ticked_leaves_the_roster(client, begun):
    ends("huyen-dai-tu")

    replaced(client)

    assert roster(draft()) == [("huyen-dinh-hoa", "member")]


def test_a_unit_that_ended_after_the_page_was_shown_is_not_taken_off_unasked(client, begun):
    ends("huyen-dai-tu", "xa-dai-tu")
    ends("huyen-dinh-hoa")

    replaced(client, asked=[row_of(begun, "huyen-dai-tu")])

    assert roster(draft()) == [("huyen-dinh-hoa", "member")]


def test_an_heir_of_two_units_is_entered_once(client, begun):
    ends("huyen-dai-tu", "xa-moi")
    ends("huyen-dinh-hoa", "xa-moi")
    keys = [row["key"] for row in begun.draft["units"]]

    replaced(client, **{f"ended-{key}": ["xa-moi"] for key in keys})

    assert roster(draft()) == [("xa-moi", "member")]


def test_a_unit_that_was_not_offered_is_not_put_in(client, begun):
    ends("huyen-dai-tu", "xa-dai-tu")
    key = row_of(begun, "huyen-dai-tu")
    UnitFactory(slug="so-la")

    replaced(client, **{f"ended-{key}": ["so-la", "xa-dai-tu"]})

    assert [unit for unit, _role in roster(draft())] == ["xa-dai-tu", "huyen-dinh-hoa"]


def test_a_second_press_changes_nothing(client, begun):
    ends("huyen-dai-tu", "xa-dai-tu")
    key = row_of(begun, "huyen-dai-tu")
    replaced(client, **{f"ended-{key}": ["xa-dai-tu"]})
    before = draft()

    response = replaced(client, **{f"ended-{key}": ["xa-dai-tu"]})

    assert response.url == reverse("desk:pact", args=["khoi-x", "2022"])
    assert draft() == before


def test_the_sealed_year_before_is_left_as_it_is(client, begun, last_year):
    ends("huyen-dai-tu", "xa-dai-tu")
    before = document_of(last_year)

    replaced(client, **{f"ended-{row_of(begun, 'huyen-dai-tu')}": ["xa-dai-tu"]})

    assert document_of(last_year) == before
