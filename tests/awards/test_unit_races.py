"""Two people of one unit register at once: the second is shown what the first has saved."""

import threading
import time

import pytest
from django.db import connection
from django.test import Client

from awards.services.registrations import registered_by
from tests.awards.unit import address, page, seen_now, types_of_2021, unit_year


def slowly_read(membership):
    """Read the rows so slowly that both requests have read them before either takes the lock."""
    rows = registered_by(membership)
    time.sleep(0.3)
    return rows


@pytest.mark.django_db(transaction=True)
def test_of_two_forms_sent_at_once_the_first_is_saved_and_the_second_is_stale(monkeypatch):
    types_of_2021()
    membership, user = unit_year()
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(user)
    seen, start, results = seen_now(membership), threading.Barrier(2), []
    monkeypatch.setattr("awards.unit.registrations.registered_by", slowly_read)

    def save(client, quantity):
        row = {"as_written": "Cờ", "recipient_kind": "collective", "quantity": quantity}
        start.wait()
        try:
            results.append(client.post(address(membership), page(seen, row)).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=pair) for pair in zip(clients, ("1", "2"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sorted(results), membership.title_registrations.count()) == ([200, 302], 1)
