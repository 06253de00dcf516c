"""One sentence of an article after another: days, places, names of clusters, who leads, who is there."""

import pytest

from pacts.intake.article.reading import read_article

CONFERENCE = (
    " Khối thi đua số 3 tổ chức hội nghị ký kết giao ước thi đua năm 2021 với sự tham dự của lãnh đạo các đơn vị thành"
    " viên trong khối."
)


@pytest.mark.parametrize(
    ("opening", "day", "part", "venue"),
    [
        ("Sáng nay (12.3), tại Sở Y tế,", "2021-03-12", "morning", "Sở Y tế"),
        ("Hôm nay, 12/3/2021, tại hội trường Sở Y tế,", "2021-03-12", None, "hội trường Sở Y tế"),
        ("Ngày 5 và 6/3, tại Nhà khách tỉnh,", "2021-03-06", None, "Nhà khách tỉnh"),
        ("Thứ Sáu (ngày 12/03/2021), tại UBND tỉnh,", "2021-03-12", None, "UBND tỉnh"),
        ("Trong tháng 3/2021,", "2021-03", None, None),
        ("Chiều qua 12-3,", "2021-03-12", "afternoon", None),
        ("Ngày 12 tháng 3, ở thành phố Vinh,", "2021-03-12", None, "thành phố Vinh"),
        ("Vừa qua, tại tỉnh Nghệ An,", None, None, "tỉnh Nghệ An"),
        (
            "Tối 12-3-2021, tại Quảng trường 2/4, thành phố Vinh,",
            "2021-03-12",
            "evening",
            "Quảng trường 2/4, thành phố Vinh",
        ),
        ("Thực hiện Kế hoạch số 12/KH-KTĐ ngày 01/3/2021, ngày 12/3/2021 tại Sở Y tế,", "2021-03-12", None, "Sở Y tế"),
    ],
)
def test_day_and_place(opening, day, part, venue):
    answer = read_article(opening + CONFERENCE).answer()

    assert (answer["signed_on"], answer["part_of_day"], answer["venue"]) == (day, part, venue)


@pytest.mark.parametrize(
    "name",
    [
        "Cụm thi đua Công an các tỉnh miền Đông Nam Bộ",
        "Khối thi đua các cơ quan tham mưu, giúp việc Tỉnh ủy",
        "Khối thi đua Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội tỉnh",
        "Khối các trường Đại học, Cao đẳng khu vực Tây Bắc",
        "Cụm thi đua xã, phường, thị trấn số 2 huyện Yên Định",
        "Khối Tham mưu tổng hợp thuộc Bộ Nông nghiệp và Phát triển nông thôn",
        "Khối Đảng, đoàn thể",
        "Cụm II các Sở Tài chính",
    ],
)
def test_where_the_name_of_a_cluster_ends(name):
    text = f"Ngày 12/3/2021, tại Vinh, {name} đã tổ chức hội nghị ký kết giao ước thi đua năm 2021 cùng các đơn vị."

    assert read_article(text).answer()["cluster"]["name"] == name


@pytest.mark.parametrize(
    ("sentence", "leader", "deputies"),
    [
        ("Sở Y tế (Khối trưởng) chủ trì hội nghị.", "Sở Y tế", []),
        ("Khối trưởng: Sở Y tế; Khối phó: Sở Nội vụ.", "Sở Y tế", ["Sở Nội vụ"]),
        ("Sở Y tế được bầu làm Khối trưởng năm 2021.", "Sở Y tế", []),
        ("Đồng chí Lê Văn Một, Giám đốc Sở Y tế, Khối trưởng phát biểu khai mạc.", "Sở Y tế", []),
        ("Sở Nội vụ đã bàn giao Khối trưởng năm 2021 cho Sở Y tế.", "Sở Y tế", []),
        ("Với vai trò Khối trưởng, Sở Y tế đã xây dựng kế hoạch.", "Sở Y tế", []),
        ("Sở Y tế giữ chức Trưởng khối, Sở Nội vụ giữ chức Phó khối.", "Sở Y tế", ["Sở Nội vụ"]),
        ("Trưởng khối là Sở Y tế, Phó khối là Sở Nội vụ và Sở Tư pháp.", "Sở Y tế", ["Sở Nội vụ", "Sở Tư pháp"]),
        ("Khối trưởng năm 2020 là Sở Nội vụ trao cờ cho Khối trưởng năm 2021 là Sở Y tế.", "Sở Y tế", []),
        ("Sở Y tế dự hội nghị của khối.", None, []),
    ],
)
def test_who_leads(sentence, leader, deputies):
    units = read_article(f"Ngày 12/3/2021,{CONFERENCE} {sentence}").answer()["units"]

    assert next((unit["name"] for unit in units if unit["role"] == "leader"), None) == leader
    assert [unit["name"] for unit in units if unit["role"] == "deputy"] == deputies


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Phó Chủ tịch UBND tỉnh Trần Thị Hai dự hội nghị.", [("Trần Thị Hai", ["Phó Chủ tịch UBND tỉnh"])]),
        ("Tham dự có TS. Phan Văn Ba - Viện trưởng; ThS Hồ Năm.", [("Phan Văn Ba", ["Viện trưởng"]), ("Hồ Năm", [])]),
        ("Thượng tá Y Sáu Niê, Phó Giám đốc Công an chủ trì.", [("Y Sáu Niê", ["Thượng tá", "Phó Giám đốc Công an"])]),
        ("Hội nghị họp tại Trường THPT Lê Lợi, đường Trần Phú.", []),
        ("Các đơn vị học tập tấm gương đạo đức Hồ Chí Minh.", []),
    ],
)
def test_who_is_there(sentence, people):
    found = read_article(f"Ngày 12/3/2021,{CONFERENCE} {sentence}").answer()["participants"]

    assert [(person["name"], person["titles"]) for person in found] == people
