"""Text typed in the old .VnTime fonts (TCVN3, also called ABC), recognised and read.

Such a font drew Vietnamese letters where Latin-1 has others, so that its text, pasted, is "Céng hßa x· héi".
"""

import re
import unicodedata

from clusters.common.text import in_form

LOWER = {
    "a": "µ¶·¸¹",  # à ả ã á ạ, and so on: each vowel with its tones in the order huyền, hỏi, ngã, sắc, nặng
    "ă": "»¼½¾Æ",
    "â": "ÇÈÉÊË",
    "e": "ÌÎÏÐÑ",
    "ê": "ÒÓÔÕÖ",
    "i": "×ØÜÝÞ",
    "o": "ßáâãä",
    "ô": "åæçèé",
    "ơ": "êëìíî",
    "u": "ïñòóô",
    "ư": "õö÷øù",
    "y": "úûüýþ",
}
TONES = "\u0300\u0309\u0303\u0301\u0323"
PLAIN = dict(zip("¨©®ª«¬\u00ad¡¢£¤¥¦§", "ăâđêôơưĂÂÊÔƠƯĐ", strict=True))  # the only capitals the fonts have
TABLE = PLAIN | {
    sign: unicodedata.normalize("NFC", vowel + tone)
    for vowel, signs in LOWER.items()
    for sign, tone in zip(signs, TONES, strict=True)
}
TO_UNICODE = str.maketrans(TABLE)
WORD = re.compile(r"[A-Za-z\u00a1-\u00ff]+")
BEYOND = re.compile(r"[^\W\d_\x00-\xff]")  # a letter that no such font could give: the text is Unicode already
CAPITALS = re.compile(r"[A-Z]{2}")
SYLLABLE = re.compile(
    r"(?:b|ch|c(?![eêiy])|d|đ|gh(?=[eêi])|gi|g(?![eê])|h|kh|k(?=[eêiy])|l|m|ngh(?=[eêi])|ng(?![eêiy])|nh|n|ph|p"
    r"|qu|r|s|th|tr|t|v|x)?"
    r"(?:o?a(?:ch|c|i|m|nh|ng|n|o|p|t|u|y)?|o?ă(?:c|m|ng|n|p|t)|u?â(?:c|m|ng|n|p|t|u|y)|o?e(?:c|m|ng|n|o|p|t)?"
    r"|u?ê(?:ch|m|nh|n|p|t|u)?|i(?:a|ch|m|nh|n|p|t|u)?|[iy]ê(?:c|m|ng|n|p|t|u)|oo?(?:c|ng)|o(?:i|m|n|p|t)?"
    r"|ô(?:c|i|m|ng|n|p|t)?|u?ơ(?:i|m|n|p|t)?|u(?:a|c|i|m|ng|n|p|t)?|uô(?:c|i|m|ng|n|t)|uy(?:a|ch|nh|n|p|t|u)?"
    r"|uyê(?:n|t)|ư(?:a|c|i|m|ng|n|t|u)?|ươ(?:c|i|m|ng|n|p|t|u)|y(?:nh|t)?)"
)


def looks_like_tcvn3(text):
    """Say whether a text reads as Vietnamese once converted, and not as it stands.

    Asked word by word, by the rules of the Vietnamese syllable; a few foreign words among many are allowed.
    """
    text = in_form("NFC", str(text))
    if BEYOND.search(text):
        return False
    words = WORD.findall(text)
    plain = [word for word in words if word.isascii() and not word.isupper()]
    strange = [word for word in words if not word.isascii() and _has_vowel(word)]
    read = [word for word in strange if len(word) > 1 and not _is_syllable(word) and _is_syllable(from_tcvn3(word))]
    lost = [word for word in strange if not _is_syllable(from_tcvn3(word))]
    foreign = sum(not _is_syllable(word) for word in plain)
    # One word alone is little to go by, unless it holds a sign that is a letter in no language.
    telling = len(read) > 1 or any(not sign.isalpha() for word in read for sign in word)
    return telling and 4 * len(lost) <= len(read) and foreign <= len(plain) - foreign + len(read)


def from_tcvn3(text):
    """Return a text of these fonts as Unicode; where a line is in capitals, its toned letters too.

    The fonts have no toned capitals: "CéNG HßA" was drawn by a second font, all of whose letters are capitals.
    """
    return "".join(_line(line) for line in in_form("NFC", str(text)).splitlines(keepends=True))


def _line(line):
    read = line.translate(TO_UNICODE)
    in_capitals = CAPITALS.search(line) and not re.search(r"[a-z]", line)
    return read.upper() if in_capitals else read


def _has_vowel(word):
    """Say whether a word, converted, has a vowel: "§BQH" and "§/c" have none and tell nothing."""
    return bool(re.search(r"[aeiouy]", unicodedata.normalize("NFD", from_tcvn3(word)).lower()))


def _is_syllable(word):
    """Say whether a word is built as a Vietnamese syllable, with at most one tone and one that its end allows."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in TONES]
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in TONES))
    stopped = bare.endswith(("c", "ch", "p", "t"))
    return len(tones) <= 1 and bool(SYLLABLE.fullmatch(bare)) and (not stopped or "".join(tones) in {*TONES[3:]})
