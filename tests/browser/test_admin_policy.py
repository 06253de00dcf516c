"""The administration under the strict policy: no page of it tries anything inline, and its choices still open."""

import pytest

from pacts.models import Pact
from tests.admin import address
from tests.factories import PASSWORD, MembershipFactory, PactFactory, UnitFactory, UserFactory

PAGES = {
    "index": "/admin/",
    "list": "/admin/clusters/unit/?q=so",
    "add": "/admin/pacts/conference/add/",
    "own password": "/admin/password_change/",
}


@pytest.fixture
def refusals():
    return []


@pytest.fixture
def desk(page, transactional_db, refusals):
    """The admin, signed in, noting whatever the policy refuses."""
    user = UserFactory(admin=True)
    opened = page(width=1360, height=1000)
    opened.on("console", lambda line: refusals.append(line.text) if "Content Security Policy" in line.text else None)
    opened.goto("/dang-nhap/?next=/admin/")
    opened.locator("#id_username").fill(user.username)
    opened.locator("#id_password").fill(PASSWORD)
    opened.keyboard.press("Enter")
    opened.wait_for_selector("#site-name")
    opened.user = user
    return opened


def test_no_page_of_the_administration_tries_anything_inline(desk, refusals):
    pact = PactFactory(signed=True)
    MembershipFactory(cluster_year=pact.cluster_year)
    pages = {
        **PAGES,
        "change": address(type(pact.cluster_year), "change", pact.cluster_year_id),
        "read-only": address(Pact, "change", pact.pk),
        "move": address(Pact, "move", pact.pk) + "?move=reopen",
        "history": address(Pact, "history", pact.pk),
        "delete": address(type(desk.user), "delete", desk.user.pk),
        "password": f"/admin/clusters/user/{desk.user.pk}/password/",
    }

    seen = {name: (desk.goto(url).status, desk.wait_for_load_state("networkidle"))[0] for name, url in pages.items()}

    assert seen == dict.fromkeys(pages, 200)
    assert refusals == []


def test_unit_is_chosen_by_some_letters_without_accents(desk, refusals):
    UnitFactory(name="Sở Nội vụ", place=UnitFactory(name="Tỉnh Bắc Ninh"))
    desk.goto("/admin/pacts/conference/add/")

    desk.locator(".field-host .select2-selection").click()
    desk.locator(".select2-search__field").last.fill("noi vu")
    desk.locator(".select2-results__option", has_text="Sở Nội vụ (Tỉnh Bắc Ninh)").click()

    assert "Sở Nội vụ (Tỉnh Bắc Ninh)" in desk.locator(".field-host .select2-selection").inner_text()
    assert refusals == []
