"""Many awards in one paste: shown as they were read, mended, entered with one confirmation, and only once."""

import pytest

from awards.models import Award
from clusters.models import Document, DocumentKind
from tests.awards.desk import address, pact_at_the_desk, stored
from tests.awards.test_intake_awards import THAI_NGUYEN
from tests.factories import AwardTypeFactory, MandateFactory, MembershipFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

SENTENCE = "tặng Cờ thi đua của UBND tỉnh cho Sở Nội vụ; Bằng khen của UBND tỉnh cho 3 tập thể, 5 cá nhân"
WHOLE = {"merit_year": "2020", "state": "granted"}


@pytest.fixture
def organiser(client):
    pact = pact_at_the_desk()
    AwardTypeFactory(code="bang-khen-tinh", name="Bằng khen của Chủ tịch UBND tỉnh", valid_to="2023-12-31")
    user = MandateFactory(organiser=True, unit=pact.cluster_year.cluster.organiser).user
    client.force_login(user)
    return user


def shown(client, text, **whole):
    return client.post(address("paste"), {"text": text, **WHOLE, **whole})


def confirmed(response, **changes):
    """Return what the browser sends when the shown rows are confirmed as they stand."""
    rows = response.context["rows"]
    data = {"text": response.context["paste"].text, "rows": len(rows), "apply": "1", **WHOLE}
    for row in rows:
        fields = {row[name].html_name: row[name].value() for name in row.fields}
        data |= {name: "on" if value is True else value for name, value in fields.items() if value is not None}
    return data | changes


def twenty():
    """Return twenty lines of a table, ten to units of the register and ten in numbers."""
    place = stored().cluster_year.cluster.place
    for n in range(10):
        unit = UnitFactory(name=f"Phường {chr(65 + n)} Sơn", slug=f"phuong-{n}", place=place)
        MembershipFactory(cluster_year=stored().cluster_year, unit=unit)
    lines = [f"{n + 1}\tCờ thi đua của UBND tỉnh\tPhường {chr(65 + n)} Sơn\t" for n in range(10)]
    return "\n".join(lines + [f"{n}\tBằng khen của UBND tỉnh\t{n} cá nhân\t2019" for n in range(11, 21)])


def test_what_was_read_is_shown_and_nothing_is_entered_yet(client, organiser):
    rows = shown(client, SENTENCE).context["rows"]

    assert [(row["award"].value(), row["as_written"].value()) for row in rows] == [
        ("Cờ thi đua cấp tỉnh", "Cờ thi đua của UBND tỉnh"),
        ("Bằng khen của Chủ tịch UBND tỉnh", "Bằng khen của UBND tỉnh"),
        ("Bằng khen của Chủ tịch UBND tỉnh", "Bằng khen của UBND tỉnh"),
    ]
    assert [row["number"].value() for row in rows] == [None, 3, 5]
    assert rows[0]["unit"].value() == "so-noi-vu-x"
    assert not Award.objects.exists()


def test_one_confirmation_enters_them_with_what_is_true_of_all(client, organiser):
    decision = {"decision_number": "12/QĐ-UBND", "decision_issuer": "UBND tỉnh X"}
    client.post(address("paste"), confirmed(shown(client, SENTENCE), **decision))

    names = ("type__code", "unit__slug", "granted_count", "recipient_kind", "merit_year", "decision__number")
    assert list(Award.objects.order_by("pk").values_list(*names)) == [
        ("co-thi-dua-tinh", "so-noi-vu-x", None, "collective", 2020, "12/QĐ-UBND"),
        ("bang-khen-tinh", None, 3, "collective", 2020, "12/QĐ-UBND"),
        ("bang-khen-tinh", None, 5, "individual", 2020, "12/QĐ-UBND"),
    ]
    assert (Document.objects.get().kind, Award.objects.first().presented_at) == (
        DocumentKind.DECISION,
        stored().conference,
    )


def test_the_articles_sentence_becomes_what_the_record_holds(client, organiser):
    client.post(address("paste"), confirmed(shown(client, THAI_NGUYEN, merit_year="2019"), merit_year="2019"))

    names = ("type__code", "as_written", "granted_count", "merit_year", "merit_as_written", "authority_as_written")
    assert list(Award.objects.order_by("pk").values_list(*names)) == [
        ("co-thi-dua-tinh", "Cờ thi đua của UBND tỉnh", 3, 2020, "năm 2020", "UBND tỉnh"),
        ("bang-khen-tinh", "Bằng khen của UBND tỉnh", 3, 2020, "năm 2020", "UBND tỉnh"),
    ]


def test_twenty_in_one_paste_and_one_confirmation(client, organiser):
    response = client.post(address("paste"), confirmed(shown(client, twenty())), follow=True)

    assert "Đã nhập 20 dòng khen thưởng." in response.content.decode()
    assert (Award.objects.filter(unit__isnull=False).count(), Award.objects.filter(merit_year=2019).count()) == (10, 10)
    assert Award.objects.filter(type=None).count() == 0


def test_sent_twice_they_are_entered_once(client, organiser):
    data = confirmed(shown(client, twenty()))
    client.post(address("paste"), data)

    response = client.post(address("paste"), data, follow=True)

    assert Award.objects.count() == 20
    assert "20 dòng đã có sẵn nên không nhập lại" in response.content.decode()


def test_two_lines_alike_in_one_list_are_two_awards(client, organiser):
    data = confirmed(shown(client, "Bằng khen cho 3 tập thể\nBằng khen cho 3 tập thể"))
    for _n in range(2):
        client.post(address("paste"), data)

    assert Award.objects.count() == 2


def test_a_row_left_out_is_not_entered_and_its_faults_do_not_matter(client, organiser):
    data = confirmed(shown(client, SENTENCE), **{"row1-number": "x"})
    del data["row1-keep"]
    client.post(address("paste"), data)

    assert list(Award.objects.order_by("pk").values_list("granted_count", flat=True)) == [None, 5]


def test_one_faulty_row_holds_all_back_and_everything_typed_stays(client, organiser):
    data = confirmed(shown(client, SENTENCE), **{"row1-number": "ba", "row2-number": "6", "decision_number": "7/QĐ"})

    response = client.post(address("paste"), data)

    rows = response.context["rows"]
    assert [list(row.errors) for row in rows] == [[], ["number"], []]
    assert [row["number"].value() for row in rows[1:]] == ["ba", "6"]
    assert (response.context["whole"]["decision_number"].value(), response.context["paste"].text) == ("7/QĐ", SENTENCE)
    assert not Award.objects.exists()


def test_a_fault_in_what_is_true_of_all_holds_all_back(client, organiser):
    response = client.post(address("paste"), confirmed(shown(client, SENTENCE), merit_year="20"))

    assert list(response.context["whole"].errors) == ["merit_year"]
    assert not Award.objects.exists()


def test_a_name_that_several_units_bear_waits_for_a_choice(client, organiser):
    other = UnitFactory(slug="so-noi-vu-2", name="Sở Nội vụ", place=stored().cluster_year.cluster.place)
    data = confirmed(shown(client, "Cờ thi đua của UBND tỉnh cho Sở Nội vụ"))

    held = client.post(address("paste"), data)
    client.post(address("paste"), data | {"row0-unit": other.slug})

    assert list(held.context["rows"][0].errors) == ["unit"]
    assert Award.objects.get().unit == other


def test_a_name_nobody_knows_is_kept_as_text_and_makes_no_unit(client, organiser):
    client.post(address("paste"), confirmed(shown(client, "Cờ thi đua của UBND tỉnh cho Ban Dân tộc miền núi")))

    assert Award.objects.values_list("unit", "recipient_name").get() == (None, "Ban Dân tộc miền núi")


def test_enter_pressed_in_a_field_keeps_what_was_mended_and_enters_nothing(client, organiser):
    data = confirmed(shown(client, SENTENCE), **{"row1-number": "4", "row0-recipient": "Sở Y tế"})
    del data["apply"]

    response = client.post(address("paste"), data | {"look": "1"})

    rows = response.context["rows"]
    assert (rows[1]["number"].value(), [unit.slug for unit in rows[0].offered]) == ("4", ["so-y-te-x"])
    assert not Award.objects.exists()


def test_nothing_ticked_is_told(client, organiser):
    data = {name: value for name, value in confirmed(shown(client, SENTENCE)).items() if not name.endswith("-keep")}

    response = client.post(address("paste"), data)

    assert response.context["whole"].non_field_errors() == ["Chưa chọn khen thưởng nào nên không nhập gì."]
    assert not Award.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"text": ""},
        {"text": "", "apply": "1"},
        {"apply": "1", "rows": "²"},
        {"apply": "1", "rows": "9" * 20},
        {"apply": "1", "rows": "2"},
        {"text": "Không có gì để đọc."},
    ],
)
def test_nothing_to_read_is_told_and_is_no_500(client, organiser, data):
    assert client.post(address("paste"), data).status_code == 200
    assert not Award.objects.exists()


def test_what_was_not_read_is_told(client, organiser):
    response = shown(client, f"Sáng nay trời đẹp. {THAI_NGUYEN.strip()}")

    assert (response.context["unread"], len(response.context["rows"])) == (["Sáng nay trời đẹp."], 2)


def test_an_administrator_gives_the_reason_once(client, organiser):
    client.force_login(UserFactory(admin=True))
    data = confirmed(shown(client, SENTENCE))

    held = client.post(address("paste"), data)
    client.post(address("paste"), data | {"reason": "Theo công văn"})

    assert list(held.context["whole"].errors) == ["reason"]
    assert {award.history.get().history_change_reason for award in Award.objects.all()} == {"Theo công văn"}


def test_reading_takes_the_same_queries_however_many(client, organiser, django_assert_num_queries):
    many = twenty().replace("\t2019", "\t")

    for text in ("Cờ thi đua của UBND tỉnh cho Phường A Sơn", many):
        with django_assert_num_queries(12):
            shown(client, text)


def test_a_proposal_of_a_paste_is_entered_as_one_and_counts_apart(client, organiser):
    text = "Đề nghị tặng Cờ thi đua của UBND tỉnh cho 2 tập thể. Khối có 69/74 Bằng khen của UBND tỉnh."

    client.post(address("paste"), confirmed(shown(client, text)))

    rows = Award.objects.order_by("pk").values_list("state", "proposed_count", "granted_count")
    assert list(rows) == [("proposed", 2, None), ("granted", 74, 69)]


def test_more_than_a_hundred_names_are_entered(client, organiser):
    text = "Bằng khen của UBND tỉnh:\n" + "\n".join(f"{n}. Tập thể Tổ {n}" for n in range(1, 118))

    client.post(address("paste"), confirmed(shown(client, text)))

    assert Award.objects.count() == 117
