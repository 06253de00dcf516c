"""Somebody writes in the database: whatever they change, `check_seals` tells it, and goes on to the next fault."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from pacts.chain.chain import digest_of, hashed_fields
from pacts.models import ChainEntry, ChainHead, Pact, PactVersion
from pacts.seal.checks import BATCH, faults
from pacts.services.lifecycle import close_pact, reopen_pact, save_draft, sign_pact, withdraw_pact
from tests.factories import PactFactory, UserFactory
from tests.pacts.documents import corrected, full_document, signed
from tests.pacts.tampering import replace_commitment, rewrite, sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def pact():
    return signed(**full_document())


def codes():
    return [fault.code for fault in faults()]


# --- Rows, texts and versions -------------------------------------------------------------------


def test_rows_text_and_seal_replaced_together_are_told(pact):
    replace_commitment()

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
    save_draft(pact=pact, document=draft, by=None)
    return sign_pact(pact=pact, by=None, reason="Đính chính")


def test_a_version_added_is_told(pact):
    version = PactVersion.objects.get()
    added = PactVersion(pact=pact, number=2, format=version.format, content=version.content, seal=version.seal)
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
        ('"format":3', '"format":1', "format"),
    ],
)
def test_a_text_about_another_pact_is_told(pact, old, new, code):
    rewrite(PactVersion.objects.get(), old, new)

    assert codes() == [code, "rows", "entry-seal"]


def test_an_unknown_format_is_told_and_its_rows_are_left_alone(pact):
    sql("UPDATE pacts_pactversion SET format = 99")

    assert codes() == ["format-unknown", "format"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes no text for a number")
def test_rows_that_cannot_be_read_are_told_and_the_others_are_checked(pact):
    other = signed()
    sql("PRAGMA ignore_check_constraints = ON")
    sql("UPDATE pacts_target SET value = 'x' WHERE pact_id = %s", pact.pk)
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
    assert count < BATCH

    with django_assert_num_queries(19):
        assert codes() == []


def test_more_pacts_than_are_held_at_once_are_all_checked(monkeypatch):
    monkeypatch.setattr("pacts.seal.checks.BATCH", 2)
    monkeypatch.setattr("pacts.chain.chain.BATCH", 2)
    pacts = [signed() for _n in range(5)]
    sql("UPDATE pacts_pact SET slogan = 'khác'")

    assert [(fault.code, fault.pact.pk) for fault in faults()] == [("rows", pact.pk) for pact in pacts]


def test_the_demo_chain_is_followed_too():
    sign_pact(pact=PactFactory(cluster_year__cluster__is_demo=True), by=None)
    sql("DELETE FROM pacts_chainentry")

    assert ("chain-head", "demo") in [(fault.code, fault.chain) for fault in faults()]
    assert ChainHead.objects.get(chain="demo").number == 1
