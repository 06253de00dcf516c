"""Each rule of units, papers and clusters: what it says, that the database keeps it, what stays allowed."""

import datetime
from operator import attrgetter

import pytest

from clusters.models import Document
from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    DocumentFactory,
    InvitationFactory,
    MandateFactory,
    MembershipFactory,
    SentFormFactory,
    SourceFactory,
    SuccessionFactory,
    UnitFactory,
    UnitNameFactory,
    UserFactory,
)
from tests.rules import Once, Rule, changed, names_of_constraints, near_misses, refusal, sentences

pytestmark = pytest.mark.django_db

A_DAY, THE_DAY_BEFORE = datetime.date(2025, 7, 1), datetime.date(2025, 6, 30)
NOW = datetime.datetime(2026, 11, 20, 8, tzinfo=datetime.UTC)
NAMES_ITS_SCOPE = "A secretariat acts for an organiser, or for a cluster from a first year on; a member for a unit."
HEAD_LEADS = "Only a leader or deputy unit has a person who leads for it."
FORMER_NEEDS_DAY = "A former state needs the day until which it held; a variant has only a name."

NOT_ITSELF = "A record cannot be marked as the same as itself."

RULES = [
    *(
        Rule(
            f"{name}_not_same_as_itself",
            factory,
            broken={"same_as": lambda row: row},
            sentence=NOT_ITSELF,
            allowed=[{"same_as": factory}],
        )
        for name, factory in [("document", DocumentFactory), ("source", SourceFactory)]
    ),
    Rule(
        "document_number_or_subject",
        DocumentFactory,
        broken={"number": None, "subject": None},
        sentence="A document needs a number or a subject.",
        allowed=[{"subject": None}, {"number": None, "subject": "Bảng tiêu chí chấm điểm thi đua năm 2021"}],
    ),
    Rule(
        "clusteryear_days_in_order",
        ClusterYearFactory,
        broken={"first_day": A_DAY, "last_day": THE_DAY_BEFORE},
        sentence="The first day comes after the last.",
        allowed=[
            {"first_day": THE_DAY_BEFORE, "last_day": A_DAY},
            {"first_day": A_DAY, "last_day": A_DAY},
            {"first_day": A_DAY},
            {"last_day": A_DAY},
        ],
    ),
    Rule(
        "unit_end_has_reason",
        UnitFactory,
        broken={"ended_on": "2025-07-01"},
        sentence="A unit that has ended needs the reason of its end.",
        allowed=[{"ended_on": "2025-07-01", "end_reason": "abolished"}, {"end_reason": "merged"}],
    ),
    Rule(
        "unitname_former_has_day",
        UnitNameFactory,
        broken={"sort": "former"},
        sentence=FORMER_NEEDS_DAY,
        allowed=[
            {
                "sort": "former",
                "until": "2025-06-30",
                "kind": "commune",
                "place": UnitFactory,
                "parent": UnitFactory,
                "code": "05488",
                "basis": DocumentFactory,
            },
            {"sort": "former", "until": "2025"},
        ],
    ),
    Rule(
        "succession_not_itself",
        SuccessionFactory,
        broken={"successor": attrgetter("predecessor")},
        sentence="A unit cannot succeed itself.",
        allowed=[{"predecessor": UnitFactory}],
    ),
    Rule(
        "mandate_names_its_scope",
        MandateFactory,
        broken={"cluster": None},
        sentence=NAMES_ITS_SCOPE,
        allowed=[
            {"scope": "organiser", "unit": UnitFactory, "cluster": None, "first_year": None},
            {"scope": "unit", "kind": "member", "unit": UnitFactory, "cluster": None},
            {"last_year": 2022},
        ],
    ),
    Rule(
        "mandate_years_in_order",
        MandateFactory,
        broken={"last_year": 2020},
        sentence="The first year comes after the last.",
        allowed=[{"last_year": 2021}, {"last_year": None}],
    ),
    Rule(
        "mandate_days_in_order",
        MandateFactory,
        broken={"ends_on": datetime.date(2020, 11, 30)},
        sentence="The first day comes after the last.",
        allowed=[{"ends_on": datetime.date(2020, 12, 1)}],
    ),
    Rule(
        "membership_head_leads",
        MembershipFactory,
        broken={"head_name": "Phạm Quang Anh"},
        sentence=HEAD_LEADS,
        allowed=[
            {"role": "leader", "head_name": "Phạm Quang Anh", "head_title": "Chủ tịch UBND huyện"},
            {"role": "deputy", "head_title": "Giám đốc Sở Nội vụ"},
            {"role": "leader"},
        ],
    ),
    Rule(
        "membership_left_reason_has_day",
        MembershipFactory,
        broken={"left_reason": "Sáp nhập."},
        sentence="A unit that left needs the day, or the year, on which it left.",
        allowed=[{"left_reason": "Sáp nhập.", "left_on": "2025"}, {"left_on": "2025-06-30"}],
    ),
    Rule(
        "invitation_used_or_withdrawn",
        InvitationFactory,
        broken={"used_at": NOW, "withdrawn_at": NOW},
        sentence="An invitation is used or withdrawn, not both.",
        allowed=[{"used_at": NOW}, {"withdrawn_at": NOW}],
    ),
]

OTHER_WAYS_TO_BREAK = [
    (MandateFactory, {"first_year": None}, NAMES_ITS_SCOPE),
    (MandateFactory, {"kind": "member"}, NAMES_ITS_SCOPE),
    (MandateFactory, {"unit": UnitFactory}, NAMES_ITS_SCOPE),
    (MembershipFactory, {"head_title": "Chủ tịch UBND huyện"}, HEAD_LEADS),
    (UnitNameFactory, {"until": "2025-06-30"}, FORMER_NEEDS_DAY),
    (UnitNameFactory, {"kind": "commune"}, FORMER_NEEDS_DAY),
    (UnitNameFactory, {"place": UnitFactory}, FORMER_NEEDS_DAY),
    (UnitNameFactory, {"parent": UnitFactory}, FORMER_NEEDS_DAY),
    (UnitNameFactory, {"code": "05488"}, FORMER_NEEDS_DAY),
    (UnitNameFactory, {"basis": DocumentFactory}, FORMER_NEEDS_DAY),
]

ONCE = [
    Once(
        "invitation_one_waiting",
        InvitationFactory,
        same={"user": lambda row: UserFactory(password=None)},
        sentence="This person has an invitation already.",
        allowed=[{"user": lambda row: UserFactory(password=None)}, {"used_at": NOW}, {"withdrawn_at": NOW}],
    ),
    Once(
        "sentform_once",
        SentFormFactory,
        same={"user": lambda row: UserFactory(), "digest": "0" * 64},
        sentence="This form has been sent already.",
        allowed=[{"user": lambda row: UserFactory()}, {"digest": "1" * 64}],
    ),
    Once(
        "document_number_issuer_day_once",
        DocumentFactory,
        same={"number": "311/KH-UBND", "issuer": "UBND tỉnh Bắc Ninh", "issued_on": "2018-09-17"},
        sentence="A document with this number, issuer and day is already in the register.",
        allowed=[
            {"number": "312/KH-UBND"},
            {"issuer": "UBND tỉnh Hà Giang"},
            {"issued_on": "2019-09-17"},
            {"issued_on": None},
            {"issuer": None},
            {"number": None, "subject": "Kế hoạch"},
            {"same_as": lambda row: Document.objects.earliest("pk")},
        ],
    ),
    Once(
        "unit_code_once_among_standing",
        UnitFactory,
        same={"code": "05488"},
        sentence="Another standing unit has this code.",
        allowed=[
            {"code": "05489"},
            {"code": None},
            {"ended_on": "2025-07-01", "end_reason": "merged"},
            {"end_reason": "merged"},
        ],
        beside="code",
    ),
    Once(
        "unit_slug",
        UnitFactory,
        same={"slug": "xa-yen-phong"},
        sentence="Unit with this Address already exists.",
        allowed=[{"slug": "xa-yen-phong-thai-nguyen"}],
        beside="slug",
    ),
    Once(
        "unitname_once",
        UnitNameFactory,
        same={"unit": UnitFactory, "sort": "former", "name": "Xã Phúc Xuân", "until": "2025-06-30"},
        sentence="This name of the unit is already in the register.",
        allowed=[
            {"unit": UnitFactory},
            {"sort": "variant", "until": None},
            {"name": "Xã Đại Phúc"},
            {"until": "2010-06-30"},
        ],
    ),
    Once(
        "unitname_once for variants",
        UnitNameFactory,
        same={"unit": UnitFactory, "name": "TP Huế"},
        sentence="This name of the unit is already in the register.",
        allowed=[{"unit": UnitFactory}, {"name": "Huế"}],
    ),
    Once(
        "succession_pair_once",
        SuccessionFactory,
        same={"predecessor": UnitFactory, "successor": UnitFactory},
        sentence="This succession is already in the register.",
        allowed=[{"predecessor": UnitFactory}, {"successor": UnitFactory}],
    ),
    Once(
        "cluster_slug",
        ClusterFactory,
        same={"slug": "cum-thi-dua-so-6"},
        sentence="Cluster or bloc with this Address already exists.",
        allowed=[{"slug": "cum-thi-dua-so-7"}],
        beside="slug",
    ),
    Once(
        "clusteryear_slug_once",
        ClusterYearFactory,
        same={"cluster": ClusterFactory, "slug": "2021"},
        sentence="This cluster already has a year with this address.",
        allowed=[{"slug": "2022"}, {"cluster": ClusterFactory}],
    ),
    Once(
        "membership_unit_once_a_year",
        MembershipFactory,
        same={"cluster_year": ClusterYearFactory, "unit": UnitFactory},
        sentence="This unit is already in the roster of that year.",
        allowed=[{"unit": UnitFactory}, {"cluster_year": ClusterYearFactory}],
    ),
    Once(
        "membership_one_leader",
        MembershipFactory,
        same={"cluster_year": ClusterYearFactory, "role": "leader"},
        sentence="The cluster already has a leader unit that year.",
        allowed=[
            {"role": "deputy"},
            {"role": "member"},
            {"left_on": "2021-06"},
            {"cluster_year": ClusterYearFactory},
        ],
    ),
]


@pytest.mark.parametrize("rule", [*RULES, *ONCE], ids=str)
def test_a_row_that_breaks_a_rule_is_told_its_sentence_and_no_other(rule):
    row = rule.broken_row()

    assert sentences(row) == {rule.beside: [rule.sentence]}


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_the_database_refuses_a_row_that_breaks_a_rule(rule):
    row = rule.broken_row()

    assert rule.name in refusal(row)


@pytest.mark.parametrize("rule", ONCE, ids=str)
def test_the_database_refuses_a_second_row_of_what_stands_once(rule):
    row = rule.broken_row()

    assert "unique" in refusal(row).lower()


@pytest.mark.parametrize(("rule", "values"), near_misses([*RULES, *ONCE]))
def test_what_comes_near_to_breaking_a_rule_is_allowed(rule, values):
    row = rule.row(values)

    assert sentences(row) == {}
    row.save()


@pytest.mark.parametrize(("factory", "values", "sentence"), OTHER_WAYS_TO_BREAK)
def test_every_way_to_break_a_rule_is_told_and_refused(factory, values, sentence):
    row = changed(factory(), values)

    assert sentences(row) == {"__all__": [sentence]}
    assert "check constraint" in refusal(row).lower()


def test_every_constraint_of_the_room_is_in_these_tables():
    listed = {rule.name for rule in [*RULES, *ONCE]}

    assert names_of_constraints("clusters") - listed == set()
