"""Vietnamese text: one spelling in, one folded key to find by, one key to sort by."""

import re
import unicodedata

ETH = str.maketrans("\u00d0\u0189\u00f0\u0256", "ĐĐđđ")  # Ð, Ɖ, ð, ɖ: drawn as Đ and đ, typed by old programs
FOLD = str.maketrans("đĐ\u00d0\u0189\u00f0\u0256", "dDDDdd")
LETTERS = {"ă": "a1", "â": "a2", "đ": "d1", "ê": "e1", "ô": "o1", "ơ": "o2", "ư": "u1"}
# Format characters that draw nothing (soft hyphens, zero-width spaces, direction marks) and the non-characters.
PLANE_ENDS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    f"\U000e0000-\U000e007f{PLANE_ENDS}]|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"
)
NO_TEXT = re.compile("[\x00-\x09\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")  # control characters, halves of a letter
LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
SPACES = re.compile(r"[^\S\n]+")
MOST_MARKS = 16
STACKED = re.compile(r"[^\0-\u02ff\u1e00-\u1eff]{17}")  # may be so many marks on end; ordinary text never is
UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def normalise(text):
    """Return text as it is kept: NFC, single plain spaces, LF line ends, Đ as Đ, nothing invisible, trimmed."""
    text = LINE_END.sub("\n", str(text)).replace("\t", " ")
    text = INVISIBLE.sub("", NO_TEXT.sub("", text)).translate(ETH)
    return SPACES.sub(" ", in_form("NFC", text)).strip()


def in_form(form, text):
    """Return a text in a Unicode normal form. Of the signs above and below one letter no more than a few are kept.

    To put them in order takes time that grows with the square of their number.
    """
    if STACKED.search(text):
        text = "".join(_few_marks(text))
    return unicodedata.normalize(form, text)


def _few_marks(text):
    count = 0
    for letter in text:
        count = count + 1 if unicodedata.combining(letter) else 0
        if count <= MOST_MARKS:
            yield letter


def fold(text):
    """Return the key a text is found by: lower case, no accents, đ as d, single spaces.

    Old and new tone placement ("uỷ", "ủy") fold alike, since both lose their tone.
    """
    letters = in_form("NFD", INVISIBLE.sub("", str(text)).translate(FOLD).casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(plain.replace("\0", " ").split())


def sort_key(text):
    """Return the key a name is sorted by: Vietnamese alphabet, then tones; numbers by value.

    Only digits and small letters, so that every database and collation orders it alike: each letter is itself
    and a digit for its hat (a < ă < â), a space "01", then "00" and the tones (ngang, huyền, hỏi, ngã, sắc, nặng).
    """
    primary, tones = [], []
    for part in re.findall(r"[0-9]+|[^0-9]", in_form("NFC", str(text)).lower()):
        if part[0] in "0123456789":
            primary.append("1" + part.zfill(9))
            continue
        letter, tone = _split_tone(part)
        if letter.isspace():
            primary.append("01")
        elif letter in LETTERS:
            primary.append(LETTERS[letter])
        elif letter.isascii() and letter.isalpha():
            primary.append(letter + "0")
        else:
            continue
        tones.append(tone)
    return "".join(primary) + "00" + "".join(tones)


def _split_tone(letter):
    """Return a letter without its tone mark, and the tone's rank ("0" for none)."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((TONES[mark] for mark in marks if mark in TONES), "0")
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES)), tone


def slugify(text):
    """Return a Vietnamese text as an address: "Xã Đồng Liên" -> "xa-dong-lien"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def keepable(value):
    """Return a value of JSON without the two things no database keeps: the sign zero, and half a sign."""
    if isinstance(value, str):
        return UNKEEPABLE.sub("", value)
    if isinstance(value, list):
        return [keepable(one) for one in value]
    return {name: keepable(one) for name, one in value.items()} if isinstance(value, dict) else value


def differs_from(written, name):
    """Say whether a source's spelling is another than the name, capitals apart."""
    return bool(written) and written.casefold() != str(name).casefold()
