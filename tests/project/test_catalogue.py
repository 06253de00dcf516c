"""The catalogue of words: complete, in step with code and templates, and compiled as it is written.

All of it without gettext's programs, which a bare machine lacks.
"""

import ast
import re
import unicodedata
from gettext import GNUTranslations
from pathlib import Path
from typing import NamedTuple

import django
import pytest
import simple_history
from django.apps import apps
from django.utils import translation
from django.utils.translation.template import templatize

from clusters.common.provenance import PartReasonsFormField
from clusters.models.base import Attested

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGUE = ROOT / "pactsite/locale/vi/LC_MESSAGES/django.po"
ROOMS = ["pactsite", "clusters", "pacts", "awards"]

# Which argument of a call is what: context, sentence, plural.
CALLS = {"gettext": (None, 0, None), "ngettext": (None, 0, 1), "pgettext": (0, 1, None), "npgettext": (0, 1, 2)}
CALLS |= {f"{name}_lazy": places for name, places in CALLS.items()}
CALLS |= {"_": CALLS["gettext"], "gettext_noop": CALLS["gettext"]}
TEXT = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL_IN_TEMPLATE = re.compile(rf"\b(_|n?p?gettext)\(\s*({TEXT}(?:\s*,\s*{TEXT})*)")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|</?\w+>")


class Sentence(NamedTuple):
    context: str | None
    text: str
    plural: str | None


# --- What is written in the catalogue ---------------------------------------------------------


class Entry(NamedTuple):
    sentence: Sentence
    words: str
    fuzzy: bool


def entries_of(text):
    """Return the entries of a .po file, its header first."""
    return [entry_of(block.splitlines()) for block in text.strip().split("\n\n")]


def entry_of(lines):
    parts, part = {}, None
    for line in lines:
        if not line.startswith("#"):
            name, _, rest = line.partition('"')
            part = name.strip() or part
            parts[part] = parts.get(part, "") + ast.literal_eval(f'"{rest}')
    words = parts["msgstr[0]"] if "msgid_plural" in parts else parts["msgstr"]
    sentence = Sentence(parts.get("msgctxt"), parts["msgid"], parts.get("msgid_plural"))
    return Entry(sentence, words, any(line.startswith("#,") and "fuzzy" in line for line in lines))


HEADER, *ENTRIES = entries_of(CATALOGUE.read_text())


def compiled_key(sentence):
    key = sentence.text if sentence.context is None else f"{sentence.context}\x04{sentence.text}"
    return key if sentence.plural is None else (key, 0)


# --- What is said in code and templates -------------------------------------------------------


def said_in_code(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", None))
            if name in CALLS:
                yield said_by(name, [value_of(argument) for argument in node.args])


def said_in_template(path):
    for name, texts in CALL_IN_TEMPLATE.findall(templatize(path.read_text(), origin=path)):
        yield said_by(name, ast.literal_eval(f"({texts},)"))


def said_by(name, arguments):
    return Sentence(*(None if place is None else arguments[place] for place in CALLS[name]))


def value_of(argument):
    return argument.value if isinstance(argument, ast.Constant) else None


def everything_said():
    """Return every sentence as one entry, as xgettext joins them: a plural said anywhere belongs to all."""
    said = [words for room in ROOMS for path in (ROOT / room).rglob("*.py") for words in said_in_code(path)]
    said += [words for path in (ROOT / "templates").rglob("*.*") for words in said_in_template(path)]
    plurals = {words[:2]: words.plural for words in said if words.plural}
    return {Sentence(*words[:2], plurals.get(words[:2])) for words in said}


def said_by_packages():
    catalogues = Path(django.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po")
    said = {entry.sentence for path in catalogues for entry in entries_of(path.read_text())}
    modules = Path(simple_history.__file__).parent.glob("*.py")
    return said | {words for path in modules for words in said_in_code(path)}


# --- Tests ------------------------------------------------------------------------------------


def test_every_sentence_has_its_words_and_none_is_a_guess():
    wanting = [entry.sentence.text for entry in ENTRIES if not entry.words or entry.fuzzy]

    assert wanting == []


def test_the_catalogue_holds_what_is_said_in_code_and_templates_and_nothing_else():
    said, written = everything_said(), {entry.sentence for entry in ENTRIES}

    assert {"not in the catalogue": said - written, "said nowhere": written - said} == {
        "not in the catalogue": set(),
        "said nowhere": set(),
    }


def test_borrowed_words_are_still_those_of_the_packages():
    borrowed = set(said_in_code(ROOT / "pactsite/package_words.py"))

    assert borrowed - said_by_packages() == set()


def test_the_compiled_catalogue_says_what_is_written():
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)._catalog

    header = re.sub(r"POT-Creation-Date: .*\n", "", HEADER.words)  # msgfmt leaves it out
    assert compiled == {"": header, **{compiled_key(entry.sentence): entry.words for entry in ENTRIES}}


def test_the_words_keep_the_placeholders_of_their_sentence():
    astray = [
        entry.words
        for entry in ENTRIES
        if sorted(PLACEHOLDER.findall(entry.words))
        != sorted(PLACEHOLDER.findall(entry.sentence.plural or entry.sentence.text))
    ]

    assert astray == []


def test_the_words_are_written_as_the_record_writes_text():
    untidy = [
        entry.words
        for entry in ENTRIES
        if unicodedata.normalize("NFC", entry.words) != entry.words or "\xa0" in entry.words or "  " in entry.words
    ]

    assert untidy == []


@pytest.mark.parametrize(
    "model", [model for model in apps.get_models() if issubclass(model, Attested)], ids=lambda model: model.__name__
)
def test_no_two_parts_of_a_record_share_their_words(model):
    with translation.override("vi"):
        labels = [label.casefold() for label in PartReasonsFormField(model=model).labels.values()]

    # What was concluded is typed as "part: why".
    assert sorted(set(labels)) == sorted(labels)
    assert [label for label in labels if ":" in label] == []
