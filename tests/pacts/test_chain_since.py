"""`check_seals --since`: today's register held against a head that somebody kept."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pacts.chain.heads import head_of, new_key, published
from pacts.models import Commitment
from pacts.seal.checks import faults
from tests.pacts.documents import corrected, full_document, signed
from tests.pacts.tampering import replace_commitment, rewrite_chain, sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def pact():
    return signed(**full_document())


def codes():
    return [fault.code for fault in faults()]


@pytest.fixture
def keep(tmp_path):
    """Keep today's head in a file, or other words, and return its path."""

    def write(data=None):
        path = tmp_path / "moc.json"
        path.write_text(json.dumps(published(head_of()) if data is None else data))
        return path

    return write


def since(path):
    """Return what `check_seals --since` answers: its lines about faults, none where all is well."""
    errors = StringIO()
    try:
        call_command("check_seals", since=path, stdout=StringIO(), stderr=errors)
    except CommandError:
        return errors.getvalue().splitlines()
    return []


@pytest.mark.parametrize("later", [False, True])
def test_a_register_that_went_on_continues_the_kept_head(pact, keep, later):
    path = keep()
    if later:
        corrected(pact)

    assert since(path) == []


def test_a_head_of_an_empty_register_is_continued(keep):
    path = keep()
    signed()

    assert since(path) == []


def test_a_chain_rewritten_throughout_is_told_by_the_kept_head_alone(pact, keep):
    path = keep()
    replace_commitment()
    rewrite_chain()

    assert codes() == []
    (line,) = since(path)
    assert "đã bị ghi lại" in line


def test_a_register_cut_back_is_told_by_the_kept_head(pact, keep):
    other = signed()
    path = keep()
    sql("DELETE FROM pacts_pactversion WHERE pact_id = %s", other.pk)
    sql("DELETE FROM pacts_pactmove WHERE pact_id = %s", other.pk)
    sql("UPDATE pacts_pact SET status = 'draft' WHERE id = %s", other.pk)
    rewrite_chain()

    assert codes() == []
    (line,) = since(path)
    assert "kết thúc ở số 1" in line


def test_a_time_changed_in_the_kept_head_is_told(pact, keep):
    path = keep(published(head_of()) | {"at": "2021-03-31T02:00:00.000000Z"})

    (line,) = since(path)
    assert "thời điểm khác" in line


@pytest.mark.parametrize(
    "words",
    [
        [],
        {},
        "x",
        None,
        {"number": 1},
        {"number": True, "digest": "a" * 64},
        {"number": -1, "digest": "a" * 64},
        {"number": 10**30, "digest": "a" * 64},
        {"number": 1, "digest": "A" * 64},
        {"number": 1, "digest": None},
        {"number": 1, "digest": "a" * 64, "chain": "x"},
        {"number": 1, "digest": "a" * 64, "chain": []},
        {"number": 1, "digest": "a" * 64, "at": 7},
        {"number": 1, "digest": "a" * 64, "signature": {}},
        {"number": 1, "digest": "a" * 64, "note": "x" * 20_000},
    ],
)
def test_a_file_that_is_no_head_is_told(keep, tmp_path, words):
    path = tmp_path / "x.json"
    path.write_text(json.dumps(words))

    (line,) = since(path)
    assert "không có mốc" in line


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"{", b"[" * 9000])
def test_a_file_that_is_no_json_is_told(tmp_path, content):
    path = tmp_path / "x.json"
    path.write_bytes(content)

    (line,) = since(path)
    assert "không có mốc" in line


@pytest.mark.parametrize("name", ["", "khong-co.json"])
def test_a_file_that_cannot_be_read_is_told(tmp_path, name):
    (line,) = since(tmp_path / name)

    assert "Không đọc được" in line


def test_the_faults_of_the_register_are_told_beside_a_file_that_cannot_be_read(pact, tmp_path):
    Commitment.objects.filter(standing="agreed").update(text="khác")

    assert len(since(tmp_path / "khong-co.json")) == 2


# --- Signed heads -------------------------------------------------------------------------------


def test_a_kept_head_signed_with_the_key_of_the_register_is_taken(pact, keep, settings):
    settings.CHAIN_SIGNING_KEY, _public = new_key()
    path = keep()
    corrected(pact)

    assert since(path) == []


@pytest.mark.parametrize("change", [{"signature": "AAAA"}, {"signature": "ừ"}, {"signature": "!"}])
def test_a_kept_head_with_another_signature_is_told(pact, keep, settings, change):
    settings.CHAIN_SIGNING_KEY, _public = new_key()
    path = keep(published(head_of()) | change)

    (line,) = since(path)
    assert "chữ ký" in line


def test_a_kept_head_signed_with_another_key_is_told(pact, keep, settings):
    settings.CHAIN_SIGNING_KEY, _public = new_key()
    path = keep()
    settings.CHAIN_SIGNING_KEY, _public = new_key()

    (line,) = since(path)
    assert "chữ ký" in line


def test_without_a_key_it_is_said_that_the_signature_was_not_checked(pact, keep, settings):
    settings.CHAIN_SIGNING_KEY, _public = new_key()
    path = keep()
    settings.CHAIN_SIGNING_KEY = ""
    out = StringIO()

    call_command("check_seals", since=path, stdout=out)

    assert "CHAIN_SIGNING_KEY" in out.getvalue()
