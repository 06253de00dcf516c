"""What nobody should send: values for paths, queries, forms, JSON, headers and cookies."""

import json
from urllib.parse import quote

MARK = "<fuzz'\">"  # must never stand on a page as markup
TEXTS = [
    "",
    " ",
    "\t\n\r",
    "\0",
    "a\0b",
    "\x01\x07\x1b[31m\x7f\x85",
    "\ud800",
    "đ\udfffđ",
    "\u202egnôc nàh\u202c",
    "\u2066\u200f\u061c",
    "\ufeff\u200b\u2060",
    "e" + "\u0301" * 300,
    "ấ" * 5_000,
    "x" * 70_000,
    ": " * 2_000,
    "; " * 2_000,
    MARK,
    f"</script>{MARK}",
    '=HYPERLINK("http://x")',
    "' OR 1=1 --",
    "%25%00%5F\\",
    "../../../etc/passwd",
    "\U0001f600\U0010ffff",
    "Sở Nội vụ; Sở Tài chính và Sở Y tế",
    "1. Đẩy mạnh; 2. Xây dựng; v.v.",
]
NUMBERS = [
    "0",
    "-1",
    "1",
    "2",
    "3",
    "7",
    "99999999999999999999999999",
    "-9223372036854775809",
    "1e308",
    "NaN",
    "Infinity",
]
NUMBERS += [
    "0x10",
    "²",
    "٢٠٢١",
    "1_0",
    " 1 ",
    "+1",
    "1.5",
    "2147483648",
    "9223372036854775808",
    "0001",
    "9999",
    "10000",
]
DATES = ["31/12/9999", "00/00/0000", "2021", "13/2021", "30/02/2021", "0000", "9999-12-31", "2021-02-29", "1/1/1"]
DATES += ["32/1/2021", "٣١/٠٣/٢٠٢١", "2021-03-31T25:61:61", "0001-01-01", "10000-01-01", "-2021", "2021-00"]
WORDS = ["on", "true", "false", "null", "None", "[]", "{}", "add", "set", "remove", "known_none", "vi", "leader"]
FLAT = TEXTS + NUMBERS + DATES + WORDS
SHORT = [text for text in FLAT if len(text) < 500]
PATHS = [text for text in SHORT if text] + [
    b"\xff\xfe",
    b"\xc0\xaf",
    "x" * 3_000,
    "a/b",
    "..",
    ".",
    "?",
    "#",
    "x;y=z",
    "٢",
]
COUNTS = ["", "x", "-1", "0", "1", "2", "999", "1001", "5000", "99999999999999999999", "1.5", "\0"]
QUERIES = "q nam loai trang nhom ban tu den so don_vi to_chuc trang_thai tham_quyen dia_ban doi_tuong ma next".split()
QUERIES += (
    "_popup _to_field _changelist_filters p o all e e_year__gte id__exact pk__in is_facets _facets app_label".split()
)
QUERIES += "model_name field_name term version left right pact unit cluster user lang format x y".split()
METHODS = [
    *["POST"] * 8,
    "GET",
    "HEAD",
    "OPTIONS",
    "PUT",
    "PATCH",
    "DELETE",
    "TRACE",
    "PROPFIND",
    "get",
    "QUERY",
    "X" * 200,
]
TYPES = [
    "application/x-www-form-urlencoded",
    "application/json",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "multipart/form-data; boundary=" + "y" * 400,
    "multipart/mixed; boundary=x",
    "text/html; charset=undefined",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=idna",
    "application/json; charset=hex",
    "text/plain",
    "",
    ";",
    "\u00ff/\u00ff",
]
HEADERS = {
    "HTTP_ACCEPT_LANGUAGE": [
        "en",
        "vi",
        "en;q=x",
        "*",
        "zh-hant-" + "x" * 400,
        ",;,;=",
        "xx-\u00ff",
        "vi;q=1e999",
        "en-us," * 300,
    ],
    "HTTP_ACCEPT": ["application/json", "*/*;q=nan", "", "text/html;" * 500],
    "HTTP_RANGE": ["bytes=0-0", "bytes=-1", "bytes=99999999999999999999-", "bytes=5-1", "lines=1-2", "bytes=x-y"],
    "HTTP_IF_NONE_MATCH": ["*", '"x"', "W/", 'W/"', '"' * 999, "\u00ff"],
    "HTTP_IF_MATCH": ["*", '"x"', "x"],
    "HTTP_IF_MODIFIED_SINCE": [
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 31 Dec 99999 23:59:59 GMT",
        "x",
        "Thu, 99 Xxx 2021 25:61:61 GMT",
    ],
    "HTTP_IF_UNMODIFIED_SINCE": ["Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 00 Jan 0000 00:00:00 GMT"],
    "HTTP_X_FORWARDED_FOR": ["1.2.3.4", "x", "::1, \u00ff", "," * 999],
    "HTTP_X_FORWARDED_HOST": ["evil.example", "\u00ff"],
    "HTTP_X_FORWARDED_PROTO": ["https", "x"],
    "HTTP_HOST": ["localhost", "127.0.0.1:99999", "evil.example", "localhost:x", "[::1", "\u00ff", ""],
    "HTTP_REFERER": ["http://localhost/", "//", "javascript:alert(1)", "http://[", "\u00ff" * 99],
    "HTTP_ORIGIN": ["null", "http://[", "https://evil.example"],
    "HTTP_USER_AGENT": ["", "\u00ff" * 99, "Firefox/" * 2_000, MARK],
    "HTTP_X_REQUESTED_WITH": ["XMLHttpRequest"],
    "HTTP_X_HTTP_METHOD_OVERRIDE": ["DELETE"],
    "HTTP_X_CSRFTOKEN": ["x", "\u00ff", "a" * 64],
    "HTTP_AUTHORIZATION": ["Basic eDp4", "Basic \u00ff", "Bearer x"],
    "HTTP_TRANSFER_ENCODING": ["chunked", "x"],
    "CONTENT_LENGTH": ["-1", "x", "99999999999", "0", "1"],
}
COOKIES = {
    "sessionid": ["", "x", "a" * 32, "\u00ff", "a" * 9_000, "../x", "\0"],
    "csrftoken": ["", "x", "a" * 32, "a" * 64, "\u00ff" * 32],
    "django_language": ["en", "vi", "xx", "../..", "\u00ff", "en" * 400],
    "messages": ["x", "[[]]", '[["__json_message",0,20,"x"]]', "W1tdXQ:x:y"],
}


def text(rng):
    return rng.choice(FLAT if rng.random() < 0.3 else SHORT)


def query(rng):
    """Return a query string: names a page may know, with bad values, sometimes repeated or not encoded at all."""
    if rng.random() < 0.05:
        return rng.choice(
            ["%", "%zz", "&" * 400, "=", "a" * 9_000, "=&=&;", "%ff=%fe", "a[]=1&a[b]=2", "trang=1;nam=2"]
        )
    pairs = [(rng.choice(QUERIES), text(rng)[:3_000]) for _one in range(rng.randint(1, 3))]
    return "&".join(f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in pairs)


def value_of_json(rng, depth=0):
    kinds = ["text", "text", "number", "word", "list", "dictionary"] if depth < 3 else ["text", "number", "word"]
    kind = rng.choice(kinds)
    if kind == "text":
        return text(rng)
    if kind == "number":
        return rng.choice([0, 1, -1, 2**63, 2**70, 1.5, 1e308, float("nan"), float("inf"), -0.0])
    if kind == "word":
        return rng.choice([None, True, False])
    if kind == "list":
        return [value_of_json(rng, depth + 1) for _one in range(rng.randint(0, 3))]
    return {text(rng)[:40]: value_of_json(rng, depth + 1) for _one in range(rng.randint(0, 3))}


def body(rng):
    """Return (content type, bytes) that no form of ours would send."""
    kind = rng.randint(0, 5)
    if kind == 0:
        sent = json.dumps(value_of_json(rng)).encode()
    elif kind == 1:
        sent = rng.choice(
            [b"", b"{", b"[" * 20_000, b"\xff\xfe\x00", b'{"a":1' + b"0" * 9_000 + b"}", b"nul", b'"\\ud800"']
        )
    elif kind == 2:
        names = [
            "csrfmiddlewaretoken",
            "form-TOTAL_FORMS",
            "action",
            "text",
            "next",
            "reason",
            "\0",
            "_save",
            "_selected_action",
        ]
        pairs = [f"{rng.choice(names)}={rng.choice(SHORT)}" for _one in range(rng.randint(0, 6))]
        sent = "&".join(pairs).encode("utf-8", "surrogatepass")
    elif kind == 3:
        head = rng.choice(
            ['name="text"', 'name="file"; filename="a.pdf"', 'name="file"; filename="../\0.pdf"', "", 'name=""']
        )
        tail = rng.choice([b"--x--\r\n", b"", b"--x", b"--x\r\n"])
        sent = f"--x\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + rng.randbytes(20) + b"\r\n" + tail
    elif kind == 4:
        sent = "&".join(f"a{number}=1" for number in range(rng.choice([10, 5_001, 6_000]))).encode()
    else:
        sent = rng.randbytes(rng.choice([1, 50, 5_000]))
    return rng.choice(TYPES), sent
