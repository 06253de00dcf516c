"""Two clicks at once: the lock of the pact, and the second look behind it."""

import threading

import pytest
from django.db import connection

from awards.models import Award
from awards.services.awards import record_awards
from tests.awards.desk import pact_at_the_desk


@pytest.mark.django_db(transaction=True)
def test_awards_sent_twice_at_once_are_entered_once():
    pact, start, results = pact_at_the_desk(), threading.Barrier(2), []
    decision = {"number": "12/QĐ-UBND", "issuer": "UBND tỉnh X", "issued_on": None}
    rows = [{"as_written": "Cờ", "granted_count": number, "decision": decision} for number in range(1, 6)]

    def enter():
        start.wait()
        try:
            results.append(len(record_awards(pact=pact, rows=rows, by=None)))
        finally:
            connection.close()

    threads = [threading.Thread(target=enter) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sorted(results), Award.objects.count()) == ([0, 5], 5)
