"""What pages tell machines passes the strict policy, and the picture of a pact is one a browser can draw."""

import json

import pytest

from tests.examples import load_examples

PACT = "/giao-uoc/khoi-tong-hop-thua-thien-hue/2021/"
PAGES = ["/", PACT, "/cum-khoi/khoi-tong-hop-thua-thien-hue/", "/don-vi/thanh-pho-hue/", "/du-lieu/"]
NOTE = "window.refused = []; addEventListener('securitypolicyviolation', it => refused.push(it.violatedDirective))"


@pytest.fixture
def examples(transactional_db):
    load_examples()


def test_the_policy_lets_linked_data_pass_for_it_is_no_script(page, examples):
    opened = page()
    opened.add_init_script(NOTE)

    for address in PAGES:
        opened.goto(address)
        told = opened.locator('script[type="application/ld+json"]').text_content()
        assert json.loads(told)["@context"] == "https://schema.org"
        assert opened.evaluate("() => refused") == []


def test_a_browser_draws_the_picture_of_a_pact(page, examples):
    opened = page()
    opened.goto(PACT)

    address = opened.locator('meta[property="og:image"]').get_attribute("content")
    opened.goto(address)

    assert opened.evaluate("() => [document.images[0].naturalWidth, document.images[0].naturalHeight]") == [1200, 630]
