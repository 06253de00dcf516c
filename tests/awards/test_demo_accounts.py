"""The demo: accounts with passwords of this machine, that act for the examples, and are nobody elsewhere."""

import pytest
from django.core.management import CommandError, call_command

from clusters.models import Cluster, ClusterYear, Mandate, Membership, User
from tests.examples import load_examples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.DEMO, settings.VAR = True, tmp_path
    return tmp_path


def make(capsys):
    call_command("make_demo_accounts")
    return dict(line.split()[:2] for line in capsys.readouterr().out.splitlines() if line)


def test_accounts_are_made_once_and_their_passwords_told_and_kept_for_the_owner_alone(var, capsys):
    told = make(capsys)

    assert make(capsys) == {}
    assert sorted(told) == ["donvi", "quantri", "thuky", "tochuc"]
    assert all(User.objects.get(username=name).check_password(password) for name, password in told.items())
    kept = var / "demo-accounts.txt"
    assert all(password in kept.read_text(encoding="utf-8") for password in told.values())
    assert kept.stat().st_mode & 0o077 == 0


def test_they_act_for_the_examples(capsys):
    load_examples()

    make(capsys)

    secretariat = User.objects.get(username="thuky")
    assert [year.label for year in ClusterYear.objects.kept_by(secretariat)] == ["2021"]
    organiser = User.objects.get(username="tochuc")
    assert Mandate.objects.get(user=organiser).unit.slug == "thanh-pho-hue"
    assert not Cluster.objects.kept_by(organiser).exists()
    (membership,) = Membership.objects.acted_for_by(User.objects.get(username="donvi"))
    assert (membership.unit.name, membership.role, membership.cluster_year.label) == ("Sở Nội vụ", "deputy", "2021")


def test_without_the_examples_they_act_for_nobody(capsys):
    make(capsys)

    assert not Mandate.objects.exists()


def test_where_the_demo_is_off_none_is_made(settings):
    settings.DEMO = False

    with pytest.raises(CommandError):
        call_command("make_demo_accounts")
    assert not User.objects.exists()
