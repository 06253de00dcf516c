"""Documents an article names by number or as adopted by the conference."""

import datetime
import re

from pacts.intake.article.facts import Fact

KINDS = {
    "quyết định": "decision",
    "kế hoạch": "plan",
    "quy chế": "regulation",
    "chỉ thị": "directive",
    "nghị quyết": "resolution",
    "nghị định": "decree",
    "luật": "law",
    "thông tư": "circular",
    "hướng dẫn": "guideline",
    "công văn": "letter",
    "thông báo": "notice",
    "kết luận": "conclusion",
    "quy định": "rules",
    "văn bản": None,
    "tờ trình": "submission",
    "đề án": "scheme",
}
NUMBER = r"(?P<number>\d{1,5}\s?(?:/\d{4})?\s?[/-]\s?[A-ZĐÐ][A-Za-zĐđÐ0-9&]*(?:[-/][A-ZĐÐa-z0-9&]+)*)"
NUMBERED = re.compile(
    rf"(?:(?P<kind>{'|'.join(KINDS)})[^.;:,“”]{{0,60}}?\s*)?(?:số\s*:?\s*)?(?<![\w/.-]){NUMBER}(?=(?P<rest>[^.;\n]{{0,160}}))",
    re.I,
)
DATE = re.compile(
    r"^\s*[,(]?\s*(?:ngày\s*)?(\d{1,2})(?:[/.-]|\s+tháng\s+)(\d{1,2})(?:[/.-]|\s+năm\s+)((?:19|20)\d\d)\)?", re.I
)
ISSUER = re.compile(
    r"^[\s,]*(?:được\s+)?(?:của|do)\s+(?P<issuer>[^,;:.()“]+?)(?=\s+(?:về|ban hành|quy định|tặng|cho"
    r"|khóa|khoá(?! \w)|trong|và|gắn|quyết)(?!\w)|[,;:.()“]|$)",
    re.I,
)
ADOPTED = re.compile(r"(?:thông qua|nhất trí|thống nhất|ban hành)[^.;]*$", re.I)
GROUND = re.compile(r"(?:theo|căn cứ|thực hiện)\s[^.;]*$", re.I)
NO_NUMBER = re.compile(r"^\d+\s?[/-]\s?\d+$")


def document_facts(article):
    """Return a fact for each document with a number: kind, number, date, issuer, and how the article uses it."""
    facts, seen = [], set()
    for span in article.sentences:
        for match in NUMBERED.finditer(span.text):
            number = re.sub(r"\s", "", match["number"]).replace("Ð", "Đ")
            if not _is_number(number, match) or number.lower() in seen:
                continue
            seen.add(number.lower())
            kind = KINDS.get((match["kind"] or "").lower()) or _kind_of(number)
            date, rest = _date(match["rest"])
            issuer = ISSUER.match(rest)
            before = span.text[: match.start()]
            state = (
                "adopted"
                if ADOPTED.search(before)
                else "ground"
                if GROUND.search(before) and kind == "decision"
                else "cited"
            )
            value = {
                "kind": kind,
                "number": number,
                "date": date,
                "issuer": issuer and issuer["issuer"].strip(),
                "subject": None,
                "state": state,
            }
            facts.append(Fact("documents", value, span.start + match.start("number"), span.start + match.end("number")))
    return facts


def _is_number(number, match):
    if NO_NUMBER.match(number) or not re.search(r"[/-][A-ZĐ]{1,}", number):
        return False
    return bool(match["kind"]) or bool(re.search(r"(?:QĐ|CT|KH|NQ|NĐ|TT|QC|HD|CV|TB|KL|QH|UBND|TTg|TW)", number))


def _kind_of(number):
    signs = {
        "QĐ": "decision",
        "KH": "plan",
        "CT": "directive",
        "NQ": "resolution",
        "NĐ": "decree",
        "QC": "regulation",
        "HD": "guideline",
        "TT-": "circular",
        "TB": "notice",
    }
    return next((kind for sign, kind in signs.items() if re.search(rf"[/-]{sign}", number)), None)


def _date(rest):
    match = DATE.match(rest)
    if not match:
        return None, rest
    day, month, year = (int(part) for part in match.groups())
    try:
        return datetime.date(year, month, day).isoformat(), rest[match.end() :]
    except ValueError:
        return None, rest
