"""The seal: what it covers, what it does not, and how a change is found."""

import hashlib
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from clusters.models import Cluster, Document, Unit
from pacts.models import Commitment, Movement, Pact, PactVersion, Participation
from pacts.seal.checks import faults
from pacts.seal.seal import content_of
from pacts.services.lifecycle import reopen_pact, save_draft, sign_pact
from tests.pacts.documents import full_document, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def pact():
    return signed(**full_document())


def codes():
    return [fault.code for fault in faults()]


def test_the_seal_is_the_sha256_of_the_content_in_utf8(pact):
    version = PactVersion.objects.get()

    assert version.seal == hashlib.sha256(version.content.encode("utf-8")).hexdigest()


def test_the_content_is_json_with_sorted_keys_and_no_spaces(pact):
    content = PactVersion.objects.get().content

    again = json.dumps(json.loads(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert content == again


def test_the_content_says_what_the_paper_says(pact):
    content = json.loads(PactVersion.objects.get().content)

    assert content["commitments"] == [{"heading": None, "text": "Hoàn thành nhiệm vụ; giữ kỷ cương…"}]
    assert [row["value"] for row in content["targets"]] == ["100", "20.5"]
    assert [(row["commitment"], row["part_of"]) for row in content["targets"]] == [(1, None), (None, 1)]
    assert [(row["unit"], row["as_written"]) for row in content["units"]] == [
        ("huyen-dai-tu", "Huyện Đại Từ"),
        ("huyen-dinh-hoa", "Huyện Định Hóa"),
    ]
    assert content["signatories"][0] | {"title": None} == content["signatories"][0]
    assert content["signing"]["held_on"] == "2021-03-31"


def test_directions_people_sources_and_notes_are_outside(pact):
    before = content_of(pact)
    Commitment.objects.filter(standing="direction").delete()
    person = Participation.objects.get()
    person.name = "Người khác"
    person.save()
    source = pact.cluster_year.sources.get()
    source.errata = None
    source.save()

    assert content_of(pact) == before


@pytest.mark.parametrize("model", [Unit, Movement, Document, Cluster])
def test_mending_a_shared_row_breaks_no_seal(pact, model):
    row = model.objects.first()
    setattr(row, "subject" if model is Document else "name", "Tên đã sửa")
    row.save()

    assert list(faults()) == []


def test_wordings_are_filled_in_vietnamese_whoever_signs():
    with translation.override("en"):
        signed(documents=[{"kind": "plan", "number": "1/KH"}])

    wording = json.loads(PactVersion.objects.get().content)["documents"][0]["as_written"]
    with translation.override("vi"):
        assert wording == Document.objects.get().wording


def test_a_unit_only_concluded_gets_no_wording():
    document = full_document()
    document["units"][1]["basis"] = "inferred"

    signed(**document)

    assert json.loads(PactVersion.objects.get().content)["units"][1]["as_written"] is None


def test_a_row_changed_behind_the_seal_is_found(pact):
    commitment = Commitment.objects.get(standing="agreed")
    commitment.text = "khác"
    commitment.save()

    assert codes() == ["rows"]


def test_a_changed_text_is_found(pact):
    version = PactVersion.objects.get()
    PactVersion.objects.update(content=version.content.replace("sáng tạo", "sáng"))

    assert codes() == ["content", "rows"]


def test_check_seals_ends_well_where_all_match(pact):
    out = StringIO()

    call_command("check_seals", stdout=out)

    assert "1" in out.getvalue()


def test_check_seals_fails_and_names_the_pact(pact):
    PactVersion.objects.update(content="{}")
    errors = StringIO()

    with pytest.raises(CommandError):
        call_command("check_seals", stderr=errors)

    assert str(Pact.objects.get()) in errors.getvalue()


def test_an_old_version_is_checked_by_its_text_alone(pact):
    pact = reopen_pact(pact=pact, by=None, reason="x")
    pact.draft["pact"]["theme"] = "Chủ đề khác"
    save_draft(pact=pact, document=pact.draft, by=None)
    sign_pact(pact=pact, by=None)

    assert (PactVersion.objects.count(), codes()) == (2, [])
