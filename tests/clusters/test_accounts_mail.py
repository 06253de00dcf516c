"""Letters are sent after the response; whoever sent one sees if it failed."""

import smtplib
import socket
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.http import HttpResponse
from django.utils import timezone

from clusters.accounts.invitations import show_link
from clusters.common.after_response import run_after_response
from clusters.models import Invitation, User
from clusters.services.accounts import renew_invitation
from tests.clusters.accounts import invite, link_in_letter
from tests.factories import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

MISSING = "Thư chưa gửi được"


@pytest.fixture
def admin(client):
    UnitFactory(name="Văn phòng")
    admin = UserFactory(admin=True)
    client.force_login(admin)
    return admin


@pytest.fixture
def no_mail(monkeypatch):
    def fail(*args, **more):
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr("clusters.accounts.mail.send_mail", fail)


def invited(client):
    page = invite(client, named="van phong", email="hoa@example.vn")
    return page, Invitation.objects.get()


# --- After the answer -----------------------------------------------------------------------------


def test_work_is_done_when_the_answer_is_closed_and_once():
    done = []
    answer = run_after_response(HttpResponse("x"), lambda: done.append(answer.closed))

    assert done == []
    answer.close()
    answer.close()
    assert done == [False]


def test_a_fault_after_the_answer_is_logged_and_harms_nobody(caplog):
    answer = run_after_response(HttpResponse("x"), lambda: 1 / 0)

    answer.close()

    assert answer.closed
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_the_link_is_shown_before_its_letter_is_sent(rf, admin):
    request = rf.post("/tai-khoan/moi/")
    request.user = admin
    user = UserFactory(password=None, email="hoa@example.vn")

    invitation, token = renew_invitation(user=user, by=admin)

    answer = show_link(request, invitation, token)

    assert (len(mail.outbox), Invitation.objects.get().letter) == (0, "waiting")
    answer.close()
    assert (len(mail.outbox), invitation.letter) == (1, "sent")


# --- A server that fails --------------------------------------------------------------------------


def test_an_invitation_outlives_a_mail_server_that_fails(client, admin, no_mail):
    page, invitation = invited(client)

    assert page.context["address"] in page.text
    assert (invitation.letter, invitation.is_open) == ("failed", True)
    assert type(client)().get(urlsplit(page.context["address"]).path).status_code == 200


def test_a_letter_that_did_not_go_out_is_told_to_who_invited(client, admin, no_mail):
    invitation = invited(client)[1]

    detail, people = client.get(f"/tai-khoan/{invitation.user_id}/").text, client.get("/tai-khoan/danh-sach/").text

    assert "Không gửi được thư tới hoa@example.vn" in detail
    assert (MISSING in detail, MISSING in people) == (True, True)


def test_a_letter_that_went_out_is_no_news(client, admin):
    invitation = invited(client)[1]

    assert invitation.letter == "sent"
    assert MISSING not in client.get(f"/tai-khoan/{invitation.user_id}/").text


def test_a_letter_lost_with_its_process_is_told_after_a_while(client, admin):
    invitation = invited(client)[1]
    Invitation.objects.filter(pk=invitation.pk).update(letter="waiting")
    assert MISSING not in client.get(f"/tai-khoan/{invitation.user_id}/").text

    Invitation.objects.filter(pk=invitation.pk).update(made_at=timezone.now() - timezone.timedelta(minutes=11))

    assert MISSING in client.get(f"/tai-khoan/{invitation.user_id}/").text


def test_without_an_address_no_letter_is_missed(client, admin):
    invite(client, named="van phong")

    assert Invitation.objects.get().letter is None


def test_what_becomes_of_a_letter_is_no_history(client, admin, no_mail):
    invitation = invited(client)[1]

    assert invitation.history.count() == 1


def test_who_forgot_the_password_may_ask_again_at_once_where_the_letter_failed(client, monkeypatch):
    person = UserFactory(email="an@example.vn")
    with monkeypatch.context() as failing:
        failing.setattr("clusters.accounts.mail.send_mail", lambda *a, **k: (_ for _ in ()).throw(TimeoutError()))
        answer = client.post("/mat-khau/quen/", {"email": person.email})
    assert (answer.status_code, User.objects.get(pk=person.pk).reset_sent_at) == (302, None)

    client.post("/mat-khau/quen/", {"email": person.email})

    assert len(mail.outbox) == 1
    assert type(client)().get(link_in_letter()).status_code == 302


def test_a_mail_server_that_says_nothing_is_given_up(client, admin, settings):
    """A server that accepts the connection but never responds: EMAIL_TIMEOUT applies."""
    listening = socket.create_server(("127.0.0.1", 0))  # the system accepts connections; nothing reads them
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = listening.getsockname()
    settings.EMAIL_TIMEOUT = 0.2

    page, invitation = invited(client)

    listening.close()
    assert (page.status_code, invitation.letter) == (200, "failed")
