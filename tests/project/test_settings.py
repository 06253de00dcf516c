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


def started(program, *arguments, **environment):
    told = subprocess.run(
        [sys.executable, program, *arguments], cwd=ROOT, env=os.environ | environment, capture_output=True, text=True
    )
    return told.returncode, told.stderr


@pytest.mark.parametrize("key", ["", "x" * 60, "too short"])
def test_without_a_secret_the_register_says_so_in_one_sentence_and_does_not_start(key):
    environment = {"SECRET_KEY": key, "DJANGO_SETTINGS_MODULE": "pactsite.settings"}

    status, said = started("manage.py", "check", **environment)

    assert (status, said.count("\n")) == (1, 1)
    assert said.startswith("SECRET_KEY is ")


# --- Files of `make run` --------------------------------------------------------------------------


def test_make_run_leaves_what_it_keeps_to_its_owner_alone(tmp_path):
    (tmp_path / "Makefile").write_text((ROOT / "Makefile").read_text())
    (tmp_path / ".env").touch()
    old = tmp_path / "var" / "files" / "old.pdf"
    old.parent.mkdir(parents=True)
    old.touch()
    old.chmod(0o644)
    done = ["-o", ".env", "-o", ".venv/runtime", "-o", "var/static/staticfiles.json", "-o", "accounts"]
    makes_a_file = "sh -c 'echo; touch var/made'"  # in place of manage.py, and of gunicorn

    subprocess.run(
        ["make", "run", *done, f"MANAGE={makes_a_file}", "PY=touch var/served; true"], cwd=tmp_path, check=True
    )

    kept = [tmp_path / "var", *(tmp_path / "var").rglob("*")]
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in kept} == {
        "var": "0o700", "files": "0o700", "old.pdf": "0o600", "made": "0o600", "served": "0o600",
        "new-database": "0o600",
    }  # fmt: skip
