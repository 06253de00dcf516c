"""Validators that refuse passwords made of common Vietnamese words, words of this register, places or own names.

They add to Django's validators. Case, accents, spaces, digits around the words (a year) and letters written as digits
or signs ("m@tkh4u") are ignored.
"""

import re
import string
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clusters.common.text import fold

WORDS = Path(__file__).with_name("common_passwords.txt")
MAX_COMMON_WORDS = 3  # more common words in a row are hard enough to guess
MAX_LENGTH = 100  # characters of a password that are checked
MAX_LETTER_GROUPS = 2  # groups of letters between digits: "thi2026dua" has two, a random password usually more
NO_LETTERS = string.digits + string.punctuation + " "
WRITTEN_AS = ["@a4a0o3e$s5s7t1i!i", "@a4a0o3e$s5s7t1l!l"]  # pairs of a sign and the letter it replaces
SUBSTITUTES = [str.maketrans(pairs[::2], pairs[1::2]) for pairs in WRITTEN_AS]


class CommonHereValidator:
    """Refuses a password made of one to three common words."""

    def validate(self, password, user=None):
        if is_made_of(password, own=set()):
            raise ValidationError(
                _("This password is one of the first to be guessed: a common word or a place, with or without a year."),
                code="password_common_here",
            )

    def get_help_text(self):
        return _("No common word, place or word of this register, with or without a year.")


class OwnNamesValidator:
    """Refuses a password made of the names of the person, and of the units and clusters they act for."""

    def validate(self, password, user=None):
        own = own_words(user) if user is not None else set()
        if not is_made_of(password, own=set()) and is_made_of(password, own=own):
            raise ValidationError(
                _("This password is made of your own name or of the name of your unit or cluster. Choose other words."),
                code="password_own_names",
            )

    def get_help_text(self):
        return _("Not your own name, and not that of your unit or cluster.")


def is_made_of(password, *, own):
    """Return whether a password consists of words in `own` (a set) and at most MAX_COMMON_WORDS common words."""
    words = dict.fromkeys(common_words(), 1) | dict.fromkeys(own, 0)
    return any(lowest_cost(core, words) <= MAX_COMMON_WORDS for core in cores(password))


def cores(password):
    """Return the possible letter sequences behind a password: digits and signs removed, or replaced by letters."""
    folded = fold(password)[:MAX_LENGTH]
    inner = folded.strip(NO_LETTERS)
    variants = [text.translate(table) for text in (folded, inner) for table in SUBSTITUTES]
    if len(re.findall("[a-z]+", folded.replace(" ", ""))) <= MAX_LETTER_GROUPS:
        variants.append(folded)
    return {core for core in map(letters_of, variants) if core}


def letters_of(text):
    return "".join(letter for letter in text if "a" <= letter <= "z")


def lowest_cost(text, words):
    """Return the lowest total cost of words (word -> cost) that concatenate to `text`, or infinity."""
    longest = max(map(len, words))
    best = [0, *[float("inf")] * len(text)]
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - longest), end):
            if text[start:end] in words:
                best[end] = min(best[end], best[start] + words[text[start:end]])
    return best[-1]


@cache
def common_words():
    return frozenset(WORDS.read_text(encoding="ascii").split())


def own_words(user):
    """Return the syllables and initials of the user's names and of the units and clusters they act for."""
    names = [user.full_name, user.username, user.email.partition("@")[0]]
    if user.pk:
        for mandate in user.mandates.select_related("unit", "cluster"):
            names += [mandate.unit.name, mandate.unit.short_name or ""] if mandate.unit else [mandate.cluster.name]
    words = set()
    for name in names:
        syllables = [word for word in map(letters_of, fold(name).split()) if word]
        words |= {*syllables, "".join(word[0] for word in syllables)}
    return {word for word in words if len(word) > 1}
