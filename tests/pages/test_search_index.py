"""After every change of a searched record, the stored index equals a rebuilt one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from awards.services.awards import change_award, move_award, record_awards, state_of
from clusters.common.stale import mark_of
from clusters.models import Cluster, SearchEntry, Unit
from clusters.search.index import rebuild_index
from clusters.search.migration import fill_empty_index
from clusters.services.records import accept_variant, add_cluster, add_unit
from pacts.document import document_of
from pacts.models import Pact
from pacts.services.lifecycle import (
    amend_pact,
    circulate_pact,
    close_pact,
    open_year,
    reopen_pact,
    save_draft,
    sign_pact,
    withdraw_pact,
)
from pacts.services.originals import attach_original, remove_original
from pactsite.pages.search.views import Search
from tests.admin import address, typed
from tests.copies import make_or_copy_here
from tests.factories import (
    AwardFactory,
    AwardTypeFactory,
    ClusterFactory,
    ClusterYearFactory,
    DocumentFactory,
    MembershipFactory,
    MovementFactory,
    PactFactory,
    SourceFactory,
    UnitFactory,
    UnitNameFactory,
    UserFactory,
)
from tests.pacts.documents import full_document, signed
from tests.search import differences, right_entries, stored_entries

pytestmark = pytest.mark.django_db
NEW = "Rạng Đông"


@pytest.fixture
def pact():
    """Return a signed pact with rows of every kind and awards; its index is up to date."""
    make_or_copy_here("indexed pact", make_pact)
    return Pact.objects.get()


def make_pact():
    document = full_document()
    document["units"].append({"unit": UnitFactory(slug="moi", name="Đơn vị mới", checked=False).slug})
    pact = signed(**document)
    pact.cluster_year.cluster.place = UnitFactory(slug="tinh", name="Tỉnh Thái Nguyên", kind="province")
    pact.cluster_year.cluster.save()
    Unit.objects.exclude(slug="tinh").update(place=pact.cluster_year.cluster.place)
    shared = {"presented_at": pact.conference, "source": pact.cluster_year.sources.get()}
    AwardFactory(unit=Unit.objects.get(slug="huyen-dai-tu"), decision=DocumentFactory(subject="Khen"), **shared)
    AwardFactory(type=AwardTypeFactory(name="Cờ"), as_written=None, of_unit=Unit.objects.get(slug="moi"), **shared)
    rebuild_index()


@pytest.fixture
def administrator(client):
    client.force_login(UserFactory(admin=True))


def records():
    return sorted(SearchEntry.objects.values_list("record", flat=True).distinct())


def found(words):
    search = Search({"q": words})
    search.run()
    return [(hit.record, hit.name) for hit in search.hits]


# --- Services ---------------------------------------------------------------------------------


def resigned(pact, **parts):
    document = reopen_pact(pact=pact, by=None, reason="Sai").draft
    save_draft(pact=pact, document=document | parts, by=None)
    sign_pact(pact=pact, by=None, reason="Đính chính")


def corrected_text(pact):
    draft = reopen_pact(pact=pact, by=None, reason="Sai").draft
    draft["pact"] |= {"title": NEW, "theme": NEW, "slogan": NEW}
    for row in draft["commitments"] + draft["targets"]:
        row["text"] += f" {NEW}"
    for name in ("participants", "movements", "signatories"):
        draft[name][0]["name"] = NEW
    draft["units"][0]["head_name"] = draft["documents"][0]["subject"] = draft["sources"][0]["title"] = NEW
    draft["conference"]["held_on"] = "2021-04-01"
    save_draft(pact=pact, document=draft, by=None)
    sign_pact(pact=pact, by=None, reason="Đính chính")


def emptied(pact):
    lists = ["units", "signatories", "participants", "commitments", "targets", "movements", "documents", "sources"]
    resigned(pact, **{name: [] for name in lists}, conference={"held_on": "2021-03-31"})


def amended(pact):
    document = document_of(pact)
    document["units"].append({"unit": UnitFactory(slug="them", checked=False).slug})
    amend_pact(pact=pact, document=document, by=None, reason="Thêm đơn vị")


def next_year(pact):
    year = ClusterYearFactory(cluster=pact.cluster_year.cluster, year=2022)
    following = PactFactory(cluster_year=year, conference=None)
    document = document_of(pact)
    document["conference"] = {"held_on": "2022-03-31"}
    save_draft(pact=following, document=document, by=None)
    sign_pact(pact=following, by=None)


def withdrawn_next_year(pact):
    next_year(pact)
    withdraw_pact(pact=Pact.objects.get(cluster_year__year=2022), by=None, reason="Nhầm")


def circulated_with_a_new_issuer(pact):
    """Change, in a draft of the same cluster, a document that a public pact refers to."""
    year = ClusterYearFactory(cluster=pact.cluster_year.cluster, year=2022)
    draft = PactFactory(cluster_year=year)
    document = {"documents": [document_of(pact)["documents"][0] | {"subject": NEW}]}
    save_draft(pact=draft, document=document, by=None)
    circulate_pact(pact=draft, by=None)


def opened(pact):
    cluster = pact.cluster_year.cluster
    year = ClusterYearFactory.build(cluster=cluster, year=2023, division=DocumentFactory(subject=NEW))
    open_year(year=year, begin_from=pact, by=None)


def original_removed(pact):
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7 x")
    remove_original(row=attach_original(pact=pact, file=file, by=None), reason="Nhầm", by=None)


def award_of(pact, **values):
    return record_awards(pact=pact, rows=[{"as_written": "Bằng khen", "granted_count": 1} | values], by=None)[0]


def award_changed(pact):
    first = {"number": "1/QĐ", "issuer": "UBND", "issued_on": "2021-01-01"}
    award = award_of(pact, decision=first, unit=UnitFactory(slug="a", checked=False))
    values = {"as_written": NEW, "decision": first | {"number": "2/QĐ"}, "unit": UnitFactory(slug="b", checked=False)}
    award.refresh_from_db()
    change_award(award=award, values=values, seen=mark_of(state_of(award)), by=None)


def award_moved(to):
    def move(pact):
        state = "proposed" if to in ("granted", "refused") else "granted"
        unit = UnitFactory(slug="c", checked=False)
        award = award_of(pact, state=state, unit=unit, decision={"number": "3/QĐ", "issuer": None, "issued_on": None})
        move_award(award=award, to=to, by=None, reason="Có lý do")

    return move


def accepted(pact):
    row = MovementFactory(name=NEW, same_as=pact.movements.get().movement)
    accept_variant(row=row, by=None)


CHANGES = {
    "corrected": corrected_text,
    "emptied": emptied,
    "amended": amended,
    "signed again next year": next_year,
    "next year withdrawn": withdrawn_next_year,
    "circulated": circulated_with_a_new_issuer,
    "closed": lambda pact: close_pact(pact=pact, by=None),
    "reopened": lambda pact: reopen_pact(pact=pact, by=None, reason="Sai"),
    "withdrawn": lambda pact: withdraw_pact(pact=pact, by=None, reason="Nhầm"),
    "opened": opened,
    "original attached": lambda pact: attach_original(
        pact=pact, file=SimpleUploadedFile("a.pdf", b"%PDF-1.7 x"), by=None
    ),
    "original removed": original_removed,
    "award entered": award_of,
    "award changed": award_changed,
    **{f"award {to}": award_moved(to) for to in ("granted", "refused", "withdrawn", "revoked")},
    "variant accepted": accepted,
    "cluster added": lambda pact: add_cluster(cluster=ClusterFactory.build(name=NEW), by=None),
    "unit added": lambda pact: add_unit(name=NEW, cluster=pact.cluster_year.cluster, by=None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_index_is_right_after_a_service(pact, change, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    CHANGES[change](pact)

    assert differences() == []


def test_a_corrected_text_is_found_once_it_is_signed(pact):
    corrected_text(pact)

    assert {table for table, _name in found(NEW)} == {
        "pact", "commitment", "target", "participation", "signatory", "head", "movement", "document", "source",
    }  # fmt: skip


def test_a_draft_is_in_no_entry(pact):
    draft = reopen_pact(pact=pact, by=None, reason="Sai").draft
    draft["pact"]["theme"] = NEW
    save_draft(pact=pact, document=draft, by=None)
    circulate_pact(pact=pact, by=None)

    assert found(NEW) == []
    assert differences() == []


# --- Administration ---------------------------------------------------------------------------

OF_ADMIN = {
    "Unit.name": (lambda pact: Unit.objects.get(slug="tinh"), {"name": NEW}),
    "Unit.checked": (lambda pact: UnitFactory(checked=False), {"checked": "on"}),
    "Unit.place": (lambda pact: Unit.objects.get(slug="huyen-dai-tu"), {"place": ""}),
    "Unit.ended": (
        lambda pact: Unit.objects.get(slug="huyen-dinh-hoa"),
        {"ended_on": "01/07/2025", "end_reason": "merged"},
    ),
    "UnitName.name": (lambda pact: UnitNameFactory(unit=Unit.objects.get(slug="tinh")), {"name": NEW}),
    "Cluster.name": (lambda pact: pact.cluster_year.cluster, {"name": NEW}),
    "Cluster.place": (lambda pact: pact.cluster_year.cluster, {"place": ""}),
    "Document.subject": (lambda pact: pact.documents.get().document, {"subject": NEW, "issued_on": "2018"}),
    "Source.outlet": (lambda pact: pact.cluster_year.sources.get(), {"outlet": NEW, "published_on": "2020"}),
    "Movement.name": (lambda pact: pact.movements.get().movement, {"name": NEW}),
    "AwardType.name": (lambda pact: pact.conference.awards.get(type__isnull=False).type, {"name": NEW}),
    "Award.citation": (lambda pact: pact.conference.awards.get(type=None), {"citation": NEW, "merit_year": "2019"}),
    "Award.decision": (lambda pact: pact.conference.awards.get(type=None), {"decision": ""}),
    "Award.unit": (lambda pact: pact.conference.awards.get(type__isnull=False), {"of_unit": "", "recipient_name": NEW}),
    "Award.state": (lambda pact: pact.conference.awards.get(type=None), {"state": "proposed"}),
    "Participation.name": (lambda pact: pact.conference.participations.get(), {"name": NEW}),
}


@pytest.mark.once  # the same functions write the index; only who calls them differs
@pytest.mark.parametrize("case", OF_ADMIN)
def test_index_is_right_after_the_administration(client, pact, administrator, case):
    row_of, values = OF_ADMIN[case]
    row = row_of(pact)
    rebuild_index()
    page = address(type(row), "change", row.pk)
    before = stored_entries()

    response = client.post(page, typed(client.get(page), **values))

    assert response.status_code == 302
    assert stored_entries() != before
    assert differences() == []


def test_a_roster_made_public_by_a_decision_is_followed_in_the_administration(client, administrator):
    year = ClusterYearFactory(division=DocumentFactory(subject="Chia cụm"))
    year.sources.add(SourceFactory(title="Bài báo"))
    MembershipFactory(cluster_year=year, unit=UnitFactory(checked=False))
    rebuild_index()
    assert records() == ["cluster", "document", "source", "unit"]

    page = address(Pact, "add")
    response = client.post(page, typed(client.get(page), cluster_year=str(year.pk)))

    assert response.status_code == 302
    assert records() == ["cluster"]
    assert differences() == []


def test_what_is_removed_in_the_administration_is_found_no_more(client, administrator):
    cluster = ClusterFactory(name=NEW)
    rebuild_index()

    client.post(address(Cluster, "delete", cluster.pk), {"post": "yes"})

    assert not Cluster.objects.exists()
    assert found(NEW) == []


# --- Rebuilding -------------------------------------------------------------------------------


def test_loading_the_examples_writes_their_entries():
    call_command("load_examples", verbosity=0)

    assert differences() == []
    assert len(stored_entries()) > 100


def test_rebuilding_makes_every_entry_anew_and_says_how_many(pact, capsys):
    right = right_entries()
    SearchEntry.objects.filter(record="unit").delete()
    SearchEntry.objects.update(name="Sai")

    call_command("rebuild_search")

    assert stored_entries() == right
    assert capsys.readouterr().out == f"Đã lập {len(right)} mục tìm kiếm.\n"
    assert ("unit", "Huyện Đại Từ") in found("dai tu")


def test_a_register_without_entries_gets_them_after_migrations(pact):
    right = right_entries()
    SearchEntry.objects.all().delete()

    fill_empty_index()

    assert stored_entries() == right
