"""Two users at once: the lock, and the check after it."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from pacts.document import document_of
from pacts.models import PactMove, PactVersion
from pacts.services.lifecycle import amend_pact, sign_pact
from tests.factories import PactFactory
from tests.pacts.documents import full_document, signed

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act, count=2):
    """Run an action in several threads at the same time; return the result of each: "done" or "refused"."""
    start, results = threading.Barrier(count), []

    def run(number):
        start.wait()
        try:
            act(number)
            results.append("done")
        except ValidationError:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def test_a_pact_signed_twice_at_once_is_signed_once():
    pact = PactFactory()

    assert at_once(lambda _number: sign_pact(pact=pact, by=None)) == ["done", "refused"]
    assert (PactMove.objects.count(), PactVersion.objects.count()) == (1, 1)


def test_two_amendments_of_one_version_at_once_seal_one():
    pact = signed(**full_document())

    def amend(number):
        document = document_of(pact)
        document["signatories"][0]["name"] = f"Người ký {number}"
        amend_pact(pact=pact, document=document, by=None, reason="Ký sau", version=1)

    assert at_once(amend) == ["done", "refused"]
    assert PactVersion.objects.count() == 2
