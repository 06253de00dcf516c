"""Changes of one person in a document that others may have changed meanwhile."""

import pytest
from django.core.exceptions import ValidationError

from pacts.document import apply_changes

ROW = {
    "key": "7",
    "text": "Nội dung",
    "heading": None,
    "standing": "agreed",
    "by": None,
    "inferred": None,
    "note": None,
}


def document():
    return {"pact": {"theme": "Đoàn kết", "stated_targets": 6}, "commitments": [ROW, ROW | {"key": "8", "text": "Hai"}]}


def theme(before, value):
    return {"do": "set", "section": "pact", "field": "theme", "before": before, "value": value}


def text(value, before="Nội dung", key="7"):
    return {"do": "set", "section": "commitments", "key": key, "field": "text", "before": before, "value": value}


def keys(changed):
    return [row["key"] for row in changed["commitments"]]


def test_a_change_of_what_was_seen_is_made_and_the_given_document_stays():
    given = document()

    changed, conflicts = apply_changes(given, [theme("Đoàn kết", "Kỷ cương"), text("Mới")])

    assert (changed["pact"]["theme"], changed["commitments"][0]["text"], conflicts) == ("Kỷ cương", "Mới", [])
    assert given == document()


def test_what_somebody_else_changed_meanwhile_is_a_conflict_and_stays():
    changed, conflicts = apply_changes(document(), [theme("Cũ", "Của tôi"), text("Mới")])

    assert changed["pact"]["theme"] == "Đoàn kết"
    assert [(c.section, c.field, c.theirs, c.mine) for c in conflicts] == [("pact", "theme", "Đoàn kết", "Của tôi")]
    assert changed["commitments"][0]["text"] == "Mới"


def test_two_people_who_want_the_same_are_in_no_conflict():
    assert apply_changes(document(), [theme("Cũ", "Đoàn kết")])[1] == []


def test_a_change_sent_twice_is_made_once():
    changes = [
        text("Mới"),
        {"do": "add", "section": "commitments", "key": "new-1", "after": "7"},
        {"do": "remove", "section": "commitments", "key": "8", "before": ROW | {"text": "Hai"}},
    ]

    once, _none = apply_changes(document(), changes)
    twice, conflicts = apply_changes(once, changes)

    assert (twice, conflicts) == (once, [])


@pytest.mark.parametrize(("before", "value"), [(6, "7"), ("6", 7), ("6", "bảy")])
def test_a_typed_value_and_a_stored_one_are_held_together_as_they_read(before, value):
    change = {"do": "set", "section": "pact", "field": "stated_targets", "before": before, "value": value}

    changed, conflicts = apply_changes(document(), [change])

    assert (changed["pact"]["stated_targets"], conflicts) == (value, [])


def test_rows_are_added_behind_another_first_or_last():
    def add(key, after):
        return {"do": "add", "section": "commitments", "key": key, "after": after}

    changed, _none = apply_changes(document(), [add("a", "7"), add("b", None), add("c", "gone")])

    assert keys(changed) == ["b", "7", "a", "8", "c"]
    assert changed["commitments"][0]["standing"] == "agreed"


def test_a_row_is_moved():
    changed, _none = apply_changes(document(), [{"do": "move", "section": "commitments", "key": "8", "after": None}])

    assert keys(changed) == ["8", "7"]


def test_a_row_somebody_else_rewrote_is_not_removed():
    change = {"do": "remove", "section": "commitments", "key": "7", "before": ROW | {"text": "Cũ"}}

    changed, conflicts = apply_changes(document(), [change])

    assert keys(changed) == ["7", "8"]
    assert [(c.key, c.field, c.theirs) for c in conflicts] == [("7", None, ROW)]


def test_what_was_typed_into_a_row_that_is_gone_is_told_back():
    _changed, conflicts = apply_changes(document(), [text("Mới", key="9")])

    assert [(c.key, c.theirs, c.mine) for c in conflicts] == [("9", None, "Mới")]


@pytest.mark.parametrize(
    "change",
    [
        None,
        {},
        {"do": "drop"},
        {"do": "set", "section": "pact", "field": "status", "value": "signed"},
        {"do": "set", "section": "awards", "field": "x", "value": ""},
        {"do": "set", "section": "commitments", "key": "7", "field": "key", "value": "8"},
        {"do": "set", "section": "commitments", "key": 7, "field": "text", "value": ""},
        {"do": "add", "section": "pact"},
        {"do": "remove", "section": "commitments"},
    ],
)
def test_a_change_of_what_no_document_has_is_refused(change):
    with pytest.raises(ValidationError):
        apply_changes(document(), [change])


def test_a_list_takes_no_more_rows_than_it_can_hold():
    full = document() | {"commitments": [ROW | {"key": str(n)} for n in range(500)]}
    add = {"do": "add", "section": "commitments", "key": "new", "after": None}

    changed, conflicts = apply_changes(full, [add, text("Mới", before="", key="new"), theme("Đoàn kết", "Kỷ cương")])

    assert (changed["pact"]["theme"], len(changed["commitments"])) == ("Kỷ cương", 500)
    assert [(c.key, c.field, bool(c.refusal)) for c in conflicts] == [("new", None, True), ("new", "text", True)]


@pytest.mark.parametrize("value", [{"a": 1}, True, 5, 5.5, ["x"], "x" * 100_001])
def test_a_value_its_field_cannot_hold_is_refused_alone(value):
    changed, conflicts = apply_changes(document(), [theme("Đoàn kết", value), text("Mới")])

    assert (changed["pact"]["theme"], changed["commitments"][0]["text"]) == ("Đoàn kết", "Mới")
    assert [(c.field, c.mine, bool(c.refusal)) for c in conflicts] == [("theme", value, True)]


def test_a_row_brought_back_leaves_out_what_a_field_cannot_hold():
    add = {"do": "add", "section": "commitments", "key": "9", "after": "8", "row": {"text": "Ba", "note": {"a": "b"}}}

    changed, conflicts = apply_changes(document(), [add])

    assert [row for row in changed["commitments"] if row["key"] == "9"] == [ROW | {"key": "9", "text": "Ba"}]
    assert [(c.field, bool(c.refusal)) for c in conflicts] == [("note", True)]


def test_a_document_that_is_full_takes_shorter_texts_still():
    full = document() | {"commitments": [ROW | {"key": str(n), "text": "x" * 100_000} for n in range(3)]}

    longer, refused = apply_changes(full, [theme("Đoàn kết", "Đoàn kết!")])
    shorter, made = apply_changes(full, [theme("Đoàn kết", "Đoàn")])

    assert (longer["pact"]["theme"], [bool(c.refusal) for c in refused]) == ("Đoàn kết", [True])
    assert (shorter["pact"]["theme"], made) == ("Đoàn", [])


def test_more_changes_than_a_page_has_fields_are_refused():
    with pytest.raises(ValidationError):
        apply_changes(document(), [text("Mới")] * 10_001)
