"""A form sent twice is done once, and nobody waits for anybody else's form."""

import threading
from datetime import timedelta

import pytest
from django.contrib.messages.storage import default_storage
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory
from django.utils import timezone

from clusters.common import idempotent as module
from clusters.common.idempotent import idempotent
from clusters.models import SentForm
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def request(user, token="a", **fields):
    made = RequestFactory().post("/trang/", {"csrfmiddlewaretoken": token} | fields)
    made.user, made.session = user, {}
    made._messages = default_storage(made)
    return made


class Acts:
    """A view that counts how often it was asked, and leads on."""

    def __init__(self, act=lambda: redirect("/xong/")):
        self.act, self.count = act, 0

    def __call__(self, _request):
        self.count += 1
        return self.act()


def test_the_same_form_is_led_to_where_it_led():
    user, view = UserFactory(), Acts()

    answers = [idempotent(view)(request(user)).url for _n in range(3)]

    assert (answers, view.count) == (["/xong/"] * 3, 1)


@pytest.mark.parametrize("other", [{"token": "b"}, {"name": "x"}])
def test_another_page_or_other_words_are_another_form(other):
    user, view = UserFactory(), Acts()

    idempotent(view)(request(user))
    idempotent(view)(request(user, **other))

    assert view.count == 2


def test_the_same_form_of_another_person_is_another_form():
    view = Acts()

    for user in (UserFactory(), UserFactory()):
        idempotent(view)(request(user))

    assert view.count == 2


def test_a_form_that_was_refused_may_be_sent_again():
    user, view = UserFactory(), Acts(lambda: HttpResponse("Sai"))

    for _n in range(2):
        idempotent(view)(request(user))

    assert (view.count, SentForm.objects.count()) == (2, 0)


def test_a_form_that_broke_off_may_be_sent_again():
    def breaks():
        raise ZeroDivisionError

    user, view = UserFactory(), Acts(breaks)
    for _n in range(2):
        with pytest.raises(ZeroDivisionError):
            idempotent(view)(request(user))

    assert (view.count, SentForm.objects.count()) == (2, 0)


def test_a_form_of_a_worker_that_was_killed_is_done_after_a_while():
    user, view = UserFactory(), Acts()
    long_ago = timezone.now() - module.CLAIM_EXPIRES_AFTER - timedelta(seconds=1)
    SentForm.objects.create(user=user, digest=module._digest(request(user)), sent_at=long_ago)

    idempotent(view)(request(user))

    assert (view.count, SentForm.objects.get().led_to) == (1, "/xong/")


def test_what_was_sent_days_ago_is_no_longer_remembered():
    user = UserFactory()
    SentForm.objects.create(user=user, digest="x", sent_at=timezone.now() - timedelta(days=2))

    idempotent(Acts())(request(user))

    assert SentForm.objects.exclude(digest="x").count() == SentForm.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_view_runs():
    seen = []

    idempotent(Acts(lambda: seen.append(connection.in_atomic_block) or redirect("/xong/")))(request(UserFactory()))

    assert seen == [False]


@pytest.mark.django_db(transaction=True)
def test_a_slow_form_holds_up_no_other_form_of_the_same_person():
    user, begun, other_done, answers = UserFactory(), threading.Event(), threading.Event(), []

    def slow():
        begun.set()
        answers.append(other_done.wait(timeout=20))
        return redirect("/xong/")

    def send():
        try:
            idempotent(Acts(slow))(request(user))
        finally:
            connection.close()

    thread = threading.Thread(target=send)
    thread.start()
    begun.wait()
    idempotent(Acts())(request(user, token="b"))
    other_done.set()
    thread.join()

    assert answers == [True]


@pytest.mark.django_db(transaction=True)
def test_a_second_click_waits_for_the_first_and_is_led_where_it_led():
    user, begun, answers = UserFactory(), threading.Event(), []
    view = Acts()

    def slow():
        begun.set()
        threading.Event().wait(0.3)
        return redirect("/xong/")

    view.act = slow

    def send():
        try:
            answers.append(idempotent(view)(request(user)).url)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (answers, view.count) == (["/xong/"] * 3, 1)
