"""What is looked for: words without accents, and where they stand in a text."""

import re

from django.utils.functional import cached_property

from clusters.common.text import fold

MOST = 10  # words asked of the database; of more, the longest tell enough
EDGES = "\"'“”‘’«»()[]{}<>.,;:!?…–—-·*|\\`~^"


class Words:
    """The words of a search, in the order typed, each once; `phrase` is all of them as they stand."""

    def __init__(self, text):
        parts = fold(text).split()
        # A sign alone ("-", "“") is no word, except where nothing else is looked for.
        typed = [word for word in (part.strip(EDGES) for part in parts) if word] or parts
        self.phrase = " ".join(typed)
        self.all = list(dict.fromkeys(typed))
        self.asked = sorted(self.all, key=len, reverse=True)[:MOST]
        self.shortened = len(self.all) > MOST

    def __bool__(self):
        return bool(self.asked)

    @cached_property
    def patterns(self):
        """What matches in a folded text: the phrase, and where that is nowhere, each word; both to the word's end."""
        longest_first = sorted(self.all, key=len, reverse=True)
        return [whole(self.phrase), whole(*longest_first)] if self else []


def whole(*pieces):
    starts = (("(?<![a-z0-9])" if piece[0].isalnum() else "") + re.escape(piece) for piece in pieces)
    return re.compile(f"(?:{'|'.join(starts)})[a-z0-9]*")
