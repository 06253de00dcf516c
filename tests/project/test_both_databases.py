"""The list of test files that run on PostgreSQL too: every file is there, and none that depends on it is missing."""

import re
from pathlib import Path

from tests.both_databases import ON_BOTH, ONE_IS_ENOUGH, SIGNS, name_of

TESTS = Path(__file__).resolve().parent.parent
FILES = {name_of(path): path for path in TESTS.glob("*/test_*.py") if path.parent.name != "browser"}
SIGN = re.compile(SIGNS)


def depends_on_the_database(text):
    return bool(SIGN.search(text))


def test_every_listed_file_is_there():
    assert (ON_BOTH | ONE_IS_ENOUGH.keys()) - FILES.keys() == set()


def test_a_file_that_depends_on_the_database_runs_on_both():
    here = {Path(__file__).name}
    found = {name for name, path in FILES.items() if depends_on_the_database(path.read_text(encoding="utf-8"))}

    assert {name for name in found - ON_BOTH - ONE_IS_ENOUGH.keys() if Path(name).name not in here} == set()


def test_no_reason_is_left_for_a_file_that_runs_on_both_or_says_nothing_of_a_database():
    assert ON_BOTH & ONE_IS_ENOUGH.keys() == set()
    assert [
        name for name in ONE_IS_ENOUGH if not depends_on_the_database(FILES[name].read_text(encoding="utf-8"))
    ] == []


def test_locks_transactions_and_raw_sql_are_signs():
    assert depends_on_the_database("pytestmark = pytest.mark.django_db(transaction=True)")
    assert depends_on_the_database("with connection.cursor() as cursor:")
    assert not depends_on_the_database("pytestmark = pytest.mark.django_db")
