"""Who changed what and when is kept of every row, its many-to-many rows included."""

import pytest
from django.apps import apps

from clusters.models import Unit
from tests import factories
from tests.admin import address, typed
from tests.factories import (
    AwardFactory,
    ClusterFactory,
    ClusterYearFactory,
    CommitmentFactory,
    ConferenceFactory,
    PactFactory,
    SourceFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ROWS_THAT_ARE_HISTORY = (
    "ChainEntryFactory",
    "MailingFactory",
    "NoticeFactory",
    "PactMoveFactory",
    "PactVersionFactory",
    "SentFormFactory",
    "UserSessionFactory",
)
FACTORIES = [
    factory
    for name, factory in vars(factories).items()
    if name.endswith("Factory") and name != "DjangoModelFactory" and name not in ROWS_THAT_ARE_HISTORY
]

HISTORIES = [
    model for model in apps.get_models() if "history_change_reason" in {field.name for field in model._meta.fields}
]


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_a_row_made_and_changed_leaves_two_rows_of_history(factory):
    row = factory()

    row.save()

    assert list(row.history.values_list("history_type", flat=True)) == ["~", "+"]


def test_history_keeps_the_old_value_beside_the_new():
    commitment = CommitmentFactory(text="thực hiện tốt")

    commitment.text = "thực hiện tốt công tác khen thưởng"
    commitment.save(update_fields=["text"])

    assert list(commitment.history.values_list("text", flat=True)) == [
        "thực hiện tốt công tác khen thưởng",
        "thực hiện tốt",
    ]


def test_a_row_that_was_removed_is_still_in_the_history():
    commitment = CommitmentFactory(text="thực hiện tốt")
    history = type(commitment).history

    commitment.delete()

    assert list(history.values_list("history_type", "text")) == [("-", "thực hiện tốt"), ("+", "thực hiện tốt")]


@pytest.mark.parametrize(
    ("factory", "name", "other", "field"),
    [
        (ClusterYearFactory, "sources", SourceFactory, "source"),
        (ClusterFactory, "predecessors", ClusterFactory, "to_cluster"),
        (ConferenceFactory, "cluster_years", ClusterYearFactory, "clusteryear"),
    ],
)
def test_history_follows_what_a_row_is_tied_to(factory, name, other, field):
    row, tied = factory(), other()

    getattr(row, name).add(tied)
    getattr(row, name).clear()

    kept = [[getattr(link, field) for link in getattr(then, name).all()] for then in row.history.all()]
    assert kept == [[], [tied], []]


def test_the_history_of_a_pact_leaves_out_its_draft():
    pact = PactFactory(draft={"pact-theme": "đang viết"}, draft_revision=3)

    kept = {field.name for field in pact.history.get()._meta.fields}

    assert kept.isdisjoint({"draft", "draft_revision", "draft_by"})
    assert {"theme", "status", "cluster_year"} <= kept


def test_history_knows_who_was_at_the_keyboard(client):
    client.force_login(admin := UserFactory(admin=True))
    unit = UnitFactory()
    page = address(Unit, "change", unit.pk)

    client.post(page, typed(client.get(page), name="Xã Mới"))

    assert [(then.name, then.history_user) for then in unit.history.all()] == [("Xã Mới", admin), (unit.name, None)]


def test_a_reason_is_kept_whole():
    reason = "Đính chính theo công văn: " + "tên đơn vị ghi trong giao ước khác với quyết định chia cụm; " * 5
    award, unit = AwardFactory(), UnitFactory()

    for row in (award, unit, PactFactory()):
        row.because(reason).save()

        assert row.history.first().history_change_reason == reason


@pytest.mark.parametrize("model", HISTORIES, ids=lambda model: model.__name__)
def test_no_history_cuts_a_reason(model):
    assert model._meta.get_field("history_change_reason").max_length is None


def test_an_award_withdrawn_keeps_what_it_was():
    award = AwardFactory(granted_count=3)

    award.state, award.state_reason = "revoked", "Khai man thành tích."
    award.save()

    assert list(award.history.values_list("state", flat=True)) == ["revoked", "granted"]
