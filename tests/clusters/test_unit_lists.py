"""Lists of units in the wordings people use, each with the units, leader (*) and deputy (+) that are right."""

import random
import re
import unicodedata
from collections import Counter

import pytest

from clusters.common.text import normalise
from clusters.intake.unit_names import read_units
from clusters.intake.unit_words import BODY, TERRITORY

LISTS = [
    ("gồm: Đức Trọng, Di Linh và Bảo Lộc đã tổ chức lễ ký kết giao ước thi đua năm 2021.", "Đức Trọng|Di Linh|Bảo Lộc"),
    ("Hà Nội, TP Hồ Chí Minh, Hải Phòng, Đà Nẵng, Cần Thơ", "Hà Nội|TP Hồ Chí Minh|Hải Phòng|Đà Nẵng|Cần Thơ"),
    ("12 phường: Bến Một, Bến Hai, Tân Ba, Tân Tư, Hòa Năm", "Bến Một|Bến Hai|Tân Ba|Tân Tư|Hòa Năm"),
    ("1. Văn phòng;\n2. Nhà thiếu nhi;\n3. Bảo tàng tỉnh", "Văn phòng|Nhà thiếu nhi|Bảo tàng tỉnh"),
    (
        "1. Hiệp hội Doanh nghiệp\n2. Thư viện tỉnh\n3. THPT Số 1\n4. Khu bảo tồn Một\n5. Lực lượng TNXP",
        "Hiệp hội Doanh nghiệp|Thư viện tỉnh|THPT Số 1|Khu bảo tồn Một|Lực lượng TNXP",
    ),
    ("1. Agribank Một\n2. Vietcombank Hai\n3. Nông trường Ba", "Agribank Một|Vietcombank Hai|Nông trường Ba"),
    ("Sở Nội vụ, Văn  phòng UBND tỉnh", "Sở Nội vụ|Văn phòng UBND tỉnh"),
    ("Sở\u2009Nội vụ, Văn\xa0\xa0phòng UBND tỉnh", "Sở Nội vụ|Văn phòng UBND tỉnh"),
    ("§\tSở Nội vụ\n§\tSở Tài chính", "Sở Nội vụ|Sở Tài chính"),
    ("Ø Sở Nội vụ\nØ Sở Tài chính", "Sở Nội vụ|Sở Tài chính"),
    ("o\tSở Nội vụ\no\tSở Tài chính", "Sở Nội vụ|Sở Tài chính"),
    ("ü  Sở Nội vụ\nü  Sở Tài chính", "Sở Nội vụ|Sở Tài chính"),
    (
        "➢ Sở Nội vụ\n✓ Sở Tài chính\n■ Sở Y tế\n\uf0a7 Sở Một\n👉 Sở Hai",
        "Sở Nội vụ|Sở Tài chính|Sở Y tế|Sở Một|Sở Hai",
    ),
    ("SỞ NỘI VỤ, SỞ TÀI CHÍNH VÀ SỞ Y TẾ", "SỞ NỘI VỤ|SỞ TÀI CHÍNH|SỞ Y TẾ"),
    ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH, SỞ Y TẾ", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH|SỞ Y TẾ"),
    (
        "gồm 3 đơn vị: Cơ quan A Trung ương, Lữ đoàn 7, Bộ Tư lệnh Thông tin và Trại Đắk Một",
        "Cơ quan A Trung ương|Lữ đoàn 7, Bộ Tư lệnh Thông tin|Trại Đắk Một",
    ),
    (
        "Khối thi đua số 3 hiện có 12 cơ quan, đơn vị: Tòa án nhân dân tỉnh, Công an tỉnh, Viện kiểm sát nhân dân tỉnh, Cục Thi hành án dân sự tỉnh, Thanh tra tỉnh, Sở Tư pháp, Bộ chỉ huy Quân sự tỉnh, Bộ chỉ huy Bộ đội biên phòng tỉnh, Trại giam Đắk Tân, Trại giam Đắk Trung, Trung đoàn Cảnh sát cơ động Tây Nguyên và Lữ đoàn 198, Bộ Tư lệnh Đặc công. Khối trưởng là Trại giam Đắk Tân.",  # noqa: E501
        "Tòa án nhân dân tỉnh|Công an tỉnh|Viện kiểm sát nhân dân tỉnh|Cục Thi hành án dân sự tỉnh|Thanh tra tỉnh|Sở Tư pháp|Bộ chỉ huy Quân sự tỉnh|Bộ chỉ huy Bộ đội biên phòng tỉnh|Trại giam Đắk Tân*|Trại giam Đắk Trung|Trung đoàn Cảnh sát cơ động Tây Nguyên|Lữ đoàn 198, Bộ Tư lệnh Đặc công",  # noqa: E501
    ),
    (
        "Khối có 3 đơn vị: Thanh tra Bộ Công an, Thanh tra Bộ Nội vụ và Cơ quan thanh tra, giám sát Ngân hàng",
        "Thanh tra Bộ Công an|Thanh tra Bộ Nội vụ|Cơ quan thanh tra, giám sát Ngân hàng",
    ),
    (
        "Thanh tra Bộ Công an, Cơ quan thanh tra, giám sát Ngân hàng, Thanh tra Bộ Nội vụ",
        "Thanh tra Bộ Công an|Cơ quan thanh tra, giám sát Ngân hàng|Thanh tra Bộ Nội vụ",
    ),
    (
        "Ngân hàng Nông nghiệp và Phát triển Nông thôn, Ngân hàng Đầu tư và Phát triển, Ngân hàng Chính sách xã hội",
        "Ngân hàng Nông nghiệp và Phát triển Nông thôn|Ngân hàng Đầu tư và Phát triển|Ngân hàng Chính sách xã hội",
    ),
    ("Sở Văn hóa, Thể thao và Du lịch và Sở Y tế", "Sở Văn hóa, Thể thao và Du lịch|Sở Y tế"),
    (
        "Sở Văn hoá-Thể thao và Du lịch, Sở Giáo dục-Đào tạo, Sở Lao động- Thương binh và Xã hội, Hội Đông y tỉnh",
        "Sở Văn hoá-Thể thao và Du lịch|Sở Giáo dục-Đào tạo|Sở Lao động- Thương binh và Xã hội|Hội Đông y tỉnh",
    ),
    (
        "Công an các huyện Ea Súp, Cư M'gar, Buôn Đôn",
        "Công an huyện Ea Súp|Công an huyện Cư M'gar|Công an huyện Buôn Đôn",
    ),
    ("UBND các xã: Tân Lập, Tân Hòa và phường Tân An", "UBND xã Tân Lập|UBND xã Tân Hòa|UBND phường Tân An"),
    (
        "các trường THPT: Chu Văn An, Hai Bà Trưng, Nguyễn Du",
        "trường THPT Chu Văn An|trường THPT Hai Bà Trưng|trường THPT Nguyễn Du",
    ),
    ("các quận 1, 3, 5 và Bình Thạnh", "quận 1|quận 3|quận 5|quận Bình Thạnh"),
    (
        "Hội Nông dân các huyện: Đại Từ, Phú Lương; Hội Nông dân thành phố Sông Công",
        "Hội Nông dân huyện Đại Từ|Hội Nông dân huyện Phú Lương|Hội Nông dân thành phố Sông Công",
    ),
    (
        "Công an các tỉnh: Quảng Trị, Thừa Thiên Huế và Quảng Ngãi",
        "Công an tỉnh Quảng Trị|Công an tỉnh Thừa Thiên Huế|Công an tỉnh Quảng Ngãi",
    ),
    (
        "Phòng Giáo dục và Đào tạo các huyện Một, Hai và thị xã Ba",
        "Phòng Giáo dục và Đào tạo huyện Một|Phòng Giáo dục và Đào tạo huyện Hai|Phòng Giáo dục và Đào tạo thị xã Ba",
    ),
    ("Sở Nội vụ: Cụm trưởng\nSở Y tế: Cụm phó\nSở Tư pháp", "Sở Nội vụ*|Sở Y tế+|Sở Tư pháp"),
    ("Sở Nội vụ - đơn vị Trưởng khối, Sở Y tế - đơn vị Phó khối, Sở Tư pháp", "Sở Nội vụ*|Sở Y tế+|Sở Tư pháp"),
    (
        "Công đoàn ngành Giáo dục - trưởng khối, Công đoàn ngành Y tế, Công đoàn Viên chức tỉnh",
        "Công đoàn ngành Giáo dục*|Công đoàn ngành Y tế|Công đoàn Viên chức tỉnh",
    ),
    ("Trưởng khối: Sở Nội vụ; Phó Trưởng khối: Sở Y tế; các thành viên: Sở A, Sở B", "Sở Nội vụ*|Sở Y tế+|Sở A|Sở B"),
    (
        "- Đơn vị Cụm trưởng: UBND huyện A.\n- Đơn vị Cụm phó: UBND huyện B.\n- Các đơn vị thành viên: UBND huyện C; UBND huyện D.",  # noqa: E501
        "UBND huyện A*|UBND huyện B+|UBND huyện C|UBND huyện D",
    ),
    ("Sở Nội vụ (Cụm trưởng năm 2024), Sở Y tế (Cụm phó thứ nhất), Sở Một", "Sở Nội vụ*|Sở Y tế+|Sở Một"),
    ("Sở Nội vụ làm Trưởng khối, Sở Y tế làm Phó Trưởng khối, Sở Một", "Sở Nội vụ*|Sở Y tế+|Sở Một"),
    ("Xã Tân Lập, đơn vị Cụm trưởng; xã Tân Hòa; xã Tân Long", "Xã Tân Lập*|xã Tân Hòa|xã Tân Long"),
    (
        "STT\tĐơn vị\tHọ tên\tVai trò\tĐiện thoại\n1\tSở Nội vụ\tNguyễn A\tTrưởng khối\t0912345678\n2\tBan Dân tộc\tTrần B\t\t0987654321",  # noqa: E501
        "Sở Nội vụ*|Ban Dân tộc",
    ),
    (
        "TT\tTên cơ quan, đơn vị\tNgười ký\tChức vụ\n1\tCông ty CP May Một, Hai\tNguyễn Văn A\tGiám đốc\n2\tAgribank\tTrần B\tPhó Giám đốc",  # noqa: E501
        "Công ty CP May Một, Hai|Agribank",
    ),
    ("Sở Y tế\tTrưởng khối\nThông tấn xã\tPhó khối\nKho bạc\t", "Sở Y tế*|Thông tấn xã+|Kho bạc"),
    (
        "các đơn vị: Trường ĐH Hùng Vương TP.HCM, Trường ĐH Sài Gòn, Trường Đại học Quốc tế Sài Gòn, Học viện Cán bộ TP.HCM",  # noqa: E501
        "Trường ĐH Hùng Vương TP.HCM|Trường ĐH Sài Gòn|Trường Đại học Quốc tế Sài Gòn|Học viện Cán bộ TP.HCM",
    ),
    (
        "Khối thi đua gồm 5 đơn vị: Liên hiệp các Hội Khoa học và Kỹ thuật, Hội Nhà báo, Hội Văn học - Nghệ thuật, Hội Luật gia, Liên minh Hợp tác xã vừa tổ chức ký kết.",  # noqa: E501
        "Liên hiệp các Hội Khoa học và Kỹ thuật|Hội Nhà báo|Hội Văn học - Nghệ thuật|Hội Luật gia|Liên minh Hợp tác xã",
    ),
    (
        "Sở Xây dựng, Sở Giao thông Vận tải, Sở Tài nguyên và Môi trường tiến hành ký kết giao ước thi đua",
        "Sở Xây dựng|Sở Giao thông Vận tải|Sở Tài nguyên và Môi trường",
    ),
    (
        "Văn phòng Đoàn ĐBQH và HĐND tỉnh, Văn phòng UBND tỉnh, Thanh tra tỉnh",
        "Văn phòng Đoàn ĐBQH và HĐND tỉnh|Văn phòng UBND tỉnh|Thanh tra tỉnh",
    ),
    (
        "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh; Ban Quản lý Khu kinh tế",
        "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh|Ban Quản lý Khu kinh tế",
    ),
    (
        "Ban Tổ chức Tỉnh ủy, Ban Tuyên giáo và Dân vận Tỉnh ủy, Ủy ban Kiểm tra Tỉnh ủy, Văn phòng Tỉnh ủy",
        "Ban Tổ chức Tỉnh ủy|Ban Tuyên giáo và Dân vận Tỉnh ủy|Ủy ban Kiểm tra Tỉnh ủy|Văn phòng Tỉnh ủy",
    ),
    ("Xã Ea Ly, xã Ea Bar, xã K'Dang, xã La Êê", "Xã Ea Ly|xã Ea Bar|xã K'Dang|xã La Êê"),
    (
        "Tham gia cụm có 7 huyện, thị xã, thành phố: Ba Bể, Bạch Thông, Chợ Đồn, Chợ Mới, Na Rì, Ngân Sơn, TP Bắc Kạn.",
        "Ba Bể|Bạch Thông|Chợ Đồn|Chợ Mới|Na Rì|Ngân Sơn|TP Bắc Kạn",
    ),
    (
        "Công ty TNHH MTV Cao su Một; Công ty Cổ phần Xây dựng, Thương mại và Dịch vụ Hai; Tổng Công ty Khánh Ba",
        "Công ty TNHH MTV Cao su Một|Công ty Cổ phần Xây dựng, Thương mại và Dịch vụ Hai|Tổng Công ty Khánh Ba",
    ),
    (
        "Bệnh viện Đa khoa tỉnh, Bệnh viện Y học cổ truyền và Phục hồi chức năng, Trung tâm Kiểm soát bệnh tật",
        "Bệnh viện Đa khoa tỉnh|Bệnh viện Y học cổ truyền và Phục hồi chức năng|Trung tâm Kiểm soát bệnh tật",
    ),
    (
        "Trường Mầm non Hoa Sen\nTrường Tiểu học Số 1\nTrường TH&THCS Hai\nTrường PTDTNT Ba",
        "Trường Mầm non Hoa Sen|Trường Tiểu học Số 1|Trường TH&THCS Hai|Trường PTDTNT Ba",
    ),
    (
        "Bưu điện tỉnh, Viễn thông tỉnh, Điện lực, VNPT, Viettel, Cảng hàng không",
        "Bưu điện tỉnh|Viễn thông tỉnh|Điện lực|VNPT|Viettel|Cảng hàng không",
    ),
    ("các huyện Đại Từ (trưởng cụm), Định Hóa (phó cụm) và Phú Lương", "huyện Đại Từ*|huyện Định Hóa+|huyện Phú Lương"),
    (
        "Hội Liên hiệp Phụ nữ, Hội Nông dân, Hội Cựu chiến binh, Đoàn Thanh niên, Liên đoàn Lao động, Ủy ban MTTQ",
        "Hội Liên hiệp Phụ nữ|Hội Nông dân|Hội Cựu chiến binh|Đoàn Thanh niên|Liên đoàn Lao động|Ủy ban MTTQ",
    ),
    (
        "Ban Quản lý dự án Đầu tư xây dựng các công trình giao thông và nông nghiệp, Ban Quản lý Khu công nghệ cao",
        "Ban Quản lý dự án Đầu tư xây dựng các công trình giao thông và nông nghiệp|Ban Quản lý Khu công nghệ cao",
    ),
    ("gồm có Sở A, Sở B, Sở C (khối phó) đã thống nhất các nội dung", "Sở A|Sở B|Sở C+"),
    ("Tham dự có lãnh đạo Sở A; lãnh đạo Sở B; đồng chí Nguyễn Văn C, Giám đốc Sở D", "Sở A|Sở B"),
]
ROLES = {"leader": "*", "deputy": "+"}
LINKING = (
    "và các những cùng với gồm có là đơn vị cơ quan trưởng phó cụm khối thành viên thứ nhất năm học số thi đua làm "
    "đại diện lãnh đạo thủ ở giữ vai trò đảm nhận"
)
MEANT = {*LINKING.split(), *re.findall(r"\w+", f"{TERRITORY} {BODY}")}  # words that may only link


def said(text):
    return "|".join(f"{piece.text}{ROLES.get(piece.role, '')}" for piece in read_units(text).pieces)


@pytest.mark.parametrize(("text", "right"), LISTS)
def test_list_is_read_right(text, right):
    assert said(text) == right


def words(text):
    return Counter(re.findall(r"[^\W\d_]{2,}", normalise(text).lower()))


def lost(text):
    found = read_units(text)
    return words(text) - words(" ".join([*(piece.text for piece in found.pieces), *found.unread]))


def mixtures(count):
    chance, parts = random.Random(3), [part for text, _right in LISTS for part in text.split(" ")]
    for _n in range(count):
        yield "".join(chance.choice(parts) + chance.choice([" ", " ", "\n", "; ", ", "]) for _m in range(25))


def test_no_word_is_lost_whatever_is_mixed():
    assert [text for text in mixtures(400) if set(lost(text)) - MEANT] == []


@pytest.mark.parametrize("change", [lambda text: text.replace(" ", "  "), lambda text: text.replace("\n", "\r\n")])
def test_spaces_and_line_ends_mean_nothing(change):
    texts = [text for text, _right in LISTS if "ü " not in text]

    assert [said(change(text)) for text in texts] == [said(text) for text in texts]


def test_decomposed_letters_and_reading_again_mean_nothing():
    for text, right in LISTS:
        assert said(unicodedata.normalize("NFD", text)) == said(text) == right
        names = [piece.text for piece in read_units(text).pieces]
        if "\t" in text:  # a cell of a table may hold what a list would part
            continue
        assert [piece.text for piece in read_units(";\n".join(names), stated=len(names)).pieces] == names
