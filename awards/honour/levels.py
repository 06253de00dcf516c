"""The level of whoever confers an award, as far as the words of the record tell it."""

import re
from functools import lru_cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from clusters.common.text import fold


class Level(TextChoices):
    STATE = "state", _("State level")
    SECTOR = "sector", _("Ministries and central bodies")
    PROVINCE = "province", _("Provinces, centrally-run cities")
    DISTRICT = "district", _("Districts")
    COMMUNE = "commune", _("Communes, wards")
    BODY = "body", _("Heads of agencies, units and enterprises")


COUNCIL = r"\b(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|mttq|mat tran to quoc|lien doan lao dong) (?:viet nam )?"
# Only these five have always been centrally run; of another city the words alone do not tell.
CITIES = r"(?:thanh pho|tp\.?) (?:ha noi|ho chi minh|hai phong|da nang|can tho)"
BEGINS = r"(?:^|[;,] )(?:pho )?"
# Read in words without accents. A text that tells of several levels, or of none, tells nothing.
WORDS = {
    Level.STATE: r"\bthu tuong\b|(?<!van phong )(?<!thanh tra )\bchinh phu\b|\bchu tich nuoc\b|\bquoc hoi\b"
    r"|\bcap nha nuoc\b",
    Level.SECTOR: r"(?<!can )\bbo truong\b|^bo (?!chi huy|tu lenh)|\bthong doc\b|\btong cuc\b|\btong lien doan\b"
    r"|(?<!thuoc )\btrung uong\b|\b(?:van phong|thanh tra) chinh phu\b|\bngan hang nha nuoc viet nam\b",
    Level.PROVINCE: rf"{COUNCIL}(?:cap )?(?:tinh|{CITIES})\b|\bcap tinh\b|\btinh (?:uy|doan)\b",
    Level.DISTRICT: rf"{COUNCIL}(?:cap )?(?:huyen|quan|thi xa)\b|\bcap huyen\b|\b(?:huyen|quan|thi) uy\b",
    Level.COMMUNE: rf"{COUNCIL}(?:cap )?(?:xa|phuong|thi tran|dac khu)\b|\bcap xa\b",
    Level.BODY: BEGINS
    + r"(?:tong giam doc|giam doc|thu truong|hieu truong|cuc truong|cuc |chi cuc|so |cong ty|tap doan)",
}
PATTERNS = {level: re.compile(words) for level, words in WORDS.items()}


def level_of(*texts):
    """Return the level that the first text to tell one tells, or None."""
    return next((level for text in texts if text and (level := level_named(text))), None)


@lru_cache(maxsize=2000)
def level_named(text):
    """Return the one level a text tells of, or None."""
    found = [level for level, pattern in PATTERNS.items() if pattern.search(fold(text))]
    return found[0] if len(found) == 1 else None
