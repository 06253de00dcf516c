"""A registered task appears everywhere units are asked for something, without another list to edit."""

import pytest
from django.urls import reverse

from pacts.models import Deadline
from pacts.unit import task_registry
from pacts.unit.task_registry import all_tasks
from pacts.unit.tasks import UnitTask
from tests.factories import MandateFactory, NoticeFactory, SubmissionFactory
from tests.pacts.units import TODAY, circulated, due, member_of, somebody_of

pytestmark = pytest.mark.django_db


class Inventory(UnitTask):
    key, position, label, heading, action = "inventory", 35, "kiểm kê", "Bảng kiểm kê", "Kê khai"
    none_words = "Không có gì"
    stored_template = "pacts/unit/_signatory.html"

    def address(self, membership):
        return "/kiem-ke/"

    def notes(self, membership, pact, submission):
        return ["3 dòng"]

    def memberships_with_none(self, year):
        return year.memberships.values_list("pk", flat=True)

    def stored_parts(self, membership, pact):
        return "Trần Thị Bình", "thủ kho"


@pytest.fixture
def pact(monkeypatch):
    monkeypatch.setitem(task_registry._TASKS, "inventory", Inventory())
    return circulated()


def secretary(pact):
    return MandateFactory(cluster=pact.cluster_year.cluster, first_year=2021).user


def at_desk(client, name, *more):
    return client.get(reverse(f"desk:{name}", args=["khoi-x", "2021", *more]))


def test_tasks_come_in_the_order_of_the_year_and_their_addresses_differ(pact):
    keys = [task.key for task in all_tasks()]

    assert keys == ["remarks", "signatory", "registrations", "inventory", "key_works", "programme"]
    assert len({task.slug for task in all_tasks()}) == len(keys)
    assert ("inventory", "kiểm kê") in Deadline._meta.get_field("asked").flatchoices


def test_the_unit_finds_it_among_its_tasks_and_notices(client, pact):
    own = member_of(pact)
    user = somebody_of(own)
    due(pact, "inventory", TODAY)
    NoticeFactory(user=user, pact=pact, sort="reminded", asked="inventory")
    client.force_login(user)

    (task,) = client.get(reverse("my_unit:year", args=[own.pk])).context["requested"]
    (notice,) = client.get("/thong-bao/").context["rows"]

    assert (task.heading, task.label, task.address, task.notes) == ("Bảng kiểm kê", "Kê khai", "/kiem-ke/", ["3 dòng"])
    assert (notice["address"], "kiểm kê" in notice["sentence"]) == ("/kiem-ke/", True)


def test_the_secretariat_sets_its_deadline_and_sees_who_has_sent_it(client, pact):
    own = member_of(pact)
    due(pact, "inventory", TODAY)
    client.force_login(secretary(pact))
    unsent = at_desk(client, "unit_part", own.pk).content.decode()
    SubmissionFactory(membership=own, asked="inventory")

    assert "inventory" in at_desk(client, "deadlines").context["form"].fields
    (row,) = at_desk(client, "board").context["table"].rows
    assert [(cell.task.key, cell.state, cell.words) for cell in row.cells] == [("inventory", "done", "Không có gì")]
    sent = at_desk(client, "unit_part", own.pk).content.decode()
    assert ("thủ kho" in unsent, "thủ kho" in sent) == (False, True)


def test_it_is_open_as_long_as_it_says(pact, monkeypatch):
    task, stages = Inventory(), []
    for status in ("circulated", "signed", "closed"):
        pact.status = status
        stages.append(task.is_open(pact))
    monkeypatch.setattr(Inventory, "only_while_circulated", True)

    pact.status = "signed"
    assert (stages, task.is_open(pact)) == ([True, True, False], False)
