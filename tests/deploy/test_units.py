"""The systemd units: systemd itself finds no fault in them, and none runs with rights it does not need."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.deploy.programs import needed

ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOY = ROOT / "pactsite" / "deploy"
SERVICES = sorted(path.name for path in DEPLOY.glob("*.service"))
TIMERS = sorted(path.name for path in DEPLOY.glob("*.timer"))


@pytest.fixture
def units(tmp_path):
    """The units as they would be on a machine where the register is installed in this folder, by this account."""
    folder = shutil.copytree(DEPLOY, tmp_path / "units")
    for path in [*folder.glob("*.service"), *folder.glob("*.d/*.conf")]:
        words = path.read_text().replace("/srv/giao-uoc/.venv", str(ROOT / ".venv")).replace("=giao-uoc\n", "=root\n")
        path.write_text(words)
    return folder


def systemd_analyze(*args):
    done = subprocess.run([needed("systemd-analyze"), *args], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("name", [*SERVICES, *TIMERS])
def test_systemd_finds_no_fault(units, name):
    code, said = systemd_analyze("verify", "--man=no", "--recursive-errors=no", str(units / name))

    assert (code, said) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_confined(units, name):
    # systemd's own measure: 0 is confined, 100 is free; a plain service has 96.
    code, said = systemd_analyze("security", "--offline=yes", "--threshold=25", str(units / name))

    assert code == 0, said


def test_every_timer_starts_a_service_that_is_there():
    assert [name.replace(".timer", ".service") for name in TIMERS] == [
        name for name in SERVICES if name != "giao-uoc-web.service"
    ]


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "giao-uoc-web.service"])
def test_every_command_of_a_service_exists(name):
    (command,) = re.findall(r"manage\.py (\w+)", (DEPLOY / name).read_text())

    assert command in get_commands()
