"""Awards read from a pasted text: sentences of an article, lists, or lines copied from a table.

Nothing is concluded here: what an award is called, who received it and how many are given as the text has them.
"""

import re
from dataclasses import dataclass, field

from awards.intake.recipients import COUNT, LEAD_IN, PERSON, counted, kind_of, recipients_of
from clusters.common.text import fold, normalise
from clusters.intake.sentences import cut, masked, sentence_ends, single_spaced, without_end
from clusters.intake.unit_words import MARK, UNIT

AWARD = re.compile(
    r"(?<!\w)(?:cờ thi đua|cờ(?=\s*[“\"])|bằng khen|giấy khen|thư khen|huân chương|huy chương|k[ỷỉ] niệm chương"
    r"|chiến s[ĩỹ] thi đua|chiến s[ĩỹ] tiên tiến|lao động tiên tiến|tập thể lao động (?:xuất sắc|tiên tiến)"
    r"|đơn vị (?:quyết thắng|tiên tiến)|giải thưởng (?:hồ chí minh|nhà nước)|danh hiệu(?! thi đua))",
    re.I,
)
AWARD_PLAIN = re.compile(  # typed without accents
    r"(?<!\w)(?:co thi dua|bang khen|giay khen|thu khen|huan chuong|huy chuong|ky niem chuong|chien si thi dua"
    r"|lao dong tien tien|tap the lao dong (?:xuat sac|tien tien))",
    re.I,
)
AWARD_END = re.compile(
    r"\s+(?:cho|vì|đã|có thành tích|đối với|được|nhân dịp|gồm(?: có)?|bao gồm|như sau"
    r"|theo quyết định)(?!\w)|\s+năm\s+\d{4}|[,;:.(\[]|\s[-–—]\s"
    r"|\s+và\s+(?=\d|cờ|bằng|giấy)",
    re.I,
)
RECIPIENT_FOLLOWS = re.compile(r"\s*(?:năm\s+\d{4}\s*)?(?:cho|đối với|gồm(?: có)?:?|bao gồm:?|:|\(|[-–—])\s*", re.I)
RECEIVES = re.compile(  # behind the recipient: "Sở Y tế đã vinh dự được UBND tỉnh đề nghị tặng"
    r"(?:\s+(?:đã|cũng|đều|vinh dự))*\s+(?:được|nhận|đón nhận|đạt)(?:(?:\s+[^\W\d_]+){0,7}?"
    r"\s+(?:xét|tặng|trao|nhận|công nhận|danh hiệu|thưởng|khen|đề nghị|đề xuất|suy tôn|bình xét|bình chọn))*\s*$",
    re.I,
)
PROPOSES = re.compile(r"(?<!\w)(?:đề nghị|đề xuất|trình|suy tôn|bình xét|bình chọn|giới thiệu|bầu chọn)(?!\w)", re.I)
COUNT_BEFORE = re.compile(r"(?<![\d/.,\w])(?P<granted>\d{1,4})(?:/(?P<proposed>\d{1,4}))?\s*$")
CLAUSE = re.compile(  # where another clause with a verb of its own begins
    r"\s*;\s*|\s*,\s+(?=[^,;]{2,80}\s(?:được|nhận|đạt)\s)|\s+và\s+(?=[^,;]{2,40}\s(?:tặng|trao"
    r"|công nhận|khen thưởng)\s)",
    re.I,
)
GRANTING_VERB = re.compile(r"(?<!\w)(?:tặng(?: thưởng)?|trao(?: tặng)?|nhận|công nhận|khen thưởng)\s*$", re.I)
CITATION = re.compile(
    r"có\s+(?:nhiều\s+)?thành tích.*|(?<=,\s)(?:vì\s+)?đã\s+.*|(?<=\s)vì\s+(?=đã|có|những|hoàn thành).*", re.I | re.S
)
LONG_ENOUGH = 100  # letters: for the words that end a text, and for a cell that is a number of a decision
DAY = r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
DECISION = re.compile(
    r"\(?(?:theo\s+)?(?:tại\s+)?quyết định\s+(?:số\s*:?\s*)?(?P<number>\d+[\w.]*"
    r"(?:\s?/\d{4})?\s?[/-]\s?Q[ĐÐD][\w-]*(?:[/-][\w-]+)*)"
    rf"(?:\s*,?\s*ngày\s*:?\s*(?P<day>{DAY}))?"
    r"(?:\s*,?\s*của\s+(?P<issuer>[^,;:.()]+?)(?=\s+(?:tặng|về|cho)(?!\w)|[,;:.()]|$))?\)?,?",
    re.I,
)
YEAR = re.compile(r"(?<!\w)năm\s+(\d{4})(?!\d|\s*[-–]\s*\d)", re.I)
HEADINGS = set(  # what columns are called, folded
    "stt|tt|ten|ten don vi|don vi|ten tap the ca nhan|tap the ca nhan|tap the|ho va ten|ho ten|doi tuong|loai"
    "|hinh thuc|hinh thuc khen thuong|danh hieu|danh hieu hinh thuc|khen thuong|so luong|ghi chu|nam|ngay"
    "|so quyet dinh|quyet dinh|ngay quyet dinh|nguoi nhan|noi nhan|noi cong tac".split("|")
)
LONGEST_ENTRY = 400  # letters: a longer line is a paragraph, no entry of a list


@dataclass
class Found:
    """What a text says, as fields of awards; and what of it was not read."""

    rows: list = field(default_factory=list)
    unread: list = field(default_factory=list)


def read_awards(text):
    """Return a Found for a pasted text."""
    lines = [line for line in str(text).replace("\r", "\n").split("\n") if line.strip()]
    cells = [[single_spaced(normalise(cell)) for cell in line.split("\t")] for line in lines]
    if any(len(row) > 1 for row in cells):
        return _from_table(cells)
    found, heading = Found(), None
    for line in lines:
        line = single_spaced(normalise(line))
        mark = MARK.match(line)
        heading = _read_line(line[mark.end() :] if mark else line, heading, found)
    return found


# --- Running text and lists ---------------------------------------------------------------------


def _read_line(line, heading, found):
    """Read a line into `found`; return the award under which the next lines name recipients, or None."""
    alone = _mentions(line)
    if not alone:
        rows = recipients_of(line) if heading and len(line) <= LONGEST_ENTRY else []
        found.rows += [heading | row for row in rows]
        found.unread += [] if rows else [line]
        return heading
    rows = []
    for sentence in cut(line, sentence_ends(line)):
        read, left = _read_sentence(sentence)
        rows += read
        found.unread += left
    if len(alone) == 1 and len(rows) == 1 and line.rstrip().endswith(":"):
        return _award_values(rows[0])  # the recipients stand on the lines below
    found.rows += rows
    return None


def _read_sentence(sentence):
    """Return (awards of one sentence, what of it tells of none): each clause by its own verb, count and names."""
    sentence, decision = _without_decision(sentence)
    rows, unread, proposed = [], [], False
    clauses = _clauses(sentence)
    shared = re.search(r"có\s+(?:nhiều\s+)?thành tích.*", clauses[-1], re.I | re.S)
    cited = _citation(shared[0]) if shared else {}  # at the end of a sentence it tells why all of them were given
    for clause in clauses:
        if not _mentions(clause) and rows and not re.search(r"tặng|khen|trao|công nhận", clause, re.I):
            more = recipients_of(clause)  # another name of the list before: "gồm: Sở Y tế; Sở Nội vụ"
            if more and rows[-1].get("recipient"):
                award = _award_values(rows[-1])
                rows += [award | row for row in more]
                continue
        read = [decision | cited | row for row in _read_clause(clause)]
        proposed = bool(PROPOSES.search(clause)) or (proposed and not re.search(r"tặng|trao", clause, re.I))
        rows += [row | {"state": "proposed"} if proposed else row for row in read]
        leads_in = LEAD_IN.fullmatch(f"{clause.strip()}, ")  # "Nhân dịp này"
        unread += [] if read or leads_in or not clause.strip(" .,;") else [clause.strip(" ;")]
    return rows, unread


def _clauses(sentence):
    """Return the clauses of a sentence; one that only goes on with names of the award before stays apart."""
    hidden, bounds = masked(sentence), [0]
    for match in CLAUSE.finditer(hidden):
        bounds += [match.start(), match.end()]
    bounds.append(len(sentence))
    return [sentence[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True)]


def _read_clause(clause):
    """Return the awards of a clause: each mention with what stands behind it, or before it."""
    citation = CITATION.search(clause)
    cited = _citation(citation[0]) if citation else {}
    body = _without_because(clause[: citation.start()]) if citation else clause
    mentions, rows, start = _mentions(body), [], 0
    for number, (begin, end) in enumerate(mentions):
        until = mentions[number + 1][0] if number + 1 < len(mentions) else len(body)
        before, after = body[max(start, begin - LONG_ENOUGH) : begin], body[end:until]
        award = cited | _award(body[begin:end], after) | _counted_before(before)
        following = RECIPIENT_FOLLOWS.match(after)
        receiver = _without_receiving(before)
        if receiver is not None and (not following or recipients_of(receiver)):
            whole = body[start : max(start, begin - LONG_ENOUGH)] + receiver
            received = recipients_of(whole)
            listed = recipients_of(after[following.end() :].rstrip(" )].;")) if following else []
            rows += [award | row for row in ([row for row in listed if row.get("recipient")] or received or [{}])]
            start = end
        elif following:
            after, start = _own_part(after[following.end() :], number + 1 < len(mentions)), until
            rows += [award | row for row in recipients_of(after) or [{}]]
        elif (
            "number" in award
            or GRANTING_VERB.search(before)
            or PROPOSES.search(before)
            or not (before.strip(" ,;.") or after.strip(" ,;:./"))
        ):
            rows.append(award)
            start = end
    return rows


def _counted_before(before):
    """Return the count that stands right before an award: "69/74 Bằng khen" are 69 granted of 74 proposed."""
    count = COUNT_BEFORE.search(before[-20:])
    if not count:
        return {}
    return {"number": int(count["granted"])} | (
        {"proposed_number": int(count["proposed"])} if count["proposed"] else {}
    )


def _own_part(text, more):
    """Return what stands behind an award, without the words that lead to the next one."""
    if more:
        text = without_end(text.rstrip(), "tặng thưởng", "trao tặng", "tặng", "trao").rstrip()
        text = without_end(text, "và").rstrip(" ,;")
    return text.rstrip(" )].;")


def _without_because(text):
    """Return what stands before a citation without the words that lead to it: "vì đã"."""
    text = without_end(text.rstrip(), "đã").rstrip()
    return without_end(text, "vì", "do").rstrip(" ,")


def _without_receiving(text):
    """Return what stands before an award without the words that say that it was received ("đã vinh dự được nhận").

    None where no such words stand there.
    """
    text = text.rstrip()
    if text.endswith(("-", "–", "—", ":")):
        return text[:-1].rstrip()
    receives = RECEIVES.search(f" {text[-LONG_ENOUGH:]}")
    if not receives:
        return None
    return text[: len(text) - len(receives[0])].rstrip(" ,")


def _mentions(text):
    """Return [(begin, end)] of the awards named in a text, in its order."""
    hidden = masked(text)
    covered = re.sub(r"bộ, ban, ngành,", lambda one: "x" * len(one[0]), hidden, flags=re.I)
    found, last = [], 0
    for match in (AWARD_PLAIN if text.isascii() else AWARD).finditer(text):
        if match.start() < last:
            continue
        close = AWARD_END.search(covered, match.end())
        last = close.start() if close else len(text)
        found.append((match.start(), max(last, match.end())))
    return found


def _award(wording, after=""):
    """Return an award as written, with the body and the year that stand in its wording."""
    wording = wording.strip(" .,;:/")
    name = re.sub(r"^danh hiệu\s+(?:thi đua\s+)?[“\"]([^”\"]+)[”\"]$", r"\1", wording)
    name = re.sub(r"^danh hiệu\s+(?=[A-ZĐ]\w)", "", name)
    values = {"award": name, "as_written": wording}
    if by := re.search(r"\scủa\s+(.+)$", wording):
        values["authority_as_written"] = by[1]
    if year := re.match(r"\s*(năm\s+(\d{4}))", after):
        values |= {"merit_as_written": year[1], "merit_year": int(year[2])}
    return values


def _citation(text):
    text = re.sub(r"^vì\s+", "", text.strip(" .;/"))
    years = set(YEAR.findall(text))
    values = {"citation": text}
    if len(years) == 1:
        values |= {"merit_as_written": YEAR.search(text)[0], "merit_year": int(years.pop())}
    return values


def _without_decision(sentence):
    """Return a sentence without the decision it cites, and that decision as fields."""
    match = DECISION.search(sentence)
    if not match:
        return sentence, {}
    return sentence[: match.start()] + " " + sentence[match.end() :], _decision(**match.groupdict())


def _decision(number, day=None, issuer=None):
    """Return a decision as fields: number without spaces and with "Đ", its day as people type it."""
    number = re.sub(r"\s", "", number).replace("Ð", "Đ").replace("/QD", "/QĐ")
    day = "/".join(re.findall(r"\d+", day)) if day else None
    values = {"decision_number": number, "decision_issuer": issuer and issuer.strip(), "decision_on": day}
    return {name: value for name, value in values.items() if value}


def _award_values(row):
    return {
        name: value
        for name, value in row.items()
        if name not in ("recipient", "number", "recipient_kind", "proposed_number")
    }


# --- Lines copied from a table ------------------------------------------------------------------


def _from_table(table):
    """Read lines of cells: each cell says by itself what it is; an empty award cell means the one above."""
    found, above = Found(), {}
    table = [row for row in table if not _is_heading(row)]
    numbered = all(row[0] == str(number) for number, row in enumerate(table, start=1))
    for cells in table:
        row = _read_cells(cells[1:] if numbered else cells, above)
        if row.get("award"):
            above = {name: row[name] for name in ("award", "as_written", "authority_as_written") if name in row}
            found.rows.append(row)
        else:
            found.unread.append(" · ".join(filter(None, cells)))
    return found


def _is_heading(cells):
    words = [re.sub(r"[^a-z ]+", " ", fold(cell)).split() for cell in cells if cell]
    return sum(" ".join(word) in HEADINGS for word in words) >= min(2, len(words))


def _read_cells(cells, above):
    row, texts = {}, []
    for cell in filter(None, cells):
        values = _read_cell(cell)
        if values and not values.keys() & row.keys():
            row |= values
        else:
            texts.append(cell)
    if "award" not in row and len(texts) > 1:
        row |= _award(texts.pop(0))
    row = (row if "award" in row else above | row) if texts or row else row
    if texts:
        row["recipient"], *more = texts
        if more and (UNIT.match(texts[0]) or not PERSON.match(texts[0])):
            row["citation"] = "; ".join(more)
        elif more:
            row["recipient"] = ", ".join(texts)
    return row


def _read_cell(cell):
    """Return what one cell says, as fields; nothing where it may be anything."""
    mentions = _mentions(cell)
    if mentions and mentions[0][0] == 0:
        return _award(cell)
    if count := COUNT.fullmatch(cell):
        return counted(count)
    if kind := kind_of(cell):
        return {"recipient_kind": kind}
    if cell.isascii() and cell.isdecimal():
        return {"merit_year": int(cell)} if re.fullmatch(r"(?:19|20)\d\d", cell) else {"number": cell}
    if len(cell) <= LONG_ENOUGH and re.fullmatch(r"[\w./-]*Q[ĐÐ][\w-]*", cell, re.I):
        return _decision(cell)
    if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", cell):
        return {"decision_on": cell}
    return {}
