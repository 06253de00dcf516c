"""A whole article pasted in a browser: from an untouched paste to a filled draft."""

from pathlib import Path

import pytest
from django.urls import reverse

from pacts.models import Pact
from tests.browser.test_amendment import opened_by_secretary
from tests.factories import ClusterFactory, ClusterYearFactory, PactFactory, UnitFactory

pytestmark = pytest.mark.browser
ARTICLE = (Path(__file__).resolve().parent.parent / "pacts" / "articles" / "01.txt").read_text(encoding="utf-8")


@pytest.fixture
def pact(transactional_db):
    province = UnitFactory(slug="tinh-x", name="Tỉnh X", kind="province")
    cluster = ClusterFactory(slug="khoi-x", organiser=province, place=province)
    return PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2022))


@pytest.mark.parametrize("javascript", [True, False])
def test_an_article_fills_the_draft_in_three_actions(page, live_server, pact, javascript):
    opened = opened_by_secretary(page, live_server, pact, width=1093, height=560, javascript=javascript)
    opened.goto(reverse("desk:article", args=["khoi-x", pact.cluster_year.slug]))

    opened.locator("#text").fill(ARTICLE)
    opened.locator("button[name=find]").click()
    opened.locator("button[name=apply]").click()
    opened.wait_for_url("**/khoi-x/**")

    draft = Pact.objects.get().draft
    assert (len(draft["units"]), len(draft["commitments"]), len(draft["participants"])) == (8, 5, 2)
    assert (draft["conference"]["held_on"], draft["year"]["stated_units"]) == ("2022-10-19", 8)
