"""Text of the old fonts, .VnTime and VNI-Windows: recognised only where it is such text, and read letter by letter."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.examples import load
from clusters.intake.fonts import TABLE, Reading, from_tcvn3, looks_like_tcvn3, read_old_font

TO_TCVN3 = str.maketrans({letter: sign for sign, letter in TABLE.items()})
EXAMPLES = Path(load.__file__).parent / "examples"
LOWER = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
PAIRS = [
    ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    ("Së KÕ ho¹ch vµ §Çu t\u00ad", "Sở Kế hoạch và Đầu tư"),
    ("Uû ban nh©n d©n tØnh Th¸i Nguyªn", "Uỷ ban nhân dân tỉnh Thái Nguyên"),
    ("§/c NguyÔn V¨n Phong, UBND x· §ång Liªn", "Đ/c Nguyễn Văn Phong, UBND xã Đồng Liên"),
    ("1. Thi ®ua \u0093hoµn thµnh tèt\u0094 nhiÖm vô;", "1. Thi đua \u0093hoàn thành tốt\u0094 nhiệm vụ;"),
    ("Ph¸t ®éng phong trµo thi ®ua n\u00a8m 2008…", "Phát động phong trào thi đua năm 2008…"),
    ("¡n, ¢u, £-®ª, ¤ng, ¥n, ¦u, §«ng", "Ăn, Âu, Ê-đê, Ông, Ơn, Ưu, Đông"),
]
OTHERS = [
    "",
    "12/04/2021",
    "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "Hà Giang",
    "hòa, là, và, xã, thế, ô tô, tù, phóc",
    "xã Tân, thôn Hòa Bình",
    "Emulation pact of the General bloc, signed in 2021",
    "A naïve café in Zürich, © 2020, 25 µg, § 5, £ 10, 3 × 4",
    "Il est dû à l'été, très tôt après le thé",
    "«Être ou ne pas être», déjà vu à Genève",
    "La mère a acheté du pâté né à la fête de Noël",
    "dû",
    "¡Hola! ¿Qué tal, niño?",
    "Straße in München für Müller",
    "Sở Nội vụ · Së Néi vô",
]


@pytest.mark.parametrize(("typed", "meant"), PAIRS)
def test_old_text_is_recognised_and_read(typed, meant):
    assert (looks_like_tcvn3(typed), from_tcvn3(typed)) == (True, meant)


@pytest.mark.parametrize("text", OTHERS)
def test_other_text_is_not_recognised(text):
    assert not looks_like_tcvn3(text)


def test_one_old_word_is_recognised_by_a_sign_that_is_no_letter():
    assert looks_like_tcvn3("x·")


def test_line_in_capitals_gets_toned_capitals_and_only_that_line():
    typed = "CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM\n§éc lËp - Tù do\nTù"

    assert from_tcvn3(typed) == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do\nTự"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.name)
def test_examples_are_recognised_only_when_written_the_old_way(path):
    text = "\n".join(line for line in path.read_text().splitlines() if line[:4] in ("name", "text", "note"))

    assert not looks_like_tcvn3(text)
    assert looks_like_tcvn3(text.lower().translate(TO_TCVN3))


def test_every_small_letter_and_every_plain_capital_has_its_own_sign():
    assert set(LOWER) - set("abcdeghiklmnopqrstuvxy") | set("ĂÂÊÔƠƯĐ") == set(TABLE.values())
    assert len(TABLE) == len(set(TABLE.values())) == 74


@given(st.text(LOWER + "ĂÂÊÔƠƯĐ 0123456789.,;:-()“”…\n"))
def test_text_written_the_old_way_and_read_again_is_the_same(text):
    assert from_tcvn3(text.translate(TO_TCVN3)) == text


@given(st.text())
def test_any_text_is_asked_and_read_without_a_fault(text):
    assert isinstance(looks_like_tcvn3(text), bool)
    assert isinstance(from_tcvn3(text), str)


@given(st.lists(st.text(LOWER, min_size=1, max_size=6), max_size=20).map(" ".join))
def test_text_with_a_letter_of_its_own_is_never_taken_for_old(text):
    assert not looks_like_tcvn3(text + " đ")


# --- VNI-Windows, look-alike signs, lossy copies ------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        ("UÛy ban nhaân daân tænh Ñoàng Nai", "Ủy ban nhân dân tỉnh Đồng Nai"),
        ("giöõ vöõng an ninh, ñaïi ñoaøn keát", "giữ vững an ninh, đại đoàn kết"),
        ("Chöông trình muïc tieâu quoác gia", "Chương trình mục tiêu quốc gia"),
        ("Quyeát ñònh khen thöôûng", "Quyết định khen thưởng"),
        ("Sôû Noäi vuï", "Sở Nội vụ"),
        ("Hueá", "Huế"),
        ("Nguyeãn Vaên An", "Nguyễn Văn An"),
    ],
)
def test_vni_is_recognised_and_converted(typed, read):
    reading = read_old_font(typed)

    assert (reading.text, reading.font, reading.guesses) == (read, "VNI", ())


def test_signs_that_look_alike_are_read():
    assert read_old_font("Céng hoμ x· héi chñ nghÜa").text == "Cộng hoà xã hội chủ nghĩa"


@pytest.mark.parametrize(
    ("typed", "read", "guesses"),
    [
        ("khen thëng, yªu níc", "khen thưởng, yêu nước", ("thưởng", "nước")),
        ("t tëng Hå ChÝ Minh nh B¸c", "tư tưởng Hồ Chí Minh như Bác", ("tưởng", "tư", "như")),
    ],
)
def test_words_of_a_lossy_copy_are_guessed_and_named(typed, read, guesses):
    reading = read_old_font(typed)

    assert (reading.text, reading.guesses) == (read, guesses)


@pytest.mark.parametrize(
    "text",
    [
        *("Citroën", "naïve", "Noël", "José García", "São Paulo", "Müller GmbH", "Café Mélange à Paris", "Zoë"),
        *("hoá toàn", "xã hội hoá", "uỷ ban", "có hai con cá", "à á â ã", "hòa bình", "UBND TP", "ông là con"),
    ],
)
def test_text_of_no_old_font_stays(text):
    assert read_old_font(text) == Reading(text)


@pytest.mark.parametrize("piece", ["Céng hßa ", "Coäng hoøa ", "khen thëng ", "xã hội ", "é"])
def test_two_hundred_kilobytes_are_read_in_time(piece):
    begun = time.perf_counter()

    read_old_font(piece * (200_000 // len(piece)))

    assert time.perf_counter() - begun < 3  # generous: other programs run on the same machine


def test_lines_of_an_old_font_among_others_are_read():
    text = "Nội dung giao ước:\nThi ®ua yªu n­íc vµ khen th­ëng\nKhối thi đua số 7\n"

    assert read_old_font(text) == Reading(
        "Nội dung giao ước:\nThi đua yêu nước và khen thưởng\nKhối thi đua số 7\n", "TCVN3"
    )
