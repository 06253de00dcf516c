"""One article read whole: every fact with its place, and the answer in the shape of a pact's open data."""

import re

from pacts.intake.article.cluster import cluster_facts
from pacts.intake.article.days import day_facts, reviewed_years
from pacts.intake.article.documents import document_facts
from pacts.intake.article.facts import first
from pacts.intake.article.members import member_facts
from pacts.intake.article.people import people_facts
from pacts.intake.article.places import place_facts
from pacts.intake.article.promises import promise_facts
from pacts.intake.article.quotations import quotation_facts
from pacts.intake.article.text import BYLINE, Article

LISTS = "units commitments targets participants movements documents awards".split()
SINGLE = "signed_on part_of_day venue stated_unit_count stated_commitments stated_targets slogan open_ended".split()


class Reading:
    """An article and the facts read from it, in the order of the text."""

    def __init__(self, article, facts):
        self.article, self.facts = article, sorted(facts, key=lambda fact: (fact.start, fact.end))

    def value(self, kind):
        return first(self.facts, kind)

    def rows(self, kind):
        return [fact.value for fact in self.facts if fact.kind == kind]

    def answer(self):
        """Return what was read in the shape of a pact's open data; what the text does not say is None or []."""
        label = self.value("label")
        year = self.value("year") or (int(label[8:12]) if label else None)
        answer = {"year": year, "label": label or (str(year) if year else None)}
        answer |= {"cluster": self.value("cluster"), "also_reviewed": reviewed_years(self.article, year)}
        answer |= {name: self.value(name) for name in SINGLE}
        theme = self.value("theme")
        answer |= {"theme": {"text": theme} if theme else None}
        answer |= {name: self.rows(name) for name in LISTS} | {"units": self._units()}
        return answer | {"sources": [self._source()]}

    def _units(self):
        """Return the units as written; a leader that the list calls otherwise is there under both names."""
        rows = []
        for unit in self.rows("units"):
            row = {"name": unit["name"], "role": unit["role"]}
            named = unit.get("named")
            rows += [row | {"role": "member"}, row | {"name": named}] if named else [row]
        return rows

    def _source(self):
        titles = [line.text for line in self.article.titles]
        authors = [line.text for line in self.article.lines if line.role == BYLINE]
        return {
            "title": max(titles, key=len, default=None),
            "outlet": None,
            "authors": authors,
            "published_on": self.value("published_on"),
        }


# What other apps read from an article: kind of the facts -> (their label, function of a Reading that returns Facts).
_READERS = {}


def register_reader(kind, label, reader):
    """Let another app read its own kind of facts from every article. For `AppConfig.ready`."""
    _READERS[kind] = (label, reader)


def labels_of_other_kinds():
    """Return {kind: label} of the facts that other apps read."""
    return {kind: label for kind, (label, _reader) in _READERS.items()}


def read_article(text):
    """Return the Reading of an article's text, with what other apps read from it."""
    article = Article(text)
    days = day_facts(article)
    year = next((int(re.search(r"\d{4}", str(fact.value))[0]) for fact in days if fact.kind in ("year", "label")), None)
    facts = days + cluster_facts(article) + place_facts(article) + member_facts(article, year)
    facts += (
        promise_facts(article, year) + quotation_facts(article, year) + people_facts(article) + document_facts(article)
    )
    reading = Reading(article, facts)
    others = [fact for _label, reader in _READERS.values() for fact in reader(reading)]
    return Reading(article, [*facts, *others])
