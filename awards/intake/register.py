"""What the register knows of the awards and recipients a page names: asked once for the whole page."""

import re

from awards.award_types import types_on
from clusters.intake.unit_matching import Piece, match_units
from clusters.intake.unit_words import name_key

# How papers and news call an award beside its legal name, as `name_key` gives it: code -> pattern. A body's name may
# follow, as in "Cờ thi đua của UBND tỉnh Bắc Ninh"; the Party's and the unions' own flags are others.
OF_PROVINCE = r"(?:cap )?(?:chu tich )?(?:ubnd )?tinh(?! (?:uy|doan|hoi)\b)(?: [a-z]+){0,3}"
WORDINGS = {
    "co-thi-dua-chinh-phu": r"co thi dua (?:thu tuong )?chinh phu",
    "co-thi-dua-tinh": rf"co thi dua {OF_PROVINCE}",
    "bang-khen-thu-tuong": r"bang khen thu tuong(?: chinh phu)?",
    "bang-khen-tinh": rf"bang khen {OF_PROVINCE}",
    "chien-si-thi-dua-bo-nganh-tinh": r"chien s[iy] thi dua (?:cap )?tinh",
}
PREFIX = re.compile(r"danh hieu |hinh thuc khen thuong |hinh thuc ")


class Known:
    """Award types by year, and the units that texts may mean.

    `recipients` are the texts of the page; they are matched together, as the units stood on the conference's day.
    `roster` are the memberships of the year.
    """

    def __init__(self, pact, recipients=()):
        year = pact.cluster_year
        day = (pact.conference and pact.conference.held_on) or str(year.year)
        texts = list(dict.fromkeys(text for text in map(_clean, recipients) if text))
        pieces = [Piece(text) for text in texts]
        self.matches = dict(zip(texts, match_units(pieces, day=day, place=year.cluster.place), strict=True))
        self.proposed_year = year.year - 1  # a conference rewards the year before
        self.roster = list(year.memberships.select_related("unit").order_by("position", "pk"))
        self._types = {}

    def types(self, year=None):
        """Return the award types at the end of a year (the one proposed), one for each code, the highest first."""
        year = year or self.proposed_year
        if year not in self._types:
            self._types[year] = types_on(f"{year}-12-31")
        return self._types[year]

    def type_of(self, text, year=None):
        """Return the award type a text names, accents or not, or None."""
        key = PREFIX.sub("", name_key(text or ""), count=1)
        types = self.types(year)
        by_name = {name_key(row.name): row for row in types}
        by_wording = (row for row in types if re.fullmatch(WORDINGS.get(row.code, "(?!)"), key))
        return by_name.get(key) or next(by_wording, None)

    def match(self, text):
        """Return the Match of a recipient's text, or None where it was not asked about."""
        return self.matches.get(_clean(text))


def _clean(text):
    return " ".join(str(text or "").split())
