"""What the units promise by an article: commitments and targets, and what officials only ask of them."""

import re

from clusters.common.text import fold
from clusters.intake.unit_words import UNIT
from pacts.intake.article.facts import Fact
from pacts.intake.article.promise_words import (
    ALONE,
    AT_VERB,
    CONTINUES,
    DIRECTS,
    ENDED_OPEN,
    FOCUS,
    INVITES,
    KEPT_VERBS,
    LEAD,
    NO_PROMISE,
    OPENS,
    PARTIES,
    PROMISED,
    PROMISES,
    PROMISES_SEVERAL,
    REVIEWS,
    SETS_GOAL,
    STATED_LEAD,
    STATED_TARGETS,
    SUCH_AS,
    VERBS,
)
from pacts.intake.article.text import LIST_MARK, Span
from pacts.intake.commitments import split_commitments
from pacts.intake.running_text import NUMBERS, stated_in
from pacts.intake.targets import figures_in


def promise_facts(article, year=None):
    """Return facts of commitments, targets, their stated numbers, and whether the list is open-ended."""
    facts, blocks = [], _blocks(article, year)
    for span, standing in blocks:
        stated = stated_in(article.text[max(0, span.start - 120) : span.start])
        items = _items(article.text[span.start : span.end], stated)
        facts += _located(article.text, span, items, standing)
        if (
            items
            and standing == "agreed"
            and SUCH_AS.search(article.text[max(0, span.start - 30) : span.start].rstrip(" \n"))
        ):
            facts.append(Fact("open_ended", True, span.start, span.end))
        elif items and ENDED_OPEN.search(article.text[span.start : span.end]) and standing == "agreed":
            facts.append(Fact("open_ended", True, span.end - 1, span.end))
    facts = _once(facts)
    promised = [fact for fact in facts if fact.kind == "commitments"]
    return facts + _stated(article) + _targets(article, promised, blocks, year)


def _once(facts):
    seen, kept = set(), []
    for fact in facts:
        key = (fact.kind, fold(fact.value["text"]) if isinstance(fact.value, dict) else fact.value)
        if key not in seen:
            seen.add(key)
            kept.append(fact)
    return kept


# --- Where they stand ---------------------------------------------------------------------------


def _blocks(article, year):
    """Return [(span of the promises without their lead-in, "agreed" or "direction")]."""
    blocks, taken = [], 0
    sentences = article.sentences
    for index, sentence in enumerate(sentences):
        if sentence.start < taken:
            continue
        start = _opening(sentence, year)
        if start is None:
            continue
        rest = sentence.text[start:].strip()
        end, following = sentence.end, index + 1
        if not rest:
            end, following = _list_below(article, sentence, index)
            start_at = next((line.start for line in article.lines if line.line > sentence.line), end)
        else:
            start_at = sentence.start + start
        speaks = bool(DIRECTS.search(sentence.text[:start] or sentence.text[:80]))
        blocks.append((Span(start_at, end, article.text[start_at:end]), "direction" if speaks else "agreed"))
        taken = end
        while following < len(sentences) and rest and not speaks and _goes_on(sentences[following], sentence, year):
            nxt = sentences[following]
            opening = _opening(nxt, year)
            begin = nxt.start + (opening or _party(nxt.text))
            blocks.append((Span(begin, nxt.end, article.text[begin : nxt.end]), "agreed"))
            taken, following = nxt.end, following + 1
    return blocks


def _party(text):
    """Return where a sentence's promise begins behind its subject: "Toàn khối phấn đấu 100% …"."""
    subject = re.match(
        rf"(?:trong đó,?\s*|đồng thời,?\s*|bên cạnh đó,?\s*"
        rf"|ngoài ra,?\s*)?(?:{PARTIES}\s+(?:[^,;:]{{0,30}}?\s)?)?(?:(?:cùng|sẽ|đều"
        rf"|tiếp tục)\s+)?(?:phấn đấu|quyết tâm|cam kết)\s+(?:có\s+|đạt\s+)?(?=\d)",
        text,
        re.I,
    )
    return subject.end() if subject else 0


def _opening(sentence, year):
    """Return where the promises of a sentence begin, or None where it makes none."""
    text = sentence.text
    if _is_review(text, year):
        return None
    behind_colon = _behind_colon(text)
    if behind_colon is not None:
        return behind_colon
    if ";" not in text and not re.search(r"giao ước|cam kết|quyết tâm|phấn đấu", text, re.I):
        return None
    focus = FOCUS.match(text)
    return focus.end() if focus else _behind_verb(text)


def _behind_colon(text):
    """Return where the promises begin behind the colon of their lead-in, or None."""
    lead = LEAD.search(text)
    if not lead or INVITES.search(text[: lead.end()]) or _lists_others(text[lead.end() :]):
        return None
    if re.search(r"phong trào[^:]{0,30}:\s*[“\"]", text[: lead.end() + 3], re.I):
        return None
    rest = text[lead.end() :]
    if not rest.strip():  # the list stands on the lines below
        return lead.end() if re.search(PROMISES, lead[0], re.I) else None
    lists = ";" in rest or len(AT_VERB.split(rest)) > 1 or re.match(rf"\s*(?:{VERBS})\b", rest, re.I)
    return lead.end() if lists and PROMISED.search(text[: lead.end()]) else None


def _behind_verb(text):
    """Return where the promises begin behind the verb by which the units make them, or None."""
    subject = re.search(PARTIES, text[:140], re.I)
    for match in OPENS.finditer(text) if subject else ():
        rest, verb = text[match.end() :], match["verb"].lower()
        if re.match(r"(?:thi đua\s+)?(?:với|theo)\s+(?:chủ đề|khẩu hiệu|tinh thần|phương châm)", rest, re.I):
            continue
        lists = ";" in rest and ALONE.match(verb)
        if subject.start() > match.start("verb") or not (lists or re.match(rf"(?:{VERBS}|\d)", rest, re.I)):
            continue
        several = ";" in rest or (PROMISES_SEVERAL.match(verb) and len(AT_VERB.split(rest)) > 2)
        if several or _alone(text, match, subject):
            keeps = verb.startswith(KEPT_VERBS) and not rest[:1].isdigit()
            return match.start("verb") if keeps else match.end()
    return None


def _alone(text, match, subject):
    """Return whether a verb leads to one promise alone: the subject stands right before it."""
    return ALONE.match(match["verb"]) and len(text[subject.end() : match.start("verb")]) < 40 and len(text) < 320


def _lists_others(rest):
    """Return whether what a colon leads to is no promise: units, people, or a quotation."""
    rest = rest.strip()
    return bool(
        re.match('[“"«]', rest)
        or UNIT.match(rest)
        or re.match(r"(?:lãnh đạo|bí thư|chủ tịch|đồng chí|đ/c|đại diện|ông|bà)\b", rest, re.I)
    )


def _is_review(text, year):
    """Return whether a sentence tells of what was done, of people, or of another year."""
    years = {int(found) for found in re.findall(r"^(?:trong\s+)?năm\s+((?:19|20)\d\d)\s*,", text, re.I)}
    if year and years and max(years) < year:
        return True
    return bool(REVIEWS.search(text[:90]) or re.search(r"(?:tham dự|đến dự|dự hội nghị|về dự)\b", text[:60], re.I))


def _goes_on(sentence, before, year):
    """Return whether the next sentence of the same paragraph goes on with promises."""
    if sentence.line != before.line or _is_review(sentence.text, year) or DIRECTS.search(sentence.text[:120]):
        return False
    subject = re.match(rf"(?:{PARTIES})\b", sentence.text, re.I)
    if subject and not _party(sentence.text) and _opening(sentence, year) is None:
        return False
    return bool(CONTINUES.match(sentence.text)) and not re.search(
        r"hội nghị|đồng chí|chứng kiến|tặng|khen thưởng cho", sentence.text[:80], re.I
    )


def _list_below(article, sentence, index):
    """Return (end of the list on the lines below, index of the sentence behind it)."""
    end = sentence.end
    for line in article.lines:
        if line.line <= sentence.line:
            continue
        is_item = (
            LIST_MARK.match(line.text)
            or line.text.endswith((";", ","))
            or article.text[:end].rstrip().endswith((":", ";", ","))
        )
        if line.role in ("furniture", "related", "byline", "date") or not is_item:
            break
        end = line.end
    following = next((n for n, s in enumerate(article.sentences) if s.start >= end), len(article.sentences))
    return end, following


# --- Items ----------------------------------------------------------------------------------------


def _items(text, stated=None):
    """Return the promises of a block: by marks, lines and semicolons, else at commas."""
    bare = text.strip()
    if "\n" in bare:
        return split_commitments(bare).items
    at_verbs, at_commas = AT_VERB.split(bare), re.split(r",\s+", bare)
    if stated and stated == len(at_commas) > 1 and ";" not in bare:
        return [item for part in at_commas if (item := _clean(part))]
    parts = _at_semicolons(bare) if ";" in bare else at_verbs if len(at_verbs) > 2 else [bare]
    return [item for part in parts if (item := _clean(part))]


def _at_semicolons(text):
    depth, parts, start = 0, [], 0
    for index, sign in enumerate(text):
        depth += (sign in "(“") - (sign in ")”")
        if sign == ";" and depth <= 0:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]


def _clean(part):
    part = part.strip()
    mark = LIST_MARK.match(part)
    part = part[mark.end() :] if mark else part
    part = re.sub(r"^(?:và|đồng thời|bên cạnh đó|ngoài ra|cùng với đó)\s*,?\s+", "", part.strip(" ,;"), flags=re.I)
    part = re.sub(r"(?:…|\.\.\.|,?\s*v\.\s?v\.?|\./\.|\.)+$", "", part.strip()).strip(" ,;…")
    return part if len(part) > 8 and not NO_PROMISE.match(part) else ""


def _located(text, span, items, standing):
    facts, place = [], span.start
    for item in items:
        found = text.find(item[:40], place, span.end)
        found = found if found >= 0 else place
        facts.append(Fact("commitments", {"text": item, "standing": standing}, found, min(found + len(item), span.end)))
        place = min(found + len(item), span.end)
    return facts


# --- Numbers --------------------------------------------------------------------------------------


def _stated(article):
    """Return facts of the numbers of commitments and targets that the article states."""
    facts = []
    for span in article.reported:
        if DIRECTS.search(span.text[:100]) or INVITES.search(span.text[:60]):
            continue
        match = STATED_LEAD.search(span.text)
        if (
            match
            and not any(f.kind == "stated_commitments" for f in facts)
            and re.search(
                r"giao ước|ký|cam kết|thống nhất|đề ra|tập trung|thực hiện|gồm|với|phát động",
                span.text[: match.start()][-90:] or span.text,
                re.I,
            )
        ):
            facts.append(
                Fact(
                    "stated_commitments", _number(match["number"]), span.start + match.start(), span.start + match.end()
                )
            )
        match = STATED_TARGETS.search(span.text)
        if match and not any(f.kind == "stated_targets" for f in facts):
            facts.append(
                Fact("stated_targets", _number(match[1]), span.start + match.start(), span.start + match.end())
            )
    return facts


def _number(word):
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def _targets(article, promised, blocks, year):
    """Return facts of the figures promised: in commitments, and in sentences that set goals."""
    spans = [(fact.start, fact.end) for fact in promised if fact.value["standing"] == "agreed"]
    taken = [(span.start, span.end) for span, _standing in blocks]
    for sentence in article.sentences:
        if any(start < sentence.end and sentence.start < end for start, end in taken):
            continue
        goal = SETS_GOAL.search(sentence.text)
        if goal and not _is_review(sentence.text, year) and not DIRECTS.search(sentence.text[:140]):
            spans.append((sentence.start, sentence.end))
    facts = []
    for start, end in spans:
        for row in figures_in(article.text[start:end]):
            if _is_target(row):
                text = _clean_target(row["text"])
                found = max(start, article.text.find(text[:30], start, end))
                facts.append(Fact("targets", {**row, "text": text}, found, min(found + len(text), end)))
    return facts


def _is_target(row):
    if row["value"] is None:
        return bool(row.get("grade"))
    return (
        bool(row["unit"] or row["value"] == "0")
        and len(row["text"]) > 8
        and not re.search(r"ủng hộ|đóng góp|góp|trao tặng|tặng|trị giá", row["text"], re.I)
    )


def _clean_target(text):
    return re.sub(
        rf"^(?:trong đó,?\s*)?(?:{PARTIES}\s+)?(?:(?:cùng|sẽ|đều)\s+)?(?:phấn đấu|quyết tâm"
        rf"|cam kết)\s+(?:có\s+)?(?=\d|không|từ|ít|trên)",
        "",
        text.strip(),
        flags=re.I,
    )
