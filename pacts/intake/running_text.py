"""A paragraph that lists commitments: its lead-in, the number it states, and the ways to split it."""

import re
from bisect import bisect_left, bisect_right

from clusters.intake.sentences import cut, is_capital, masked, sentence_ends

WORDS = "một hai ba bốn năm sáu bảy tám chín mười".split()
NUMBERS = {word: value for value, word in enumerate(WORDS, start=1)} | {"bẩy": 7, "hai mươi": 20}
NUMBERS |= {f"mười {word}": 10 + value for value, word in enumerate(WORDS[:9], start=1)} | {"mười lăm": 15}
COUNTED = "nhiệm vụ|nội dung|cam kết|mục tiêu|công việc|việc|công tác|phong trào|giải pháp|điểm|chỉ tiêu"
STATED = re.compile(
    rf"(?<![\w/.,-])(\d{{1,2}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\s+(?:nhóm\s+)?({COUNTED})\b", re.I
)
COUNTS = re.compile(rf"\b(?:{COUNTED}|thống nhất|phấn đấu|quyết tâm|thực hiện|tập trung)\b", re.I)
PROMISE = re.compile(r"giao ước|cam kết", re.I)
ANNOUNCES = re.compile(rf"\b(?:{COUNTED}|giao ước|quyết tâm|thống nhất|phấn đấu|tập trung|như|sau|gồm|cụ thể)\b", re.I)
PEOPLE = re.compile(r"tham dự|\bdự (?:hội nghị|có)|tham gia hội nghị|đồng chí|đại biểu đại diện", re.I)
COLON = re.compile(r":(?=\s|$)")
NUMBER_FIRST = re.compile(r"(?:trên |hơn |từ |ít nhất |tối thiểu )*\d[\d.,]*\s*%", re.I)
# A sentence behind a list that goes on telling of the conference.
TELLS_ON = re.compile(
    r"(?:(?:kết thúc |tại |sau |dịp |nhân dịp |trước khi )?(?:hội nghị|buổi lễ|lễ ký|dịp này|đây)|phát biểu|đồng chí"
    r"|đ/c|ông|bà|các đại biểu|đại diện|tiếp đó|tiếp theo|trước đó|ảnh)\b",
    re.I,
)
UNITS = re.compile(
    r"\b(?:\d+|các|những)\s+(?:cơ quan|đơn vị|thành viên|trường|sở|huyện|quận|xã|phường|tỉnh|thành phố|công ty)\b", re.I
)
WITHOUT_COLON = re.compile(r"\b(?:thống nhất|cam kết|giao ước|phấn đấu|quyết tâm)\s+(?=[^\W\d_])", re.I)


def stated_in(lead):
    """Return the number of items a lead-in states ("6 nhiệm vụ", "bảy nội dung"), or None.

    A number of tasks takes precedence over a number of targets.
    """
    found = [(word.lower(), noun.lower()) for word, noun in STATED.findall(lead or "")]
    tasks = [word for word, noun in found if noun != "chỉ tiêu"] or [word for word, noun in found]
    return (int(tasks[-1]) if tasks[-1].isdigit() else NUMBERS[tasks[-1]]) if tasks else None


def lead_of(text):
    """Return (lead-in without its colon, rest), or (None, text) if no lead-in announces a list.

    Positions are collected once and searched by bisection, so that many colons cost no more than one pass.
    """
    hidden = masked(text)
    semicolons = [match.start() for match in re.finditer(";", hidden)]
    promise = PROMISE.search(text)
    clauses = [0, *(match.end() for match in re.finditer(r"[.,;]\s", text))]
    announced = [match.span() for match in ANNOUNCES.finditer(text)]
    ends, last = [end for _start, end in announced], len(text.rstrip())
    headed = _headed_behind(hidden)
    for colon in COLON.finditer(hidden):
        index = colon.start()
        before = bisect_left(semicolons, index)  # semicolons before it
        if before and not (promise and promise.end() <= index):
            break
        clause, word = clauses[bisect_right(clauses, index) - 1], bisect_right(ends, index)
        announces = before < len(semicolons) or (word and announced[word - 1][0] >= clause)
        if colon.end() < last and announces and not headed[before]:
            return text[:index].strip(), text[colon.end() :].strip()
    return None, text


def _headed_behind(hidden):
    """Return for each segment between semicolons whether most segments after it have a colon.

    Then a colon in it ends the heading of the first item.
    """
    segments, count, headed = hidden.split(";"), 0, []
    for behind, segment in enumerate(reversed(segments)):
        headed.append(bool(behind) and 2 * count >= behind + 1)
        count += bool(COLON.search(segment))
    return headed[::-1]


# --- Ways to split ------------------------------------------------------------------------------


def ways_of(text, lead=None):
    """Return (lead-in or None, ways to split the rest of a paragraph, what is told behind the list).

    The likeliest way comes first.
    """
    lead, rest = (lead, text) if lead else lead_of(text)
    rest, after = _without_what_is_told_on(rest) if lead else (rest, "")
    segments = segments_of(rest, lead)
    grouped, by_capitals = _grouped_by_capitals(segments)
    by_sentence = [part for segment in segments for part in _at(segment, sentence_ends(segment))]
    by_number = [part for segment in by_sentence for part in _at(segment, _repeated(segment, numbers=True))]
    ways = [grouped, segments, by_sentence] if by_capitals else [segments, grouped, by_sentence]
    if len(by_number) > len(by_sentence):
        ways.insert(0, by_number)
    elif not by_capitals and any(sentence_ends(segment) for segment in segments[:-1]):
        ways.insert(0, by_sentence)  # the list goes on behind the end of a sentence
    by_words = [part for segment in segments for part in _at(segment, _repeated(segment))]
    return lead, [*ways, by_words, *_by_commas(segments, lead)], after


def _without_what_is_told_on(text):
    """Return (text, the sentences at its end that tell of the conference); a list has at least one sentence."""
    ends = sentence_ends(text)
    place = next((end for end in ends if TELLS_ON.match(text, end)), None)
    if place is None or ";" in text[place:]:
        return text, ""
    return text[:place].strip(), text[place:].strip()


def segments_of(rest, lead):
    """Return the segments of a paragraph after its lead-in, split at semicolons.

    Without a lead-in or semicolons it is split at the ends of sentences too.
    """
    offsets = [match.end() for match in re.finditer(";", masked(rest))]
    if not lead or not offsets:
        offsets += sentence_ends(rest)
    return _at(rest, offsets)


def _at(text, offsets):
    """Return a text cut at offsets, the pieces without a semicolon or comma at their end."""
    pieces = [piece.strip().removesuffix(";").removesuffix(",").strip() for piece in cut(text, offsets)]
    return [piece for piece in pieces if piece]


def _grouped_by_capitals(segments):
    """Return (segments with those in lower case joined to the one before, whether most begin with a capital)."""
    starts, groups = [is_capital(segment) for segment in segments[1:]], [segments[:1]] if segments else []
    for segment, new in zip(segments[1:], starts, strict=True):
        if new:
            groups.append([segment])
        else:
            groups[-1].append(segment)
    return ["; ".join(group) for group in groups], 2 * sum(starts) >= len(starts)


def _commas(text):
    return [match.end() for match in re.finditer(r",(?=\s)", masked(text))]


def _repeated(text, numbers=False):
    """Return the places behind commas where a text begins again as it began: with a per cent, or the same two words."""
    key = _percent if numbers else _two_words
    first = key(text, 0)
    places = [place for place in _commas(text) if key(text, place) == first] if first else []
    return places if numbers or len(places) > 1 else []


def _percent(text, place):
    return bool(NUMBER_FIRST.match(text[place : place + 60].lstrip()))


def _two_words(text, place):
    words = text[place : place + 60].split()[:2]
    return " ".join(words).lower() if len(words) == 2 else ""


def _by_commas(segments, lead):
    """Return the ways to split a list that has no semicolons at its commas, without and with its last "và"."""
    if not lead or len(segments) != 1 or not _commas(segments[0]):
        return []
    pieces = _at(segments[0], _commas(segments[0]))
    before, also, last = pieces[-1].partition(" và ")
    return [pieces, [*pieces[:-1], before, last]] if also else [pieces]


# --- In an article ------------------------------------------------------------------------------


def announces_list(text):
    """Return how clearly a paragraph of an article has the list, as a pair that sorts; () if it has none.

    Its lead-in announces promises or states their number, and no people.
    """
    lead, rest = lead_of(text)
    if not lead:
        return ()
    segments = segments_of(rest, lead)
    sentence = cut(lead, sentence_ends(lead))[-1]
    stated = stated_in(lead) is not None
    units = next(reversed(list(UNITS.finditer(sentence))), None)
    lists_units = units and not (PROMISE.search(sentence, units.end()) or COUNTS.search(sentence, units.end()))
    if PEOPLE.search(sentence) or lists_units or (len(segments) < 2 and not (stated and len(_commas(rest)) > 1)):
        return ()
    return (stated, len(segments)) if stated or PROMISE.search(lead) or ANNOUNCES.search(sentence) else ()


def lead_without_colon(text):
    """Return (text before, lead-in, items, text after) of a paragraph that promises without a colon, or None.

    The sentence has semicolons behind a word that promises: "Khối thống nhất …; …".
    """
    for sentence_start, sentence in _sentences(text):
        word = WITHOUT_COLON.search(sentence)
        items = segments_of(sentence[word.end() :], "lead") if word else []
        if len(items) > 1 and not PEOPLE.search(sentence[: word.end()]):
            end = sentence_start + len(sentence)
            return text[:sentence_start].strip(), sentence[: word.end()].strip(), items, text[end:].strip()
    return None


def _sentences(text):
    place = 0
    for sentence in cut(text, sentence_ends(text)):
        yield place, sentence
        place += len(sentence)
