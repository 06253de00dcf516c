"""Without JavaScript: the language is switched, and a fingerprint is followed, downloaded and checked."""

import hashlib
from pathlib import Path

import pytest

from pacts.models import PactVersion
from tests.examples import load_examples

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def version(transactional_db):
    load_examples()
    return PactVersion.objects.first()


def test_the_language_is_switched_and_switched_back_and_leaves_no_cookie(page, version):
    opened = page(javascript=False)
    opened.goto("/giao-uoc/?nam=2021")

    opened.get_by_role("button", name="English").click()

    assert opened.url.endswith("/giao-uoc/?nam=2021")
    assert opened.locator("html").get_attribute("lang") == "en"
    assert [cookie["name"] for cookie in opened.context.cookies()] == ["django_language"]

    opened.get_by_role("button", name="Tiếng Việt").click()

    assert opened.locator("html").get_attribute("lang") == "vi"
    assert opened.context.cookies() == []


def test_a_fingerprint_is_followed_and_its_text_downloaded_and_pasted_back(page, version):
    opened = page(javascript=False)
    opened.goto(version.pact.get_absolute_url())
    opened.get_by_role("link", name="Kiểm tra mã này").click()

    with opened.expect_download() as download:
        opened.get_by_role("link", name="Tải văn bản đã niêm phong").click()

    sealed = Path(download.value.path()).read_bytes()
    assert hashlib.sha256(sealed).hexdigest() == version.seal
    opened.get_by_text("Hoặc dán văn bản").click()
    opened.get_by_label("Văn bản đã niêm phong, từ").fill(sealed.decode())
    opened.get_by_role("button", name="Tính mã xác thực").click()
    assert opened.get_by_role("heading", name="Phiên bản hiện hành của một giao ước").is_visible()
