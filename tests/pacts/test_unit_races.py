"""Two users of one unit at once: neither overwrites what the other has saved meanwhile."""

import threading

import pytest
from django.db import connection
from django.test import Client

from pacts.models import KeyWork
from tests.pacts.units import address, circulated, member_of, somebody_of


@pytest.mark.django_db(transaction=True)
def test_of_two_forms_sent_at_once_the_second_is_shown_what_the_first_has_kept():
    own = member_of(circulated())
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(somebody_of(own))
    stamp = clients[0].get(address("key_works", own)).context["form"].mark
    start, results = threading.Barrier(2), []

    def save(client, text):
        fields = {"seen": stamp, "then": "save", "row-TOTAL_FORMS": "1", "row-INITIAL_FORMS": "0"}
        start.wait()
        try:
            results.append(client.post(address("key_works", own), fields | {"row-0-text": text}).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=pair) for pair in zip(clients, ("Một", "Hai"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == [200, 302]
    assert KeyWork.objects.count() == KeyWork.history.count() == 1
