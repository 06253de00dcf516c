"""What is too long or too many is refused alone, with a sentence beside it, at both doors; the rest is kept."""

import pytest
from django.urls import reverse

from clusters.intake.unit_matching import match_units
from clusters.intake.unit_names import Piece
from pacts.document.validate import typed
from pacts.models import Pact
from pacts.services.lifecycle import reopen_pact, save_draft, sign_pact
from tests.factories import ClusterFactory, ClusterYearFactory, MandateFactory, PactFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
LONG = "x" * 100_001
ROW = {"key": "a", "text": "Hoàn thành", "standing": "agreed"}


@pytest.fixture
def pact(client):
    unit = UnitFactory(slug="tinh-x", name="Tỉnh X", kind="province")
    cluster = ClusterFactory(slug="khoi-x", organiser=unit, place=unit)
    client.force_login(MandateFactory(organiser=True, unit=unit).user)
    pact = PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))
    return save_draft(pact=pact, document={"pact": {"theme": "Cũ"}, "commitments": [ROW]}, by=None)


def address(name="pact"):
    return reverse(f"desk:{name}", args=["khoi-x", "2021"])


def draft():
    return Pact.objects.get(cluster_year__year=2021).draft


def send(client, pact, **fields):
    """Send the page's whole form with these fields, and return the answer."""
    return client.post(address(), typed(pact.draft) | {"revision": pact.draft_revision} | fields)


def beside(response, name):
    """Return the sentences beside a field of the page."""
    part, _sign, field = name.partition("-")
    return next(bound.errors for shown in response.context["parts"] if shown.name == part for bound in shown.main
                if bound.name == field)  # fmt: skip


def test_a_form_with_one_text_too_long_keeps_the_rest_and_says_so_beside_it(client, pact):
    response = send(client, pact, **{"pact-theme": LONG, "pact-slogan": "Khẩu hiệu"})

    assert (draft()["pact"]["theme"], draft()["pact"]["slogan"]) == ("Cũ", "Khẩu hiệu")
    assert (response.status_code, len(beside(response, "pact-theme"))) == (200, 1)
    assert LONG in response.content.decode()


def test_what_was_refused_can_be_mended_on_the_page_that_says_so(client, pact):
    response = send(client, pact, **{"pact-theme": LONG, "pact-slogan": "Khẩu hiệu"})

    pact.refresh_from_db()
    assert response.context["pact"].draft_revision == pact.draft_revision
    assert send(client, pact, **{"pact-theme": "Ngắn"}).status_code == 302
    assert draft()["pact"]["theme"] == "Ngắn"


def test_what_keeps_itself_says_the_same_and_keeps_the_rest(client, pact):
    change = {"do": "set", "section": "pact", "before": None}
    changes = [change | {"field": "theme", "before": "Cũ", "value": LONG}, change | {"field": "slogan", "value": "Mới"}]

    answer = client.post(address("changes"), {"changes": changes}, content_type="application/json").json()

    page = send(client, Pact.objects.get(pk=pact.pk), **{"pact-theme": LONG})
    assert (draft()["pact"]["theme"], draft()["pact"]["slogan"]) == ("Cũ", "Mới")
    assert [place["sentence"] for place in answer["refused"]] == beside(page, "pact-theme")


@pytest.mark.parametrize("total", ["1000000000", "9" * 500, "-1", "x", ""])
def test_a_hand_made_number_of_rows_makes_no_rows_and_loses_none(client, pact, total):
    response = send(client, pact, **{"commitments-TOTAL_FORMS": total, "pact-slogan": "Khẩu hiệu"})

    assert (response.status_code, draft()["commitments"], draft()["pact"]["slogan"]) == (200, [ROW], "Khẩu hiệu")
    assert [str(message) for message in response.context["messages"]] != []


def test_rows_beyond_the_most_are_told_and_the_others_kept(client, pact):
    rows = {
        f"commitments-{n}-{name}": value
        for n in range(1, 502)
        for name, value in (("text", "Mới"), ("standing", "agreed"))
    }

    response = send(client, pact, **rows, **{"commitments-TOTAL_FORMS": "502"})

    (part,) = [part for part in response.context["parts"] if part.name == "commitments"]
    assert (len(draft()["commitments"]), draft()["commitments"][0]["text"]) == (500, "Hoàn thành")
    assert (len(part.rows), len(part.formset.non_form_errors())) == (502, 1)


# --- What is pasted --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["commitments", "units"])
def test_a_paste_that_is_too_long_is_not_read_and_stays_in_its_box(client, pact, name):
    text = "1. Hoàn thành\n" * 5_000

    page = client.post(address(name), {"text": text, "use": "0", "apply": "1"}).content.decode()

    assert ("70.000 ký tự" in page or "70000 ký tự" in page, page.count("1. Hoàn thành")) == (True, 5_000)
    assert draft()["commitments"] == [ROW]


def test_a_list_that_would_hold_too_much_is_refused_and_stays_on_the_page(client, pact):
    text = "\n".join(f"{number}. Việc" for number in range(1, 100)) + "\n" + "- Việc\n" * 500

    response = client.post(address("commitments"), {"text": "1. Một\n2. Hai", "use": "0", "item-0": text})

    assert (response.status_code, draft()["commitments"]) == (200, [ROW])
    assert len(response.context["splits"][0].items) == 599


def test_more_names_than_are_looked_for_at_once_are_told_and_stay(client, pact):
    text = "; ".join(f"Sở {number}" for number in range(301))

    response = client.post(address("units"), {"text": text})

    assert (response.context["proposals"], response.context["paste"].text) == ([], text)
    assert "301" in response.context["paste"].refusal


def test_a_name_longer_than_any_is_compared_with_none(pact):
    (match,) = match_units([Piece("Tỉnh X " * 100)])

    assert (match.certainty, match.units) == ("new", [])


# --- The admin -------------------------------------------------------------------------------------


@pytest.mark.parametrize("total", ["501", "1000000000"])
def test_the_administrators_rows_are_limited_with_a_sentence(client, pact, total):
    Pact.objects.update(draft=None)  # with a draft the rows are closed
    client.force_login(UserFactory(admin=True))
    page = reverse("admin:pacts_pact_change", args=[pact.pk])
    prefixes = [formset.formset.prefix for formset in client.get(page).context["inline_admin_formsets"]]
    data = {f"{prefix}-{name}_FORMS": "0" for prefix in prefixes for name in ("TOTAL", "INITIAL")}

    data |= {f"commitments-{number}-text": "Việc" for number in range(501)}

    response = client.post(page, data | {"cluster_year": pact.cluster_year_id, "commitments-TOTAL_FORMS": total})

    faults = [list(formset.formset.non_form_errors()) for formset in response.context["inline_admin_formsets"]]
    assert response.status_code == 200
    assert [len(fault) for fault in faults] == [1 if prefix == "commitments" else 0 for prefix in prefixes]


@pytest.mark.parametrize("total", ["1001", "1000000000"])
def test_the_correction_of_a_sealed_pact_is_limited_with_a_sentence(client, pact, total):
    reopen_pact(pact=sign_pact(pact=pact, by=None), by=None, reason="Sửa")
    client.force_login(UserFactory(admin=True))
    data = typed(draft()) | {"commitments-TOTAL_FORMS": total, "revision": "9"}

    response = client.post(reverse("admin:pacts_pact_draft", args=[pact.pk]), data)

    assert (response.status_code, len(response.context["faults"])) == (200, 1)
