"""Vietnamese text: one spelling in, one folded key to find by, one key to sort by."""

import re
import unicodedata

FOLD = str.maketrans("đĐÐ", "dDD")
LETTERS = {"ă": "a1", "â": "a2", "đ": "d1", "ê": "e1", "ô": "o1", "ơ": "o2", "ư": "u1"}
NO_TEXT = ("Cc", "Cs", "Cf")  # control characters, halves of a letter, and signs that are not seen
SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
NO_CHARACTER = re.compile(r"[\ufdd0-\ufdef\ufffe\uffff]|[\U0001fffe\U0001ffff]")
MOST_MARKS = 16
STACKED = re.compile(r"[^\0-\u02ff\u1e00-\u1eff]{17}")  # may be so many marks on end; ordinary text never is
UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def normalise(text):
    """Return text as it is stored: NFC, plain spaces, LF line ends, no invisible signs, trimmed."""
    text = str(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) not in NO_TEXT)
    text = NO_CHARACTER.sub("", text).replace("Ð", "Đ")  # U+00D0 looks the same, and is another letter
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
    letters = in_form("NFD", str(text).translate(FOLD).casefold())
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
