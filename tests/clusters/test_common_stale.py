"""A page that shows something older than what is stored does not overwrite it; what did not change is not saved."""

import pytest

from clusters.common.changes import save_if_changed
from clusters.common.stale import StaleError, StaleForm, mark_of, refuse_stale
from tests.factories import DeadlineFactory, UserFactory


def test_a_mark_changes_with_the_state():
    assert mark_of(["a", None]) == mark_of(["a", None])
    assert len({mark_of(state) for state in (["a", None], ["a", ""], ["a"], "a", None)}) == 5


def test_a_write_is_refused_once_the_state_has_changed():
    refuse_stale("new", mark_of("new"), "x")

    with pytest.raises(StaleError, match="Xem lại"):
        refuse_stale("new", mark_of("old"), "Xem lại")


@pytest.mark.parametrize("seen", ["", mark_of("old"), "²"])
def test_a_stale_form_is_refused_once_and_accepted_with_the_mark_it_shows_then(seen):
    form = StaleForm({"seen": seen}, stored="new")

    assert (form.is_valid(), form.is_stale, list(form.errors)) == (False, True, ["seen"])
    assert StaleForm({"seen": form.mark}, stored="new").is_valid()


@pytest.mark.django_db
def test_a_row_is_saved_only_if_something_differs():
    row, user = DeadlineFactory(asked="remarks"), UserFactory()

    saved = [save_if_changed(row, {"asked": name}, user) for name in ("remarks", "signatory", "signatory")]

    assert saved == [False, True, False]
    assert [entry.history_user for entry in row.history.all()] == [user, None]
