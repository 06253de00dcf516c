"""While text is read or a page is drawn no transaction is open: on SQLite it would hold the one lock for writing."""

import json

import pytest
from django.db import connection
from django.template.base import Template
from django.urls import reverse

from awards.desk import paste as awards_pasting
from pacts.desk import autosave, paste, targets
from pacts.document.validate import typed
from pacts.services.lifecycle import save_draft
from tests.awards.desk import pact_at_the_desk
from tests.factories import ClusterFactory, ClusterYearFactory, MandateFactory, PactFactory, UnitFactory
from tests.pacts.units import address as of_unit
from tests.pacts.units import circulated, member_of, posted, somebody_of

pytestmark = pytest.mark.django_db(transaction=True)
READERS = [
    (paste, "split_commitments"),
    (paste, "read_units"),
    (paste, "read_old_font"),
    (awards_pasting, "read_awards"),
    (targets, "figures_in"),
    (autosave, "with_lines_of_signatories"),
    (Template, "render"),
]


@pytest.fixture
def read_inside(monkeypatch):
    """The names of what was asked while a transaction was open, and of all that was asked."""
    inside, asked = [], set()
    for owner, name in READERS:
        asks = getattr(owner, name)

        def looked_at(*args, asks=asks, name=name, **kwargs):
            asked.add(name)
            if connection.in_atomic_block:
                inside.append(name)
            return asks(*args, **kwargs)

        monkeypatch.setattr(owner, name, looked_at)
    return inside, asked


@pytest.fixture
def pact(client):
    unit = UnitFactory(slug="tinh-x", name="Tỉnh X", kind="province")
    cluster = ClusterFactory(slug="khoi-x", organiser=unit, place=unit)
    client.force_login(MandateFactory(organiser=True, unit=unit).user)
    pact = PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))
    row = {"key": "a", "text": "Trồng 5.000 cây xanh", "standing": "agreed"}
    return save_draft(pact=pact, document={"commitments": [row], "sources": [{"key": "s", "title": "Báo"}]}, by=None)


TOKEN = {"csrfmiddlewaretoken": "x" * 64}
POSTS = {
    "commitments": [{"text": "1. Một\n2. Hai"}, {"text": "1. Một\n2. Hai", "use": "0"}],
    "units": [{"text": "Sở Y tế; Sở Nội vụ"}, {"text": "Sở Y tế", "apply": "1", "unit-1": "new", "shown-1": "Sở Y tế"}],
    "targets": [{"take": ["a-figure-1"]}],
    "pact": [{"pact-theme": "x" * 100_001}, {"pact-theme": "Đoàn kết"}, {"revision": "-1", "pact-theme": "Khác"}],
    "erratum": [{"as_written": "Trồng", "meant": "Chăm", "source": "s"}, {"as_written": "Không có"}],
    "deadlines": [{"remarks": "ngày"}, {"remarks": "20/01/2021"}],
}


@pytest.mark.parametrize("name", POSTS)
def test_the_desk_reads_and_draws_outside_every_transaction(client, pact, read_inside, name):
    page = reverse(f"desk:{name}", args=["khoi-x", "2021"]) + ("?cho=commitments/a/text" if name == "erratum" else "")
    inside, asked = read_inside
    client.get(page)

    for sent in POSTS[name]:
        whole = typed(pact.draft) | {"revision": pact.draft_revision} if name == "pact" else {}
        client.post(page, whole | sent | TOKEN, follow=True)

    assert (inside, "render" in asked) == ([], True)


def test_what_keeps_itself_is_read_and_drawn_outside_every_transaction(client, pact, read_inside):
    change = {"do": "set", "section": "pact", "field": "theme", "before": None, "value": "Đoàn kết"}
    page = reverse("desk:changes", args=["khoi-x", "2021"])

    answer = client.post(page, json.dumps({"changes": [change]}), content_type="application/json")

    assert (answer.status_code, read_inside) == (200, ([], {"with_lines_of_signatories", "render"}))


def test_awards_are_read_and_drawn_outside_every_transaction(client, read_inside):
    pact = pact_at_the_desk()
    client.force_login(MandateFactory(organiser=True, unit=pact.cluster_year.cluster.organiser).user)
    page = reverse("awards_desk:paste", args=["khoi-x", "2021"])

    client.post(page, {"text": "Tặng Cờ thi đua cấp tỉnh cho Sở Y tế."} | TOKEN)

    assert read_inside == ([], {"read_old_font", "read_awards", "render"})


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("remarks", {"whole-text": "Nhất trí", "then": "look"}),
        ("remarks", {"whole-text": "Nhất trí"}),
        ("signatory", {"name": "Lê A"}),
        ("signatory", {"name": "Lê A", "title": "Giám đốc"}),
        ("key_works", {"row-0-text": "Một"}),
        ("programme", {"text": "Nội dung"}),
    ],
)
def test_a_units_pages_are_read_and_drawn_outside_every_transaction(client, read_inside, name, fields):
    own = member_of(circulated())
    client.force_login(somebody_of(own))

    posted(client, name, own, **(fields | TOKEN))
    client.get(of_unit(name, own))

    assert read_inside == ([], {"render"})
