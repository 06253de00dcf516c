"""Somebody writes in the database: whatever they change, `check_seals` tells it, and goes on to the next fault."""

import importlib
import json
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from pacts.chain import digest_of, hashed_fields
from pacts.chain_heads import head_of, new_key, published
from pacts.models import ChainEntry, ChainHead, Commitment, Pact, PactVersion
from pacts.seal import seal_of
from pacts.seal_checks import AT_ONCE, faults
from pacts.services import close_pact, keep_draft, reopen_pact, sign_pact, withdraw_pact
from tests.factories import PactFactory, UserFactory
from tests.pacts.documents import corrected, full_document, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def pact():
    return signed(**full_document())


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def codes():
    return [fault.code for fault in faults()]


def rewrite(version, old, new):
    """Put other words into a sealed text and its seal, as somebody does who knows how seals are made."""
    content = version.content.replace(old, new)
    assert content != version.content
    sql("UPDATE pacts_pactversion SET content = %s, seal = %s WHERE id = %s", content, seal_of(content), version.pk)


def rewrite_chain():
    """Make all chains anew from what the tables say now: consistent in themselves."""
    sql("DELETE FROM pacts_chainentry")
    importlib.import_module("pacts.migrations.0011_chain_of_before").fill_chains(apps, None)


# --- Rows, texts and versions -------------------------------------------------------------------


def test_rows_text_and_seal_replaced_together_are_told(pact):
    sql("UPDATE pacts_commitment SET text = %s WHERE standing = 'agreed'", "Nội dung khác")
    rewrite(PactVersion.objects.get(), "Hoàn thành nhiệm vụ; giữ kỷ cương…", "Nội dung khác")

    assert codes() == ["entry-seal"]


def test_the_last_version_deleted_is_told(pact):
    corrected(pact)
    sql("DELETE FROM pacts_pactversion WHERE number = 2")

    assert codes() == ["rows", "entry-orphan"]


def test_the_only_version_deleted_is_told(pact):
    sql("DELETE FROM pacts_pactversion")

    assert codes() == ["version-missing", "entry-orphan"]


def test_a_version_between_deleted_is_told(pact):
    corrected(corrected_with(pact, "Một"))
    sql("DELETE FROM pacts_pactversion WHERE number = 2")

    assert codes() == ["version-gap", "entry-orphan"]


def corrected_with(pact, closing):
    draft = reopen_pact(pact=pact, by=None, reason="Sai chữ").draft
    draft["pact"]["closing"] = closing
    keep_draft(pact=pact, document=draft, by=None)
    return sign_pact(pact=pact, by=None, reason="Đính chính")


def test_a_version_added_is_told(pact):
    version = PactVersion.objects.get()
    added = PactVersion(pact=pact, number=2, format=1, content=version.content, seal=version.seal)
    added.save()

    assert codes() == ["entry-missing"]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [("sealed_at", "2021-04-01 00:00:00+00:00", "entry-time"), ("sealed_by_id", None, "entry-signer")],
)
def test_the_day_or_the_signer_of_a_version_changed_is_told(column, value, code):
    signed(by=UserFactory())
    sql(f"UPDATE pacts_pactversion SET {column} = %s", value)

    assert codes() == [code]


@pytest.mark.parametrize("content", ["{", "", "[]", "null", "[" * 100_000])
def test_a_damaged_text_is_told(pact, content):
    sql("UPDATE pacts_pactversion SET content = %s", content)

    assert codes() == ["content", "json", "rows"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"label":"2021"', '"label":"2022"', "label"),
        ('"year":2021', '"year":2022', "year"),
        ('"cluster":"', '"cluster":"x', "cluster"),
        ('"format":1', '"format":2', "format"),
    ],
)
def test_a_text_about_another_pact_is_told(pact, old, new, code):
    rewrite(PactVersion.objects.get(), old, new)

    assert codes() == [code, "rows", "entry-seal"]


def test_an_unknown_format_is_told_and_its_rows_are_left_alone(pact):
    sql("UPDATE pacts_pactversion SET format = 99")

    assert codes() == ["format-unknown", "format"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes no damaged JSON")
def test_rows_that_cannot_be_read_are_told_and_the_others_are_checked(pact):
    other = signed()
    sql("PRAGMA ignore_check_constraints = ON")
    sql("UPDATE pacts_pact SET theme_by = '{' WHERE id = %s", pact.pk)
    sql("PRAGMA ignore_check_constraints = OFF")
    sql("UPDATE pacts_pact SET slogan = 'khác' WHERE id = %s", other.pk)

    assert [(fault.code, fault.pact.pk) for fault in faults()] == [("rows-unreadable", pact.pk), ("rows", other.pk)]


def test_the_state_changed_is_told(pact):
    sql("UPDATE pacts_pact SET status = 'withdrawn'")

    assert codes() == ["state"]


def test_a_draft_made_signed_without_a_version_is_told():
    PactFactory()
    sql("UPDATE pacts_pact SET status = 'signed'")

    assert codes() == ["version-missing", "state"]


def test_a_move_added_is_told(pact):
    sql("UPDATE pacts_pact SET status = 'closed'")
    sql(
        "INSERT INTO pacts_pactmove (pact_id, before, after, at) VALUES (%s, 'signed', 'closed', %s)",
        pact.pk,
        "2031-01-01 00:00:00+00:00",
    )

    assert codes() == ["move-missing"]


@pytest.mark.parametrize("change", ["at = '2031-01-01 00:00:00+00:00'", "by_id = NULL", "after = 'withdrawn'"])
def test_a_move_changed_is_told(pact, change):
    close_pact(pact=pact, by=UserFactory())
    sql(f"UPDATE pacts_pactmove SET {change} WHERE after = 'closed'")

    assert [code for code in codes() if code != "state"] == ["entry-orphan", "move-missing"]


def test_a_move_deleted_is_told(pact):
    withdraw_pact(pact=pact, by=None, reason="Nhập nhầm")
    sql("DELETE FROM pacts_pactmove WHERE after = 'withdrawn'")

    assert codes() == ["state", "entry-orphan"]


def test_a_pact_moved_into_the_chain_of_the_demo_is_told(pact):
    sql("UPDATE clusters_cluster SET is_demo = %s", True)

    assert codes() == ["entry-chain"]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("pacts_pactversion", ["entry-orphan", "pact-missing"]),
        ("pacts_pactmove", ["state", "pact-missing"]),
        ("pacts_chainentry", ["entry-missing", "pact-missing"]),
    ],
)
def test_a_row_whose_pact_is_missing_is_told(pact, table, told):
    with transaction.atomic():
        sql(f"UPDATE {table} SET pact_id = 999999")
        found = codes()
        transaction.set_rollback(True)

    assert [code for code in found if code != "version-missing"] == told


# --- The chain ----------------------------------------------------------------------------------


@pytest.fixture
def three(pact):
    """Three entries of one pact."""
    return corrected(pact)


def at(faults):
    return [(fault.code, fault.entry) for fault in faults]


@pytest.mark.parametrize(
    ("column", "value"), [("address", "/giao-uoc/x/2021/"), ("at", "2031-01-01 00:00:00+00:00"), ("signer", 7)]
)
def test_an_entry_changed_is_told(three, column, value):
    sql(f"UPDATE pacts_chainentry SET {column} = %s WHERE number = 2", value)

    assert ("chain-digest", 2) in at(faults())


def test_an_entry_changed_with_its_hash_is_told_by_the_one_after(three):
    entry = ChainEntry.objects.get(number=2)
    entry.address = "/giao-uoc/x/2021/"
    digest = digest_of(hashed_fields(entry))
    sql("UPDATE pacts_chainentry SET address = %s, digest = %s WHERE number = 2", entry.address, digest)

    assert at(faults()) == [("chain-previous", 3)]


def test_an_entry_between_deleted_is_told(three):
    sql("DELETE FROM pacts_chainentry WHERE number = 2")

    assert at(faults()) == [("move-missing", None), ("chain-gap", 3), ("chain-previous", 3)]


def test_the_last_entry_deleted_is_told(three):
    sql("DELETE FROM pacts_chainentry WHERE number = 3")

    assert at(faults()) == [("entry-missing", None), ("chain-head", None)]


@pytest.mark.parametrize("statement", ["UPDATE pacts_chainhead SET digest = 'x'", "DELETE FROM pacts_chainhead"])
def test_a_head_changed_or_deleted_is_told(three, statement):
    sql(f"{statement} WHERE chain = 'register'")

    assert codes() == ["chain-head"]


def test_a_second_entry_of_one_version_is_refused(pact):
    fields = ChainEntry.objects.values().get() | {"id": None, "number": 2}

    with pytest.raises(Exception, match=r"(?i)unique"), transaction.atomic():
        ChainEntry(**fields).save()


def test_every_fault_is_told_not_only_the_first(pact):
    pacts = [pact, *(signed() for _n in range(3))]
    sql("UPDATE pacts_pactversion SET content = '{'")
    errors = StringIO()

    with pytest.raises(CommandError) as stopped:
        call_command("check_seals", stderr=errors)

    lines = errors.getvalue().splitlines()
    assert len(lines) == 3 * len(pacts)
    assert str(len(lines)) in str(stopped.value)
    assert all(str(pact) in errors.getvalue() for pact in Pact.objects.all())


@pytest.mark.parametrize("count", [1, 6])
def test_pacts_are_checked_in_the_same_queries_however_many(count, django_assert_num_queries):
    for _n in range(count):
        signed()
    assert count < AT_ONCE

    with django_assert_num_queries(19):
        assert codes() == []


def test_more_pacts_than_are_held_at_once_are_all_checked(monkeypatch):
    monkeypatch.setattr("pacts.seal_checks.AT_ONCE", 2)
    monkeypatch.setattr("pacts.chain.AT_ONCE", 2)
    pacts = [signed() for _n in range(5)]
    sql("UPDATE pacts_pact SET slogan = 'khác'")

    assert [(fault.code, fault.pact.pk) for fault in faults()] == [("rows", pact.pk) for pact in pacts]


# --- A head somebody kept -----------------------------------------------------------------------


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
    sql("UPDATE pacts_commitment SET text = %s WHERE standing = 'agreed'", "Nội dung khác")
    rewrite(PactVersion.objects.get(), "Hoàn thành nhiệm vụ; giữ kỷ cương…", "Nội dung khác")
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


def test_the_demo_chain_is_followed_too():
    sign_pact(pact=PactFactory(cluster_year__cluster__is_demo=True), by=None)
    sql("DELETE FROM pacts_chainentry")

    assert ("chain-head", "demo") in [(fault.code, fault.chain) for fault in faults()]
    assert ChainHead.objects.get(chain="demo").number == 1
