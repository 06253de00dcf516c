"""Awards that an article tells of: granted or proposed at the conference."""

import re

from awards.intake.awards import AWARD, read_awards
from pacts.intake.article.facts import Fact

GRANTS = re.compile(
    r"(?<!\w)(?:tặng|trao|nhận|đón nhận|được khen|khen thưởng|công nhận|tuyên dương|suy tôn|bình xét"
    r"|bình chọn|đề nghị|đề xuất|trình|đạt danh hiệu|biểu dương|vinh dự)",
    re.I,
)
WISHES = re.compile(
    r"phấn đấu|quyết tâm|cam kết|đăng ký|mục tiêu|chỉ tiêu|tiêu chí|tiêu chuẩn|100\s*%"
    r"|sẽ (?:được )?(?:tặng|khen|xét)|giao ước",
    re.I,
)
PROPOSALS = re.compile(r"đề nghị|đề xuất|trình\b|suy tôn|bình xét|bình chọn|giới thiệu", re.I)


def award_facts(reading):
    """Return a fact for each award that a Reading's article tells of, outside what it promises."""
    promised = [(fact.start, fact.end) for fact in reading.facts if fact.kind in ("commitments", "targets")]
    facts = []
    for span in reading.article.sentences:
        within = any(start < span.end and span.start < end for start, end in promised)
        if within or not AWARD.search(span.text) or not GRANTS.search(span.text) or WISHES.search(span.text):
            continue
        for row in read_awards(span.text).rows:
            found = reading.article.text.find(row["award"], span.start, span.end)
            start = found if found >= 0 else span.start
            facts.append(Fact("awards", award_of(row, span.text), start, min(start + len(row["award"]), span.end)))
    return facts


def award_of(row, sentence):
    """Return a row of the awards' reader in the shape of open data."""
    state = row.get("state") or ("proposed" if PROPOSALS.search(sentence) else "granted")
    number = row.get("number")
    return {
        "type": row["award"],
        "recipient": row.get("recipient"),
        "quantity": int(number) if str(number or "").isdigit() else None,
        "merit_year": row.get("merit_year"),
        "state": state,
    }
