"""Awards read from what people paste: an article's own sentences, lists, lines of a table. Nothing is invented."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.examples.load import load_folder
from awards.intake.awards import read_awards
from awards.intake.register import Known
from tests.copies import make_or_copy_here
from tests.factories import AwardTypeFactory, PactFactory

ROOT = Path(__file__).resolve().parent.parent.parent
THAI_NGUYEN = (
    "\u00a0 Nhân dịp này, 3 tập thể đã được nhận Cờ thi đua của UBND tỉnh; 3 tập thể được nhận Bằng khen của UBND tỉnh "
    "vì có thành tích xuất sắc trong các phong trào thi đua yêu nước tỉnh Thái Nguyên năm 2020."
)
# Sentences of the articles that speak of awards and give none.
NONE_GIVEN = [
    "Việc đăng ký danh hiệu thi đua và hình thức khen thưởng được thực hiện đầy đủ, kịp thời.",
    "Dự Hội nghị có Chủ tịch Hội đồng Thi đua - Khen thưởng tỉnh; Hội đồng thi đua khen thưởng các huyện.",
    "Tiếp tục nâng cao chất lượng công tác thi đua, khen thưởng; quan tâm biểu dương những gương người tốt việc tốt.",
    "Thi đua tổ chức triển khai thực hiện tốt các chủ trương, nhiệm vụ về công tác thi đua, khen thưởng.",
]


def told(text, *names):
    names = names or ("award", "recipient", "number", "recipient_kind")
    return [tuple(row.get(name) for name in names) for row in read_awards(text).rows]


def test_the_articles_own_sentence_says_what_the_record_holds():
    example = tomllib.loads((ROOT / "awards" / "examples" / "000.toml").read_text(encoding="utf-8"))
    names = ("as_written", "recipient_kind", "merit_year", "merit_as_written", "authority_as_written", "citation")
    truth = [(row["granted_count"], *(row[name] for name in names)) for row in example["awards"]]

    assert told(THAI_NGUYEN, "number", *names) == truth


@pytest.mark.parametrize("sentence", NONE_GIVEN)
def test_a_sentence_that_gives_nothing_is_left_unread(sentence):
    found = read_awards(sentence)

    assert (found.rows, " ".join(found.unread)) == ([], sentence)


FLAG, CERTIFICATE = "Cờ thi đua của UBND tỉnh", "Bằng khen của Chủ tịch UBND tỉnh"
MANY, ONE = "collective", "individual"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            f"tặng {FLAG} cho Sở Nội vụ; {CERTIFICATE} cho 3 tập thể, 5 cá nhân",
            [(FLAG, "Sở Nội vụ", None, MANY), (CERTIFICATE, None, 3, MANY), (CERTIFICATE, None, 5, ONE)],
        ),
        (
            f"{FLAG}:\n1. Sở Nội vụ\n2. Sở Văn hóa, Thể thao và Du lịch\n{CERTIFICATE}:\n- Ban Dân tộc",
            [
                (FLAG, "Sở Nội vụ", None, MANY),
                (FLAG, "Sở Văn hóa, Thể thao và Du lịch", None, MANY),
                (CERTIFICATE, "Ban Dân tộc", None, MANY),
            ],
        ),
        (
            "Trao danh hiệu “Tập thể lao động xuất sắc” cho Sở Nội vụ, Sở Y tế và Sở Tài chính",
            [("Tập thể lao động xuất sắc", name, None, MANY) for name in ("Sở Nội vụ", "Sở Y tế", "Sở Tài chính")],
        ),
        (
            "Tặng Bằng khen cho ông Nguyễn Văn A, Phó Giám đốc Sở Nội vụ và bà Trần Thị B, chuyên viên.",
            [
                ("Bằng khen", "Nguyễn Văn A, Phó Giám đốc Sở Nội vụ", None, ONE),
                ("Bằng khen", "Trần Thị B, chuyên viên", None, ONE),
            ],
        ),
        (
            "Cờ thi đua của Bộ, ban, ngành, tỉnh cho 2 tập thể và Bằng khen cho 5 tập thể và 7 cá nhân",
            [
                ("Cờ thi đua của Bộ, ban, ngành, tỉnh", None, 2, MANY),
                ("Bằng khen", None, 5, MANY),
                ("Bằng khen", None, 7, ONE),
            ],
        ),
        (
            f"Sở Nội vụ - {FLAG}\nSở Y tế: {CERTIFICATE}",
            [(FLAG, "Sở Nội vụ", None, MANY), (CERTIFICATE, "Sở Y tế", None, MANY)],
        ),
        ("Bang khen cua UBND tinh cho 3 tap the", [("Bang khen cua UBND tinh", None, 3, MANY)]),
    ],
)
def test_sentences_and_lists(text, rows):
    assert told(text) == rows


def test_names_behind_a_count_are_the_recipients():
    assert told("Tặng Bằng khen cho 2 tập thể: Sở Nội vụ và Sở Y tế; 3 cá nhân.", "recipient", "number") == [
        ("Sở Nội vụ", None),
        ("Sở Y tế", None),
        (None, 3),
    ]


def test_a_decision_is_read_with_number_day_and_issuer():
    text = "Theo Quyết định số 123/QĐ-UBND ngày 05/01/2021 của Chủ tịch UBND tỉnh, tặng Bằng khen cho 2 tập thể."

    assert told(text, "decision_number", "decision_on", "decision_issuer", "number") == [
        ("123/QĐ-UBND", "05/01/2021", "Chủ tịch UBND tỉnh", 2)
    ]


def test_lines_of_a_table_lose_heading_and_numbers_and_fill_empty_award_cells_from_above():
    text = f"STT\tHình thức\tTên đơn vị\tSố lượng\n1\t{FLAG}\tSở Nội vụ\t1\n2\tBằng khen\tSở Y tế\t\n3\t\tBan Dân tộc\t"

    assert told(text, "award", "recipient", "number") == [
        (FLAG, "Sở Nội vụ", "1"),
        ("Bằng khen", "Sở Y tế", None),
        ("Bằng khen", "Ban Dân tộc", None),
    ]


def test_cells_say_by_themselves_what_they_are():
    text = "Bằng khen\t5\tcá nhân\t2020\t12/QĐ-UBND\t05/01/2021\nGiải chạy toàn dân\tSở Nội vụ"

    assert read_awards(text).rows == [
        {
            "award": "Bằng khen",
            "as_written": "Bằng khen",
            "number": "5",
            "recipient_kind": ONE,
            "merit_year": 2020,
            "decision_number": "12/QĐ-UBND",
            "decision_on": "05/01/2021",
        },
        {"award": "Giải chạy toàn dân", "as_written": "Giải chạy toàn dân", "recipient": "Sở Nội vụ"},
    ]


@given(st.text(alphabet="\t\n;:,.()“” 13ờđabcCờ thi đuaBằng khencho tập thểcá nhânvà", max_size=200))
def test_whatever_is_pasted_is_read_without_a_fault(text):
    assert all(row["award"] for row in read_awards(text).rows)


def load_types():
    folder = ROOT / "awards"
    load_folder(folder / "examples" / "none", folder / "data" / "award_types.toml")


# --- Names of types -----------------------------------------------------------------------------


@pytest.fixture
def known(db):
    make_or_copy_here("types of awards", load_types)
    return Known(PactFactory(cluster_year__year=2021))


@pytest.mark.parametrize(
    ("text", "year", "code"),
    [
        ("Cờ thi đua của UBND tỉnh", 2020, "co-thi-dua-tinh"),
        ("co thi dua cua ubnd tinh", 2020, "co-thi-dua-tinh"),
        ("Cờ thi đua của Ủy ban nhân dân tỉnh Bắc Ninh", 2020, "co-thi-dua-tinh"),
        ("Cờ thi đua cấp tỉnh", 2020, "co-thi-dua-tinh"),
        ("Cờ thi đua của UBND tỉnh", 2024, "co-thi-dua-tinh"),
        ("Bằng khen của UBND tỉnh", 2020, "bang-khen-tinh"),
        ("danh hiệu “Chiến sĩ thi đua cơ sở”", 2024, "chien-si-thi-dua-co-so"),
        ("Chiến sĩ thi đua cơ sở", 2020, None),  # no rule of that year is known
        ("Cờ thi đua của Tỉnh ủy", 2020, None),
        ("Bằng khen", 2020, None),  # of whom is not said
        ("Cờ thi đua của UBND thành phố", 2020, None),
        ("", 2020, None),
    ],
)
def test_a_wording_names_a_type_of_its_year_or_none(known, text, year, code):
    found = known.type_of(text, year)

    assert (found and found.code) == code


def test_the_types_offered_are_those_of_the_year_before(known):
    names = {row.name for row in known.types()}

    assert (known.proposed_year, "Cờ thi đua cấp tỉnh" in names, "Chiến sĩ thi đua cơ sở" in names) == (
        2020,
        True,
        False,
    )


def test_of_two_periods_in_one_year_the_later_is_offered(known):
    AwardTypeFactory(code="giay-khen-x", name="Cũ", valid_from="2019", valid_to="2020")
    AwardTypeFactory(code="giay-khen-x", name="Mới", valid_from="2020-07-01")

    assert [row.name for row in known.types(2020) if row.code == "giay-khen-x"] == ["Mới"]
