"""Words by which names of units are known, and the keys by which names are compared; the register is not asked."""

import re
import unicodedata

from clusters.common.text import fold, in_form

TERRITORY = (
    "thành phố|tp|thị xã|tx|thị trấn|đặc khu|tỉnh(?! (?:ủy|uỷ) viên)|huyện(?! (?:ủy|uỷ) viên)|quận|xã(?! hội)|phường"
)
BODY = (
    "sở|ban|văn phòng|chi cục|tổng cục|cục|kho bạc|liên đoàn|liên minh|liên hiệp|(?:ủy|uỷ) ban|ubnd|ubmttq"
    "|mttq|mặt trận|hội(?! nghị)|hội đồng|công an|bộ|bchqs|trường|học viện|viện|đảng (?:ủy|uỷ)|đảng bộ"
    "|(?:tỉnh|thành|huyện) (?:ủy|uỷ)(?! viên)|thị (?:ủy|uỷ)|quận (?:ủy|uỷ)|tỉnh đoàn|thành đoàn|huyện đoàn"
    "|đoàn(?! kết)|trung tâm|công ty|tổng công ty|tập đoàn|bảo hiểm|bhxh|t(?:òa|oà) án|tand|viện kiểm sát|vksnd"
    "|ngân hàng|thanh tra|bệnh viện|đại học|phòng|bưu điện|điện lực|đài|báo(?! cáo)|tạp chí|hạt|quỹ|kiểm toán"
    "|hải quan|doanh nghiệp|hợp tác xã|htx|vụ|trạm|trại|lữ đoàn|trung đoàn|sư đoàn|tiểu đoàn|quân khu|binh đoàn"
    "|đồn|hải đội|phân hiệu|phân viện|chi nhánh|hiệp hội|lực lượng|thư viện|bảo tàng|khu(?! vực)|nông trường"
    "|nhà (?:thiếu nhi|văn hóa|văn hoá|hát|máy|khách|xuất bản|trường)|lâm trường|vườn quốc gia|cảng|xí nghiệp"
    "|công đoàn|cơ quan|khoa|mầm non|tiểu học|thcs|thpt|trung học|cao đẳng|trung cấp|đội|câu lạc bộ|chi đoàn|chi hội"
    "|tổng hội|tổng liên đoàn|viễn thông|nhà máy|ptdtnt|vnpt|cđcs|nhcsxh|nhnn|lđlđ|hlhpn|ttyt|bqlda"
)
UNIT = re.compile(rf"(?:{TERRITORY}|{BODY})\b", re.I)
UNIT_PLAIN = re.compile(rf"(?:{fold(TERRITORY)}|{fold(BODY)})\b", re.I)  # typed without accents
# One kind for many names: "các xã A, B", "Công an các huyện A, B", "các trường THPT: A, B", "các quận 1, 3".
GATHERS = re.compile(
    rf"(?P<body>(?!liên\s)(?:{BODY})\b(?:(?!\bcác\b)[^,;:]){{0,40}}?\s+)?(?:các|những)\s+"
    rf"(?P<word>(?:trường\s+(?=thpt|thcs|th\b|đại|cao|tiểu|mầm|trung))?(?:{TERRITORY}|{BODY}))\b"
    rf"(?!\s*,\s*(?:{TERRITORY})\b)(?:\s*:\s*|\s+(?=(?-i:[^a-zđ\s]))|\s*$)",
    re.I,
)
ROLE = (
    r"(?:(?:là|làm|giữ vai trò|đảm nhận)\s+)?(?:đơn vị\s+)?(?:làm\s+)?"
    r"(?:(?P<{0}deputy>phó(?:\s+trưởng)?\s+(?:cụm|khối)|(?:cụm|khối)\s+phó|phó)"
    r"|(?P<{0}leader>trưởng\s+(?:cụm|khối)|(?:cụm|khối)\s+trưởng|trưởng)"
    r"|(?P<{0}member>(?:các\s+)?(?:đơn vị\s+)?thành viên))"
    r"(?:\s+thứ\s+\w+)?(?:\s+thi đua)?(?:\s+số\s+\w+)?(?:\s+năm\s+(?:học\s+)?\d{{4}}(?:\s*[-–]\s*\d{{4}})?)?"
)
LABEL = re.compile(ROLE.format("") + r"\s*(?:[:\-–]|\blà\b|$)\s*", re.I)
IN_BRACKETS = re.compile(r"\s*[(\[]\s*" + ROLE.format("") + r"\s*[)\]]", re.I)
BEHIND = re.compile(r"(?:\s*[-–—:]\s*|\s+(?=là\s|làm\s|giữ\s|đảm\s))" + ROLE.format("") + r"$", re.I)
# "Khối trưởng là Sở A", "Sở A là đơn vị Trưởng khối": a sentence beside the list that tells a role.
ROLE_OF = re.compile(
    r"(?:(?:đơn vị\s+)?"
    r"(?:(?P<deputy>phó\s+(?:trưởng\s+)?(?:cụm|khối)|(?:cụm|khối)\s+phó)"
    r"|(?:trưởng\s+(?:cụm|khối)|(?:cụm|khối)\s+trưởng))(?:\s+thi đua)?(?:\s+năm\s+\d{4})?\s*(?:là|:)\s*(?P<name>.+))",
    re.I | re.S,
)
FOR_UNIT = re.compile(
    rf"(?:(?:đại diện|lãnh đạo|thủ trưởng|các đồng chí)\s+){{1,6}}(?=(?:các\s+)?(?:{TERRITORY}|{BODY})\b)", re.I
)
PEOPLE = re.compile(
    r"(?:các\s+)?(?:đ/c|đồng chí|(?:phó\s+)?(?:bí thư|chủ tịch|giám đốc)|ông|bà(?! rịa| trưng| triệu| điểm)"
    r"|(?:(?:tỉnh|thành|huyện"
    r"|quận|thị)\s+)?(?:ủy|uỷ) viên|lãnh đạo|đại biểu|cán bộ|công chức)\b",
    re.I,
)
# Marks of lists; some are letters that Word's fonts of symbols leave behind.
MARK = re.compile(
    r"\s*(?:[-–—•●▪◦■□◆►➢➤✓✔√*+§·\uf000-\uf0ff\u2600-\u27bf\U0001f300-\U0001faff]+\ufe0f?\s*"
    r"|[oØüvq](?:\t\s*|\s{2,}|\s(?=[A-ZĐ]))|\(?\d{1,3}[.)/]\s*|\(?[a-zđ][.)]\s+)"
)
HEADING = re.compile(  # of a table, folded
    r"(?:danh sach|phu luc|thanh phan|don vi thanh vien|cac don vi thanh vien)\b[^,;:]*$"
    r"|(?:(?:stt|so tt|tt|so thu tu)\s*;.*|(?:ten )?(?:don vi|co quan)\s*;.*|ten (?:don vi|co quan))$"
)
SEPARATOR = re.compile(r"\s*[,;|]\s*|\s+(?:và|&)\s+", re.I)
# Where the sentence goes on behind the list: small letters, for "Ban Tổ chức" is a name.
PREDICATE = re.compile(
    r"\s+(?:(?:vừa|đã|cùng nhau|cùng|sẽ|đều|long trọng|trang trọng|chính thức|phối hợp|đồng loạt)\s+)*"
    r"(?:(?<!các )(?<!những )tổ chức|ký|kí|tiến hành|triển khai|tổng kết|sơ kết|họp|mở hội|thống nhất"
    r"|phát động|về dự|tham dự"
    r"|dự (?:hội|lễ)|tham gia (?:ký|hội|lễ)|diễn ra|thực hiện|đăng ký|đề ra|có mặt|nhất trí|thảo luận"
    r"|cam kết|quyết tâm"
    r"|phấn đấu|tập trung|cùng nhau|vừa|đã)(?=\s|[,.;]|$)"
)
COUNTED = (
    r"(?:cơ quan|đơn vị|huyện|thành phố|thị xã|xã|phường|quận|tỉnh|thị trấn|thành viên|sở|ban|ngành"
    r"|doanh nghiệp|công ty|trường"
    r"|bệnh viện|hợp tác xã|ngân hàng|hội|tổ chức|đoàn thể|công đoàn cơ sở|công đoàn|trung tâm|chi cục"
    r"|cục|viện|phòng|địa phương|chi nhánh)"
)
STATED = re.compile(rf"(?<![\w/.,-])(\d{{1,3}})\s+{COUNTED}\b", re.I)
# A body that may be the one above what stands before its comma: "Lữ đoàn 7, Bộ Tư lệnh Thông tin".
SUPERIOR = re.compile(
    r"(?:bộ|tổng cục|quân khu|quân chủng|binh chủng|tập đoàn|tổng công ty|ubnd|ủy ban|uỷ ban|sở|cục|đại học)\b", re.I
)
WITHOUT_COLON = re.compile(
    rf".*\b(?:gồm có|gồm|có)\s+(?=(?:(?:đại diện|lãnh đạo|thủ trưởng)\s+){{0,2}}(?:các\s+)?(?:{TERRITORY}|{BODY})\b)",
    re.I,
)
# What may stand between two units and says no more than how they are linked, what they are and how many.
LINKING = re.compile(
    rf"\b(?:{ROLE.format('')}|và|cùng|với|gồm(?: có)?|là|đơn vị|cơ quan"
    rf"|(?:đại diện|lãnh đạo|thủ trưởng)(?= (?:các )?(?:{TERRITORY}|{BODY}))"
    rf"|(?:các|những)\s+(?:{TERRITORY}|{BODY})|các|\d+\s+(?:đơn vị|cơ quan|{TERRITORY}))\b",
    re.I,
)
COMPOUNDS = re.compile(  # names with a comma or "và" inside, as name_key gives them
    r"(?:so |phong )?(?:van hoa the thao(?: du lich)?|van hoa thong tin|lao dong thuong binh xa hoi"
    r"|nong nghiep moi truong|nong nghiep phat trien nong thon|ke hoach dau tu|giao duc dao tao|khoa hoc cong nghe"
    r"|tai nguyen moi truong|thong tin truyen thong|dan toc ton giao|tai chinh ke hoach)"
    r"|ban thi dua khen thuong|ban tuyen giao dan van"
    r"|van phong (?:doan (?:dbqh|dai bieu quoc hoi) hdnd|hdnd ubnd|doan (?:dbqh"
    r"|dai bieu quoc hoi) hdnd ubnd)(?: (?!(?:phong|so|ban|cuc|chi|hoi|van)\b)[a-z0-9]+)*"
)
ETH = str.maketrans("\u00d0\u00f0", "Đđ")  # letters of Icelandic that look like Đ and đ, typed by old programs
SHORT = {
    "uy ban nhan dan": "ubnd",
    "hoi dong nhan dan": "hdnd",
    "dai bieu quoc hoi": "dbqh",
    "mat tran to quoc viet nam": "mttq",
    "mat tran to quoc": "mttq",
    "mttq viet nam": "mttq",
    "ubmttq": "uy ban mttq",
    "lien hiep phu nu viet nam": "lhpn",
    "lien hiep phu nu": "lhpn",
    "lien doan lao dong": "ldld",
    "cuu chien binh viet nam": "ccb",
    "cuu chien binh": "ccb",
    "toa an nhan dan": "tand",
    "vien kiem sat nhan dan": "vksnd",
    "bao hiem xa hoi": "bhxh",
    "tp": "thanh pho",
    "tx": "thi xa",
    "gd dt": "giao duc dao tao",
    "kh dt": "ke hoach dau tu",
    "kh cn": "khoa hoc cong nghe",
    "tn mt": "tai nguyen moi truong",
    "nn ptnt": "nong nghiep phat trien nong thon",
    "ld tb xh": "lao dong thuong binh xa hoi",
    "vh tt dl": "van hoa the thao du lich",
    "tt tt": "thong tin truyen thong",
}
IN_COMPOUND = re.compile(  # plain words of which each compound has one: quick to look for
    r"the thao|thong tin|thuong binh|moi truong|phat trien|dau tu|dao tao|cong nghe|truyen thong|ton giao|ke hoach"
    r"|khen thuong|dan van|ubnd|uy ban|hdnd|hoi dong"
)
AND_INSIDE = re.compile(  # "và" that joins no two units, in text with plain letters
    r"(?:the thao va du lich|thuong binh va xa hoi|nong nghiep va (?:moi truong|phat trien)|ke hoach va dau tu"
    r"|giao duc va dao tao|khoa hoc va cong nghe|tai nguyen va moi truong|thong tin va truyen thong|dan toc va ton giao"
    r"|tai chinh va ke hoach|tuyen giao va dan van|dau tu va phat trien|khoa hoc va ky thuat|kinh te va ha tang"
    r"|hdnd va ubnd|hoi dong nhan dan va (?:uy ban nhan dan|ubnd)|(?:dbqh|quoc hoi) va (?:hdnd|hoi dong))\b"
)
LONG = re.compile(r"\b(?:" + "|".join(sorted(SHORT, key=len, reverse=True)) + r")\b")
SHORTENED = re.compile(r"\b(?:" + "|".join(sorted(set(SHORT.values()), key=len, reverse=True)) + r")\b")


def name_key(text):
    """Return the key by which names are held to be the same: folded, usual short forms, no brackets, no "và"."""
    words = re.sub(r"[^a-z0-9]+", " ", fold(re.sub(r"\([^()]*\)", " ", text.translate(ETH)))).split()
    return LONG.sub(lambda long: SHORT[long[0]], " ".join(word for word in words if word not in ("va", "cua")))


def accents_of(text):
    """Return the accents of a name in the order of its words, whatever the place of a tone in its syllable, or "".

    "" also for a name typed without accents, which says nothing about them. Names with the same key and other accents
    are other names: "Xã Văn Lang", "Xã Văn Lăng". Words with usual short forms are left out.
    """
    words = re.findall(r"[^\W_]+", re.sub(r"\([^()]*\)", " ", in_form("NFC", str(text)).translate(ETH).lower()))
    plain = " ".join(fold(word) for word in words)
    place = 0
    spans = [match.span() for pattern in (LONG, SHORTENED) for match in pattern.finditer(plain)]
    marks = []
    for word in words:
        length = len(fold(word))
        common = fold(word) in ("uy", "ban")  # they begin several short forms
        if not common and not any(start <= place < end for start, end in spans):
            signs = unicodedata.normalize("NFD", word)
            marks.append("".join(sorted(sign for sign in signs if unicodedata.combining(sign) or sign == "đ")) or "-")
        place += length + 1
    return " ".join(marks) if any(mark != "-" for mark in marks) else ""


class _Plain(dict):
    """A table for `str.translate` that takes the accents from each letter and leaves the length of a text."""

    def __missing__(self, code):
        plain = fold(chr(code))
        self[code] = plain if len(plain) == 1 else chr(code)
        return self[code]


PLAIN = _Plain()


def is_compound(name):
    """Return whether a name is one of the usual ones with a comma or "và" inside."""
    return bool(IN_COMPOUND.search(name.translate(PLAIN))) and bool(COMPOUNDS.fullmatch(name_key(name)))


def joined_by_and(text):
    """Return a text with names that have "và" inside as "x", letter for letter, so that places stay."""
    parts, place = [], 0
    for match in AND_INSIDE.finditer(text.translate(PLAIN)):
        parts += [text[place : match.start()], "x" * len(match[0])]
        place = match.end()
    return "".join([*parts, text[place:]])
