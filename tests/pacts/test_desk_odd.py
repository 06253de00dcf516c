"""Odd values at the desk's addresses: no page of an error, nothing lost, and the desk opens afterwards."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from clusters.models import Unit
from pacts.document import PactForms
from pacts.document.validate import typed
from pacts.models import Pact
from pacts.services.drafts import add_commitments
from pacts.services.lifecycle import circulate_pact, open_year, save_draft, sign_pact, withdraw_pact
from tests.factories import ClusterFactory, ClusterYearFactory, MandateFactory, PactFactory, UnitFactory

pytestmark = pytest.mark.django_db
HALF, ZERO = "\ud83d", "\x00"


@pytest.fixture
def pact(client):
    unit = UnitFactory(slug="tinh-x", name="Tỉnh X", kind="province")
    cluster = ClusterFactory(slug="khoi-x", name="Khối X", organiser=unit, place=unit)
    client.force_login(MandateFactory(organiser=True, unit=unit).user)
    pact = PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))
    source = {"key": "s", "title": "Báo X"}
    return save_draft(pact=pact, document={"pact": {"closing": "Lời kết"}, "sources": [source]}, by=None)


def address(name, *more, **query):
    page = reverse(f"desk:{name}", args=["khoi-x", "2021", *more])
    return f"{page}?{'&'.join(f'{key}={value}' for key, value in query.items())}" if query else page


def draft():
    return Pact.objects.get(cluster_year__year=2021).draft


def send(client, *changes):
    return client.post(address("changes"), json.dumps({"changes": changes}), content_type="application/json")


PLACES = ["pact//closing", "pact/x/closing", "pact/closing/", "sources/title", "conference//host", "commitments/text"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("page", ["erratum", "unit_pick"])
def test_a_place_that_no_document_has_is_not_there(client, pact, page, place):
    assert client.get(address(page, cho=place)).status_code == 404


@pytest.mark.parametrize("number", ["9" * 5000, "7", "²", "-1", ""])
def test_a_number_of_no_split_adds_nothing(client, pact, number):
    response = client.post(address("commitments"), {"text": "Hoàn thành; Giữ vững", "use": number})

    assert (response.status_code, "commitments" in draft()) == (200, False)


def test_a_revision_of_five_thousand_digits_counts_as_an_old_one(client, pact):
    response = client.post(address("pact"), typed(pact.draft) | {"pact-theme": "Mới", "revision": "9" * 5000})

    assert response.status_code == 409


@pytest.mark.parametrize("sign", [HALF, ZERO])
def test_what_no_database_keeps_is_left_out_and_the_page_opens_again(client, pact, sign):
    change = {"do": "set", "section": "pact", "field": "theme", "before": None, "value": f"Đoàn kết{sign}"}

    first = send(client, change)
    opened = (client.get(address("pact")).status_code, draft()["pact"]["theme"])
    second = send(client, change | {"before": f"Đoàn kết{sign}", "value": "Đoàn kết 2"})

    assert (first.status_code, first.json()["conflicts"], second.json()["conflicts"]) == (200, [], [])
    assert (opened, draft()["pact"]["theme"]) == ((200, "Đoàn kết"), "Đoàn kết 2")


def test_a_form_with_a_sign_that_no_database_keeps_is_kept_without_it(client, pact):
    data = typed(pact.draft) | {"pact-theme": f"Đoàn{ZERO} kết", "revision": pact.draft_revision}

    client.post(address("pact"), data)

    assert draft()["pact"]["theme"] == "Đoàn kết"


def test_a_row_of_the_roster_without_a_unit_is_told_and_is_no_500(client, pact):
    answer = send(client, {"do": "add", "section": "units", "key": "new-1", "after": None})

    assert (answer.status_code, client.get(address("pact")).status_code) == (200, 200)


def test_a_message_nested_without_end_is_damaged(client, pact):
    answer = client.post(address("changes"), "[" * 100_000, content_type="application/json")

    assert answer.status_code == 400


# --- Numbers ---------------------------------------------------------------------------------------


def test_what_is_no_number_stands_in_its_field_to_be_mended(client, pact):
    save_draft(pact=pact, document={"year": {"stated_units": "mười"}}, by=None)

    page = client.get(address("pact")).content.decode()

    field = page[page.index('name="year-stated_units"') - 20 :].partition(">")[0]
    assert ('type="text"' in field, 'inputmode="numeric"' in field, 'value="mười"' in field) == (True, True, True)


TYPED = [("12,5", "12.5"), ("12.5", "12.5"), ("1.250", "1250"), ("1.250,5", "1250.5"), (" 95 ", "95")]


@pytest.mark.parametrize(("value", "kept"), TYPED)
def test_a_number_is_read_as_people_write_it(pact, value, kept):
    row = {"key": "t", "text": "Chỉ tiêu", "operator": "gte"}
    data = typed({"targets": [row]}) | {"targets-0-value": value}

    assert PactForms(data).as_typed()["targets"][0]["value"] == kept


def test_a_stored_decimal_is_shown_as_people_write_it_and_stays_the_same(pact):
    document = {"targets": [{"key": "t", "text": "Chỉ tiêu", "operator": "gte", "value": "1.125"}]}

    forms = PactForms.of(document)

    assert forms.rows["targets"][0]["value"].value() == "1,125"
    assert forms.as_typed()["targets"][0]["value"] == "1.125"


def test_a_thousand_people_are_not_one(pact):
    data = typed({"participants": [{"key": "p", "name": "A"}]}) | {"participants-0-headcount": "1.000"}

    assert PactForms(data).as_typed()["participants"][0]["headcount"] == 1000


# --- Rows without a key, from a page without a script ----------------------------------------------


def test_a_button_of_a_row_just_typed_leads_to_its_page(client, pact):
    data = typed(pact.draft, spare=2) | {"participants-1-name": "Lê A", "revision": pact.draft_revision}

    response = client.post(address("pact"), data | {"then": "pick:participants-1-unit"})

    key = draft()["participants"][0]["key"]
    assert response.url == address("unit_pick", cho=f"participants%2F{key}%2Funit")
    assert client.get(response.url).status_code == 200


def test_a_button_of_a_row_left_empty_shows_the_row_again(client, pact):
    data = typed(pact.draft, spare=1) | {"revision": pact.draft_revision, "then": "pick:participants-0-unit"}

    assert client.post(address("pact"), data).url == address("pact", them="participants") + "#participants"


# --- What is pasted --------------------------------------------------------------------------------


def test_a_new_unit_begins_with_a_capital_and_the_list_keeps_its_own_wording(client, pact):
    client.post(address("units"), {"text": "sở y tế", "apply": "1", "unit-1": "new"})

    assert Unit.objects.get(name="Sở y tế").checked is False
    assert draft()["units"][0]["as_written"] == "sở y tế"


def test_a_unit_made_for_one_field_begins_with_a_capital(client, pact):
    client.post(address("unit_pick", cho="conference/host"), {"text": "sở y tế", "unit": "new", "take": "1"})

    assert Unit.objects.filter(name="Sở y tế").exists()


@pytest.mark.parametrize(("button", "number"), [({"merge": "2"}, 1), ({"again": "2"}, 2), ({"find": "1"}, 0)])
def test_the_page_opens_at_the_piece_just_mended(client, pact, button, number):
    pieces = {"piece": ["Sở Văn hóa", "Thể thao"], "role": ["member", "member"]}

    response = client.post(address("units"), {"text": "Sở Văn hóa; Sở Y tế"} | pieces | button)

    assert response.context["in_hand"] == number
    assert response.content.decode().count(" autofocus") == 1


# --- Years, and pacts that are not being written ---------------------------------------------------


def test_of_two_who_open_a_year_at_once_the_second_is_told(client, pact, monkeypatch):
    def another_was_faster(*, year, **more):
        ClusterYearFactory(cluster=year.cluster, year=2022)
        return open_year(year=year, **more)

    monkeypatch.setattr("pacts.desk.new_year.open_year", another_was_faster)

    response = client.post(reverse("desk:year_add", args=["khoi-x"]), {"label": "2022", "begin": "last"})

    assert "label" in response.context["form"].errors


def test_a_withdrawn_pact_lends_nothing_to_the_next_year(client, pact):
    other = PactFactory(cluster_year=ClusterYearFactory(cluster=pact.cluster_year.cluster, year=2022))
    save_draft(pact=other, document={"pact": {"closing": "Nhập nhầm"}}, by=None)
    withdraw_pact(pact=sign_pact(pact=other, by=None), by=None, reason="Nhập nhầm")
    page = reverse("desk:year_add", args=["khoi-x"])

    assert client.get(page).context["form"]["label"].value() == 2023
    client.post(page, {"label": "2023", "begin": "last"})

    assert Pact.objects.get(cluster_year__year=2023).draft["pact"]["closing"] == "Lời kết"


@pytest.mark.parametrize(
    ("move", "says"), [(circulate_pact, "thu hồi dự thảo"), (sign_pact, "mở lại để đính chính và nêu lý do")]
)
def test_a_pact_that_is_not_being_written_says_why_and_what_leads_on(client, pact, move, says):
    move(pact=pact, by=None)

    page = client.get(address("pact")).content.decode()

    assert says in page
    assert ("data-remarks" in page) == (move is circulate_pact)


@pytest.mark.parametrize("move", ["circulate", "sign"])
def test_what_is_missing_is_told_once_more_before_others_read_it(client, pact, move):
    assert "Chưa rõ ngày ký kết" in client.get(address("move", move)).content.decode()


def test_a_move_that_shows_nobody_a_text_says_nothing_of_what_it_lacks(client, pact):
    sign_pact(pact=pact, by=None)

    assert "Chưa rõ ngày ký kết" not in client.get(address("move", "close")).content.decode()


@pytest.mark.parametrize(
    ("name", "fields", "words"),
    [
        ("commitments", {"text": "- Một việc\n- Hai việc", "use": "0"}, "- Một việc\n- Hai việc"),
        ("units", {"text": "Sở Y tế", "apply": "1", "unit-1": "new"}, "Sở Y tế"),
        ("targets", {"take": ["x"]}, ""),
    ],
)
def test_a_form_for_a_pact_that_was_circulated_meanwhile_gives_its_words_back_and_changes_nothing(
    client, pact, name, fields, words
):
    page = reverse(f"desk:{name}", args=[pact.cluster_year.cluster.slug, pact.cluster_year.slug])
    circulate_pact(pact=pact, by=None)

    response = client.post(page, fields)

    pact.refresh_from_db()
    assert (response.status_code, response.context["words"], pact.draft) == (409, words, None)


def test_a_service_asked_at_the_same_moment_refuses_too(pact):
    circulate_pact(pact=pact, by=None)

    with pytest.raises(ValidationError):
        add_commitments(pact=pact, items=["Một việc"], stated=None, open_ended=False, by=None)


@pytest.mark.parametrize("key", ["9" * 20, "x", "-1", "²"])
def test_a_choice_that_is_no_key_is_told_and_is_no_500(client, pact, key):
    years = client.post(reverse("desk:years_add"), {"label": "2030", "clusters": [key]})
    year = client.post(
        reverse("desk:year_add", args=["khoi-x"]), {"label": "2030", "begin": "other", "text_of": key, "find": "x"}
    )
    cluster = client.post(reverse("desk:cluster_add"), {"organiser": key, "name": "Khối Y", "kind": "khoi"})

    assert [response.status_code for response in (years, year, cluster)] == [200, 200, 200]
