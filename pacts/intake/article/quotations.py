"""What an article puts in quotation marks: the theme, the slogan, and names of movements and campaigns."""

import re
from dataclasses import dataclass

from clusters.common.text import fold
from pacts.intake.article.facts import Fact

QUOTED = re.compile(r"[“\"«]\s*(?P<words>[^“”\"«»]{4,300}?)\s*[”\"»“]")
THEME = re.compile(
    r"chủ đề(?:\s+(?:thi đua|trọng tâm|năm|hoạt động|phong trào|của|cả|toàn|công tác|hành động|khối"
    r"|cụm|tỉnh|thành phố|ngành|năm học|(?:19|20)[\d –-]+|là|và|chung))*\s*[:,]?\s*(?:là\s*)?[:,]?\s*$"
    r"|(?:với|trên|theo)\s+tinh thần(?:\s+chủ đạo)?\s*[:,]?\s*$",
    re.I,
)
SLOGAN = re.compile(
    r"(?:khẩu hiệu|phương châm)(?:\s+(?:hành động|thi đua|chung|của|là|năm|chủ đạo|khối|cụm|toàn|ngành"
    r"|(?:19|20)\d\d))*\s*[:,]?\s*(?:là\s*)?$",
    re.I,
)
MOVEMENT = re.compile(
    r"(?:phong trào|cuộc vận động|vận động|giao ước thi đua|thi đua)(?:\s+[^“”\"«».;:!?]{0,60}?)?\s*[:,]?\s*$", re.I
)
OTHER = re.compile(
    r"(?:danh hiệu|mô hình|đề án|chương trình|chủ đề|khẩu hiệu|tinh thần|phương châm|bằng khen|cờ"
    r"|dự án|chiến dịch|hội thi|cuộc thi|giải|mục tiêu|đơn vị"
    r"|tập thể|chiến sĩ|lao động|tiêu chí|là|huân chương|kỷ niệm chương|quỹ|hội thảo|chuyên đề"
    r"|nghị quyết|chỉ thị|kế hoạch|gia đình|chi bộ|tổ chức đảng"
    r"|công đoàn cơ sở|cơ quan|đạt|công trình|câu lạc bộ|tuần lễ|tháng|ngày hội|ngày|lễ|tết|về việc"
    r"|về)(?:\s+[^“”\"«».;:,]{0,25})?\s*$",
    re.I,
)
BETWEEN = re.compile(
    r"^[\s,;…./]*(?:\.{2,}|…)?[\s,;]*(?:và|hay|hoặc|cùng|gắn với)?(?:\s*(?:các\s+)?(?:cuộc vận động"
    r"|phong trào(?: thi đua)?))?\s*:?\s*$",
    re.I,
)
UNQUOTED = re.compile(
    r"(?:phong trào(?: thi đua)?|cuộc vận động|giao ước thi đua)\s+(?P<words>(?:Vì|Toàn dân|Cả nước"
    r"|Học tập|Mỗi|Dân vận|Đền ơn|Lao động|Dạy tốt|Đoàn kết|Xây dựng|Người tốt|Thanh niên|Phụ nữ"
    r"|Chung)\s[^.,;:“”\"()–]{6,80})"
)
UNQUOTED_END = re.compile(
    r"\s+(?:năm\s+\d|gắn với|trong\s|do\s|được|đã|của\s|tại\s|giai đoạn|và\s+(?:các|phong|cuộc))", re.I
)


@dataclass(frozen=True)
class Quotation:
    """One quotation of a line: its words, place, and what it is ("theme", "slogan", "movement", None)."""

    words: str
    start: int
    end: int
    sort: str | None


def quotation_facts(article, year=None):
    """Return the facts of theme, slogan and movements; each movement once, as first written."""
    facts, seen = [], set()
    for span in [*article.reported]:
        for quote in quotations(span.text):
            start, end = span.start + quote.start, span.start + quote.end
            if quote.sort == "movement" and not _known(quote.words, seen):
                seen.add(_letters(quote.words))
                facts.append(Fact("movements", {"name": quote.words}, start, end))
            elif (
                quote.sort in ("theme", "slogan")
                and not _of_other_year(span.text, quote, year)
                and not any(fact.kind == quote.sort for fact in facts)
            ):
                facts.append(Fact(quote.sort, quote.words, start, end))
        for match in UNQUOTED.finditer(span.text):
            stop = UNQUOTED_END.search(match["words"])
            words = (match["words"][: stop.start()] if stop else match["words"]).strip()
            if len(words.split()) > 2 and not _known(words, seen):
                seen.add(_letters(words))
                facts.append(
                    Fact(
                        "movements",
                        {"name": words},
                        span.start + match.start("words"),
                        span.start + match.start("words") + len(words),
                    )
                )
    return facts


def _of_other_year(text, quote, year):
    """Return whether a theme is said to be that of another year: "Chủ đề của năm 2025 là …"."""
    lead = re.search(r"(?:chủ đề|khẩu hiệu)[^“”\"«»;.]*$", text[: quote.start].rstrip('“"« '), re.I)
    years = {int(found) for found in re.findall(r"năm(?: học)?\s+((?:19|20)\d\d)", lead[0] if lead else "", re.I)}
    return bool(year and years and year not in years)


def _known(words, seen):
    key = _letters(words)
    return any(key in other or other in key for other in seen)


def _letters(words):
    return re.sub(r"[^a-z0-9]+", " ", fold(words)).strip()


def quotations(text):
    """Return the quotations of a line in order. One in a row of quotations is what the one before it is."""
    found, sort, last = [], None, 0
    for match in QUOTED.finditer(text):
        between = text[last : match.start()]
        sort = sort if found and BETWEEN.match(between) else None
        if found and re.search(r"phong trào|cuộc vận động", between, re.I) and BETWEEN.match(between):
            sort = "movement"
        sort = sort or _sort(text[max(0, match.start() - 160) : match.start()])
        found.append(Quotation(match["words"].strip(" ,;."), match.start("words"), match.end("words"), sort))
        last = match.end()
    return found


def _sort(before):
    before = re.split(r"[.;!?…”]\s", before)[-1]
    if THEME.search(before):
        return "theme"
    if SLOGAN.search(before):
        return "slogan"
    movement = MOVEMENT.search(before)
    other = OTHER.search(before)
    if movement and not (other and other.start() > movement.start()):
        return "movement"
    return None
