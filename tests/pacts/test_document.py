"""The one door: a document read, checked, stored and compared."""

import copy

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from clusters.models import Document, Membership, Source
from pacts.document import PactForms, compare, document_of, save_document
from pacts.models import Commitment, Movement, Pact, Target
from tests.factories import MovementFactory, PactFactory, PactMovementFactory, UnitFactory, UserFactory
from tests.pacts.documents import full_document, written

pytestmark = pytest.mark.django_db


def problems(**parts):
    """Return what PactForms says of a document, in English."""
    with translation.override("en"):
        forms = PactForms.of(parts)
        assert not forms.is_valid()
        return [f"{place}: {message}" for place, message in forms.problems()]


REFERS = {"key": None, "member": "units", "by": "participants", "commitment": "commitments", "part_of": "targets"}


def without_keys(document):
    """Return a document with each key replaced by its row's place, so that two can be held together."""
    lists = {name: rows for name, rows in document.items() if isinstance(rows, list)}
    places = {(name, row["key"]): f"row {n}" for name, rows in lists.items() for n, row in enumerate(rows)}
    return document | {
        name: [
            {
                field: places.get((REFERS.get(field) or name, value), value) if field in REFERS else value
                for field, value in row.items()
            }
            for row in rows
        ]
        for name, rows in lists.items()
    }


def test_what_was_saved_is_read_back_the_same():
    document = full_document()
    typed = PactForms.of(document)
    assert typed.is_valid()

    pact = save_document(pact=PactFactory(), document=document, by=None)

    stored = document_of(pact)
    assert {name: len(stored[name]) for name in stored if isinstance(stored[name], list)} == {
        "units": 2,
        "signatories": 1,
        "participants": 1,
        "commitments": 2,
        "targets": 2,
        "movements": 1,
        "documents": 1,
        "sources": 1,
    }
    again = save_document(pact=PactFactory(), document=document, by=None)
    assert without_keys(document_of(again)) == without_keys(stored)


def test_saving_what_is_stored_writes_nothing(django_assert_num_queries):
    pact = written(**full_document())
    document = document_of(pact)
    before = [model.history.count() for model in (Pact, Membership, Commitment, Target, Movement, Document, Source)]

    save_document(pact=Pact.objects.get(), document=document, by=None)

    assert [
        model.history.count() for model in (Pact, Membership, Commitment, Target, Movement, Document, Source)
    ] == before


def test_only_the_row_that_changed_is_written_and_its_history_names_who():
    pact, user = written(**full_document()), UserFactory()
    document = document_of(pact)
    document["commitments"][0]["text"] = "Hoàn thành xuất sắc nhiệm vụ"

    save_document(pact=pact, document=document, by=user)

    changed = [(row.text, row.history_user) for row in Commitment.history.filter(history_type="~")]
    assert changed == [("Hoàn thành xuất sắc nhiệm vụ", user)]


def test_rows_gone_from_the_document_go_with_those_that_hang_on_them():
    pact = written(**full_document())
    document = document_of(pact) | {
        "commitments": [],
        "targets": [],
        "participants": [],
        "units": [],
        "signatories": [],
    }

    save_document(pact=Pact.objects.get(), document=document, by=None)

    stored = document_of(pact)
    assert [stored[name] for name in ("commitments", "targets", "participants", "units", "signatories")] == [[]] * 5


def test_a_target_outlives_the_commitment_it_stood_under():
    pact = written(commitments=[{"key": "a", "text": "A"}], targets=[{"key": "t", "text": "T", "commitment": "a"}])
    document = document_of(pact)
    document["commitments"], document["targets"][0]["commitment"] = [], None

    save_document(pact=pact, document=document, by=None)

    assert [(target.text, target.commitment) for target in pact.targets.all()] == [("T", None)]
    assert not Commitment.objects.exists()


def test_rows_swapped_keep_their_identity_and_take_their_new_place():
    pact = written(commitments=[{"text": "một"}, {"text": "hai"}])
    document = document_of(pact)
    document["commitments"].reverse()

    save_document(pact=pact, document=document, by=None)

    rows = document_of(pact)["commitments"]
    assert [row["text"] for row in rows] == ["hai", "một"]
    assert [row["key"] for row in rows] == [row["key"] for row in document["commitments"]]


def test_leader_and_member_change_places_in_one_saving():
    pact = written(**full_document())
    document = document_of(pact)
    document["units"][0] |= {"role": "member", "head_name": None}
    document["units"][1]["role"] = "leader"

    save_document(pact=pact, document=document, by=None)

    assert [row["role"] for row in document_of(pact)["units"]] == ["member", "leader"]


def test_reading_a_document_takes_the_same_queries_however_many_rows(django_assert_num_queries):
    small = written(**full_document())
    units = [UnitFactory(slug=f"don-vi-{n}") for n in range(30)]
    large = written(
        units=[{"key": unit.slug, "unit": unit.slug} for unit in units],
        signatories=[{"member": unit.slug, "state": "signed"} for unit in units],
        commitments=[{"text": f"Nội dung {n}"} for n in range(40)],
    )

    with django_assert_num_queries(8):
        document_of(small)
    with django_assert_num_queries(7):  # it has no conference
        document_of(large)


def test_the_whole_check_of_30_units_and_40_commitments_asks_once(django_assert_num_queries):
    units = [UnitFactory(slug=f"don-vi-{n}") for n in range(30)]
    document = {
        "units": [{"key": unit.slug, "unit": unit.slug} for unit in units],
        "commitments": [{"text": f"Nội dung {n}"} for n in range(40)],
    }

    with django_assert_num_queries(1):
        assert PactForms.of(document).is_valid()


def test_a_movement_known_elsewhere_loses_nothing_it_is_known_by():
    known = MovementFactory(name="Dân vận khéo", level="central", launched_by=["Trung ương"])

    written(movements=[{"name": "Dân vận khéo"}])

    known.refresh_from_db()
    assert (known.level, known.launched_by, Movement.objects.count()) == ("central", ["Trung ương"], 1)


def test_a_movement_of_this_pact_can_be_told_less_of():
    row = PactMovementFactory(movement__name="Dân vận khéo", movement__level="central")
    document = document_of(row.pact)
    document["movements"][0]["level"] = None

    save_document(pact=row.pact, document=document, by=None)

    assert Movement.objects.get().level is None


def test_a_document_cited_by_two_pacts_is_one_paper():
    paper = {"kind": "plan", "number": "311/KH-UBND", "issuer": "UBND tỉnh", "issued_on": "2019-08-27"}

    for _n in range(2):
        written(documents=[paper])

    assert Document.objects.count() == 1


def test_a_fault_writes_nothing():
    pact = PactFactory()

    with pytest.raises(ValidationError):
        save_document(
            pact=pact, document={"commitments": [{"text": "đúng"}, {"text": ""}], "year": {"note": "x"}}, by=None
        )

    pact.cluster_year.refresh_from_db()
    assert (Commitment.objects.count(), pact.cluster_year.note) == (0, None)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"commitments": [{"text": ""}]}, "Commitments, row 1, Text: This field is required."),
        ({"year": {"stated_units": "mười"}}, "Year of the cluster, Stated number of units: Enter a whole number."),
        (
            {"conference": {"held_on": "31/2/2021"}},
            "Conference, Held on: Write a date as dd/mm/yyyy, or only mm/yyyy, or only the year.",
        ),
        (
            {"units": [{"unit": "khong-co"}]},
            "Member units, row 1, Unit: There is no unit with the address “khong-co”.",
        ),
        (
            {"conference": {"host": "khong-co"}},
            "Conference, Host: There is no unit with the address “khong-co”.",
        ),
        (
            {"pact": {"theme_owner": "cluster"}},
            "Pact: Whose theme it is and who launched it can be given only with a theme.",
        ),
        (
            {"commitments": [{"text": "x", "by": "ai"}]},
            "Commitments, row 1: Only a direction is given by somebody; a commitment is agreed by all.",
        ),
        (
            {"commitments": [{"text": "x", "standing": "direction", "by": "ai"}]},
            "Commitments, row 1, Given by: This refers to a row that is not in “People present”.",
        ),
        (
            {"targets": [{"text": "x", "operator": "between", "value": "9", "value_to": "7"}]},
            "Targets, row 1: A range has two ends, the second larger; every other comparison has one.",
        ),
        (
            {"targets": [{"text": "x", "value": "9"}]},
            "Targets, row 1: A comparison needs a value, and a value a comparison.",
        ),
        (
            {"targets": [{"key": "a", "text": "x", "part_of": "b"}, {"key": "b", "text": "y", "part_of": "a"}]},
            "Targets, row 1, Part of the target: A target cannot be a part of itself.",
        ),
        (
            {"movements": [{"name": "Dân vận khéo"}, {"name": "Dan van kheo"}]},
            "Movements, row 2: This movement is already named.",
        ),
        (
            {"documents": [{"kind": "plan", "number": "1"}, {"kind": "letter", "number": "1"}]},
            "Documents, row 2: This document is already named.",
        ),
        (
            {"documents": [{"kind": "plan"}]},
            "Documents, row 1: A document needs a number or a subject.",
        ),
        (
            {"pact": {"known_none": ["commitments"]}, "commitments": [{"text": "x"}]},
            "Pact, Known to be none: “commitments” is said to be none, and there are rows.",
        ),
        (
            {"participants": [{"headcount": 2}]},
            "People present, row 1: Give a name, or the words of the source for a group or an unnamed person.",
        ),
        (
            {"sources": [{"title": "x", "address": "javascript:alert(1)"}]},
            "Sources, row 1, Address: Enter a valid URL.",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(parts, sentence):
    assert problems(**parts)[0] == sentence


def test_two_leaders_and_a_unit_twice_are_told():
    UnitFactory(slug="a")
    UnitFactory(slug="b")

    found = problems(units=[{"unit": "a", "role": "leader"}, {"unit": "b", "role": "leader"}, {"unit": "a"}])

    assert sorted(found) == [
        "Member units, row 2: The cluster already has a leader unit that year.",
        "Member units, row 3: This unit is already in the roster of that year.",
    ]


def test_a_leader_that_left_makes_room_for_another():
    UnitFactory(slug="a")
    UnitFactory(slug="b")
    units = [{"unit": "a", "role": "leader", "left_on": "2025-07-01"}, {"unit": "b", "role": "leader"}]

    assert PactForms.of({"units": units}).is_valid()


def test_no_leader_beside_a_leader_is_told():
    UnitFactory(slug="a")

    found = problems(year={"known_none": ["leader"]}, units=[{"unit": "a", "role": "leader"}])

    assert found == [
        "Year of the cluster, Known to be none: “leader unit” is said to be none, and the roster names one."
    ]


def test_a_direction_is_no_commitment_when_none_is_known():
    assert PactForms.of(
        {"pact": {"known_none": ["commitments"]}, "commitments": [{"text": "x", "standing": "direction"}]}
    ).is_valid()


@pytest.mark.parametrize("document", [{"units": [{"ten": "x"}]}, {"ghi_chu": 1}, {"pact": {"status": "signed"}}])
def test_a_part_no_document_has_is_refused(document):
    with pytest.raises(ValidationError):
        PactForms.of(document)


def test_rows_beyond_the_limit_are_refused_and_none_is_lost_in_silence():
    with translation.override("en"):
        forms = PactForms.of({"commitments": [{"text": str(n)} for n in range(501)]})

        assert not forms.is_valid()
        sentence = "This list takes at most 500 rows: remove some, or leave out what was added last."
        assert list(forms.problems()) == [("Commitments", sentence)]


def test_a_browser_posts_what_a_document_says():
    UnitFactory(slug="a")
    data = {f"{name}-TOTAL_FORMS": "0" for name in PactForms.of({}).rows} | {
        f"{name}-INITIAL_FORMS": "0" for name in PactForms.of({}).rows
    }
    data |= {"units-TOTAL_FORMS": "2", "units-0-unit": "a", "units-0-role": "member", "units-0-basis": "recorded"}
    data |= {"units-1-role": "member", "units-1-basis": "recorded"}  # a row left empty

    forms = PactForms(data)

    assert forms.is_valid(), list(forms.problems())
    assert [row["unit"] for row in forms.document()["units"]] == ["a"]


def test_compare_names_each_field_that_differs():
    before = document_of(written(**full_document()))
    after = copy.deepcopy(before)
    after["pact"]["theme"] = "Khác"
    after["units"][1]["role"] = "deputy"

    changes = [(c.section, c.field, c.before, c.after) for c in compare(before, after)]

    assert changes == [
        ("pact", "theme", "Đoàn kết; sáng tạo", "Khác"),
        ("units", "role", "member", "deputy"),
    ]


def test_compare_tells_rows_that_came_went_and_moved():
    rows = [{"key": key, "text": key} for key in "abc"]

    changes = compare({"commitments": rows}, {"commitments": [rows[2], rows[0], {"key": "d", "text": "d"}]})

    assert [(c.key, c.field, c.before, c.after) for c in changes] == [
        ("b", None, rows[1], None),
        ("d", None, None, {"key": "d", "text": "d"}),
        (None, "order", ["a", "c"], ["c", "a"]),
    ]


@pytest.mark.parametrize(("theirs", "mine", "conflict"), [("A", "B", True), ("gốc", "B", False), ("A", "gốc", False)])
def test_compare_marks_what_two_people_changed_differently(theirs, mine, conflict):
    documents = [{"pact": {"theme": text}} for text in (theirs, mine, "gốc")]

    assert [change.conflict for change in compare(*documents)] == [conflict]


def test_people_typed_without_keys_are_all_kept():
    pact = written(participants=[{"key": None, "name": "A"}, {"key": "", "name": "B"}, {"key": "new-1", "name": "C"}])

    assert [row["name"] for row in document_of(pact)["participants"]] == ["A", "B", "C"]


def test_a_row_that_stands_twice_is_told():
    assert problems(commitments=[{"key": "7", "text": "x"}, {"key": "7", "text": "y"}]) == [
        "Commitments, row 2: This row stands here twice."
    ]


def test_spare_rows_left_empty_are_no_rows():
    forms = PactForms.of({"commitments": [{"text": "x"}]}, spare=3)

    assert forms.is_valid(), list(forms.problems())
    assert [row["text"] for row in forms.document()["commitments"]] == ["x"]
