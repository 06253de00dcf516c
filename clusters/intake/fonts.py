"""Text typed in the old fonts of TCVN3 (.VnTime, also called ABC) and VNI-Windows, recognised and converted.

Such a font drew Vietnamese letters where Latin-1 has others, so that its text, pasted, is "Céng hßa x· héi" in TCVN3
and "Coäng hoøa xaõ hoäi" in VNI.
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
# VNI: a letter and a sign of Latin-1 behind it. Signs by tone, in the order of TONES, then without a tone.
VNI_MARKS = {"": "øûõùï", "ă": "èúüéë", "â": "àåãáä"}
VNI_LONE = {"ì": "ì", "æ": "ỉ", "ó": "ĩ", "í": "í", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}


def _vni_table():
    """Return {two signs: letter} and {one sign: letter}, small and capital."""
    pairs = {}
    for base in "aeou" + "y":
        for sign, tone in zip(VNI_MARKS[""], TONES, strict=True):
            pairs[base + sign] = unicodedata.normalize("NFC", base + tone)
    for base, letter, marks in (("a", "ă", "ă"), ("a", "â", "â"), ("e", "ê", "â"), ("o", "ô", "â")):
        pairs[base + ("ê" if letter == "ă" else "â")] = letter
        for sign, tone in zip(VNI_MARKS[marks], TONES, strict=True):
            pairs[base + sign] = unicodedata.normalize("NFC", letter + tone)
    for base, letter in (("ô", "ơ"), ("ö", "ư")):
        for sign, tone in zip(VNI_MARKS[""], TONES, strict=True):
            pairs[base + sign] = unicodedata.normalize("NFC", letter + tone)
    small = pairs | VNI_LONE
    capital = {first.upper(): letter.upper() for first, letter in small.items()}
    mixed = {first[0].upper() + first[1:]: letter.upper() for first, letter in pairs.items()}
    return small | mixed | capital


LOOK_ALIKE = str.maketrans("\u03bc", "\u00b5")  # a Greek letter for the sign of Latin-1
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


def unicode_of(text):
    """Return (text as Unicode, name of the old font it was typed in or ""). Unchanged where it is Unicode already."""
    for name, convert in (("TCVN3", from_tcvn3), ("VNI", from_vni)):
        if _looks_like(text, convert):
            return convert(text), name
    return text, ""


def looks_like_tcvn3(text):
    """Return whether a text reads as Vietnamese once converted from TCVN3, and not as it stands."""
    return _looks_like(text, from_tcvn3)


def _looks_like(text, convert):
    """Return whether most words become Vietnamese syllables by a conversion; a few foreign words are allowed."""
    text = in_form("NFC", str(text)).translate(LOOK_ALIKE)
    if BEYOND.search(text):
        return False
    words = WORD.findall(text)
    plain = [word for word in words if word.isascii() and not word.isupper()]
    strange = [word for word in words if not word.isascii() and _has_vowel(word, convert)]
    read = [word for word in strange if len(word) > 1 and not _is_syllable(word) and _is_syllable(convert(word))]
    lost = [word for word in strange if not _is_syllable(convert(word))]
    foreign = sum(not _is_syllable(word) for word in plain)
    # One word alone is little to go by, unless it holds a sign that is a letter in no language.
    telling = len(read) > 1 or any(not sign.isalpha() for word in read for sign in word)
    return telling and 4 * len(lost) <= len(read) and foreign <= len(plain) - foreign + len(read)


def from_vni(text):
    """Return a text of the VNI fonts as Unicode."""
    text = in_form("NFC", str(text))
    return VNI.sub(lambda found: VNI_TABLE[found[0]], text)


def from_tcvn3(text):
    """Return a text of these fonts as Unicode; where a line is in capitals, its toned letters too.

    The fonts have no toned capitals: "CéNG HßA" was drawn by a second font, all of whose letters are capitals. A soft
    hyphen stood for "ư" and is lost in many copies: it is put back where only that makes a syllable ("thởng").
    """
    text = in_form("NFC", str(text)).translate(LOOK_ALIKE)
    return WORDS.sub(_with_lost_letter, "".join(_line(line) for line in text.splitlines(keepends=True)))


def _with_lost_letter(found):
    word = found[0]
    if _is_syllable(word):
        return word
    longer = re.sub(r"(?=[ơờởỡớợ])", "ư", word, count=1)
    return longer if longer != word and _is_syllable(longer) else word


def _line(line):
    read = line.translate(TO_UNICODE)
    in_capitals = CAPITALS.search(line) and not re.search(r"[a-z]", line)
    return read.upper() if in_capitals else read


def _has_vowel(word, convert):
    """Return whether a word, converted, has a vowel: "§BQH" and "§/c" have none and tell nothing."""
    return bool(re.search(r"[aeiouy]", unicodedata.normalize("NFD", convert(word)).lower()))


def _is_syllable(word):
    """Return whether a word is built as a Vietnamese syllable, with at most one tone and one that its end allows."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in TONES]
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in TONES))
    stopped = bare.endswith(("c", "ch", "p", "t"))
    return len(tones) <= 1 and bool(SYLLABLE.fullmatch(bare)) and (not stopped or "".join(tones) in {*TONES[3:]})


VNI_TABLE = _vni_table()
VNI = re.compile("|".join(map(re.escape, sorted(VNI_TABLE, key=len, reverse=True))))
WORDS = re.compile(r"[^\W\d_]+")
