"""Lists pasted at the desk: shown before they are applied, matched to the register, nothing made in silence."""

from pathlib import Path

import pytest
from django.urls import reverse

from clusters.models import Cluster, Unit
from pacts.models import Pact
from pacts.services.lifecycle import save_draft
from tests.examples import load_examples
from tests.factories import ClusterFactory, ClusterYearFactory, MandateFactory, PactFactory, UnitFactory

pytestmark = pytest.mark.django_db

COMMITMENTS = (
    "Trong đó, tập trung thực hiện 3 nhiệm vụ chính: Hoàn thành nhiệm vụ được giao; Đẩy mạnh cải cách hành chính; "
    "tăng cường kỷ luật, kỷ cương; Giữ vững đoàn kết."
)
UNITS = "Tham dự có 3 đơn vị gồm: Sở Y tế (trưởng khối), Sở Văn hóa, Thể thao và Du lịch, Ban Tiếp công dân."


@pytest.fixture
def pact(client):
    province = UnitFactory(slug="tinh-x", name="Tỉnh X", kind="province")
    cluster = ClusterFactory(slug="khoi-x", organiser=province, place=province)
    pact = PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))
    client.force_login(MandateFactory(organiser=True, unit=province).user)
    return pact


def address(name):
    return reverse(f"desk:{name}", args=["khoi-x", "2021"])


def draft():
    return Pact.objects.get().draft


def test_a_pasted_paragraph_is_shown_split_and_nothing_is_kept_yet(client, pact):
    response = client.post(address("commitments"), {"text": COMMITMENTS})

    assert len(response.context["splits"][0].items) == 3
    assert draft() is None


def test_the_chosen_split_goes_into_the_document_with_the_number_it_states(client, pact):
    client.post(address("commitments"), {"text": COMMITMENTS, "use": "0"})

    assert draft()["commitments"][0]["text"] == "Hoàn thành nhiệm vụ được giao"
    assert (len(draft()["commitments"]), draft()["pact"]["stated_commitments"]) == (3, 3)


def test_a_second_paste_comes_behind_the_first(client, pact):
    for text in ("- Một việc\n- Hai việc", "- Ba việc\n- Bốn việc"):
        client.post(address("commitments"), {"text": text, "use": "0"})

    assert [row["text"] for row in draft()["commitments"]] == ["Một việc", "Hai việc", "Ba việc", "Bốn việc"]
    assert len({row["key"] for row in draft()["commitments"]}) == 4


@pytest.mark.parametrize("data", [{"text": ""}, {"text": "", "use": "0"}, {"text": "x", "use": "9"}, {"use": "²"}])
def test_nothing_to_split_is_told_and_is_no_500(client, pact, data):
    assert client.post(address("commitments"), data).status_code == 200
    assert draft() is None


def test_units_are_matched_and_one_confirmation_adds_them(client, pact):
    UnitFactory(slug="so-y-te-x", name="Sở Y tế", place=pact.cluster_year.cluster.place)
    UnitFactory(slug="so-vhttdl-x", name="Sở Văn hóa, Thể thao và Du lịch", place=pact.cluster_year.cluster.place)
    shown = client.post(address("units"), {"text": UNITS}).context["proposals"]
    answers = {proposal.field: proposal.proposed for proposal in shown}

    client.post(address("units"), {"text": UNITS, "apply": "1", **answers})

    added = Unit.objects.get(name="Ban Tiếp công dân")
    assert [(row["unit"], row["role"]) for row in draft()["units"]] == [
        ("so-y-te-x", "leader"),
        ("so-vhttdl-x", "member"),
        (added.slug, "member"),
    ]
    assert (added.checked, added.place.slug, added.keeper.slug, added.parent.slug) == (False, *["tinh-x"] * 3)


def test_a_unit_in_the_roster_is_not_added_again(client, pact):
    UnitFactory(slug="so-y-te-x", name="Sở Y tế", place=pact.cluster_year.cluster.place)
    data = {"text": "Sở Y tế", "apply": "1", "unit-1": "so-y-te-x"}

    for _n in range(2):
        client.post(address("units"), data)

    assert [row["unit"] for row in draft()["units"]] == ["so-y-te-x"]


def test_a_unit_that_was_not_offered_is_not_added(client, pact):
    UnitFactory(slug="bo-noi-vu", name="Bộ Nội vụ")
    client.post(address("units"), {"text": "Sở Y tế", "apply": "1", "unit-1": "bo-noi-vu"})

    assert not (draft() or {}).get("units")


def test_what_is_left_out_is_not_made(client, pact):
    client.post(address("units"), {"text": "Sở Y tế", "apply": "1", "unit-1": ""})

    assert not Unit.objects.filter(name="Sở Y tế").exists()


def test_text_of_an_old_font_is_converted(client, pact):
    response = client.post(address("commitments"), {"text": "- Céng hßa x· héi chñ nghÜa ViÖt Nam\n- §éc lËp - Tù do"})

    assert response.context["paste"].old_font
    assert response.context["splits"][0].items[0] == "Cộng hòa xã hội chủ nghĩa Việt Nam"


def test_eleven_units_of_a_real_list_are_one_paste_and_one_confirmation(client):
    load_examples()
    cluster = Cluster.objects.get(slug="khoi-tong-hop-thua-thien-hue")
    cluster.organiser = cluster.place
    cluster.save()
    PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2022))
    client.force_login(MandateFactory(organiser=True, unit=cluster.place).user)
    page = reverse("desk:units", args=[cluster.slug, "2022"])
    text = (Path(__file__).parent / "hue-2021.txt").read_text(encoding="utf-8")
    shown = client.post(page, {"text": text}).context["proposals"]

    client.post(page, {"text": text, "apply": "1", **{proposal.field: proposal.proposed for proposal in shown}})

    units = Pact.objects.get(cluster_year__year=2022).draft["units"]
    assert {proposal.match.certainty for proposal in shown} == {"sure"}
    assert [row["role"] for row in units] == ["leader", "deputy", *["member"] * 9]


def test_the_rows_go_in_as_a_person_left_them(client, pact):
    rows = ["Hoàn thành nhiệm vụ\nGiữ kỷ cương", " ", "Xây dựng Đảng"]

    client.post(address("commitments"), {"text": COMMITMENTS, "use": "0", "item-0": rows})

    assert [row["text"] for row in draft()["commitments"]] == ["Hoàn thành nhiệm vụ", "Giữ kỷ cương", "Xây dựng Đảng"]


def mended(client, *pieces, **more):
    data = {"text": UNITS, "piece": pieces, "role": ["leader", *["member"] * (len(pieces) - 1)]}
    return client.post(address("units"), data | more).context["proposals"]


def names(proposals):
    return [(proposal.match.piece.text, proposal.match.piece.role) for proposal in proposals]


def test_a_piece_is_put_behind_the_one_before_by_one_button(client, pact):
    found = mended(client, "Sở Văn hóa", "Thể thao và Du lịch", "Sở Y tế", merge="2")

    assert names(found) == [("Sở Văn hóa, Thể thao và Du lịch", "leader"), ("Sở Y tế", "member")]


def test_a_semicolon_parts_a_piece_and_an_emptied_one_is_gone(client, pact):
    found = mended(client, "Sở Y tế; Sở Tư pháp", "", again="1")

    assert names(found) == [("Sở Y tế", "leader"), ("Sở Tư pháp", "leader")]


def test_a_piece_mended_after_it_was_shown_is_found_again_before_anything_is_added(client, pact):
    found = mended(client, "Sở Y tế", **{"unit-1": "new", "shown-1": "Sở Y", "apply": "1"})

    assert names(found) == [("Sở Y tế", "leader")]
    assert draft() is None


def test_the_list_itself_can_be_read_anew(client, pact):
    found = mended(client, "Sở Y tế", find="1")

    assert len(found) == 3


def test_a_paste_never_overwrites_what_somebody_kept_meanwhile(client, pact):
    client.post(address("commitments"), {"text": COMMITMENTS})
    save_draft(pact=pact, document={"pact": {"theme": "Đoàn kết"}}, by=None)

    client.post(address("commitments"), {"text": COMMITMENTS, "use": "0"})

    assert (draft()["pact"]["theme"], len(draft()["commitments"])) == ("Đoàn kết", 3)


# --- Headings, what was not read, old fonts ------------------------------------------------------

GROUPED = "I. VỀ KINH TẾ\n1. Tăng thu\n2. Giảm chi\n- tiết kiệm\n- chống lãng phí\nII. VỀ XÃ HỘI\n1. Giảm nghèo"


def shown_rows(response, way=0):
    """Return the fields of a shown way as a browser sends them back."""
    rows = response.context["splits"][way].rows
    return {f"item-{way}": [item for _heading, item in rows], f"heading-{way}": [heading for heading, _item in rows]}


def test_headings_and_joined_lines_are_added_as_they_are_shown(client, pact):
    shown = client.post(address("commitments"), {"text": GROUPED})

    client.post(address("commitments"), {"text": GROUPED, "use": "0", **shown_rows(shown)})

    assert [(row["heading"], row["text"]) for row in draft()["commitments"]] == [
        ("VỀ KINH TẾ", "Tăng thu"),
        ("VỀ KINH TẾ", "Giảm chi\n- tiết kiệm\n- chống lãng phí"),
        ("VỀ XÃ HỘI", "Giảm nghèo"),
    ]


def test_rows_that_were_all_emptied_add_nothing(client, pact):
    client.post(address("commitments"), {"text": COMMITMENTS, "use": "0", "item-0": ["", " "]})

    assert not (draft() or {}).get("commitments")


def test_page_says_what_was_not_read_and_that_the_stated_number_differs(client, pact):
    text = "Sáng 12/3, khối họp hội nghị.\nĐồng chí A phát biểu.\nCác đơn vị cam kết 5 nội dung: học; làm; đoàn kết."

    response = client.post(address("commitments"), {"text": text})

    assert response.context["unread"] == ["Sáng 12/3, khối họp hội nghị.", "Đồng chí A phát biểu."]
    assert "Văn bản nêu 5, ở đây đọc được 3." in response.content.decode()
    assert "Thêm 3 nội dung" in response.content.decode()


def test_text_of_an_old_font_is_taken_back_by_one_key(client, pact):
    typed = "- Coäng hoøa xaõ hoäi\n- Ñoäc laäp Töï do"
    shown = client.post(address("commitments"), {"text": typed})
    back = client.post(address("commitments"), {"text": shown.context["paste"].text, "typed": typed, "as_typed": "1"})

    assert shown.context["splits"][0].items == ["Cộng hòa xã hội", "Độc lập Tự do"]
    assert back.context["splits"][0].items == ["Coäng hoøa xaõ hoäi", "Ñoäc laäp Töï do"]


def test_draft_typed_in_an_old_font_is_asked_about(client, pact):
    response = client.post(reverse("desk:pact", args=["khoi-x", "2021"]), {"pact-theme": "Thi ®ua yªu n­íc"})

    assert "Thi đua yêu nước" in response.content.decode()


def test_an_undecided_row_blocks_the_button_and_is_named(client, pact):
    UnitFactory(name="Xã Văn Lang", slug="xa-van-lang", place=pact.cluster_year.cluster.place)
    text = "Xã Văn Lăng; Sở Y tế"

    response = client.post(address("units"), {"text": text, "apply": "1", "unit-2": "new"})

    assert "Xã Văn Lăng" in response.content.decode().split('id="unit-1-error"')[1][:300]
    assert [proposal.answer for proposal in response.context["proposals"]] == [None, "new"]
    assert draft() is None
    assert not Unit.objects.filter(name="Sở Y tế").exists()


def test_what_was_not_read_is_shown_and_the_stated_number_is_kept(client, pact):
    text = "Khối gồm 2 đơn vị: Sở A, Sở B đã ký kết giao ước."
    response = client.post(address("units"), {"text": text})

    assert "đã ký kết giao ước." in response.context["found"].unread
    assert (response.context["letters"], response.context["letters_read"]) == (33, 6)
    client.post(address("units"), {"text": text, "apply": "1", "unit-1": "new", "unit-2": "new"})
    assert draft()["year"]["stated_units"] == 2


def test_the_other_way_to_part_a_list_is_offered(client, pact):
    text = "Sở A, Lữ đoàn 7, Bộ Tư lệnh Thông tin"

    assert len(client.post(address("units"), {"text": text}).context["proposals"]) == 3
    other = client.post(address("units"), {"text": text, "way": "other"}).context["proposals"]
    assert names(other)[1] == ("Lữ đoàn 7, Bộ Tư lệnh Thông tin", "member")


TABLE = "TT\tHọ tên\tĐơn vị\tVai trò\n1\tNguyễn A\tSở Một\tTrưởng khối\n2\tTrần B\tSở Hai\t"


def test_a_table_is_read_by_its_columns_and_they_can_be_changed(client, pact):
    shown = client.post(address("units"), {"text": TABLE}).context
    assert shown["table"].columns == ["number", "person", "unit", "role"]
    assert names(shown["proposals"]) == [("Sở Một", "leader"), ("Sở Hai", "member")]

    changed = client.post(address("units"), {"text": TABLE, "find": "1", "column": ["number", "unit", "", "role"]})
    assert names(changed.context["proposals"]) == [("Nguyễn A", "leader"), ("Trần B", "member")]


def test_a_unit_of_another_province_is_no_candidate_and_the_page_says_so(client, pact):
    UnitFactory(name="Sở Y tế", place=UnitFactory(name="Tỉnh Y", kind="province"))

    (proposal,) = client.post(address("units"), {"text": "Sở Y tế"}).context["proposals"]

    assert (proposal.answer, proposal.match.units, proposal.match.elsewhere) == ("new", [], True)
