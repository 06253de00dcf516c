"""To whom, as a text says it: so many of a kind, units by name, persons."""

import re

from awards.models import RecipientKind
from clusters.common.text import fold
from clusters.intake.unit_names import split_units
from clusters.intake.unit_words import UNIT

KINDS = {
    "tập thể": RecipientKind.COLLECTIVE,
    "đơn vị": RecipientKind.COLLECTIVE,
    "cơ quan": RecipientKind.COLLECTIVE,
    "cá nhân": RecipientKind.INDIVIDUAL,
    "đồng chí": RecipientKind.INDIVIDUAL,
    "đ/c": RecipientKind.INDIVIDUAL,
    "giáo viên": RecipientKind.INDIVIDUAL,
    "cán bộ": RecipientKind.INDIVIDUAL,
    "công chức": RecipientKind.INDIVIDUAL,
    "viên chức": RecipientKind.INDIVIDUAL,
    "nhân viên": RecipientKind.INDIVIDUAL,
    "người lao động": RecipientKind.INDIVIDUAL,
    "chiến sĩ": RecipientKind.INDIVIDUAL,
    "chiến sỹ": RecipientKind.INDIVIDUAL,
    "học sinh": RecipientKind.INDIVIDUAL,
    "sinh viên": RecipientKind.INDIVIDUAL,
    "hội viên": RecipientKind.INDIVIDUAL,
    "đoàn viên": RecipientKind.INDIVIDUAL,
    "đảng viên": RecipientKind.INDIVIDUAL,
    "người": RecipientKind.INDIVIDUAL,
    "hộ gia đình": RecipientKind.HOUSEHOLD,
    "gia đình": RecipientKind.HOUSEHOLD,
    "hộ": RecipientKind.HOUSEHOLD,
}
KINDS |= {fold(word): kind for word, kind in KINDS.items()}  # typed without accents
NUMBERS = dict(zip("một hai ba bốn năm sáu bảy tám chín mười".split(), range(1, 11), strict=True))
ANY_KIND = "|".join(sorted(KINDS, key=len, reverse=True))
COUNT = re.compile(
    rf"(?<![\d/.,])(?<!\w)(?P<n>\d{{1,4}}|{'|'.join(NUMBERS)})\s+(?:lượt\s+)?(?P<kind>{ANY_KIND})(?!\w)",
    re.I,
)
NAMED = re.compile(r"\s*,?\s*(?::|\(|(?:bao )?gồm(?: có)?:?|đó là:?|là:?|như:?)\s*", re.I)
MIXED = re.compile(
    r"\s*(?:,|và)\s*(?:\d+\s+)?(?:tập thể|cá nhân|đơn vị|hộ|gia đình)(?!\w)", re.I
)  # "201 tập thể, cá nhân"
LEAD_IN = re.compile(r"(?:cũng\s+)?(?:nhân dịp|dịp|tại|trong)(?!\w)[^,:;]*[,:]\s*", re.I)
PERSON = re.compile(r"(?:các\s+)?(?:đ/c|đồng chí|ông|bà|anh|chị)(?!\w)[:\s]*", re.I)
LEAD = re.compile(r"\s*(?:các\s+|những\s+)?(?P<kind>tập thể|đơn vị|cơ quan|cá nhân)(?!\w)[:\s]*", re.I)
KIND_ALONE = re.compile(r"(?:các\s+|những\s+)?(?P<kind>tập thể|đơn vị|cơ quan|cá nhân|(?:hộ )?gia đình)", re.I)


def counted(match):
    """Return the number and kind of a match of COUNT, as fields."""
    number = match["n"].lower()
    return {"number": NUMBERS.get(number) or int(number), "recipient_kind": KINDS[match["kind"].lower()].value}


def kind_of(text):
    """Return the kind of recipient a cell names and nothing else, or None."""
    kind = KINDS.get(text.strip().lower())
    return kind and kind.value


def recipients_of(text):
    """Return what a text says of those who received: fields of one award for each line of it, perhaps none."""
    text = text.strip(" ,;.:")
    if lead_in := LEAD_IN.match(text):
        text = text[lead_in.end() :]
    counts = list(COUNT.finditer(text))
    if not counts:
        return _named(text)
    rows = []
    for count, following in zip(counts, [*counts[1:], None], strict=True):
        rest = text[count.end() : following.start() if following else len(text)]
        count_values, named = counted(count), NAMED.match(rest)
        if MIXED.match(rest) and not following:
            count_values["recipient_kind"] = None
        names = _named(rest[named.end() :].strip(" ,;.)")) if named else []
        names = [name | {"recipient_kind": count_values["recipient_kind"]} for name in names if "recipient" in name]
        rows += names or [count_values]
    return rows


def _named(text):
    """Return a row for each person or unit that is named; for "các tập thể" one that names nobody."""
    if re.fullmatch(
        r"(?:tất cả|toàn bộ|toàn thể)\s+(?:các\s+)?(?:tập thể|đơn vị|cơ quan|thành viên|đơn vị thành viên)", text, re.I
    ):
        return [{"recipient": text, "recipient_kind": RecipientKind.COLLECTIVE.value}]
    if alone := KIND_ALONE.fullmatch(text):
        return [{"recipient_kind": KINDS[alone["kind"].lower()].value}]
    lead = LEAD.match(text)
    kind = KINDS[lead["kind"].lower()].value if lead else None
    text = text[lead.end() :] if lead else text
    if PERSON.match(text) or kind == RecipientKind.INDIVIDUAL:
        return _persons(text)
    if not (kind or UNIT.match(text)):
        return []
    return [{"recipient": piece.text, "recipient_kind": "collective"} for piece in split_units(text)]


def _persons(text):
    """Return the persons of a list; what does not begin with a form of address belongs to the one before."""
    persons = []
    for part in re.split(r"\s*[;,]\s*|\s+và\s+(?=(?:đ/c|đồng chí|ông|bà)\s)", text):
        if not persons or PERSON.match(part) or not _is_title(part):
            persons.append([part])
        else:
            persons[-1].append(part)
    named = [PERSON.sub("", ", ".join(parts), count=1).strip(" .") for parts in persons]
    return [{"recipient": name, "recipient_kind": "individual"} for name in named if name]


def _is_title(text):
    """Say whether a part is somebody's post or unit, not the next name."""
    return bool(UNIT.match(text)) or bool(
        re.match(r"(?:phó\s|trưởng|giám đốc|chủ tịch|bí thư|chánh|chuyên viên|công chức|viên chức|cán bộ)", text, re.I)
    )
