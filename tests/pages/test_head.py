"""The head of a page for machines: meta elements, linked data, preview image."""

import json
import re
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from pactsite.pages.card import Card, card_png
from pactsite.pages.fonts import face, fit_text
from tests.factories import MembershipFactory, PactFactory, UnitNameFactory
from tests.pacts.documents import corrected, full_document, signed

pytestmark = pytest.mark.django_db

META = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">')
LINK = re.compile(r'<link rel="(canonical|alternate)"(?: type="([^"]+)")?(?: title="[^"]*")? href="([^"]+)">')
LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


def head(client, address):
    """Return (meta by name, links by rel, linked data or None) of a page."""
    text = client.get(address).content.decode().partition("</head>")[0]
    metas = META.findall(text)
    assert len({name for name, _content in metas}) == len(metas)
    links = {sort or rel: href for rel, sort, href in LINK.findall(text)}
    found = LINKED.search(text)
    return dict(metas), links, json.loads(found[1]) if found else None


def picture(client, pact, **headers):
    year = pact.cluster_year
    return client.get(reverse("pages:pact_picture", args=[year.cluster.slug, year.slug]), headers=headers)


@pytest.fixture
def pact():
    return signed(**full_document())


LISTS = [f"pages:{name}" for name in "home pacts clusters units data about verify chain search".split()]


@pytest.mark.parametrize("name", [*LISTS, "honour:roll", "honour:figures"])
def test_a_page_says_what_it_is_and_how_it_is_drawn(client, name):
    metas, links, _linked = head(client, reverse(name))

    address = f"http://testserver{reverse(name)}"
    assert links["canonical"] == metas["og:url"] == address
    assert links["application/atom+xml"] == "/tin.atom"
    assert metas["description"] == metas["og:description"] != ""
    assert metas["og:image"].startswith("http://testserver/static/img/register")


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("?q=x&nam=2021&loai=", ""),
        ("?trang=1", ""),
        ("?nam=x&trang=2", ""),
        ("?trang=%C2%B2", ""),
    ],
)
def test_the_address_of_a_list_is_told_without_its_filters(client, query, canonical):
    address = reverse("pages:units")

    assert client.get(f"{address}{query}").status_code in (200, 404)
    assert (
        head(client, f"{address}{query}".replace("trang=2", ""))[1]["canonical"]
        == f"http://testserver{address}{canonical}"
    )


def test_a_further_page_stands_at_an_address_of_its_own(client):
    for _n in range(21):
        MembershipFactory(cluster_year=PactFactory(signed=True).cluster_year)

    canonical = head(client, f"{reverse('pages:pacts')}?loai=cum&trang=2")[1]["canonical"]

    assert canonical == f"http://testserver{reverse('pages:pacts')}?trang=2"


def test_a_pact_names_its_size_its_picture_and_its_data(client, pact):
    metas, links, _linked = head(client, pact.get_absolute_url())

    page = f"http://testserver{pact.get_absolute_url()}"
    assert metas["og:image"] == f"{page}anh.png"
    assert metas["description"].endswith("9 đơn vị · 1 nội dung giao ước · ký ngày 31/03/2021")
    assert links["application/json"] == f"http://testserver/du-lieu{pact.get_absolute_url()[:-1]}.json"
    assert client.get(links["application/json"]).json()["url"] == page


def test_each_version_stands_at_an_address_of_its_own(client, pact):
    corrected(pact)

    links = head(client, f"{pact.get_absolute_url()}lich-su/?ban=2")[1]

    assert links["canonical"] == f"http://testserver{pact.get_absolute_url()}lich-su/?ban=2"


def test_linked_data_tells_a_pact_and_where_it_stands(client, pact):
    work, crumbs = head(client, pact.get_absolute_url())[2]["@graph"]

    assert (work["@type"], work["dateCreated"], work["about"]) == ("CreativeWork", "2021-03-31", "Đoàn kết; sáng tạo")
    assert [unit["name"] for unit in work["author"]] == ["Huyện Đại Từ", "Huyện Định Hóa"]
    assert work["identifier"] == pact.last_version.seal
    assert [(step["position"], step["item"]) for step in crumbs["itemListElement"]][-1] == (3, work["@id"])


def test_linked_data_leaves_out_what_nobody_knows(client):
    work = head(client, signed().get_absolute_url())[2]["@graph"][0]

    assert {"about", "dateCreated", "author"} & set(work) == set()


def test_linked_data_tells_a_unit_a_cluster_the_site_and_its_data(client, pact):
    unit = pact.cluster_year.roster[0].unit
    UnitNameFactory(former=True, unit=unit, name="Châu Đại Từ")
    addresses = [unit.get_absolute_url(), pact.cluster_year.cluster.get_absolute_url(), "/", "/du-lieu/"]

    linked = [head(client, address)[2] for address in addresses]

    assert [data.get("@type") or data["@graph"][0]["@type"] for data in linked] == [
        "Organization",
        "Organization",
        "WebSite",
        "Dataset",
    ]
    assert linked[0]["@graph"][0]["alternateName"] == ["Châu Đại Từ"]
    assert len(linked[3]["@graph"][0]["distribution"]) == 8


def test_no_word_of_a_record_can_end_its_element(client):
    pact = signed(pact={"theme": "</script><script>alert(1)</script> & <!--"})

    text = client.get(pact.get_absolute_url()).content.decode()

    assert "<script>alert" not in text
    assert head(client, pact.get_absolute_url())[2]["@graph"][0]["about"] == pact.theme


# --- The picture ------------------------------------------------------------------------------


def test_a_pact_has_a_picture_that_is_kept_until_another_version(client, pact):
    answer = picture(client, pact)

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    assert "public" in answer.headers["Cache-Control"]
    assert picture(client, pact, if_none_match=answer.headers["ETag"]).status_code == 304
    corrected(pact)
    assert picture(client, pact, if_none_match=answer.headers["ETag"]).status_code == 200


@pytest.mark.parametrize(
    ("traits", "status"),
    [({}, 404), ({"circulated": True}, 404), ({"reopened": True}, 200), ({"withdrawn": True}, 410)],
)
def test_only_a_public_pact_has_a_picture(client, traits, status):
    assert picture(client, PactFactory(**traits)).status_code == status


def test_the_picture_of_a_pact_asks_few_queries(client, pact, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        assert picture(client, pact).status_code == 200


@pytest.mark.parametrize(
    "card",
    [
        Card(register="Sổ giao ước thi đua"),
        Card(
            register="Sổ",
            name="Cụm " * 200,
            theme="Kỷ cương " * 100,
            facts="9 đơn vị · " * 40,
            segments=("member",) * 60,
        ),
        Card(register="Sổ", name="x" * 400, year="Năm 2021", units=1, segments=("leader",)),
        Card(register="Sổ", name="Ŵ ơ 漢 😀 \u0301", kind="ừ"),
    ],
    ids=["little", "long", "one word", "odd letters"],
)
def test_whatever_a_pact_is_called_there_is_a_picture(card):
    assert Image.open(BytesIO(card_png(card))).size == (1200, 630)


@pytest.mark.parametrize("text", ["Cụm thi đua số 1", "Ủy ban nhân dân các huyện, thành phố, thị xã " * 6, "đ" * 300])
def test_what_is_written_stays_within_its_width(text):
    lines, letters = fit_text(text, "serif-bold", [60, 38], 600, 4)

    assert len(lines) <= 4
    assert all(letters.length(line) <= 600 for line in lines)


def test_a_cut_line_ends_after_a_word():
    lines, _letters = fit_text("Ủy ban nhân dân " * 40, "sans", [28], 600, 2)

    assert re.fullmatch(r"(?:\w+ )*\w+…", lines[-1])


def test_vietnamese_letters_have_shapes_of_their_own():
    letters = face("serif-bold", 60)

    shapes = {bytes(font.getmask(piece)) for letter in "aáạăặâậ" for font, piece in letters.runs(letter)}
    assert len(shapes) == 7
