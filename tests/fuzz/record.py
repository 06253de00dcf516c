"""The register that is walked: pacts in every state, and a person for every role."""

import datetime

from django.core.management import call_command
from django.test import Client

from awards.models import AwardType
from clusters.models import Cluster, ClusterYear, Unit
from pacts.models import Pact
from pacts.services.lifecycle import circulate_pact, close_pact, reopen_pact, sign_pact, withdraw_pact
from tests import factories as make

STATES = ("draft", "circulated", "signed", "reopened", "closed", "withdrawn")
FIRST_YEAR = 2021
ROLES = (
    "stranger",
    "signed in",
    "member unit",
    "cluster's secretariat",
    "another cluster's secretariat",
    "organiser's secretariat",
    "expired mandate",
    "demo account",
    "administrator",
)


def make_register():
    """Fill an empty database; return {role: cookies of a session}, empty for a stranger."""
    call_command("load_examples", verbosity=0)
    organiser = make.UnitFactory(name="UBND tỉnh X", slug="tinh-x")
    cluster = _cluster("khoi-x", organiser, units=3)
    other = _cluster("khoi-y", make.UnitFactory(name="UBND tỉnh Y", slug="tinh-y"), units=2)
    member = Unit.objects.get(slug="khoi-x-1")
    users = {
        "signed in": make.UserFactory(),
        "member unit": make.MandateFactory(member=True, unit=member).user,
        "cluster's secretariat": make.MandateFactory(cluster=cluster).user,
        "another cluster's secretariat": make.MandateFactory(cluster=other).user,
        "organiser's secretariat": make.MandateFactory(organiser=True, unit=organiser).user,
        "expired mandate": make.MandateFactory(cluster=cluster, ends_on=datetime.date(2022, 12, 31)).user,
        "demo account": make.MandateFactory(cluster=cluster, user__demo=True).user,
        "administrator": make.UserFactory(admin=True),
    }
    for user in users.values():
        make.NoticeFactory(user=user, pact=Pact.objects.filter(cluster_year__cluster=cluster).first())
    make.InvitationFactory(made_by=users["organiser's secretariat"])
    return {"stranger": {}} | {role: _cookies(user) for role, user in users.items()}


def _cookies(user):
    client = Client()
    client.force_login(user, backend="clusters.accounts.backends.RegisterBackend")
    return {name: morsel.value for name, morsel in client.cookies.items()}


def _cluster(slug, organiser, *, units):
    """Make a cluster with a pact in each state, a year each, and return it."""
    cluster = make.ClusterFactory(slug=slug, name=f"Khối {slug}", organiser=organiser)
    members = [make.UnitFactory(slug=f"{slug}-{n}", name=f"Sở {slug} {n}") for n in range(1, units + 1)]
    for number, state in enumerate(STATES):
        pact = _pact(ClusterYear(cluster=cluster, year=FIRST_YEAR + number), members)
        if state == "circulated":
            circulate_pact(pact=pact, by=None)
        elif state != "draft":
            sign_pact(pact=pact, by=None)
        moves = {"closed": close_pact, "reopened": reopen_pact, "withdrawn": withdraw_pact}
        if state in moves:
            moves[state](pact=pact, by=None, reason="Lý do")
    return Cluster.objects.get(pk=cluster.pk)


def _pact(year, units):
    """Make a draft of a year with something of everything that can stand in it or beside it."""
    year = make.ClusterYearFactory(cluster=year.cluster, year=year.year)
    conference = make.ConferenceFactory(venue="Hội trường")
    conference.cluster_years.add(year)
    pact = make.PactFactory(cluster_year=year, conference=conference, theme="Đoàn kết, sáng tạo")
    for _number in range(2):
        make.CommitmentFactory(pact=pact)
        make.TargetFactory(pact=pact)
    make.PactMovementFactory(pact=pact)
    make.PactDocumentFactory(pact=pact)
    make.DeadlineFactory(cluster_year=year)
    kind = AwardType.objects.order_by("pk").first()
    for unit in units:
        membership = make.MembershipFactory(cluster_year=year, unit=unit)
        make.SignatoryFactory(membership=membership, name="Nguyễn Văn A")
        make.KeyWorkFactory(membership=membership)
        make.ActionProgrammeFactory(membership=membership)
        make.SubmissionFactory(membership=membership)
        make.CommentFactory(pact=pact, membership=membership)
        make.TitleRegistrationFactory(membership=membership, type=kind)
        make.AwardFactory(type=kind, unit=unit, presented_at=conference)
    return pact
