"""Files of records: loaded once, and a broken one stops everything with its name, its place and a sentence."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from awards.examples.load import FaultyFile, load_folder
from awards.models import Award, AwardType
from clusters.models import Cluster, ClusterYear, Succession, Unit, UnitName
from pacts.models import Commitment, Pact, PactStatus

pytestmark = pytest.mark.django_db

TYPES = """
[[types]]
code = "co-tinh"
name = "Cờ thi đua của UBND tỉnh"
category = "title"
valid_to = "2023-12-31"

[[types]]
code = "co-tinh"
name = "Cờ thi đua của UBND tỉnh"
category = "title"
valid_from = "2024-01-01"
"""
SHARED = """
[[documents]]
key = "nq"
kind = "resolution"
number = "202/2025/QH15"

[[units]]
slug = "tinh-x"
name = "Tỉnh X"
kind = "province"

[[units]]
slug = "huyen-y"
name = "Huyện Y"
place = "tinh-x"
ended_on = "2025-07-01"
end_reason = "abolished"
end_basis = "nq"

[[names]]
unit = "tinh-x"
sort = "former"
name = "Tỉnh Cũ"
until = "2024-12-31"

[[successions]]
predecessor = "huyen-y"
successor = "tinh-x"
"""
PACT = """
[cluster]
slug = "cum-x"
name = "Cụm X"
kind = "cum"
place = "tinh-x"

[year]
label = "2021"
slug = "2021"
year = 2021
stated_units = 9

[[units]]
unit = "huyen-y"
role = "leader"

[[commitments]]
text = "Đẩy mạnh cải cách; giữ vững…"

[[sources]]
title = "Ký kết giao ước"

[[awards]]
type = "co-tinh"
granted_count = 3
merit_year = 2020
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "00-shared.toml").write_text(SHARED, encoding="utf-8")
    (tmp_path / "001.toml").write_text(PACT, encoding="utf-8")
    types = tmp_path / "types"
    types.write_text(TYPES, encoding="utf-8")
    return tmp_path


def load(folder):
    return load_folder(folder, folder / "types")


def broken(folder, name, old, new):
    """Break one file and return what is said of it, in English."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with translation.override("en"), pytest.raises(FaultyFile) as caught:
        load(folder)
    return str(caught.value)


def everything():
    return [model.objects.count() for model in (AwardType, Unit, UnitName, Cluster, ClusterYear, Pact, Award)]


def test_files_become_records(folder):
    load(folder)

    pact, award = Pact.objects.get(), Award.objects.get()
    assert (pact.status, pact.cluster_year.stated_units) == (PactStatus.SIGNED, 9)
    assert (award.type.valid_to, award.source.title, award.presented_at) == ("2023-12-31", "Ký kết giao ước", None)
    assert Unit.objects.get(slug="huyen-y").end_basis.number == "202/2025/QH15"
    assert Succession.objects.get().successor.slug == "tinh-x"


def test_loading_twice_changes_nothing(folder):
    load(folder)
    before = everything(), Unit.history.count(), Commitment.history.count()

    load(folder)

    assert (everything(), Unit.history.count(), Commitment.history.count()) == before


def test_what_was_mended_by_hand_stays_mended(folder):
    load(folder)
    unit = Unit.objects.get(slug="huyen-y")
    unit.note = "Đã kiểm tra"
    unit.save()

    load(folder)

    unit.refresh_from_db()
    assert unit.note == "Đã kiểm tra"


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        (
            "001.toml",
            'role = "leader"',
            'role = "vua"',
            "001.toml, pact: Member units, row 1, Role: Select a valid choice.",
        ),
        ("001.toml", 'unit = "huyen-y"', 'unit = "z"', "001.toml, pact: Member units, row 1, Unit: There is no unit"),
        ("001.toml", 'text = "Đẩy', 'chu = "Đẩy', "001.toml, pact: Commitments, row 1: there is no field “chu”."),
        ("001.toml", "[[sources]]", "[[nguon]]", "001.toml, pact: A document has no part “nguon”."),
        ("001.toml", 'kind = "cum"', 'kind = "x"', "001.toml, cluster: kind: Value 'x' is not a valid choice."),
        (
            "001.toml",
            'type = "co-tinh"',
            'type = "co"',
            "001.toml, awards 1: There is no award type “co” for the year 2020.",
        ),
        ("001.toml", "[cluster]", "[cluster", "001.toml, the whole file: "),
        (
            "00-shared.toml",
            'place = "tinh-x"',
            'place = "z"',
            "00-shared.toml, units 2: “place” refers to “z”, which is not there.",
        ),
        (
            "00-shared.toml",
            'end_reason = "abolished"',
            "",
            "00-shared.toml, units 2: A unit that has ended needs the reason",
        ),
        ("00-shared.toml", 'name = "Tỉnh X"', 'ten = "Tỉnh X"', "00-shared.toml, units 1: there is no field “ten”."),
    ],
)
def test_a_broken_file_is_named_with_its_place_and_leaves_the_database_as_it_was(folder, name, old, new, sentence):
    assert broken(folder, name, old, new).startswith(sentence)

    assert everything() == [0] * 7


def test_the_command_stops_with_that_sentence(folder):
    (folder / "001.toml").write_text(PACT.replace('role = "leader"', 'role = "x"'), encoding="utf-8")

    with pytest.raises(CommandError, match=r"001\.toml"):
        call_command("load_examples", folder=folder, types=folder / "types")


@pytest.mark.django_db(transaction=True)
def test_the_command_writes_no_lines_of_the_audit_log(folder, caplog):
    caplog.set_level("INFO", logger="clusters.audit")

    call_command("load_examples", folder=folder, types=folder / "types")

    assert Pact.objects.filter(status=PactStatus.SIGNED).exists()
    assert [record for record in caplog.records if record.name == "clusters.audit"] == []
