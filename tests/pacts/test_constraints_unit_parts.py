"""Each rule of what the units add, and of what people are told: its sentence, the database, what stays allowed."""

import datetime

import pytest

from tests.factories import (
    ActionProgrammeFactory,
    ClusterYearFactory,
    CommentFactory,
    DeadlineFactory,
    MailingFactory,
    MembershipFactory,
    NoticeFactory,
    PactFactory,
    SubmissionFactory,
    UserFactory,
)
from tests.rules import Once, Rule, near_misses, refusal, sentences

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2021, 1, 12, 8, tzinfo=datetime.UTC)
DAY = datetime.date(2021, 1, 20)

RULES = [
    Rule(
        "comment_says_something",
        CommentFactory,
        broken={"text": None},
        sentence="Write a remark, or the text you propose.",
        allowed=[{"text": None, "proposed": "Hoàn thành", "quoted": "Hoàn thiện"}],
    ),
    Rule(
        "comment_proposes_for_a_commitment",
        CommentFactory,
        broken={"proposed": "Hoàn thành"},
        sentence="A text is proposed in the place of one commitment.",
        allowed=[{"quoted": "Hoàn thiện"}],
    ),
    Rule(
        "comment_answered_has_answer",
        CommentFactory,
        broken={"state": "answered", "answered_at": NOW},
        sentence="An answered remark needs the answer.",
        allowed=[
            {"state": "answered", "answered_at": NOW, "answer": "Đã có ở nội dung 3"},
            {"state": "taken_over", "answered_at": NOW},
        ],
    ),
    Rule(
        "comment_answered_has_time",
        CommentFactory,
        broken={"state": "taken_over"},
        sentence="Only an answered remark has the time of its answer.",
        allowed=[{"state": "open"}],
    ),
]
ONCE = [
    Once(
        "deadline_asked_once",
        DeadlineFactory,
        same={"cluster_year": ClusterYearFactory, "asked": "key_works"},
        sentence="There is a deadline for this already.",
        allowed=[{"asked": "remarks"}, {"cluster_year": ClusterYearFactory}],
    ),
    Once(
        "submission_asked_once",
        SubmissionFactory,
        same={"membership": MembershipFactory, "asked": "key_works"},
        sentence="This unit has sent this already.",
        allowed=[{"asked": "remarks"}, {"membership": MembershipFactory}],
    ),
    Once(
        "actionprogramme_membership",
        ActionProgrammeFactory,
        same={"membership": MembershipFactory},
        sentence="Action programme with this Unit already exists.",
        allowed=[{"membership": MembershipFactory}],
        beside="membership",
    ),
    Once(
        "notice_once",
        NoticeFactory,
        same={"user": UserFactory, "pact": PactFactory, "sort": "signed", "about_day": DAY},
        sentence="This person has been told of this already.",
        allowed=[
            {"user": UserFactory},
            {"pact": PactFactory},
            {"sort": "circulated"},
            {"asked": "remarks"},
            {"about_day": datetime.date(2021, 1, 21)},
        ],
    ),
    Once(
        "mailing_once_a_day",
        MailingFactory,
        same={"user": UserFactory, "day": DAY},
        sentence="This person has had today's message.",
        allowed=[{"user": UserFactory}, {"day": datetime.date(2021, 1, 21)}],
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
