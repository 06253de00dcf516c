"""What is looked for: words without accents, and what finds each of them in a folded text or in a name as it stands."""

import re

from django.utils.functional import cached_property

from clusters.text import fold

MOST = 10  # words asked of the database; of more, the longest tell enough
EDGES = "\"'“”‘’«»()[]{}<>.,;:!?…–—-·*|\\`~^"
# In a folded text a word begins where no letter or digit stands before it: after a quotation mark, in "311/kh-ubnd".
BEGINS, BEGINS_A_NAME = "(^|[^a-z0-9])", "(^|[ .(])"
ACCENTED = {
    "a": "aàáảãạăằắẳẵặâầấẩẫậ",
    "d": "dđ",
    "e": "eèéẻẽẹêềếểễệ",
    "i": "iìíỉĩị",
    "o": "oòóỏõọôồốổỗộơờớởỡợ",
    "u": "uùúủũụưừứửữự",
    "y": "yỳýỷỹỵ",
}


class Words:
    """The words of a search, in the order typed, each once; `phrase` is all of them as they stand."""

    def __init__(self, text):
        parts = fold(text).split()
        # A sign alone ("-", "“") is no word, except where nothing else is looked for.
        typed = [word for word in (part.strip(EDGES) for part in parts) if word] or parts
        self.phrase = " ".join(typed)
        self.all = list(dict.fromkeys(typed))
        longest = sorted(self.all, key=len, reverse=True)[:MOST]
        self.asked = longest  # the rarest first: it spares the database the others
        self.shortened = len(self.all) > MOST

    def __bool__(self):
        return bool(self.asked)

    @property
    def pieces(self):
        """What the database is asked for: each word, and last the whole phrase."""
        return self.asked if len(self.asked) == 1 else [*self.asked, self.phrase]

    def parameters(self):
        """Return what stands for each piece in the question: {"has0": "%dai%", …}."""
        found = {}
        for number, piece in enumerate(self.pieces):
            plain = re.sub(r"([\\%_])", r"\\\1", piece)
            found |= {
                f"has{number}": f"%{plain}%",
                f"after{number}": f"% {plain}%",
                f"first{number}": f"{plain}%",
                f"begins{number}": (BEGINS if piece[0].isalnum() else "") + re.escape(piece),
                f"like{number}": f"%{''.join('_' if letter in ACCENTED else letter for letter in plain)}%",
                f"name{number}": BEGINS_A_NAME + "".join(map(in_all_accents, piece)),
            }
        return found

    @cached_property
    def patterns(self):
        """What matches in a folded text: the phrase, and where that is nowhere, each word; both to the word's end."""
        longest_first = sorted(self.all, key=len, reverse=True)
        return [whole(self.phrase), whole(*longest_first)] if self else []


def whole(*pieces):
    starts = (("(?<![a-z0-9])" if piece[0].isalnum() else "") + re.escape(piece) for piece in pieces)
    return re.compile(f"(?:{'|'.join(starts)})[a-z0-9]*")


def in_all_accents(letter):
    """Return the pattern of a plain letter in a text that keeps its accents and capitals."""
    letters = ACCENTED.get(letter, letter)
    return f"[{letters}{letters.upper()}]" if letter.isalnum() else re.escape(letter)
