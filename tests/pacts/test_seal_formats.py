"""Formats of sealed content: each release's fields as data, and every version read by its own."""

import json
from pathlib import Path

import pytest

from awards.examples.load import load_folder
from awards.management.commands import load_examples
from clusters.models import Membership, Unit
from pacts.models import Pact, PactVersion
from pacts.paper.sealed import papers_of
from pacts.seal.checks import faults
from pacts.seal.formats import FORMATS, NEWEST, in_newest_form
from pacts.seal.seal import content_of, seal_of
from pacts.services.lifecycle import reopen_pact, save_draft, sign_pact
from tests.factories import DocumentFactory, MovementFactory
from tests.pacts.documents import full_document, signed

SEALED_BEFORE = Path(__file__).with_name("sealed_format_1.jsonl").read_text(encoding="utf-8").splitlines()
SEALED_BEFORE = [json.loads(line) for line in SEALED_BEFORE]

HEADING = """format cluster label year title theme theme_owner theme_by slogan preamble closing stated_commitments
stated_targets open_ended key_works_minimum known_none roster signing commitments targets signatories units movements
documents""".split()
ROSTER = "name kind stated_units stated_units_as_written counts_leaders known_none".split()
SIGNING = "held_on held_as_written part_of_day venue host".split()
UNIT = "unit as_written role role_basis head_name head_title joined_on left_on left_reason".split()
TARGET = """text measure population scope operator value value_to unit change baseline_year grade grade_or_better
commitment part_of""".split()
SIGNATORY = "unit name title state signed_on".split()
RELEASED = {  # the keys of each released format: these lines never change
    1: {
        "": HEADING,
        "roster": ROSTER,
        "signing": SIGNING,
        "units": UNIT,
        "targets": TARGET,
        "signatories": SIGNATORY,
        "documents": ["state", "as_written"],
    },
    2: {
        "": HEADING,
        "roster": ROSTER,
        "signing": SIGNING,
        "units": [*UNIT, "basis", "name"],
        "targets": TARGET,
        "signatories": SIGNATORY,
        "movements": ["uuid", "name", "as_written"],
        "documents": ["uuid", "name", "state", "as_written"],
    },
    3: {
        "": HEADING,
        "roster": ROSTER,
        "signing": SIGNING,
        "commitments": ["text", "heading"],
        "units": [*UNIT, "basis", "name"],
        "targets": TARGET,
        "signatories": SIGNATORY,
        "movements": ["uuid", "name", "as_written"],
        "documents": ["uuid", "name", "state", "as_written"],
    },
}

pytestmark = pytest.mark.django_db


def keys_of(content):
    """Return the keys of each part of a content, {part: keys}; a part of plain texts or lists has none."""
    parts = {name: rows[0] if isinstance(rows, list) and rows else rows for name, rows in content.items()}
    found = {name: sorted(part) for name, part in parts.items() if isinstance(part, dict)}
    return {"": sorted(content), **found}


@pytest.mark.parametrize("number", FORMATS)
def test_a_released_format_has_these_keys_for_ever(number):
    content = json.loads(content_of(signed(**full_document()), number))

    assert keys_of(content) == {part: sorted(keys) for part, keys in RELEASED[number].items()}


@pytest.mark.parametrize("version", SEALED_BEFORE, ids=lambda version: version["address"])
def test_a_text_sealed_before_has_its_seal(version):
    assert seal_of(version["content"]) == version["seal"]


def test_the_examples_rebuild_what_format_1_sealed():
    load_folder(load_examples.AWARDS / "examples", load_examples.AWARDS / "data" / "award_types.toml")

    rebuilt = {pact.get_absolute_url(): content_of(pact, 1) for pact in Pact.objects.all()}

    assert rebuilt == {version["address"]: version["content"] for version in SEALED_BEFORE}


@pytest.fixture
def pact():
    return signed(**full_document())


def sealed_under(pact, number):
    """Put the seal of an earlier format in the place of a pact's, as a database of that time has it."""
    content = content_of(pact, number)
    pact.versions.update(format=number, content=content, seal=seal_of(content))


def text_faults():
    """Return the codes of what is wrong with texts and rows; the chain has tests of its own."""
    return [fault.code for fault in faults() if fault.code in ("content", "format-unknown", "rows")]


def test_a_pact_sealed_under_format_1_is_intact(pact):
    sealed_under(pact, 1)

    assert text_faults() == []


def test_a_changed_row_of_a_pact_sealed_under_format_1_is_found(pact):
    sealed_under(pact, 1)
    commitment = pact.commitments.get(standing="agreed")
    commitment.text = "khác"
    commitment.save()

    assert text_faults() == ["rows"]


def test_a_format_no_release_had_is_a_fault(pact):
    PactVersion.objects.update(format=99)

    assert text_faults() == ["format-unknown"]


def test_the_next_signing_seals_under_the_newest_format(pact):
    sealed_under(pact, 1)
    draft = reopen_pact(pact=pact, by=None, reason="Sai chữ").draft
    draft["pact"]["closing"] = "Cam kết thực hiện"
    save_draft(pact=pact, document=draft, by=None)

    sign_pact(pact=pact, by=None)

    assert [version.format for version in pact.versions.order_by("number")] == [1, NEWEST]


def test_a_seal_binds_which_movement_is_meant(pact):
    link = pact.movements.get()
    link.movement = MovementFactory(name=link.movement.name)
    link.save()

    assert text_faults() == ["rows"]


def test_a_seal_binds_which_document_is_meant(pact):
    link = pact.documents.get()
    link.document = DocumentFactory(number=link.document.number)
    link.save()

    assert text_faults() == ["rows"]


def test_a_seal_binds_on_what_basis_a_unit_is_listed(pact):
    member = pact.cluster_year.memberships.first()
    member.basis = Membership.Basis.INFERRED
    member.save()

    assert text_faults() == ["rows"]


def test_a_seal_binds_the_name_of_a_concluded_unit_too():
    document = full_document()
    document["units"][1]["basis"] = "inferred"

    content = json.loads(content_of(signed(**document)))

    assert [(row["name"], row["as_written"]) for row in content["units"]] == [
        ("Huyện Đại Từ", "Huyện Đại Từ"),
        ("Huyện Định Hóa", None),
    ]


def test_a_sealed_version_names_its_units_as_it_was_sealed(pact):
    unit = Unit.objects.get(slug="huyen-dai-tu")
    unit.name = "Tên sửa về sau"
    unit.save()

    paper = papers_of(PactVersion.objects.select_related("pact__cluster_year__cluster"))[0]

    assert [unit.name for unit in paper.units] == ["Huyện Đại Từ", "Huyện Định Hóa"]


@pytest.mark.parametrize("number", FORMATS)
def test_a_version_of_every_format_is_read_as_a_paper(client, pact, number):
    sealed_under(pact, number)

    page = client.get(f"{pact.get_absolute_url()}lich-su/", {"ban": "1"}).content.decode()

    assert ("Dân vận khéo" in page, "311/KH-UBND" in page) == (True, True)


def test_an_old_content_is_read_with_the_keys_of_the_newest(pact):
    old, new = (in_newest_form(json.loads(content_of(pact, number))) for number in (1, 2))

    assert keys_of(old) == keys_of(new)
