"""Notices: on status changes, on deadlines, and by e-mail once a day."""

import datetime
import threading
from io import StringIO
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection

from pacts.models import Mailing, Notice
from pacts.notices.mail import send_mails
from pacts.services.lifecycle import circulate_pact, sign_pact, take_back_pact
from pacts.services.notices import make_due_notices
from tests.factories import (
    DeadlineFactory,
    MandateFactory,
    MembershipFactory,
    NoticeFactory,
    PactFactory,
    SubmissionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2021, 3, 24)
DUE = DAY + datetime.timedelta(days=7)


def officer(member, **values):
    """Return a user with an e-mail address who acts for a unit of a roster."""
    values = {"user__email": f"{member.pk}@example.vn"} | values
    return MandateFactory(member=True, unit=member.unit, **values).user


def member_of(pact, **values):
    return MembershipFactory(cluster_year=pact.cluster_year, **values)


@pytest.fixture
def pact():
    return PactFactory(signed=True, cluster_year__cluster__name="Khối X")


@pytest.fixture
def owing(pact):
    """A unit that has not sent its key works, due in a week, and the user who acts for it."""
    DeadlineFactory(cluster_year=pact.cluster_year, due_on=DUE)
    return officer(member_of(pact))


def notice_sorts(user=None):
    rows = Notice.objects.filter(user=user) if user else Notice.objects.all()
    return [row.sort for row in rows.order_by("pk")]


def run(day=DAY):
    out = StringIO()
    call_command("send_notices", "--day", str(day), stdout=out)
    return out.getvalue()


# --- Where it happens --------------------------------------------------------------------------


def test_circulating_and_signing_tell_those_who_act_for_the_units():
    pact = PactFactory()
    member = member_of(pact)
    person, gone = officer(member), officer(member, ends_on=datetime.date(2021, 1, 1))
    elsewhere = MandateFactory(member=True).user

    circulate_pact(pact=pact, by=None)
    sign_pact(pact=pact, by=None)

    assert (notice_sorts(person), notice_sorts(gone), notice_sorts(elsewhere)) == (["circulated", "signed"], [], [])


def test_who_makes_the_move_is_not_told_of_it():
    pact = PactFactory()
    person = officer(member_of(pact))

    circulate_pact(pact=pact, by=person)

    assert notice_sorts() == []


def test_sent_for_comment_again_on_the_same_day_is_news_once_more():
    pact = PactFactory()
    person = officer(member_of(pact))
    circulate_pact(pact=pact, by=None)
    Notice.objects.update(read_at="2021-01-01T00:00Z", mailed_at="2021-01-01T00:00Z")

    take_back_pact(pact=pact, by=None)
    circulate_pact(pact=pact, by=None)

    (notice,) = Notice.objects.all()
    assert (notice.user, notice.read_at, notice.mailed_at) == (person, None, None)


# --- When something falls due --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "sorts"),
    [
        (8, []),
        (7, ["due_in_a_week"]),
        (4, ["due_in_a_week"]),
        (1, ["due_tomorrow"]),
        (0, []),
        (-1, ["overdue"]),
        (-9, ["overdue"]),
    ],
)
def test_what_falls_due_is_told_by_its_day(owing, left, sorts):
    make_due_notices(day=DUE - datetime.timedelta(days=left))

    assert notice_sorts(owing) == sorts


def test_each_stage_is_told_once_however_often_the_timer_runs(owing):
    for left in (8, 7, 7, 6, 2, 1, 1, 0, -1, -1, -2):
        make_due_notices(day=DUE - datetime.timedelta(days=left))

    assert notice_sorts(owing) == ["due_in_a_week", "due_tomorrow", "overdue"]


def test_what_has_been_sent_is_not_asked_for(pact):
    DeadlineFactory(cluster_year=pact.cluster_year, due_on=DUE)
    member = member_of(pact)
    officer(member)
    SubmissionFactory(membership=member)

    assert make_due_notices(day=DUE) == 0


@pytest.mark.parametrize("left", ["unit", "person", "day"])
def test_who_no_longer_acts_is_not_told(pact, left):
    DeadlineFactory(cluster_year=pact.cluster_year, due_on=DUE)
    member = member_of(pact, left_on="2021-02" if left == "unit" else None)
    person = officer(member, ends_on=DAY - datetime.timedelta(days=1) if left == "day" else None)
    person.is_active = left != "person"
    person.save()

    assert make_due_notices(day=DAY) == 0


def test_a_mandate_holds_on_its_last_day(pact):
    DeadlineFactory(cluster_year=pact.cluster_year, due_on=DUE)
    officer(member_of(pact), ends_on=DAY)

    assert make_due_notices(day=DAY) == 1


@pytest.mark.parametrize(
    ("traits", "asked", "made"),
    [
        ({}, "key_works", 0),
        ({"circulated": True}, "remarks", 1),
        ({"signed": True}, "remarks", 0),
        ({"signed": True}, "signatory", 0),
        ({"reopened": True}, "programme", 1),
        ({"closed": True}, "programme", 0),
        ({"withdrawn": True}, "programme", 0),
    ],
)
def test_only_what_a_unit_may_still_send_is_asked_for(traits, asked, made):
    pact = PactFactory(**traits)
    DeadlineFactory(cluster_year=pact.cluster_year, asked=asked, due_on=DUE)
    officer(member_of(pact))

    assert make_due_notices(day=DAY) == made


@pytest.mark.parametrize("count", [1, 12])
def test_a_run_with_nothing_new_takes_the_same_queries_however_many_units(pact, count, django_assert_num_queries):
    DeadlineFactory(cluster_year=pact.cluster_year, due_on=DUE)
    for _n in range(count):
        officer(member_of(pact))
    make_due_notices(day=DAY)

    with django_assert_num_queries(8):
        make_due_notices(day=DAY)


# --- By e-mail -----------------------------------------------------------------------------------


def test_a_person_gets_one_mail_in_text_and_html_with_whole_addresses(owing, pact):
    NoticeFactory(user=owing, pact=pact, sort="signed")

    output = run()

    (sent,) = mail.outbox
    html = sent.alternatives[0].content
    assert (sent.to, sent.subject) == ([owing.email], "Giao ước thi đua: 2 thông báo")
    assert "Hạn gửi 31/03/2021: công trình, phần việc trọng điểm." in sent.body
    assert f"https://giaouoc.example.vn{pact.get_absolute_url()}" in sent.body
    assert f'href="https://giaouoc.example.vn{pact.get_absolute_url()}"' in html
    assert "&amp;" not in sent.body
    assert "gửi 1 thư" in output


def test_a_run_again_sends_nothing_again(owing):
    run()
    run()
    run(DAY + datetime.timedelta(days=1))

    assert (len(mail.outbox), Notice.objects.filter(mailed_at=None).count()) == (1, 0)


def test_who_acts_for_two_units_gets_one_mail(owing, pact):
    other = member_of(pact)
    MandateFactory(member=True, unit=other.unit, user=owing)
    second = PactFactory(signed=True, cluster_year__year=2022)
    MembershipFactory(cluster_year=second.cluster_year, unit=other.unit)
    DeadlineFactory(cluster_year=second.cluster_year, due_on=DAY + datetime.timedelta(days=1))

    run()

    (sent,) = mail.outbox
    assert sent.body.count("Hạn gửi") == 2
    assert sent.subject == "Giao ước thi đua: 2 thông báo"


def test_news_later_on_the_same_day_waits_for_the_next(owing, pact):
    run()
    NoticeFactory(user=owing, pact=pact, sort="signed")
    run()
    assert len(mail.outbox) == 1

    run(DAY + datetime.timedelta(days=1))
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("reason", ["no mail", "no address", "not active", "read", "sent", "mandate ended", "old"])
def test_who_gets_no_mail(owing, pact, reason):
    make_due_notices(day=DAY)
    notice, mandate = Notice.objects.get(), owing.mandates.get()
    if reason == "no mail":
        owing.wants_mail = False
    elif reason == "no address":
        owing.email = ""
    elif reason == "not active":
        owing.is_active = False
    elif reason == "read":
        notice.read_at = notice.made_at
    elif reason == "sent":
        SubmissionFactory(membership=pact.cluster_year.memberships.get())
    elif reason == "mandate ended":
        mandate.ends_on = DAY - datetime.timedelta(days=1)
    day = DAY if reason != "old" else datetime.date(2099, 1, 1)
    for row in (owing, notice, mandate):
        row.save()

    send_mails(day=day)

    assert (mail.outbox, Mailing.objects.count()) == ([], 0)


def test_a_draft_taken_back_is_not_mailed_of():
    pact = PactFactory()
    officer(member_of(pact))
    circulate_pact(pact=pact, by=None)
    take_back_pact(pact=pact, by=None)

    send_mails(day=DAY)

    assert mail.outbox == []


def test_a_mail_speaks_the_persons_language(pact):
    person = officer(member_of(pact), user__language="en")
    NoticeFactory(user=person, pact=pact, sort="signed")

    send_mails(day=DAY)

    assert mail.outbox[0].subject == "Emulation pacts: 1 notice"


class Refusing(EmailBackend):
    def send_messages(self, messages):
        if messages[0].to == ["refused@example.vn"]:
            raise SMTPException("no")
        return super().send_messages(messages)


class Silent(EmailBackend):
    def open(self):
        raise ConnectionRefusedError


def test_what_the_server_refuses_goes_out_the_next_day_and_is_told(owing, pact, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    officer(member_of(pact), user__email="refused@example.vn")

    with pytest.raises(CommandError):
        run()
    assert [sent.to for sent in mail.outbox] == [[owing.email]]

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    run()
    assert len(mail.outbox) == 1
    run(DAY + datetime.timedelta(days=1))
    assert mail.outbox[-1].to == ["refused@example.vn"]


def test_a_server_that_does_not_answer_leaves_the_day_open(owing, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Silent"

    with pytest.raises(CommandError):
        run()

    assert Mailing.objects.count() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    run()
    assert len(mail.outbox) == 1


def test_without_a_server_notices_wait_in_the_page(owing, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    assert "EMAIL_URL" in run()

    assert (notice_sorts(owing), Mailing.objects.count()) == (["due_in_a_week"], 0)


@pytest.mark.parametrize("count", [1, 6])
def test_gathering_what_waits_takes_the_same_queries_however_many_people(pact, count, django_assert_num_queries):
    from pacts.notices.mail import waiting_on

    for _n in range(count):
        NoticeFactory(user=officer(member_of(pact)), pact=pact, sort="signed")

    with django_assert_num_queries(5):
        assert len(waiting_on(DAY)) == count


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_one_mail():
    pact = PactFactory(signed=True)
    DeadlineFactory(cluster_year=pact.cluster_year, due_on=DUE)
    for _n in range(3):
        officer(member_of(pact))
    UserFactory()
    start, done = threading.Barrier(2), []

    def timer():
        start.wait()
        try:
            make_due_notices(day=DAY)
            done.append(send_mails(day=DAY))
        finally:
            connection.close()

    threads = [threading.Thread(target=timer) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(done), len(mail.outbox), Notice.objects.count(), Mailing.objects.count()) == (2, 3, 3, 3)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "hôm nay", "2021-02-30", ""])
def test_a_day_without_notices_is_refused_in_a_sentence(day):
    with pytest.raises(CommandError, match="yyyy-mm-dd"):
        call_command("send_notices", "--day", day)
