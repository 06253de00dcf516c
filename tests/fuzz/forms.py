"""The forms of a page, read from its HTML as a browser reads them, and sent back with some answers spoilt."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote, urljoin

from pacts.document.forms import HEADER, ROWS
from tests.fuzz import hostile

BOUNDARY = "fuzz-7d1"


@dataclass
class Form:
    action: str
    method: str = "get"
    multipart: bool = False
    fields: list = field(default_factory=list)  # [name, value]; the value of a file is None


class _Reader(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.page, self.forms, self.by_id, self.loose = page, [], {}, []
        self.form = self.select = self.area = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            action = urljoin(self.page, attrs.get("action") or "")
            self.form = Form(
                action, (attrs.get("method") or "get").lower(), "multipart" in (attrs.get("enctype") or "")
            )
            self.forms.append(self.form)
            self.by_id[attrs.get("id")] = self.form
        elif tag in ("input", "button", "textarea", "select"):
            self._field(tag, attrs)
        elif tag == "option" and self.select is not None and (self.select[1] is None or "selected" in attrs):
            self.select[1] = attrs.get("value") or ""

    def _field(self, tag, attrs):
        name, kind = attrs.get("name"), attrs.get("type", "")
        if not name or (tag == "button" and not attrs.get("value")):
            return
        if kind in ("checkbox", "radio"):
            pair = [name, attrs.get("value") or "on"] if "checked" in attrs else None
        else:
            pair = [name, None if kind == "file" or tag == "select" else attrs.get("value") or ""]
        if pair:
            self.loose.append((attrs.get("form"), self.form, pair))
        if tag == "select":
            self.select = pair
        elif tag == "textarea":
            self.area = pair

    def handle_data(self, data):
        if self.area is not None:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select" and self.select is not None:
            self.select[1] = self.select[1] or ""
            self.select = None
        elif tag == "textarea":
            self.area = None


def forms_of(html, page):
    """Return the forms of a page at an address, each with its fields as they would be sent untouched."""
    reader = _Reader(page)
    reader.feed(html)
    reader.close()
    for name, form, pair in reader.loose:
        owner = reader.by_id.get(name) if name else form
        if owner is not None:
            owner.fields.append(pair)
    return reader.forms


def spoil(form, rng):
    """Return the fields of a form with a few answers changed, left out, repeated or added."""
    fields = [list(pair) for pair in form.fields]
    for _one in range(rng.choice([0, 1, 1, 1, 2, 2, 4, 9])):
        if not fields:
            break
        place = rng.randrange(len(fields))
        name = fields[place][0]
        if name == "csrfmiddlewaretoken":
            continue
        if name.endswith("_FORMS"):
            fields[place][1] = rng.choice(hostile.COUNTS)
            continue
        act = rng.random()
        if act < 0.7:
            fields[place][1] = hostile.text(rng)
        elif act < 0.8:
            del fields[place]
        elif act < 0.9:
            fields.append([name, hostile.text(rng)])
        else:
            other = rng.choice(fields)
            fields[place][1], other[1] = other[1], fields[place][1]
    counts = [pair for pair in fields if pair[0].endswith("-TOTAL_FORMS")]
    if counts and rng.random() < 0.25:
        rng.choice(counts)[1] = rng.choice(hostile.COUNTS)
    if rng.random() < 0.1:
        fields.append(
            [rng.choice(["pk", "id", "is_superuser", "user", "pact", "status", "\0", "x" * 500]), hostile.text(rng)]
        )
    return fields


def encoded(form, fields, rng):
    """Return (content type, bytes) of fields as a browser sends them."""
    if not form.multipart:
        pairs = (f"{_quoted(name)}={_quoted(value or '')}" for name, value in fields)
        return "application/x-www-form-urlencoded", "&".join(pairs).encode()
    parts = []
    for name, value in fields:
        safe = name.replace('"', "%22").replace("\r", "").replace("\n", "")
        head = f'Content-Disposition: form-data; name="{safe}"'
        if value is None:
            kept, content = file(rng)
            head += f'; filename="{kept}"\r\nContent-Type: application/octet-stream'
        else:
            content = value.encode("utf-8", "surrogatepass")
        parts.append(f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode("utf-8", "surrogatepass") + content + b"\r\n")
    return f"multipart/form-data; boundary={BOUNDARY}", b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def _quoted(value):
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


def file(rng):
    """Return (name, bytes) of a file as odd people send them."""
    name = rng.choice(
        ["a.pdf", "a.PDF", "../a.pdf", "a.exe", "\0.pdf", "đ\u202efdp.exe", "x" * 300 + ".pdf", ".pdf", "a.docx", ""]
    )
    heads = [b"%PDF-1.4\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg onload=x>", b"MZ", b""]
    return name, rng.choice(heads) + rng.randbytes(rng.choice([0, 10, 2_000]))


def changes(rng, keys):
    """Return (content type, bytes) of what the desk's page sends by itself: nearly right, then spoilt."""
    listed = []
    for _one in range(rng.randint(0, 4)):
        section = rng.choice([*HEADER, *ROWS, *ROWS])
        change = {
            "do": rng.choice(["set", "set", "set", "add", "remove", "move"]),
            "section": section,
            "key": rng.choice([*keys, *keys, "new-1", "x", ""]) if section in ROWS else None,
            "field": rng.choice(sorted((HEADER | ROWS)[section].base_fields)),
            "before": rng.choice([None, "", hostile.text(rng)]),
            "value": rng.choice([hostile.text(rng), hostile.value_of_json(rng)]),
            "after": rng.choice([*keys, "", None, 7]),
        }
        if rng.random() < 0.2:
            change["row"] = {change["field"]: hostile.value_of_json(rng), hostile.text(rng)[:40]: "x"}
        if rng.random() < 0.2:
            change[rng.choice(list(change))] = hostile.value_of_json(rng)
        if rng.random() < 0.1:
            del change[rng.choice(list(change))]
        listed.append(change)
    sent = {"changes": listed}
    if rng.random() < 0.1:
        sent["by"] = hostile.value_of_json(rng)
    if rng.random() < 0.1:
        sent = hostile.value_of_json(rng)
    return "application/json", json.dumps(sent).encode()
