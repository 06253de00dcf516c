"""Awards read from a pasted text: sentences of an article, lists, or lines copied from a table.

Nothing is concluded here: what an award is called, who received it and how many are given as the text has them.
"""

import re
from dataclasses import dataclass, field

from awards.intake.recipients import COUNT, PERSON, counted, kind_of, recipients_of
from clusters.common.text import fold, normalise
from clusters.intake.sentences import cut, masked, sentence_ends, single_spaced, without_end
from clusters.intake.unit_words import UNIT

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
    r"\s+(?:cho|vì|đã|có thành tích|đối với|được|nhân dịp)(?!\w)|\s+năm\s+\d{4}|[,;:.(\[]|\s[-–—]\s"
    r"|\s+và\s+(?=\d|cờ|bằng|giấy)",
    re.I,
)
GIVEN_TO = re.compile(r"\s*(?:năm\s+\d{4}\s*)?(?:cho|đối với|:|\(|[-–—])\s*", re.I)
GRANTED = ("tặng thưởng", "tặng", "trao tặng", "trao", "công nhận")  # after "được"
GIVES = re.compile(r"(?<!\w)(?:tặng(?: thưởng)?|trao(?: tặng)?|nhận|công nhận|khen thưởng)\s*$", re.I)
CITATION = re.compile(r"có\s+(?:nhiều\s+)?thành tích.*", re.I | re.S)
LONG_ENOUGH = 100  # letters: for the words that end a text, and for a cell that is a number of a decision
DECISION = re.compile(
    r"\(?(?:theo\s+)?quyết định\s+số\s*:?\s*(?P<number>[\w./-]*QĐ[\w-]*)"
    r"(?:\s*,?\s*ngày\s+(?P<day>\d{1,2}/\d{1,2}/\d{4}))?"
    r"(?:\s+của\s+(?P<issuer>[^,;:.()]+?)(?=\s+(?:tặng|về|cho)(?!\w)|[,;:.()]|$))?\)?,?",
    re.I,
)
YEAR = re.compile(r"(?<!\w)năm\s+(\d{4})(?!\d|\s*[-–]\s*\d)", re.I)
MARK = re.compile(r"\s*(?:[-–—•●▪*+\uf0b7]\s*|\(?\d{1,2}[.)]\s*)")
HEADINGS = set(  # what columns are called, folded
    "stt|tt|ten|ten don vi|don vi|ten tap the ca nhan|tap the ca nhan|tap the|ho va ten|ho ten|doi tuong|loai"
    "|hinh thuc|hinh thuc khen thuong|danh hieu|danh hieu hinh thuc|khen thuong|so luong|ghi chu|nam|ngay"
    "|so quyet dinh|quyet dinh|ngay quyet dinh|nguoi nhan|noi nhan|noi cong tac".split("|")
)
SHORT_LINE = 160  # letters: a longer line is a paragraph, no entry of a list


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
    if len(line) <= SHORT_LINE and not alone:
        rows = recipients_of(line) if heading else []
        if rows:
            found.rows += [heading | row for row in rows]
        else:
            found.unread.append(line)
        return heading
    rows = []
    for sentence in cut(line, sentence_ends(line)):
        read = _read_sentence(sentence)
        rows += read
        if not read and sentence.strip():
            found.unread.append(sentence.strip())
    if len(alone) == 1 and len(rows) == 1 and line.rstrip().endswith(":"):
        return _said_of_award(rows[0])  # the recipients stand on the lines below
    found.rows += rows
    return None


def _read_sentence(sentence):
    """Return the awards of one sentence: each mention with what stands behind it, or before it."""
    sentence, decision = _without_decision(sentence)
    citation = CITATION.search(sentence)
    told = _citation(citation[0]) if citation else {}
    body = _without_because(sentence[: citation.start()]) if citation else sentence
    mentions, rows, start = _mentions(body), [], 0
    for number, (begin, end) in enumerate(mentions):
        until = mentions[number + 1][0] if number + 1 < len(mentions) else len(body)
        before, after = body[max(start, begin - LONG_ENOUGH) : begin], body[end:until]
        award = decision | told | _award(body[begin:end], after)
        given = GIVEN_TO.match(after)
        if given:
            after, start = _own_part(after[given.end() :], number + 1 < len(mentions)), until
            rows += [award | row for row in recipients_of(after) or [{}]]
        elif (told_of := _without_receiving(before)) is not None:
            whole = body[start : max(start, begin - LONG_ENOUGH)] + told_of
            rows += [award | row for row in recipients_of(whole) or [{}]]
            start = end
        elif GIVES.search(before) or not (before.strip(" ,;.") or after.strip(" ,;:./")):
            rows.append(award)
            start = end
    return rows


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
    text = without_end(text, "danh hiệu").rstrip()
    granted = without_end(text, *GRANTED)
    bare = granted if granted != text and granted.lower().endswith("được ") else without_end(text, "nhận", "đạt")
    if bare == text:
        return None
    for words in ("được", "vinh dự", "đã"):
        if bare[-1:].isspace():
            bare = without_end(bare.rstrip(), words) if bare.rstrip().lower().endswith(words) else bare
    return bare.rstrip(" ,")


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
    said = {"award": wording, "as_written": wording}
    if by := re.search(r"\scủa\s+(.+)$", wording):
        said["authority_as_written"] = by[1]
    if year := re.match(r"\s*(năm\s+(\d{4}))", after):
        said |= {"merit_as_written": year[1], "merit_year": int(year[2])}
    return said


def _citation(text):
    text = text.strip(" .;/")
    years = set(YEAR.findall(text))
    said = {"citation": text}
    if len(years) == 1:
        said |= {"merit_as_written": YEAR.search(text)[0], "merit_year": int(years.pop())}
    return said


def _without_decision(sentence):
    """Return a sentence without the decision it cites, and that decision as fields."""
    match = DECISION.search(sentence)
    if not match:
        return sentence, {}
    return sentence[: match.start()] + " " + sentence[match.end() :], _decision(**match.groupdict())


def _decision(number, day=None, issuer=None):
    said = {"decision_number": number, "decision_issuer": issuer and issuer.strip(), "decision_on": day}
    return {name: value for name, value in said.items() if value}


def _said_of_award(row):
    return {name: value for name, value in row.items() if name not in ("recipient", "number", "recipient_kind")}


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
        said = _read_cell(cell)
        if said and not said.keys() & row.keys():
            row |= said
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
    if len(cell) <= LONG_ENOUGH and re.fullmatch(r"[\w./-]*QĐ[\w-]*", cell, re.I):
        return _decision(cell)
    if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", cell):
        return {"decision_on": cell}
    return {}
