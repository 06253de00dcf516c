"""The chain: what is entered, how it is hashed, that entries never collide, and that yesterday's record is entered."""

import hashlib
import importlib
import json
import threading

import pytest
from django.apps import apps
from django.db import connection

from pacts.chain.chain import digest_of, hashed_fields, verify_chain
from pacts.document import document_of
from pacts.models import ChainEntry, ChainHead, PactMove, PactVersion
from pacts.models.chain import GENESIS
from pacts.seal.checks import faults
from pacts.services.lifecycle import (
    amend_pact,
    circulate_pact,
    close_pact,
    reopen_pact,
    sign_pact,
    take_back_pact,
    withdraw_pact,
)
from tests.factories import PactFactory, UserFactory
from tests.pacts.documents import corrected, full_document, signed

pytestmark = pytest.mark.django_db


def kinds():
    return list(ChainEntry.objects.order_by("number").values_list("number", "kind", "version"))


# --- What is entered ----------------------------------------------------------------------------


def test_the_entry_of_a_sealing_tells_version_seal_time_signer_and_address():
    user = UserFactory()
    pact = signed(by=user)
    version = PactVersion.objects.get()

    entry = ChainEntry.objects.get()

    assert hashed_fields(entry) == {
        "chain": "register",
        "number": 1,
        "kind": "sealed",
        "address": pact.get_absolute_url(),
        "version": 1,
        "seal": version.seal,
        "at": version.sealed_at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "signer": user.pk,
        "previous": GENESIS,
    }


def test_everything_the_public_sees_of_a_pact_is_entered_in_order():
    pact = corrected(signed())
    pact = close_pact(pact=pact, by=None)
    withdraw_pact(pact=pact, by=None, reason="Nhập nhầm")

    assert kinds() == [
        (1, "sealed", 1),
        (2, "reopened", None),
        (3, "sealed", 2),
        (4, "closed", None),
        (5, "withdrawn", None),
    ]


def test_a_new_version_without_reopening_is_entered():
    pact = signed(**full_document())
    document = document_of(pact)
    document["signatories"][0]["name"] = "Nguyễn Văn A"

    amend_pact(pact=pact, document=document, by=None, reason="Ký sau")

    assert kinds() == [(1, "sealed", 1), (2, "sealed", 2)]


def test_what_only_units_see_is_not_entered():
    pact = circulate_pact(pact=PactFactory(), by=None)
    take_back_pact(pact=pact, by=None)

    assert kinds() == []


def test_signing_again_without_a_change_adds_no_entry():
    reopened = reopen_pact(pact=signed(), by=None, reason="Xem lại")
    sign_pact(pact=reopened, by=None)

    assert kinds() == [(1, "sealed", 1), (2, "reopened", None)]


def test_the_time_of_a_move_and_of_its_entry_are_one():
    close_pact(pact=signed(), by=None)

    assert ChainEntry.objects.get(kind="closed").at == PactMove.objects.get(after="closed").at


def test_a_demo_pact_is_entered_into_a_chain_of_its_own():
    signed()
    pact = PactFactory(cluster_year__cluster__is_demo=True)
    sign_pact(pact=pact, by=None)

    assert list(ChainEntry.objects.order_by("pk").values_list("chain", "number", "previous")) == [
        ("register", 1, GENESIS),
        ("demo", 1, GENESIS),
    ]
    assert list(faults()) == []


# --- How it is hashed ---------------------------------------------------------------------------


def test_an_entry_is_hashed_as_sorted_json_without_spaces():
    signed()
    entry = ChainEntry.objects.get()

    text = json.dumps(hashed_fields(entry), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert entry.digest == hashlib.sha256(text.encode()).hexdigest()


def test_the_digest_of_known_fields_is_this_one_for_good():
    fields = {
        "chain": "register",
        "number": 2,
        "kind": "sealed",
        "address": "/giao-uoc/cum-x/2021/",
        "version": 1,
        "seal": "a" * 64,
        "at": "2021-03-31T02:00:00.000000Z",
        "signer": None,
        "previous": "b" * 64,
    }

    assert digest_of(fields) == "809723da4f8d077e25476b3b9d9ae859b246c38c7526ba3ffc15220941026375"


def test_each_entry_holds_the_digest_of_the_one_before_and_the_head_that_of_the_last():
    signed()
    signed()
    first, second = ChainEntry.objects.order_by("number")

    assert second.previous == first.digest
    assert list(ChainHead.objects.filter(chain="register").values_list("number", "digest")) == [(2, second.digest)]


@pytest.mark.parametrize("act", ["save", "delete"])
def test_an_entry_never_changes(act):
    signed()

    with pytest.raises(TypeError):
        getattr(ChainEntry.objects.get(), act)()


def test_a_head_that_is_missing_is_made_again_from_the_last_entry():
    signed()
    ChainHead.objects.all().delete()

    signed()

    assert list(verify_chain("register")) == []


# --- At once ------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_pacts_signed_at_once_get_numbers_without_gaps():
    pacts, start, failed = [PactFactory() for _n in range(4)], threading.Barrier(4), []

    def sign(pact):
        start.wait()
        try:
            sign_pact(pact=pact, by=None)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=sign, args=[pact]) for pact in pacts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert list(ChainEntry.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]
    assert list(faults()) == []


# --- The record of before the chain -------------------------------------------------------------


@pytest.fixture
def fill_chains():
    """The data migration on a register whose chain was emptied."""
    migration = importlib.import_module("pacts.migrations.0008_chain_of_before")

    def fill():
        ChainEntry.objects.all()._raw_delete(ChainEntry.objects.db)
        ChainHead.objects.all().delete()
        migration.fill_chains(apps, None)

    return fill


def test_the_record_of_before_is_entered_as_it_would_have_been(fill_chains):
    corrected(signed(by=UserFactory()))
    close_pact(pact=signed(), by=UserFactory())
    sign_pact(pact=PactFactory(cluster_year__cluster__is_demo=True), by=None)
    withdraw_pact(pact=signed(), by=None, reason="Nhập nhầm")
    names = [field.attname for field in ChainEntry._meta.get_fields() if field.name != "id"]
    before = list(ChainEntry.objects.order_by("chain", "number").values(*names))

    fill_chains()

    assert list(ChainEntry.objects.order_by("chain", "number").values(*names)) == before
    assert list(faults()) == []


def test_events_of_one_moment_are_entered_by_kind_and_key(fill_chains):
    close_pact(pact=signed(), by=None)
    close_pact(pact=signed(), by=None)
    moment = PactVersion.objects.first().sealed_at
    PactVersion.objects.update(sealed_at=moment)
    PactMove.objects.update(at=moment)

    fill_chains()

    first, second = PactVersion.objects.order_by("pk").values_list("pact", flat=True)
    assert list(ChainEntry.objects.order_by("number").values_list("kind", "pact")) == [
        ("closed", first),
        ("closed", second),
        ("sealed", first),
        ("sealed", second),
    ]


def test_a_register_without_pacts_has_two_empty_chains(fill_chains):
    fill_chains()

    assert list(ChainHead.objects.order_by("chain").values_list("chain", "number", "digest")) == [
        ("demo", 0, GENESIS),
        ("register", 0, GENESIS),
    ]


def test_what_is_entered_after_the_record_of_before_continues_it(fill_chains):
    signed()
    fill_chains()

    signed()

    assert list(faults()) == []
