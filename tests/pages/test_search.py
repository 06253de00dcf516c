"""Search: matches, order and kinds."""

import pytest
from django.test import Client
from django.utils.html import strip_tags

from clusters.models import SearchKind as Kind
from clusters.search.index import rebuild_index
from pactsite.pages.search.views import Search
from tests.examples import load_examples
from tests.factories import (
    AwardFactory,
    AwardTypeFactory,
    ClusterFactory,
    ClusterYearFactory,
    CommitmentFactory,
    ConferenceFactory,
    DocumentFactory,
    MembershipFactory,
    MovementFactory,
    PactDocumentFactory,
    PactFactory,
    PactMovementFactory,
    ParticipationFactory,
    SignatoryFactory,
    SourceFactory,
    TargetFactory,
    UnitFactory,
    UnitNameFactory,
)

pytestmark = pytest.mark.django_db


def run_search(words, **params):
    rebuild_index()  # factories do not update the index
    found = Search({"q": words, **params})
    found.run()
    return found


def found(words, **params):
    """Return the results of a search, best first: [(kind, name)]."""
    return [(hit.record, hit.name) for hit in run_search(words, **params).hits]


def names(words, **params):
    return [name for _table, name in found(words, **params)]


def page(client, **params):
    rebuild_index()
    return client.get("/tim-kiem/", params)


def text_of(response):
    return " ".join(strip_tags(response.content.decode()).split())


def year_of_pact(year=2021, name="Khối thi đua", **pact):
    cluster = ClusterFactory(name=name)
    return PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=year), **{"signed": True, **pact})


# --- The five examples ------------------------------------------------------------------------

EXAMPLES = {
    "dai tu": ("unit", "Huyện Đại Từ"),
    "TỪ ĐẠI": ("unit", "Huyện Đại Từ"),
    "đại từ": ("unit", "Huyện Đại Từ"),
    "thai nguyen 2021": ("pact", "Cụm thi đua các huyện, thành phố, thị xã tỉnh Thái Nguyên"),
    "2021 NGUYEN thai": ("pact", "Cụm thi đua các huyện, thành phố, thị xã tỉnh Thái Nguyên"),
    "dan van kheo": ("movement", "Dân vận khéo"),
    "ta van phin": ("head", "Tạ Văn Phin"),
    "TẠ VĂN PHIN": ("participation", "Tạ Văn Phin"),
    "so noi vu hue": ("unit", "Sở Nội vụ"),
}


@pytest.fixture
def examples():
    load_examples()


def test_words_in_any_order_with_or_without_accents_find_their_record(examples):
    assert {words: hit for words, hit in EXAMPLES.items() if hit not in found(words)} == {}


@pytest.mark.parametrize("words", ["311/KH-UBND", "311 kh ubnd", "kh-ubnd 311"])
def test_a_number_finds_its_plan(examples, words):
    (hit,) = run_search(words).hits

    assert hit.name.startswith("Kế hoạch số 311/KH-UBND ngày 27/08/2019 của UBND tỉnh Bắc Ninh")
    assert hit.address.endswith("/2020/#van-ban")


def test_old_and_new_tone_placement_are_found_alike():
    for name in ("Ủy ban Mặt trận", "Uỷ ban nhân dân"):
        UnitFactory(name=name)

    assert names("uy ban") == names("Uỷ ban") == names("Ủy ban") == ["Uỷ ban nhân dân", "Ủy ban Mặt trận"]


# --- Words ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["An Hòa", "Xã An Hòa", "“An Hòa”", "Xã (An Hòa)", "Hòa-An", "01/AN-X", "Ánh Dương"])
def test_a_word_is_found_where_it_begins(name):
    UnitFactory(name=name)

    assert names("an") == [name]


@pytest.mark.parametrize("name", ["Ban Dân tộc", "Thanh tra", "Hoàng Ngân"])
def test_a_word_is_not_found_inside_another(name):
    UnitFactory(name=name)

    assert names("an") == []


def test_percent_underscore_and_backslash_are_letters():
    pact = year_of_pact()
    CommitmentFactory(pact=pact, text="Đạt 100% kế hoạch")
    CommitmentFactory(pact=pact, text="Đạt 1000 tỷ đồng")

    assert [run_search(words).total for words in ("100%", "%", "_", "\\", "1__", "100")] == [1, 1, 0, 0, 0, 2]


ODD = [
    "'",
    '"',
    "%%%",
    "\\",
    "[",
    "(",
    "*",
    "😀",
    "a'--",
    "{}",
    "%(has0)s",
    "\0",
    "x" * 5_000,
    "a " * 90,
    "?*[a-z]",
    "ủy\u0309",
    "ß İ",
]


@pytest.mark.parametrize("words", ODD, ids=range(len(ODD)))
def test_odd_words_get_a_page(client, words):
    assert page(client, q=words).status_code == 200


def test_of_many_words_the_longest_are_looked_for(client):
    CommitmentFactory(pact=year_of_pact(), text="Đẩy mạnh cải cách thủ tục hành chính trong các cơ quan nhà nước")

    response = page(client, q="Đẩy mạnh cải cách thủ tục hành chính trong các cơ quan nhà nước ở X")

    assert "Câu tìm có nhiều từ nên sổ chỉ tìm theo 10 từ dài nhất." in text_of(response)
    assert len(response.context["search"].hits) == 1


def test_signs_alone_are_left_out():
    UnitFactory(name="Sở Kinh tế và Xã hội")

    assert names("kinh tế - xã hội!") == ["Sở Kinh tế và Xã hội"]


# --- Order ------------------------------------------------------------------------------------


def test_names_come_before_texts_and_phrases_before_words():
    pact = year_of_pact()
    for text in ("Nhân dân Đại Từ", "Từ nay đại đoàn kết"):
        CommitmentFactory(pact=pact, text=text)
    for name in ("Huyện Đại Từ", "Trường Từ Đại"):
        UnitFactory(name=name)

    texts = [[strip_tags(text) for text in hit.sentences] for hit in run_search("đại từ").hits]

    assert names("đại từ")[:2] == ["Huyện Đại Từ", "Trường Từ Đại"]
    assert texts == [[], [], ["Nhân dân Đại Từ"], ["Từ nay đại đoàn kết"]]


def test_equals_come_newest_year_first_then_in_one_order():
    for year in (2019, 2021, 2020, 2021):
        CommitmentFactory(pact=year_of_pact(year=year), text="Cải cách hành chính")

    years = [hit.row.year_label for hit in run_search("cải cách").hits]

    assert years == ["2021", "2021", "2020", "2019"]
    assert [hit.row.id for hit in run_search("cải cách").hits] == [hit.row.id for hit in run_search("cách cải").hits]


def test_a_title_is_a_name_and_a_theme_a_text():
    theme = year_of_pact(theme="Kỷ cương, trách nhiệm")
    title = year_of_pact(title="Giao ước kỷ cương", year=2010, theme="Đoàn kết")

    assert [hit.row.id for hit in run_search("ky cuong").hits] == [title.pk, theme.pk]


# --- Every kind -------------------------------------------------------------------------------


def test_every_kind_is_found_and_counted(client):
    pact = year_of_pact(theme="Chủ đề vàng", conference=ConferenceFactory(held_on="2021-03-31"))
    CommitmentFactory(pact=pact, text="Lời hứa vàng")
    TargetFactory(pact=pact, text="Chỉ tiêu vàng")
    PactMovementFactory(pact=pact, movement=MovementFactory(name="Phong trào vàng"))
    PactDocumentFactory(pact=pact, document=DocumentFactory(number="1/KH", subject="Về việc vàng"))
    pact.cluster_year.sources.add(SourceFactory(title="Bài báo vàng"))
    ParticipationFactory(conference=pact.conference, name="Vàng A Dự")
    member = MembershipFactory(cluster_year=pact.cluster_year, leader=True, head_name="Vàng A Đứng")
    SignatoryFactory(membership=member, name="Vàng A Ký")
    ClusterFactory(name="Cụm vàng")
    UnitFactory(name="Xã Vàng")
    AwardFactory(as_written="Bằng khen", citation="Thành tích vàng", presented_at=pact.conference)

    response = page(client, q="vang")

    assert response.context["search"].counts == {kind: 3 if kind == Kind.PERSON else 1 for kind in Kind}
    assert {hit.record for hit in response.context["search"].hits} == set(
        "pact commitment target movement document source participation head signatory cluster unit award".split()
    )


def test_people_lead_to_where_they_stand_with_unit_and_title():
    pact = year_of_pact(conference=ConferenceFactory())
    unit = UnitFactory(name="Sở Nội vụ")
    ParticipationFactory(conference=pact.conference, name="Lò Thị Dự", titles=["Phó Giám đốc"], unit=unit)
    member = MembershipFactory(cluster_year=pact.cluster_year, unit=unit, deputy=True, head_name="Lò Văn Đứng")
    SignatoryFactory(membership=member, name="Lò Văn Ký", title="Giám đốc")

    hits = run_search("lò", loai="nguoi").hits

    assert {hit.name: (hit.address.split("#")[1], hit.facts[0]) for hit in hits} == {
        "Lò Thị Dự": ("hoi-nghi", "Sở Nội vụ"),
        "Lò Văn Ký": ("dai-dien", "Sở Nội vụ"),
        "Lò Văn Đứng": ("don-vi", "Sở Nội vụ"),
    }


def test_a_unit_is_found_by_its_former_name_which_is_told(client):
    unit = UnitFactory(name="Phường Gia Sàng")
    UnitNameFactory(unit=unit, former=True, name="Xã Đồng Liên")

    response = page(client, q="dong lien")

    assert "Phường Gia Sàng Tên cũ: Xã Đồng Liên" in text_of(response)


def test_an_award_is_found_by_type_recipient_and_wording():
    flag, unit = AwardTypeFactory(name="Cờ thi đua của Chính phủ"), UnitFactory(name="Xã Cao Ngạn")
    by_unit = AwardFactory(type=flag, as_written=None, unit=unit)
    by_name = AwardFactory(as_written="Bằng khen loại một", recipient_name="Lò Thị Minh", of_unit=unit)

    assert [hit.row.id for hit in run_search("chinh phu cao ngan", loai="khen-thuong").hits] == [by_unit.pk]
    assert [hit.row.id for hit in run_search("lo minh bang khen", loai="khen-thuong").hits] == [by_name.pk]
    assert {hit.address for hit in run_search("cao ngan", loai="khen-thuong").hits} == {
        f"/don-vi/{unit.slug}/#khen-thuong"
    }


# --- The page ---------------------------------------------------------------------------------


def test_kinds_are_links_with_counts_and_narrow_the_list(client):
    UnitFactory(name="Xã Vàng")
    CommitmentFactory(pact=year_of_pact(), text="Lời hứa vàng")

    response = page(client, q="vàng", loai="noi-dung")

    assert "2 kết quả cho “vàng” Tất cả 2 Nội dung giao ước 1 Đơn vị 1" in text_of(response)
    assert [hit.record for hit in response.context["search"].hits] == ["commitment"]


def test_twenty_stand_on_a_page_and_none_twice(client):
    for n in range(45):
        UnitFactory(name=f"Xã Vàng {n}")

    pages = [page(client, q="vang", trang=number).context["search"].hits for number in (1, 2, 3)]

    assert [len(hits) for hits in pages] == [20, 20, 5]
    assert len({hit.row.id for hits in pages for hit in hits}) == 45
    assert page(client, q="vang", trang=4).status_code == 404


@pytest.mark.parametrize("loai", ["", "noi-dung"])
@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_hits(client, django_assert_max_num_queries, count, loai):
    for n in range(count):
        pact = year_of_pact(name=f"Khối vàng {n}", conference=ConferenceFactory())
        CommitmentFactory(pact=pact, text="Lời hứa vàng")
        MembershipFactory(cluster_year=pact.cluster_year, unit__name=f"Xã Vàng {n}", unit__place=UnitFactory())
    page(client, q="vang")

    with django_assert_max_num_queries(5):
        response = client.get("/tim-kiem/", {"q": "vang", "loai": loai})

    assert response.context["search"].total == 4 * count


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"q": "vàng", "loai": "khac"}, "Không có loại kết quả này."),
        ({"q": "vàng", "trang": "x"}, "Số trang không hợp lệ."),
        ({"q": "vàng " * 60}, "200"),
        ({"q": "khongco"}, "Sổ không có nội dung nào khớp với “khongco”."),
        ({"q": "vàng", "loai": "nguon"}, "Không có kết quả thuộc loại này."),
    ],
)
def test_what_finds_nothing_is_said(client, params, sentence):
    UnitFactory(name="Xã Vàng")

    response = page(client, **params)

    assert sentence in text_of(response)
    assert response.context["search"].hits == []


def test_an_empty_search_offers_what_the_register_holds(client, examples):
    response = page(client)

    offered = response.context["examples"]
    assert len(offered) == 4
    assert [words for words in offered if not run_search(words).total] == []


def test_an_empty_register_offers_its_lists(client):
    assert page(client).context["examples"] == []


def test_the_page_is_everybodys_and_sets_no_cookie():
    response = page(Client(), q="x")

    assert (response.status_code, response.cookies) == (200, {})


def test_find_forms_of_every_page_lead_to_the_search(client):
    assert '<form class="find" role="search" action="/tim-kiem/">' in client.get("/").content.decode()


def test_what_is_marked_is_escaped(client):
    CommitmentFactory(pact=year_of_pact(name="<b>Khối</b>"), text="Thi đua <script>alert(1)</script> & học")

    content = page(client, q="thi dua script").content.decode()

    assert "<mark>Thi đua</mark> &lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt; &amp; học" in content
    assert "&lt;b&gt;Khối&lt;/b&gt;" in content
