"""The five articles, fact by fact: what open data tells of each is what the article says, and nothing is lost."""

import pytest
from django.db import transaction

from clusters.models import Succession, Unit
from pacts.models import Pact
from pacts.seal.checks import faults
from pactsite.pages.opendata.columns import with_record_columns
from pactsite.pages.opendata.record import records
from tests.examples import load_examples

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    """Load the examples once, read them all as open data, and take everything back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_examples()
        told = records(with_record_columns(Pact.objects.newest_first()), str)
        fates = {
            slug: (unit.ended_on, unit.end_reason, sorted(row.successor.name for row in unit.onward.all()))
            for slug, unit in ((unit.slug, unit) for unit in Unit.objects.prefetch_related("onward__successor"))
        }
        extra = {"broken": list(faults()), "statuses": {p.status for p in Pact.objects.all()}, "fates": fates}
        extra["named"] = str([told, list(Unit.objects.values_list("name", flat=True))])
        extra["successions"] = Succession.objects.count()
        transaction.set_rollback(True)
    by_article = {(row["cluster"]["province"], row["year"]): row for row in told}
    names = {
        "000": ("Tỉnh Thái Nguyên", 2021),
        "001": ("Tỉnh Thừa Thiên Huế", 2021),
        "002": ("Tỉnh Thái Nguyên", 2024),
        "003": ("Tỉnh Bắc Ninh", 2020),
        "004": ("Tỉnh Hà Giang", 2021),
    }
    return {name: by_article[key] for name, key in names.items()} | extra


def texts(record, standing="agreed"):
    return [row["text"] for row in record["commitments"] if row["standing"] == standing]


def people(record):
    return {row["name"]: row for row in record["participants"] if row["name"]}


def test_all_five_are_signed_and_sealed(register):
    assert (register["statuses"], register["broken"]) == ({"signed"}, [])


def test_000_has_nine_units_stated_and_one_known(register):
    record = register["000"]

    assert (record["stated_unit_count"], [(u["as_written"], u["role"]) for u in record["units"]]) == (
        9,
        [("UBND huyện Đại Từ", "leader")],
    )


def test_000_keeps_seven_commitments_and_that_the_list_is_open(register):
    assert [len(texts(register["000"])), register["000"]["open_ended"]] == [7, True]
    assert texts(register["000"])[4] == "đẩy mạnh công tác tuyên, phát hiện, nhân rộng điển hình tiên tiến"
    assert texts(register["000"])[6].endswith("làm công tác thi đua khen thưởng…")


def test_000_keeps_the_year_of_its_day_as_concluded(register):
    record = register["000"]

    assert (record["signed_on"], record["signed_on_as_written"], record["part_of_day"]) == (
        "2021-03-31",
        "Ngày 31/3",
        None,
    )
    assert {"held_on", "host"} <= record["inferred"].keys()


def test_000_has_three_persons_and_the_launcher_unnamed(register):
    record = register["000"]

    assert {name: row["titles"] for name, row in people(record).items()} == {
        "Nguyễn Đức Lực": ["UVBCH đảng bộ tỉnh", "Giám đốc Sở Nội vụ"],
        "Nguyễn Xuân Quang": ["PBT TTHU"],
        "Phạm Quang Anh": ["PBT HU", "Chủ tịch UBND huyện"],
    }
    launchers = [row for row in record["participants"] if "launcher" in row["roles"]]
    assert [row["name"] for row in launchers] == [None]


def test_000_presents_three_drafts_and_three_and_three_awards_of_the_year_before(register):
    record = register["000"]

    assert sorted((row["kind"], row["state"]) for row in record["documents"]) == [
        ("plan", "presented"),
        ("regulation", "presented"),
        ("scoring_table", "presented"),
    ]
    lines = [
        (a["quantity"], a["recipient"], a["recipient_kind"], a["merit_year"], a["authority_as_written"], a["relation"])
        for a in record["awards"]
    ]
    assert lines == [(3, None, "collective", 2020, "UBND tỉnh", "presented")] * 2
    assert [a["category"] for a in record["awards"]] == ["title", "form"]


def test_000_keeps_its_spellings_authors_and_stamp(register):
    record = register["000"]
    source = record["sources"][0]

    assert len(record["cluster"]["spellings"]) >= 2
    assert (source["authors"], source["published_as_written"]) == (["Huyền Trang", "Quang Tuấn"], "02-04-2021 10:07")
    assert any(pair["as_written"].endswith("tuyên, phát hiện") for pair in source["errata"])


def test_001_has_eleven_units_with_leader_and_deputy(register):
    record = register["001"]

    assert [(unit["name"], unit["role"]) for unit in record["units"]] == [
        ("Văn phòng UBND tỉnh", "leader"),
        ("Sở Nội vụ", "deputy"),
        ("Kho bạc Nhà nước", "member"),
        ("Văn phòng Đoàn ĐBQH tỉnh", "member"),
        ("Văn phòng HĐND tỉnh", "member"),
        ("Cục Thuế", "member"),
        ("Cục Thống kê", "member"),
        ("Ban Dân tộc", "member"),
        ("Sở Tài chính", "member"),
        ("Sở Kế hoạch và Đầu tư", "member"),
        ("Sở Ngoại vụ", "member"),
    ]
    assert record["stated_unit_count"] == 11


def test_001_has_six_commitments_though_a_semicolon_makes_seven(register):
    record = register["001"]

    assert (len(texts(record)), record["stated_commitments"]) == (6, 6)
    assert sum(text.count(";") for text in texts(record)) == 1


def test_001_knows_day_place_and_a_person_of_four_titles(register):
    record = register["001"]
    person = people(record)["Trần Thị Hoài Trâm"]

    assert (record["signed_on"], record["part_of_day"], record["venue"]) == (
        "2021-01-22",
        "morning",
        "hội trường tầng III của UBND tỉnh",
    )
    assert len(person["titles"]) == 4
    assert ("speaker" in person["roles"], person["inferred_roles"]) == (True, ["chair"])


def test_001_is_placed_by_conclusion_and_lies_in_hue_today(register):
    record = register["001"]

    assert record["cluster"]["province_today"] == "Thành phố Huế"
    assert "place" in record["inferred"]


def test_001_witnesses_are_unnamed_and_signers_unknown(register):
    record = register["001"]

    witnesses = [row for row in record["participants"] if "witness" in row["roles"]]
    assert [row["name"] for row in witnesses] == [None]
    assert {(row["name"], row["state"]) for row in record["signatories"]} == {(None, "signed")}
    assert len(record["signatories"]) == 11


def test_002_states_eleven_lists_ten_and_concludes_one(register):
    record = register["002"]

    bases = [unit["basis"] for unit in record["units"]]
    assert (record["stated_unit_count"], bases.count("listed"), bases.count("host"), bases.count("inferred")) == (
        11,
        9,
        1,
        1,
    )
    concluded = next(unit for unit in record["units"] if unit["basis"] == "inferred")
    assert (concluded["name"], concluded["as_written"]) == ("Xã Cao Ngạn", None)
    assert "xã Púc Xuân" in [unit["as_written"] for unit in record["units"]]


def test_002_has_the_chair_witness_and_cluster_head_in_one_person(register):
    person = people(register["002"])["Tạ Văn Phin"]

    assert len(person["titles"]) == 3
    assert set(person["roles"]) == {"chair", "witness", "speaker"}
    assert len(person["as_written"]) == 3


def test_002_has_eight_commitments_and_two_targets(register):
    record = register["002"]

    assert len(texts(record)) == 8
    assert "Thái Nguyênh" in texts(record)[1]
    assert [(row["operator"], row["value"], row["unit"]) for row in record["targets"]] == [
        ("=", "100", "%"),
        ("=", "0", None),
    ]


def test_002_cites_one_directive_and_adopts_one_regulation(register):
    rows = {(row["kind"], row["number"], row["date"], row["state"]) for row in register["002"]["documents"]}

    assert rows == {("directive", "26/CT-TTg", "2016-09-05", "cited"), ("regulation", None, None, "adopted")}


def test_002_names_four_movements_by_their_right_names(register):
    movements = {row["name"]: row["as_written"] for row in register["002"]["movements"]}

    assert movements["Thái Nguyên chung tay vì người nghèo"] == ["Thái Nguyênh chung tay vì người nghèo"]
    assert len(movements) == 4


def test_003_knows_nothing_of_the_pact_but_four_directions(register):
    record = register["003"]

    assert (texts(record), len(texts(record, "direction")), record["stated_unit_count"]) == ([], 4, None)
    assert {row["by"] for row in record["commitments"]} == {"Nguyễn Văn Phong"}
    assert [unit["basis"] for unit in record["units"]] == ["host"]


def test_003_has_a_theme_of_the_province_launched_by_four_bodies(register):
    theme = register["003"]["theme"]

    assert (theme["owner"], theme["by"]) == ("superior", ["Tỉnh ủy", "HĐND", "UBND", "Ủy ban MTTQ tỉnh"])
    assert theme["text"].endswith("; tiếp tục thực hiện hiệu quả Đề án bảo vệ môi trường")


def test_003_names_five_movements_one_in_two_spellings_and_two_plans(register):
    record = register["003"]

    spelt = [row for row in record["movements"] if len(row["as_written"]) == 2]
    assert (len(record["movements"]), [row["launched_on"] for row in spelt]) == (5, ["2019-06-04"])
    assert [(row["number"], row["date"]) for row in record["documents"]] == [
        ("311/KH-UBND", "2019-08-27"),
        ("348/KH-UBND", "2019-10-02"),
    ]


def test_004_has_six_units_none_named_and_two_key_works_each(register):
    record = register["004"]

    assert (record["stated_unit_count"], record["units"], record["key_works_minimum"]) == (6, [], 2)
    assert (record["theme"]["owner"], len(texts(record))) == ("cluster", 4)


def test_004_has_two_sources_and_nothing_of_the_news_below_it(register):
    record = register["004"]

    assert len(record["sources"]) == 2
    for stranger in ("Vũ Mạnh Hà", "Hà Thị Minh Hạnh", "Đặng Quốc Khánh", "Nguyễn Văn Sơn", "Hoàng Gia Long"):
        assert stranger not in register["named"]
    assert record["cluster"]["province_today"] == "Tỉnh Tuyên Quang"


@pytest.mark.parametrize(
    ("slug", "successors"),
    [
        ("xa-dong-lien-thanh-pho-thai-nguyen", ["Phường Gia Sàng"]),
        ("xa-cao-ngan-thanh-pho-thai-nguyen", ["Phường Linh Sơn"]),
        ("xa-phuc-ha-thanh-pho-thai-nguyen", ["Phường Quyết Thắng"]),
        ("xa-son-cam-thanh-pho-thai-nguyen", ["Phường Quan Triều"]),
        ("xa-thinh-duc-thanh-pho-thai-nguyen", ["Xã Tân Cương"]),
        ("xa-phuc-xuan-thanh-pho-thai-nguyen", ["Xã Đại Phúc"]),
    ],
)
def test_each_commune_of_002_lives_on_where_the_reform_put_it(register, slug, successors):
    ended_on, _reason, onward = register["fates"][slug]

    assert (ended_on, onward) == ("2025-07-01", successors)


@pytest.mark.parametrize("slug", ["huyen-dai-tu", "huyen-yen-phong", "thanh-pho-thai-nguyen"])
def test_districts_ended_without_successor(register, slug):
    assert register["fates"][slug] == ("2025-07-01", "abolished", [])


def test_what_is_concluded_of_an_award_and_of_a_cited_plan_is_marked(register):
    assert "awards.2.authority" in register["000"]["inferred"]
    assert "documents.2.subject" in register["003"]["inferred"]
