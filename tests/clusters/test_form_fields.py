"""Lists, pairs and partial dates as they are typed: one a line, and back again."""

import datetime

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from clusters.common.fields import CodesFormField
from clusters.common.form_fields import ErrataFormField, LinesFormField, PartialDateFormField, ReasonsFormField
from clusters.common.text import normalise

WRONG_DATE = "Write a date as dd/mm/yyyy, or only mm/yyyy, or only the year."
NO_ARROW = "Write one pair a line, with “=>” between its halves: “%s” has none."
NO_COLON = "Write one pair a line, with “:” between its halves: “%s” has none."

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
lines = st.lists(st.text("ađ0 ", min_size=1).map(normalise).filter(bool), min_size=1)


def faults(field, typed):
    with translation.override("en"):
        try:
            field.clean(typed)
        except forms.ValidationError as error:
            return error.messages
    return []


# --- Lists --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Huyền Trang\nQuang Tuấn", ["Huyền Trang", "Quang Tuấn"]),
        ("  Huyền Trang \r\n\r\n\u00a0Quang\u00a0Tuấn", ["Huyền Trang", "Quang Tuấn"]),
        ("một; hai", ["một; hai"]),
        (" \n ", None),
        ("", None),
        (None, None),
        (["một", " hai "], ["một", "hai"]),
    ],
)
def test_a_list_is_typed_one_a_line_and_is_unknown_when_empty(typed, kept):
    assert LinesFormField(required=False).clean(typed) == kept


@given(lines)
def test_a_list_shown_and_typed_again_stays_the_same(kept):
    field = LinesFormField()

    assert field.clean(field.prepare_value(kept)) == kept


def test_a_required_list_left_empty_is_told_so():
    assert faults(LinesFormField(), " \n") == ["This field is required."]


@pytest.mark.parametrize(("typed", "changed"), [("một\nhai\n", False), ("một\r\nhai", False), ("hai\nmột", True)])
def test_a_list_has_changed_only_where_its_lines_did(typed, changed):
    assert LinesFormField().has_changed(["một", "hai"], typed) is changed


# --- Pairs --------------------------------------------------------------------------------------


def test_mistakes_of_a_source_are_typed_as_pairs():
    kept = ErrataFormField().clean("công tác tuyên, phát hiện => tuyên truyền, phát hiện\nBHG=>Báo Hà Giang")

    assert kept == [
        {"as_written": "công tác tuyên, phát hiện", "meant": "tuyên truyền, phát hiện"},
        {"as_written": "BHG", "meant": "Báo Hà Giang"},
    ]


def test_reasons_are_typed_as_pairs_and_may_hold_more_colons():
    kept = ReasonsFormField().clean("held_on: năm theo ngày đăng: 02-04-2021\nhost : là trưởng cụm")

    assert kept == {"held_on": "năm theo ngày đăng: 02-04-2021", "host": "là trưởng cụm"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (
            ErrataFormField(),
            [{"as_written": "tuyên,", "meant": "tuyên truyền,"}, {"as_written": "a", "meant": "b => c"}],
        ),
        (ReasonsFormField(), {"place": "nêu tên người: có", "kind": "theo tên gọi"}),
    ],
)
def test_pairs_shown_and_typed_again_stay_the_same(field, value):
    assert field.clean(field.prepare_value(value)) == value


@pytest.mark.parametrize("empty", ["", " \n", None])
@pytest.mark.parametrize("field", [ErrataFormField(required=False), ReasonsFormField(required=False)])
def test_no_pairs_are_unknown(field, empty):
    assert field.clean(empty) is None


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (ErrataFormField(), "a => b\ntuyên", NO_ARROW % "tuyên"),
        (ErrataFormField(), "=> b", NO_ARROW % "=> b"),
        (ErrataFormField(), "a =>", NO_ARROW % "a =>"),
        (ReasonsFormField(), "không rõ", NO_COLON % "không rõ"),
        (ReasonsFormField(), ": vì sao", NO_COLON % ": vì sao"),
    ],
)
def test_a_line_that_is_no_pair_is_quoted(field, typed, sentence):
    assert faults(field, typed) == [sentence]


@pytest.mark.parametrize(("typed", "changed"), [("a =>  b", False), ("a => c", True), ("a b", True), ("", True)])
def test_pairs_have_changed_where_a_half_did_or_a_line_is_wrong(typed, changed):
    assert ErrataFormField(required=False).has_changed([{"as_written": "a", "meant": "b"}], typed) is changed


# --- Partial dates ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"), [("31/3/2021", "2021-03-31"), (" 03/2021\u00a0", "2021-03"), ("2021", "2021"), ("", None)]
)
def test_a_date_is_typed_as_far_as_it_is_known(typed, kept):
    assert PartialDateFormField(required=False).clean(typed) == kept


def test_a_wrong_date_is_told_how_dates_are_written():
    assert faults(PartialDateFormField(), "31/2/2021") == [WRONG_DATE]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2021-03-31", "31/03/2021"),
        ("2021", "2021"),
        (datetime.date(2021, 3, 31), "31/03/2021"),
        (2021, "2021"),
        ("31/2/2021", "31/2/2021"),
        (None, None),
    ],
)
def test_a_date_is_shown_as_people_write_it_and_a_wrong_one_as_it_was_typed(value, shown):
    assert PartialDateFormField().prepare_value(value) == shown


@pytest.mark.parametrize(("typed", "changed"), [("31/3/2021", False), ("2021", True), ("31/2/2021", True)])
def test_a_date_has_changed_only_where_its_meaning_did(typed, changed):
    assert PartialDateFormField().has_changed("2021-03-31", typed) is changed


# --- Codes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ticked", "kept"), [(["b", "a"], ["b", "a"]), ([], None)])
def test_ticked_codes_are_a_list_and_none_of_them_is_unknown(ticked, kept):
    assert CodesFormField(choices=[("a", "A"), ("b", "B")], required=False).clean(ticked) == kept


@pytest.mark.parametrize(("ticked", "changed"), [([], False), (["a"], True)])
def test_codes_unknown_before_have_changed_when_one_is_ticked(ticked, changed):
    assert CodesFormField(choices=[("a", "A")], required=False).has_changed(None, ticked) is changed


# --- Whatever arrives ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [LinesFormField, ErrataFormField, ReasonsFormField, PartialDateFormField])
@given(value=anything)
def test_whatever_a_file_or_browser_sends_is_kept_or_refused_and_breaks_nothing(kind, value):
    field = kind(required=False)

    faults(field, value)
    faults(field, field.prepare_value(value))
    field.has_changed(None, value)
