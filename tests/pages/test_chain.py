"""The chain in public: as data, in the feed, on pages, and the verification program."""

import base64
import json
import subprocess
import sys
from xml.etree import ElementTree

import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings as site_settings
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from pacts.chain.heads import new_key
from pacts.models import ChainEntry
from pacts.models.chain import GENESIS
from pacts.services.lifecycle import close_pact, sign_pact, withdraw_pact
from pactsite.pages.opendata.openapi import FILE
from pactsite.pages.verify import PROGRAM
from tests.factories import PactFactory, UserFactory
from tests.pacts.documents import corrected, full_document, signed
from tests.pacts.tampering import replace_commitment, rewrite_chain, sql

pytestmark = pytest.mark.django_db
HEAD, ENTRIES, PAGE = "/du-lieu/chuoi.json", "/du-lieu/chuoi.jsonl", "/xac-minh/chuoi/"


def entries(client, **params):
    return [json.loads(line) for line in client.get(ENTRIES, params).getvalue().decode().splitlines()]


def text_of(response):
    return " ".join(response.content.decode().split())


# --- The head -----------------------------------------------------------------------------------


def test_the_head_is_the_last_entry(client):
    corrected(signed())
    last = ChainEntry.objects.order_by("number").last()

    response = client.get(HEAD)

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.json() == {
        "chain": "register",
        "number": 3,
        "digest": last.digest,
        "at": last.at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "signature": None,
        "public_key": None,
        "algorithm": "SHA-256, Ed25519",
    }


def test_the_head_of_an_empty_register_has_the_number_0(client):
    head = client.get(HEAD).json()

    assert (head["number"], head["digest"], head["at"]) == (0, GENESIS, None)


def test_the_head_is_signed_where_there_is_a_key(client, settings):
    settings.CHAIN_SIGNING_KEY, public_key = new_key()
    signed()
    head = client.get(HEAD).json()

    text = json.dumps({n: head[n] for n in ("at", "chain", "digest", "number")}, separators=(",", ":"))

    assert head["public_key"] == public_key
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key))
    key.verify(base64.b64decode(head["signature"]), text.encode())  # raises if it is invalid


def test_the_demo_stands_in_no_public_chain(client):
    sign_pact(pact=PactFactory(cluster_year__cluster__is_demo=True), by=None)

    assert (client.get(HEAD).json()["number"], entries(client)) == (0, [])


@pytest.mark.parametrize("address", [HEAD, ENTRIES, PAGE, "/tin.atom"])
@pytest.mark.parametrize("move", ["seal", "close", "withdraw"])
def test_a_new_entry_changes_the_mark_of_a_page(client, address, move):
    pact = signed()
    mark = client.get(address).headers["ETag"]
    assert client.get(address, headers={"if-none-match": mark}).status_code == 304

    if move == "seal":
        signed()
    elif move == "close":
        close_pact(pact=pact, by=None)
    else:
        withdraw_pact(pact=pact, by=None, reason="Nhập nhầm")

    assert client.get(address, headers={"if-none-match": mark}).status_code == 200


def test_an_entry_without_any_history_changes_the_mark_too(client):
    """A version sealed without changed rows writes a chain entry only."""
    signed()
    mark = client.get(HEAD).headers["ETag"]
    fields = ChainEntry.objects.values().get() | {"id": None, "number": 2, "kind": "closed", "version": None}

    ChainEntry(**fields | {"seal": None}).save()

    assert client.get(HEAD, headers={"if-none-match": mark}).status_code == 200


# --- The entries --------------------------------------------------------------------------------


def test_all_entries_are_told_one_a_line_and_follow_each_other(client):
    withdraw_pact(pact=close_pact(pact=corrected(signed(by=UserFactory())), by=None), by=None, reason="Nhập nhầm")

    published = entries(client)

    assert [(entry["number"], entry["kind"]) for entry in published] == [
        (1, "sealed"),
        (2, "reopened"),
        (3, "sealed"),
        (4, "closed"),
        (5, "withdrawn"),
    ]
    assert [entry["previous"] for entry in published] == [GENESIS, *(entry["digest"] for entry in published[:-1])]


def test_each_line_is_what_the_description_says(client):
    withdraw_pact(pact=signed(by=UserFactory()), by=None, reason="Nhập nhầm")
    components = yaml.safe_load(FILE.read_text())["components"]
    schema = components["schemas"]["ChainEntry"] | {"components": components}

    faults = [
        fault.message
        for entry in entries(client)
        for fault in Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(entry)
    ]

    assert faults == []


def test_no_name_of_staff_is_told(client):
    signed(by=UserFactory(full_name="Nguyễn Thị Người Ký", username="nguoi-ky"))

    published = client.get(ENTRIES).getvalue().decode()

    assert "Người Ký" not in published
    assert "nguoi-ky" not in published


@pytest.mark.parametrize(
    ("first", "numbers"),
    [
        ("2", [2, 3]),
        ("", [1, 2, 3]),
        ("0", [1, 2, 3]),
        ("4", []),
        ("99999999999999999", []),
        ("x", []),
        ("-1", []),
        ("²", []),
    ],
)
def test_entries_are_told_from_a_number_on(client, first, numbers):
    corrected(signed())

    assert [entry["number"] for entry in entries(client, tu=first)] == numbers


def test_entries_are_read_some_at_a_time(client, monkeypatch, django_assert_num_queries):
    withdraw_pact(pact=close_pact(pact=corrected(signed()), by=None), by=None, reason="Nhập nhầm")
    monkeypatch.setattr("pacts.chain.chain.BATCH", 2)

    with django_assert_num_queries(5):  # the ETag, the head, and five entries in batches of two
        assert [entry["number"] for entry in entries(client)] == [1, 2, 3, 4, 5]


# --- The pages ----------------------------------------------------------------------------------


def test_the_feed_tells_the_head_in_an_element_of_its_own(client):
    signed()
    head = client.get(HEAD).json()

    feed = ElementTree.fromstring(client.get("/tin.atom").content)

    (element,) = feed.iter("{http://testserver/xac-minh/chuoi/}head")
    assert element.attrib == {"number": "1", "digest": head["digest"], "at": head["at"]}


@pytest.mark.parametrize("address", ["/xac-minh/", PAGE])
def test_a_page_tells_the_head(client, address):
    signed()
    digest = ChainEntry.objects.get().digest

    page = text_of(client.get(address))

    assert " ".join(digest[start : start + 4] for start in range(0, 64, 4)) in page


def test_the_page_about_checking_leads_to_the_one_about_the_chain(client):
    assert f'href="{PAGE}"' in text_of(client.get("/xac-minh/"))
    assert f'href="{PAGE}"' in text_of(client.get("/du-lieu/"))


@pytest.mark.parametrize("count", [0, 3])
def test_the_page_of_the_chain_asks_two_queries(client, django_assert_num_queries, count):
    for _n in range(count):
        signed()

    with django_assert_num_queries(2):
        client.get(PAGE)


def test_the_page_shows_the_program_that_is_handed_out(client):
    page = client.get(PAGE)

    assert page.context["program"] == (site_settings.ROOT / "static" / PROGRAM).read_text()
    assert f"/static/{PROGRAM}" in page.content.decode()
    assert "public_key" not in page.content.decode()


def test_the_page_tells_the_public_key_where_there_is_one(client, settings):
    settings.CHAIN_SIGNING_KEY, public_key = new_key()
    signed()

    page = client.get(PAGE).context["published_head"]

    assert page["public_key"] == public_key


# --- The program --------------------------------------------------------------------------------


def run_program(server, head, tmp_path):
    """Run the program as a visitor would, with the site's address and the file of a saved head."""
    saved = tmp_path / "moc.json"
    saved.write_text(json.dumps(head))
    command = [sys.executable, "-I", "-X", "utf8", site_settings.ROOT / "static" / PROGRAM, f"{server.url}/", saved]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    return ran.returncode, (ran.stdout + ran.stderr).strip()


@pytest.fixture
def saved(live_server, request):
    """Return a pact and a saved head of the register that contains it."""
    request.getfixturevalue("transactional_db")
    pact = signed(**full_document())
    return pact, Client().get(HEAD).json()


@pytest.mark.django_db(transaction=True)
def test_the_program_finds_that_a_register_continues_the_kept_head(live_server, saved, tmp_path):
    pact, head = saved
    corrected(pact)

    assert run_program(live_server, head, tmp_path) == (0, "ĐÚNG: 3 mục nối tiếp mốc đã giữ")


@pytest.mark.django_db(transaction=True)
def test_the_program_finds_that_a_register_was_rewritten(live_server, saved, tmp_path):
    _pact, head = saved
    replace_commitment()
    rewrite_chain()

    assert run_program(live_server, head, tmp_path) == (1, "SAI: sổ đã bị ghi lại hoặc cắt bớt")


@pytest.mark.django_db(transaction=True)
def test_the_program_finds_an_entry_that_was_changed(live_server, saved, tmp_path):
    _pact, head = saved
    sql("UPDATE pacts_chainentry SET address = '/x/'")

    assert run_program(live_server, head, tmp_path) == (1, "SAI: mục 1 đã bị sửa")


@pytest.mark.django_db(transaction=True)
def test_the_program_finds_an_entry_that_is_missing(live_server, saved, tmp_path):
    pact, _head = saved
    corrected(pact)
    head = Client().get(HEAD).json()
    sql("DELETE FROM pacts_chainentry WHERE number = 2")

    assert run_program(live_server, head, tmp_path) == (1, "SAI: đứt chuỗi ở mục 3")


@pytest.mark.django_db(transaction=True)
def test_the_program_finds_that_a_register_was_cut_back(live_server, saved, tmp_path):
    pact, _head = saved
    corrected(pact)
    head = Client().get(HEAD).json()
    sql("DELETE FROM pacts_chainentry WHERE number > 1")

    assert run_program(live_server, head, tmp_path) == (1, "SAI: sổ đã bị ghi lại hoặc cắt bớt")


def test_the_program_is_about_twenty_lines_of_the_standard_library():
    lines = [line for line in (site_settings.ROOT / "static" / PROGRAM).read_text().splitlines() if line.strip()]
    imported = {line.split()[1].split(".")[0] for line in lines if line.startswith(("import ", "from "))}

    assert len(lines) <= 24
    assert imported <= sys.stdlib_module_names
