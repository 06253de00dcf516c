"""The words of a search, and the patterns that find them in a text."""

import re

from django.utils.functional import cached_property

from clusters.common.text import fold

MAX_WORDS = 10  # words queried; of more, only the longest
EDGES = "\"'“”‘’«»()[]{}<>.,;:!?…–—-·*|\\`~^"


class Words:
    """The folded words of a search, in the order typed, without duplicates; `phrase` is all of them in a row."""

    def __init__(self, text):
        parts = fold(text).split()
        # A sign alone ("-", "“") is a word only if nothing else was typed.
        words = [word for word in (part.strip(EDGES) for part in parts) if word] or parts
        self.phrase = " ".join(words)
        self.all = list(dict.fromkeys(words))
        self.queried = sorted(self.all, key=len, reverse=True)[:MAX_WORDS]
        self.shortened = len(self.all) > MAX_WORDS

    def __bool__(self):
        return bool(self.queried)

    @cached_property
    def patterns(self):
        """Patterns for a folded text: the phrase, and if it does not occur, each word; both match to the word's end."""
        longest_first = sorted(self.all, key=len, reverse=True)
        return [prefix_pattern(self.phrase), prefix_pattern(*longest_first)] if self else []


def prefix_pattern(*words):
    """Return the pattern of words that start with one of these texts."""
    starts = (("(?<![a-z0-9])" if word[0].isalnum() else "") + re.escape(word) for word in words)
    return re.compile(f"(?:{'|'.join(starts)})[a-z0-9]*")
