"""The head of the chain in the letter of a day to administrators."""

import datetime
import json

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command

from pacts.chain.heads import head_of, published
from pacts.models import Mailing
from pacts.notices.mail import administrators_to_notify, send_mails
from pacts.services.lifecycle import sign_pact
from tests.factories import MandateFactory, MembershipFactory, NoticeFactory, PactFactory, UserFactory
from tests.pacts.documents import signed

pytestmark = pytest.mark.django_db
DAY = datetime.date(2021, 3, 24)


def day(number):
    return DAY + datetime.timedelta(days=number)


@pytest.fixture
def administrator():
    return UserFactory(admin=True, email="quan-tri@example.vn")


def test_an_administrator_is_told_of_the_head_in_text_and_html(administrator):
    signed()

    send_mails(day=DAY)

    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["quan-tri@example.vn"], "Giao ước thi đua: mốc của chuỗi xác thực")
    (line,) = [line for line in sent.body.splitlines() if line.startswith("{")]
    assert json.loads(line) == published(head_of())
    assert head_of().digest in sent.alternatives[0].content
    assert "https://giaouoc.example.vn/xac-minh/chuoi/" in sent.body
    assert "/thong-bao/" not in sent.body


def test_the_line_in_the_letter_can_be_kept_and_checked(administrator, tmp_path):
    signed()
    send_mails(day=DAY)
    path = tmp_path / "moc.json"
    path.write_text(next(line for line in mail.outbox[0].body.splitlines() if line.startswith("{")))

    call_command("check_seals", since=path, verbosity=0)


def test_nothing_is_sent_again_until_something_was_added(administrator):
    signed()
    send_mails(day=DAY)
    send_mails(day=day(1))
    assert len(mail.outbox) == 1

    signed()
    send_mails(day=day(2))

    assert len(mail.outbox) == 2


def test_there_is_one_letter_a_day(administrator):
    signed()
    send_mails(day=DAY)
    signed()
    send_mails(day=DAY)

    assert len(mail.outbox) == 1


def test_who_also_has_notices_gets_both_in_one_letter(administrator):
    pact = sign_pact(pact=PactFactory(), by=None)
    unit = MembershipFactory(cluster_year=pact.cluster_year).unit
    MandateFactory(member=True, unit=unit, user=administrator)
    NoticeFactory(user=administrator, pact=pact, sort="signed")

    send_mails(day=DAY)

    (sent,) = mail.outbox
    assert sent.subject == "Giao ước thi đua: 1 thông báo"
    assert head_of().digest in sent.body


@pytest.mark.parametrize(
    "values",
    [
        {"wants_mail": False},
        {"email": ""},
        {"is_active": False},
        {"is_superuser": False},
        {"is_staff": False},
    ],
)
def test_who_is_not_told(administrator, values):
    signed()
    for name, value in values.items():
        setattr(administrator, name, value)
    administrator.save()

    send_mails(day=DAY)

    assert (mail.outbox, Mailing.objects.count()) == ([], 0)


@pytest.mark.parametrize("demo", [False, True])
def test_an_empty_chain_is_not_told_of(administrator, demo):
    if demo:
        sign_pact(pact=PactFactory(cluster_year__cluster__is_demo=True), by=None)

    send_mails(day=DAY)

    assert mail.outbox == []


class Refusing(EmailBackend):
    def send_messages(self, messages):
        raise OSError("refused")


def test_a_letter_the_server_does_not_take_is_tried_on_another_day(administrator, settings):
    signed()
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    assert send_mails(day=DAY) == (0, 1)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert send_mails(day=day(1)) == (1, 0)


@pytest.mark.parametrize("count", [1, 4])
def test_administrators_are_found_in_one_query_however_many(count, django_assert_num_queries):
    signed()
    for number in range(count):
        UserFactory(admin=True, email=f"{number}@example.vn")
    head = head_of()

    with django_assert_num_queries(1):
        assert len(administrators_to_notify(DAY, head)) == count
