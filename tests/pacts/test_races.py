"""Two people at once: the lock, and the second look behind it."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from pacts.models import PactMove, PactVersion
from pacts.services import sign_pact
from tests.factories import PactFactory


@pytest.mark.django_db(transaction=True)
def test_a_pact_signed_twice_at_once_is_signed_once():
    pact, start, results = PactFactory(), threading.Barrier(2), []

    def sign():
        start.wait()
        try:
            sign_pact(pact=pact, by=None)
            results.append("signed")
        except ValidationError:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=sign) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["refused", "signed"]
    assert (PactMove.objects.count(), PactVersion.objects.count()) == (1, 1)
