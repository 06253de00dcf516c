"""Every page in both languages: no Vietnamese of ours in an English page, no English in a Vietnamese one."""

import re
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from clusters.models import Cluster, Unit
from pacts.models import Pact
from pacts.services.lifecycle import circulate_pact, reopen_pact, save_draft, sign_pact, withdraw_pact
from tests.examples import load_examples
from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    MandateFactory,
    MembershipFactory,
    PactFactory,
    UnitFactory,
)
from tests.project.test_access import ACCOUNT, AWARDS_DESK, DESK, INVITING, PUBLIC, UNIT
from tests.project.test_catalogue import ENTRIES, ROOT

pytestmark = pytest.mark.django_db

VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
ENGLISH = re.compile(r"\b(the|of|and|is|are|not|with|this|that|for|by|on|in)\b", re.IGNORECASE)
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|%%|\{\w*\}|<[^>]+>")
SAID_IN = ("alt", "aria-label", "placeholder", "title", "content", "data-saved", "data-failed")
NO_WORDS = {"script", "style", "code", "textarea"}
OF_DJANGO = {"Search"}  # the picture beside the search field of its admin has no other words
SHEET = ("opening", "promises", "signing")
# The switch; pages for when nothing else works; and the sheet, which is the paper.
ALONE_IN_TROUBLE = {"500.html", "503.html"}
VIETNAMESE_ALWAYS = {"_language.html", *ALONE_IN_TROUBLE, "_sheet.html"} | {f"_sheet_{part}.html" for part in SHEET}
ALONE = {"meta", "link", "input", "br", "img", "hr", "wbr", "source"}


class Said(HTMLParser):
    """The texts of a page with the language each is marked to be in: [(language, text)]."""

    def __init__(self, page):
        super().__init__()
        self.open, self.said = [("", "")], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        language = told.get("lang") or self.open[-1][1]
        button = {"value"} if tag == "input" and told.get("type") == "submit" else set()
        self.said += [(language, value) for name, value in attrs if name in {*SAID_IN, *button} and value]
        if tag not in ALONE:
            self.open.append((tag, language))

    def handle_endtag(self, tag):
        if tag not in ALONE and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data):
        text = " ".join(data.split())
        if text and self.open[-1][0] not in NO_WORDS:
            self.said.append((self.open[-1][1], text))


def texts_in(response, language):
    """The texts of a page that are in its own language."""
    assert response.headers["Content-Language"] == language, response.request["PATH_INFO"]
    return [text for marked, text in Said(response.content.decode()).said if marked == language]


# --- What is ours, and what is the record's ---------------------------------------------------


def pieces(words):
    """The parts of a sentence between its places."""
    return [" ".join(piece.split()) for piece in PLACE.split(words)]


# Two words at least: one alone may be a name.
OURS = {
    piece for entry in ENTRIES for piece in pieces(entry.words)
    if VIETNAMESE.search(piece) and len(piece.split()) >= 2
}  # fmt: skip
MSGIDS = {
    text for entry in ENTRIES for text in entry.sentence[1:]
    if text and text != entry.words and not PLACE.search(text) and len(text) > 3
} - {entry.words for entry in ENTRIES}  # fmt: skip


def record():
    """Everything the record holds in words, as one text."""
    words = []
    for model in apps.get_models():
        if model._meta.app_label in ("clusters", "pacts", "awards") and not model.__name__.startswith("Historical"):
            for row in model.objects.values_list():
                words += [str(value) for value in row if isinstance(value, str | list | dict)]
    return " ".join(" ".join(words).split()).casefold()


def vietnamese_of_ours(pages, recorded):
    """Yield the texts of English pages in which a Vietnamese sentence of the catalogue stands."""
    for response in pages:
        for text in {text for text in texts_in(response, "en") if VIETNAMESE.search(text)}:
            if any(words in text and words.casefold() not in recorded for words in OURS):
                yield response.request["PATH_INFO"], text


def english_of_ours(pages):
    """Yield the texts of Vietnamese pages that are English."""
    for response in pages:
        for text in {text for text in texts_in(response, "vi") if not VIETNAMESE.search(text)}:
            if text in MSGIDS - OF_DJANGO or (" " in text and ENGLISH.search(text)):
                yield response.request["PATH_INFO"], text


# --- The pages --------------------------------------------------------------------------------


@pytest.fixture
def examples():
    load_examples()
    pacts = list(Pact.objects.newest_first())
    reopened = reopen_pact(pact=pacts[0], by=None, reason="Sai")
    save_draft(pact=reopened, document=reopened.draft | {"pact": {"slogan": "Kenya"}}, by=None)
    sign_pact(pact=reopened, by=None, reason="Sai")
    reopen_pact(pact=pacts[1], by=None, reason="Sai")
    withdraw_pact(pact=pacts[2], by=None, reason="Sai")
    return pacts


def public_addresses(pacts):
    year = pacts[0].cluster_year
    seal = pacts[0].versions.first().seal
    return [
        *(pact.get_absolute_url() for pact in pacts),
        *(reverse(f"pages:{name}", args=[year.cluster.slug, year.slug]) for name in ("pact_history", "pact_compare")),
        reverse("pages:pact_history", args=[year.cluster.slug, year.slug]) + "?ban=2",
        *(cluster.get_absolute_url() for cluster in Cluster.objects.all()),
        *(unit.get_absolute_url() for unit in Unit.objects.filter(memberships__isnull=False).distinct()[:8]),
        *(unit.get_absolute_url() for unit in Unit.objects.exclude(ended_on=None)[:4]),
        *(reverse("pages:verify") + f"?ma={seal[:length]}" for length in (4, 12, 64)),
        reverse("pages:verify") + "?ma=" + "0" * 64,
        reverse("pages:pacts") + "?nam=x&loai=x&q=khong-co",
        *(reverse(name) for name, (arguments, status) in PUBLIC.items() if not arguments and status == 200),
        "/khong-co/",
    ]


def opened(client, addresses):
    """The pages that were shown, of those addresses."""
    answers = [client.get(address) for address in addresses]
    return [page for page in answers if page.headers.get("Content-Type", "").startswith("text/html") and page.content]


def test_every_public_page_is_whole_in_english(client, examples):
    client.cookies["django_language"] = "en"

    pages = opened(client, public_addresses(examples))

    assert list(vietnamese_of_ours(pages, record())) == []


@pytest.mark.once  # beside PostgreSQL each page is opened in one language
def test_every_public_page_is_whole_in_vietnamese(client, examples):
    pages = opened(client, public_addresses(examples))

    assert list(english_of_ours(pages)) == []


# --- The pages of those who are signed in -----------------------------------------------------


@pytest.fixture
def people():
    """A cluster's year at the desk with one unit, and whoever acts for it: [(person, addresses)]."""
    cluster = ClusterFactory(slug="cum-x", organiser=UnitFactory(name="Abc"))
    pact = PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))
    membership = MembershipFactory(cluster_year=pact.cluster_year, pk=9)
    circulate_pact(pact=pact, by=None)
    other = MandateFactory(pk=9001, user__pk=9001)
    desk = [reverse(name, args=arguments) for name, arguments in (DESK | AWARDS_DESK).items()]
    desk += [reverse("desk:move", args=["cum-x", "2021", move]) for move in ("take-back", "sign")]
    accounts = [reverse(name, args=arguments) for name, (arguments, *_status) in (ACCOUNT | INVITING).items()]
    unit = [reverse(name, args=arguments) for name, arguments in UNIT.items()]
    admin_pages = [reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_{page}")
                   for model in admin.site._registry for page in ("changelist", "add")]  # fmt: skip
    admin_pages += [reverse(f"admin:pacts_pact_{page}", args=[pact.pk]) for page in ("change", "history", "move")]
    admin_pages += [reverse(f"admin:clusters_user_{page}", args=[other.user.pk]) for page in ("change", "history")]
    return {
        "secretariat": (MandateFactory(organiser=True, unit=cluster.organiser).user, desk),
        "member": (MandateFactory(member=True, unit=membership.unit).user, [*unit, reverse("notices:notices")]),
        "administrator": (other.user, [*accounts, reverse("admin:index"), *admin_pages]),
    }


@pytest.mark.parametrize("language", ["en", pytest.param("vi", marks=pytest.mark.once)])
@pytest.mark.parametrize("role", ["secretariat", "member", "administrator"])
def test_every_page_of_those_signed_in_is_whole_in_their_language(client, people, role, language):
    person, addresses = people[role]
    person.language, person.is_staff, person.is_superuser = language, role == "administrator", role == "administrator"
    person.save()
    client.force_login(person)

    pages = opened(client, addresses)

    left = vietnamese_of_ours(pages, record()) if language == "en" else english_of_ours(pages)
    assert sorted(set(left)) == []
    assert len(pages) > len(addresses) / 2


def test_no_template_speaks_past_the_catalogue():
    past = {}
    for path in sorted((ROOT / "templates").rglob("*.*")):
        text = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}|\{%.*?%\}", "", path.read_text(), flags=re.DOTALL)
        past[path.name] = [line for line in text.splitlines() if VIETNAMESE.search(line)]

    assert {name: lines for name, lines in past.items() if lines and name not in VIETNAMESE_ALWAYS} == {}
