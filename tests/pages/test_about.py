"""The page about the register, the footer, and links to report an error."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from tests.factories import AwardFactory, ClusterFactory, SourceFactory, UnitFactory
from tests.pacts.documents import signed

pytestmark = pytest.mark.django_db
NOBODY_SET = "Chưa nhập thông tin về cơ quan quản lý sổ."


@pytest.fixture
def site_settings(settings):
    settings.SITE_OWNER, settings.SITE_RESPONSIBLE = "Sở Nội vụ tỉnh X", "Nguyễn Văn A"
    settings.SITE_CONTACT = "giaouoc@example.vn"
    return settings


def text_of(client, address):
    return " ".join(client.get(address).content.decode().split())


def letters_in(text):
    """Return the mailto links of a page: [(recipient, subject, body)]."""
    addresses = [part.split('"')[0].replace("&amp;", "&") for part in text.split('href="')[1:]]
    split = [urlsplit(address) for address in addresses if address.startswith("mailto:")]
    return [(to.path, parse_qs(to.query)["subject"][0], parse_qs(to.query)["body"][0]) for to in split]


def test_about_names_who_answers_for_the_register(client, site_settings, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        text = text_of(client, "/gioi-thieu/")

    assert "<dd>Sở Nội vụ tỉnh X</dd>" in text
    assert "<dd>Nguyễn Văn A</dd>" in text
    assert "<dd>giaouoc@example.vn</dd>" in text
    assert NOBODY_SET not in text


def test_about_says_where_nobody_has_been_entered(client):
    text = text_of(client, "/gioi-thieu/")

    assert NOBODY_SET in text
    assert "Chưa có thông tin liên hệ." in text


def test_the_footer_names_who_answers_and_leads_on(client, site_settings):
    footer = text_of(client, "/").split("<footer")[1]

    assert "Cơ quan quản lý sổ: Sở Nội vụ tỉnh X" in footer
    assert "Người chịu trách nhiệm: Nguyễn Văn A" in footer
    assert 'href="/gioi-thieu/"' in footer
    assert 'href="/xac-minh/"' in footer
    assert 'href="/du-lieu/"' in footer
    assert 'href="/tin.atom"' in footer


# --- Báo sai sót ------------------------------------------------------------------------------


@pytest.fixture
def pages():
    """Return the address of every page of a record and the title its mailto link contains."""
    pact, unit, cluster = signed(), UnitFactory(name="Sở Nội vụ"), ClusterFactory(name="Cụm thi đua số 7")
    AwardFactory(unit=unit, merit_year=2021)
    history = reverse("pages:pact_history", args=[pact.cluster_year.cluster.slug, pact.cluster_year.slug])
    return {
        pact.get_absolute_url(): pact.heading,
        f"{history}?ban=1": pact.heading,
        unit.get_absolute_url(): unit.name,
        cluster.get_absolute_url(): cluster.name,
        "/khen-thuong/": "Khen thưởng",
        f"/xac-minh/?ma={pact.versions.get().seal}": pact.heading,
    }


def test_every_record_offers_a_letter_that_names_it_and_its_page(client, site_settings, pages):
    for address, title in pages.items():
        to, subject, body = letters_in(text_of(client, address))[0]

        assert (to, subject) == ("giaouoc@example.vn", f"Báo sai sót: {title}")
        assert body.startswith(f"Trang: http://testserver{address}\r\n")


def test_every_page_offers_a_letter_in_its_footer(client, site_settings):
    for address in ["/", "/giao-uoc/", "/xac-minh/", "/khong-co/"]:
        assert letters_in(text_of(client, address))[-1][:2] == (
            "giaouoc@example.vn", "Báo sai sót: Sổ giao ước thi đua",
        )  # fmt: skip


def test_a_source_is_reported_by_its_own_name(client, site_settings):
    pact = signed()
    pact.cluster_year.sources.add(SourceFactory(title="Ký kết giao ước & “thi đua”?"))

    subjects = [subject for _to, subject, _body in letters_in(text_of(client, pact.get_absolute_url()))]

    assert "Báo sai sót: Ký kết giao ước & “thi đua”?" in subjects


def test_a_long_title_leaves_room_in_the_letter(client, site_settings):
    unit = UnitFactory(name="Ban Chỉ đạo " + "rất dài " * 40)

    _to, subject, _body = letters_in(text_of(client, unit.get_absolute_url()))[0]

    assert len(subject) < 120
    assert subject.endswith("…")


@pytest.mark.parametrize("contact", ["", "0204 3854 123", "Văn phòng Sở", "a@b.vn, c@d.vn"])
def test_without_an_e_mail_address_reporting_leads_to_the_page_that_says_where(client, site_settings, pages, contact):
    site_settings.SITE_CONTACT = contact

    for address in pages:
        text = text_of(client, address)
        assert "mailto:" not in text
        assert 'href="/gioi-thieu/#bao-sai-sot">Báo sai sót</a>' in text
    assert contact in text_of(client, "/gioi-thieu/").split('id="bao-sai-sot"')[1]


def test_a_request_under_a_foreign_name_still_gets_a_page(client, site_settings):
    response = client.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "<h1" in response.content.decode()
