"""What the settings make of an environment that says little, or says it oddly."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TELL = "import json; from pactsite import settings as s; print(json.dumps([s.ALLOWED_HOSTS, s.SITE_URL]))"
SECRET = "abcdefghij" * 5
HERE = ["localhost", "127.0.0.1", "[::1]"]


def read(**environment):
    """Return the settings' hosts and address, as a process of its own reads them."""
    environment = {"SECRET_KEY": SECRET, "HTTPS": "True", "ALLOWED_HOSTS": "", "SITE_URL": "", **environment}
    told = subprocess.run(
        [sys.executable, "-c", TELL], cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=True
    )
    return json.loads(told.stdout)


@pytest.mark.parametrize(
    ("environment", "hosts", "address"),
    [
        ({}, HERE, "https://localhost"),
        ({"ALLOWED_HOSTS": " , "}, HERE, "https://localhost"),
        ({"ALLOWED_HOSTS": "", "HTTPS": "False"}, HERE, "http://localhost"),
        ({"ALLOWED_HOSTS": "", "SITE_URL": "https://a.vn"}, HERE, "https://a.vn"),
        ({"ALLOWED_HOSTS": "a.vn, b.vn"}, ["a.vn", "b.vn"], "https://a.vn"),
        ({"ALLOWED_HOSTS": ".a.vn"}, [".a.vn"], "https://a.vn"),
        ({"ALLOWED_HOSTS": "*"}, ["*"], "https://localhost"),
    ],
)
def test_a_site_without_a_name_starts_and_answers_to_this_machine(environment, hosts, address):
    assert read(**environment) == [hosts, address]
