"""Text typed in the old fonts, recognised and converted: .VnTime (TCVN3, also called ABC) and VNI-Windows.

Such a font drew Vietnamese letters where Latin-1 has others, so that its text, pasted, is "Céng hßa x· héi" (TCVN3)
or "Coäng hoøa xaõ hoäi" (VNI).
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

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
LOOK_ALIKE = str.maketrans("μβφϕ∅⌀∙‧", "µßøøØØ··")  # what programs put for a sign of Latin-1 that looks the same
VNI_MARKS = {  # VNI writes a vowel and then a sign for its hat and tone; ơ, ư and đ have signs of their own
    "": dict(zip("øûõùï", TONES, strict=True)),
    "\u0302": dict(zip("âàåãáä", ["", *TONES], strict=True)),
    "\u0306": dict(zip("êèúüéë", ["", *TONES], strict=True)),
}
VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}
VNI = re.compile(r"([aeouyôö])([øûõùïâàåãáäêèúüéë])|[ôöñîæóò]", re.I)
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
LETTERS = re.compile(r"[^\W\d_]+")
VNI_PAIR = re.compile(r"[aeouyôö][øûõùïâàåãáäêèúüéë]", re.I)
NO_VOWEL = re.compile(r"(?:nh|th|t|s|ch|tr|ng|ph|kh|x|l|m|n|đ|h|d|g)")


@dataclass(frozen=True)
class Reading:
    """A text as people read it, the font it was converted from ("TCVN3", "VNI" or ""), and the words that are guesses.

    A copy that lost the sign of "ư" is told by `guesses`: what stands there is likely, and has to be read.
    """

    text: str
    font: str = ""
    guesses: tuple[str, ...] = ()


def read_old_font(text):
    """Return the Reading of a typed or pasted text; a text of no old font is returned as it is.

    A text with some lines in Unicode is read line by line: there a line of fewer than three words decides nothing.
    """
    text = str(text)
    whole = _read_whole(text)
    if whole.font or not BEYOND.search(text.translate(LOOK_ALIKE)) or "\n" not in text.strip():
        return whole
    lines = text.splitlines(keepends=True)
    readings = [_read_whole(line) if len(line.split()) > 2 else Reading(line) for line in lines]
    font = next((reading.font for reading in readings if reading.font), "")
    guesses = dict.fromkeys(guess for reading in readings for guess in reading.guesses)
    return Reading("".join(reading.text for reading in readings), font, tuple(guesses)) if font else whole


def _read_whole(text):
    if text.isascii():
        return Reading(text)
    found = [(_evidence(text, convert), font) for font, convert in (("TCVN3", from_tcvn3), ("VNI", from_vni))]
    evidence, font = max(found)
    if not evidence:
        return Reading(text)
    if font == "VNI":
        return Reading(from_vni(text), font)
    return _without_loss(text)


def looks_like_tcvn3(text):
    """Say whether a text reads as Vietnamese once converted from TCVN3, and not as it is."""
    return read_old_font(text).font == "TCVN3"


def looks_like_vni(text):
    """Say whether a text reads as Vietnamese once converted from VNI-Windows, and not as it is."""
    return read_old_font(text).font == "VNI"


def _evidence(text, convert):
    """Return how many words of a text read as Vietnamese only once converted; 0 if the text is not of the font.

    Decided word by word, by the rules of the Vietnamese syllable; a few foreign words among many are allowed.
    """
    text = in_form("NFC", text).translate(LOOK_ALIKE)
    if BEYOND.search(text):
        return 0
    words = Counter(WORD.findall(text))
    plain = [word for word in words if word.isascii() and not word.isupper()]
    converted = {word: convert(word) for word in words if not word.isascii()}
    strange = [word for word, whole in converted.items() if _has_vowel(whole)]
    lost = {word for word in strange if not _reads(converted[word])}
    read = [word for word in strange if word not in lost and len(word) > 1 and not _is_syllable(word)]
    foreign = [word for word in plain if not _is_syllable(word) and not NO_VOWEL.fullmatch(word)]
    plain, lost, foreign = (sum(words[word] for word in some) for some in (plain, lost, foreign))
    many = sum(words[word] for word in read)
    # One word alone is little to go by, unless it holds a sign that is a letter in no language, or VNI's two signs.
    telling = many > 1 or any(not sign.isalpha() for word in read for sign in word)
    telling = telling or (convert is from_vni and any(VNI_PAIR.search(word) for word in read))
    accepted = telling and 4 * lost <= many and foreign <= plain - foreign + many
    return many if accepted else 0


def _reads(word):
    return _is_syllable(word) or _is_syllable(_with_horn(word))


def from_vni(text):
    """Return a text typed in VNI-Windows as Unicode."""
    return VNI.sub(_vni_letter, in_form("NFC", str(text)))


def _vni_letter(found):
    whole, vowel, sign = found[0], found[1], found[2]
    if not vowel:
        return _in_case(VNI_LETTERS[whole.lower()], whole)
    base = VNI_LETTERS.get(vowel.lower(), vowel.lower())
    for hat, tones in VNI_MARKS.items():
        allowed = not hat or base in ("aeo" if hat == "\u0302" else "a")
        if sign.lower() in tones and allowed:
            return _in_case(unicodedata.normalize("NFC", base + hat + tones[sign.lower()]), vowel)
    return _in_case(base, vowel) + VNI.sub(_vni_letter, sign)


def _in_case(letter, like):
    return letter.upper() if like.isupper() else letter


def from_tcvn3(text):
    """Return a text of these fonts as Unicode; where a line is in capitals, its toned letters too.

    The fonts have no toned capitals: "CéNG HßA" was drawn by a second font, all of whose letters are capitals.
    """
    text = in_form("NFC", str(text)).translate(LOOK_ALIKE)
    return "".join(_line(line) for line in text.splitlines(keepends=True))


def _without_loss(text):
    """Return the Reading of a TCVN3 text. Where a copy lost the soft hyphens that stood for "ư", they are guessed."""
    read, guesses = from_tcvn3(text), []
    if "\u00ad" in text:
        return Reading(read, "TCVN3")

    def mended(found):
        word = found[0]
        whole = _with_horn(word)
        if not _is_syllable(word) and whole != word and _is_syllable(whole):
            guesses.append(whole)
            return whole
        return word

    text = LETTERS.sub(mended, read)
    if guesses:  # the same copy lost "ư" at the end of words: "nh" was "như"
        text = LETTERS.sub(lambda found: _with_last_horn(found[0], guesses), text)
    return Reading(text, "TCVN3", tuple(dict.fromkeys(guesses)))


def _with_horn(word):
    """Return a word with "ư" before its "ơ", where a copy lost it: "thởng" -> "thưởng"."""
    return re.sub(r"(?<![ưƯ])([ơờởỡớợ])(?=[^\W\d_])", r"ư\1", word, count=1)


def _with_last_horn(word, guesses):
    if not NO_VOWEL.fullmatch(word):
        return word
    guesses.append(f"{word}ư")
    return f"{word}ư"


def _line(line):
    read = line.translate(TO_UNICODE)
    in_capitals = CAPITALS.search(line) and not re.search(r"[a-z]", line)
    return read.upper() if in_capitals else read


def _has_vowel(word):
    """Say whether a converted word has a vowel: "§BQH" and "§/c" have none and tell nothing."""
    return bool(re.search(r"[aeiouy]", unicodedata.normalize("NFD", word).lower()))


@lru_cache(maxsize=4096)
def _is_syllable(word):
    """Say whether a word is built as a Vietnamese syllable, with at most one tone and one that its end allows."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in TONES]
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in TONES))
    stopped = bare.endswith(("c", "ch", "p", "t"))
    return len(tones) <= 1 and bool(SYLLABLE.fullmatch(bare)) and (not stopped or "".join(tones) in {*TONES[3:]})
