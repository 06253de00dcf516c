"""The key that signs the head: a new one is printed, a wrong one stops the start."""

import base64
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from pacts.chain.heads import new_key, public_key_text, signing_key

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_printed_key_is_taken_and_has_the_printed_public_key(settings):
    out = StringIO()
    call_command("make_chain_key", stdout=out)
    comment, line = out.getvalue().splitlines()

    settings.CHAIN_SIGNING_KEY = line.removeprefix("CHAIN_SIGNING_KEY=")

    assert comment.startswith("#")
    assert comment.endswith(public_key_text(signing_key()))


def test_each_printed_key_is_another():
    assert new_key() != new_key()


def test_no_key_signs_nothing(settings):
    settings.CHAIN_SIGNING_KEY = " "

    assert signing_key() is None


WRONG = ["abc", "ừ", "A" * 43, base64.b64encode(b"x" * 31).decode(), base64.b64encode(b"x" * 33).decode(), "A" * 44]


@pytest.mark.parametrize("key", WRONG)
def test_a_wrong_key_is_refused_with_a_sentence(settings, key):
    settings.CHAIN_SIGNING_KEY = key

    with pytest.raises(ImproperlyConfigured, match="make_chain_key"):
        signing_key()


def test_a_site_with_a_wrong_key_does_not_start():
    environment = {
        **os.environ,
        "CHAIN_SIGNING_KEY": "abc",
        "SECRET_KEY": "known to everybody, and good for tests only, since it is long",
    }
    environment |= {"DJANGO_SETTINGS_MODULE": "pactsite.settings"}
    start = "from pactsite.wsgi import application"

    ran = subprocess.run([sys.executable, "-c", start], cwd=ROOT, env=environment, capture_output=True, text=True)

    assert ran.returncode == 1
    assert "make_chain_key" in ran.stderr.splitlines()[-1]
