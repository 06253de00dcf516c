"""Status changes of a pact and their effects."""

import itertools

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from clusters.models import Unit
from pacts.document import document_of
from pacts.models import Commitment, Pact, PactMove, PactStatus, PactVersion
from pacts.services.lifecycle import (
    amend_pact,
    circulate_pact,
    close_pact,
    reopen_pact,
    save_changes,
    save_draft,
    sign_pact,
    take_back_pact,
    withdraw_pact,
)
from tests.factories import PactFactory, UnitFactory, UserFactory
from tests.pacts.documents import full_document, signed, written

pytestmark = pytest.mark.django_db

MOVES = {
    "circulate": circulate_pact,
    "take back": take_back_pact,
    "sign": sign_pact,
    "reopen": reopen_pact,
    "close": close_pact,
    "withdraw": withdraw_pact,
}
DRAWN = {
    "draft": {"circulate": "circulated", "sign": "signed"},
    "circulated": {"take back": "draft", "sign": "signed"},
    "signed": {"reopen": "draft", "close": "closed", "withdraw": "withdrawn"},
    "closed": {"reopen": "draft", "withdraw": "withdrawn"},
    "withdrawn": {},
}


def in_state(status):
    if status == "draft":
        return written(commitments=[{"text": "x"}])
    if status == "circulated":
        return circulate_pact(pact=written(), by=None)
    pact = signed(commitments=[{"text": "x"}])
    if status == "closed":
        return close_pact(pact=pact, by=None)
    return withdraw_pact(pact=pact, by=None, reason="Nhập nhầm") if status == "withdrawn" else pact


@pytest.mark.parametrize(("status", "move"), [*itertools.product(DRAWN, MOVES)])
def test_exactly_the_drawn_moves_are_made(status, move):
    pact = in_state(status)

    if move in DRAWN[status]:
        pact = MOVES[move](pact=pact, by=None, reason="Có lý do")
        assert pact.status == DRAWN[status][move]
        return
    with pytest.raises(ValidationError):
        MOVES[move](pact=pact, by=None, reason="Có lý do")
    assert Pact.objects.get(pk=pact.pk).status == status


def test_a_move_is_kept_with_who_and_why():
    pact, user = signed(), UserFactory()

    reopen_pact(pact=pact, by=user, reason="Sai ngày ký")

    move = PactMove.objects.last()
    assert (move.before, move.after, move.by, move.reason) == ("signed", "draft", user, "Sai ngày ký")


@pytest.mark.parametrize("service", [reopen_pact, withdraw_pact])
@pytest.mark.parametrize("reason", [None, "  "])
def test_reopening_and_withdrawing_need_a_reason(service, reason):
    with translation.override("en"), pytest.raises(ValidationError, match="Give the reason"):
        service(pact=signed(), by=None, reason=reason)


def test_signing_seals_version_one():
    user = UserFactory()

    pact = signed(by=user, **full_document())

    version = PactVersion.objects.get()
    assert (version.pact, version.number, version.sealed_by, pact.status) == (pact, 1, user, PactStatus.SIGNED)


def test_a_faulty_draft_is_not_signed_and_says_where():
    pact = PactFactory(draft={"commitments": [{"key": "1", "text": ""}]})

    with translation.override("en"), pytest.raises(ValidationError, match="Commitments, row 1, Text"):
        sign_pact(pact=pact, by=None)

    assert not PactVersion.objects.exists()


def test_a_faulty_draft_is_not_circulated():
    pact = PactFactory(draft={"commitments": [{"key": "1", "text": ""}]})

    with pytest.raises(ValidationError):
        circulate_pact(pact=pact, by=None)


def test_circulating_writes_the_draft_to_the_rows():
    pact = PactFactory(draft={"commitments": [{"key": "new", "text": "Nội dung"}]})

    circulate_pact(pact=pact, by=None)

    pact.refresh_from_db()
    assert ([row.text for row in Commitment.objects.all()], pact.draft) == (["Nội dung"], None)


def test_a_correction_is_written_beside_the_sealed_rows_until_it_is_signed():
    pact = reopen_pact(pact=signed(commitments=[{"text": "cũ"}]), by=None, reason="Sai chữ")
    document = pact.draft
    document["commitments"][0]["text"] = "mới"

    pact = save_draft(pact=pact, document=document, by=None)
    pact = circulate_pact(pact=pact, by=None)
    assert Commitment.objects.get().text == "cũ"
    pact = sign_pact(pact=pact, by=None, reason="Đính chính")

    assert Commitment.objects.get().text == "mới"
    assert [version.number for version in pact.versions.all()] == [1, 2]


def test_signing_a_correction_that_changes_nothing_seals_nothing_new():
    pact = reopen_pact(pact=signed(**full_document()), by=None, reason="Xem lại")

    sign_pact(pact=pact, by=None)

    assert PactVersion.objects.count() == 1


def test_a_pact_under_correction_is_public_and_tells_since_when():
    pact = reopen_pact(pact=signed(), by=None, reason="Sai ngày")

    assert Pact.objects.public().get() == pact
    assert (pact.public_status, pact.reopened_at) == (PactStatus.SIGNED, PactMove.objects.last().at)


@pytest.mark.parametrize("status", ["draft", "circulated", "withdrawn"])
def test_what_was_never_sealed_or_was_withdrawn_is_not_public(status):
    in_state(status)

    assert not Pact.objects.public().exists()


def test_a_draft_kept_on_an_old_revision_is_refused():
    pact = save_draft(pact=PactFactory(), document={"pact": {"theme": "một"}}, by=None, revision=0)

    with pytest.raises(ValidationError):
        save_draft(pact=pact, document={"pact": {"theme": "hai"}}, by=None, revision=0)

    pact.refresh_from_db()
    assert (pact.draft, pact.draft_revision) == ({"pact": {"theme": "một"}}, 1)


def test_a_signed_pact_takes_no_draft():
    with pytest.raises(ValidationError):
        save_draft(pact=signed(), document={}, by=None)


def test_a_leader_who_changes_in_mid_year_makes_the_next_version_without_reopening():
    pact = signed(**full_document())
    document = document_of(pact)
    document["units"][0] |= {"left_on": "2021-07-01", "left_reason": "Chia tách"}
    document["units"][1]["role"] = "leader"

    amend_pact(pact=pact, document=document, by=None, reason="Đổi đơn vị trưởng cụm")

    leaders = [row.unit.slug for row in pact.cluster_year.memberships.filter(role="leader", left_on=None)]
    assert (leaders, pact.versions.count(), Pact.objects.get().status) == (["huyen-dinh-hoa"], 2, "signed")


def test_a_unit_that_joins_and_a_late_signature_make_the_next_version():
    pact, unit = signed(**full_document()), UnitFactory(slug="vo-nhai")
    document = document_of(pact)
    document["units"].append({"key": "n", "unit": unit.slug, "joined_on": "2021-06"})
    document["signatories"].append({"key": "s", "member": "n", "state": "signed", "signed_on": "2021-06-30"})

    amend_pact(pact=pact, document=document, by=None, reason="Thêm đơn vị")

    assert [version.reason for version in pact.versions.all()] == [None, "Thêm đơn vị"]


def test_a_commitment_does_not_change_without_reopening():
    pact = signed(**full_document())
    document = document_of(pact)
    document["commitments"][0]["text"] = "khác"

    with translation.override("en"), pytest.raises(ValidationError, match="Only the roster"):
        amend_pact(pact=pact, document=document, by=None, reason="x")


def test_an_amendment_that_changes_nothing_is_refused():
    pact = signed(**full_document())

    with translation.override("en"), pytest.raises(ValidationError, match="Nothing would change"):
        amend_pact(pact=pact, document=document_of(pact), by=None, reason="x")

    assert pact.versions.count() == 1


def test_an_amendment_of_an_older_version_is_refused():
    pact = signed(**full_document())
    document = document_of(pact)
    document["signatories"][0]["name"] = "Nguyễn Văn A"
    amend_pact(pact=pact, document=document, by=None, reason="Ký sau", version=1)
    document["signatories"][0]["name"] = "Nguyễn Văn B"

    with pytest.raises(ValidationError) as refused:
        amend_pact(pact=pact, document=document, by=None, reason="Ký sau", version=1)

    assert (refused.value.code, pact.versions.count()) == ("stale", 2)


@pytest.mark.parametrize("reason", [None, "", " "])
def test_an_amendment_needs_a_reason(reason):
    pact = signed(**full_document())
    document = document_of(pact)
    document["signatories"][0]["name"] = "Nguyễn Văn A"

    with pytest.raises(ValidationError):
        amend_pact(pact=pact, document=document, by=None, reason=reason)

    assert pact.versions.count() == 1


def test_a_new_unit_is_not_added_by_an_amendment_that_is_refused():
    pact = signed(**full_document())
    document = document_of(pact)
    document["units"].append({"key": "n", "unit": "new", "joined_on": "2021-06"})
    document["pact"]["theme"] = "khác"

    with pytest.raises(ValidationError):
        amend_pact(pact=pact, document=document, by=None, reason="x", new_units={"new": "Huyện Võ Nhai"})

    assert not Unit.objects.filter(name="Huyện Võ Nhai").exists()


def test_two_people_at_one_draft_keep_what_each_typed_and_are_told_where_they_meet():
    pact = PactFactory()
    mine, theirs = ({"do": "set", "section": "pact", "field": "theme", "before": None, "value": v} for v in ("A", "B"))
    slogan = {"do": "set", "section": "pact", "field": "slogan", "before": None, "value": "Khẩu hiệu"}

    save_changes(pact=pact, changes=[theirs], by=None)
    pact, conflicts = save_changes(pact=pact, changes=[mine, slogan], by=None)

    assert (pact.draft["pact"]["theme"], pact.draft["pact"]["slogan"], pact.draft_revision) == ("B", "Khẩu hiệu", 2)
    assert [(conflict.theirs, conflict.mine) for conflict in conflicts] == [("B", "A")]


@pytest.mark.parametrize("status", ["circulated", "signed", "withdrawn"])
def test_changes_are_kept_only_while_a_draft_is_written(status):
    with pytest.raises(ValidationError):
        save_changes(pact=in_state(status), changes=[], by=None)
