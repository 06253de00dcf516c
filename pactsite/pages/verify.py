"""What a fingerprint belongs to, and the sealed text it is of, for anybody to check with a tool of their own."""

import re
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from clusters.common.public import public_page
from clusters.common.rate_limits import limited
from pacts.chain.heads import head_of, published
from pacts.models import PactStatus, PactVersion
from pacts.seal.seal import seal_of
from pactsite.pages.pact import gone

WHOLE, LEAST = 64, 8  # digits of a fingerprint, and of one cut short
LONGEST = 2_000  # letters of what is typed: an address with a fingerprint in it is short
LONGEST_TEXT = 500_000  # of a pasted text; the longest pact is a tenth of it
PUT_BETWEEN = re.compile(r"[\s:\u200b\ufeff-]+")  # how people and tools part the digits
CALLED = re.compile(r"^(sha-?256(\(.*?\))?=?|ma=)")
PROGRAM = "programs/kiem_tra_chuoi.py"  # in static/
SHORTENED = re.compile(r"([0-9a-f]*)(?:(?:…|\.{2,})([0-9a-f]*))?")


# A text is hashed and looked up, and nothing changes: there is nothing to forge, and a stranger has no token.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("verify", method="POST")
def verify(request):
    asked = AskedText(request.POST) if request.method == "POST" else AskedSeal(request.GET)
    found = asked.found
    file = found.file_name if found and not found.is_withdrawn else "giao-uoc.json"
    context = {"asked": asked, "found": found, "file": file, "head": head_of()}
    return render(request, "pages/verify.html", context)


@login_not_required
@require_safe
def sealed_text(request, seal):
    """Hand out exactly the bytes a fingerprint is of; of a withdrawn pact only why it was withdrawn."""
    version = versions().filter(seal=seal.lower()).order_by("-number").first()
    if version is None:
        raise Http404
    if version.pact.status == PactStatus.WITHDRAWN:
        return gone(request, version.pact)
    response = HttpResponse(version.content.encode(), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(version)}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def versions():
    return PactVersion.objects.select_related("pact__cluster_year__cluster")


def file_name(version):
    year = version.pact.cluster_year
    return f"{year.cluster.slug[:60]}-{year.slug[:30]}-{version.number}.json"


class AskedSeal:
    """The fingerprint somebody typed, pasted or followed. `problems` says what cannot be read."""

    is_text, text = False, ""

    def __init__(self, params):
        self.typed = params.get("ma", "").replace("\0", " ").strip()
        self.start, self.end, self.problems = "", "", []
        if len(self.typed) > LONGEST:
            self.typed = self.typed[:LONGEST]
            self.problems.append(_("That is too long for a fingerprint: it has %(digits)s digits.") % {"digits": WHOLE})
        elif self.typed:
            self._read()

    def _read(self):
        text = self.typed.lower()
        # What a tool prints, and the address of a page, hold more than the fingerprint.
        whole = re.search(rf"(?<![0-9a-f])[0-9a-f]{{{WHOLE}}}(?![0-9a-f])", text)
        text = whole.group() if whole else CALLED.sub("", PUT_BETWEEN.sub("", text))
        shortened = SHORTENED.fullmatch(text)
        if shortened is None:
            self.problems.append(_("A fingerprint has only the digits 0 to 9 and the letters a to f."))
            return
        self.start, self.end = shortened.group(1), shortened.group(2) or ""
        if len(self.start) + len(self.end) > WHOLE:
            self.problems.append(_("That is too long for a fingerprint: it has %(digits)s digits.") % {"digits": WHOLE})
        elif len(self.start) < LEAST:
            self.problems.append(_("Give at least the first %(least)s digits of the fingerprint.") % {"least": LEAST})

    @cached_property
    def found(self):
        """What the fingerprint belongs to, or None. One cut short may fit several: then that is a problem."""
        if self.problems or not self.start:
            return None
        # Between two texts an index serves on both databases; "g" comes after every digit.
        fitting = versions().filter(seal__gte=self.start, seal__lt=f"{self.start}g", seal__endswith=self.end)
        rows = list(fitting.order_by("-number").defer("content")[:20])
        if len({row.seal for row in rows}) > 1:
            self.problems.append(_("Several fingerprints begin like this: give more digits."))
            return None
        return FoundVersion(rows[0]) if rows else None

    @property
    def is_whole(self):
        return len(self.start) == WHOLE


class AskedText(AskedSeal):
    """A sealed text somebody pasted: its fingerprint is computed and looked up."""

    is_text = True

    def __init__(self, params):
        super().__init__({})
        self.text = params.get("van-ban", "").strip().lstrip("\ufeff")
        if not self.text:
            self.problems.append(_("Paste the sealed text first."))
        elif len(self.text) > LONGEST_TEXT:
            self.text = self.text[:LONGEST_TEXT]
            self.problems.append(_("The text is too long: at most %(most)s letters.") % {"most": LONGEST_TEXT})
        else:
            self.start = self.typed = seal_of(self.text)


class FoundVersion:
    """The sealed version a fingerprint belongs to, and where it stands among the versions of its pact."""

    def __init__(self, version):
        self.version, self.pact = version, version.pact
        self.is_withdrawn = self.pact.status == PactStatus.WITHDRAWN
        self.file_name = file_name(version)

    @cached_property
    def later(self):
        """The versions sealed after this one, the first of them first."""
        rows = PactVersion.objects.filter(pact=self.pact, number__gt=self.version.number).defer("content")
        return list(rows.order_by("number"))

    @cached_property
    def reopened_at(self):
        """When the correction began that is being written now, or None."""
        return self.pact.reopened_at

    @cached_property
    def withdrawal(self):
        return self.pact.moves.filter(after=PactStatus.WITHDRAWN).order_by("-at", "-pk").first()

    @cached_property
    def is_sound(self):
        """Whether the stored text, hashed anew this moment, still has its fingerprint."""
        return seal_of(self.version.content) == self.version.seal


@public_page
def chain(request):
    """The page that explains the chain: how to keep a head and prove later that nothing was rewritten."""
    head = head_of()
    context = {"head": head, "told": published(head), "program": program(), "program_path": PROGRAM}
    return render(request, "pages/chain.html", context)


@cache
def program():
    """Return the source of the program that checks a head, as visitors download it."""
    return (settings.ROOT / "static" / PROGRAM).read_text(encoding="utf-8")
