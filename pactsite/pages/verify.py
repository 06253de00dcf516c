"""Verification of a fingerprint: the version it belongs to, its sealed text as a download, and the chain."""

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
from pactsite.pages.pact import withdrawn_response

DIGITS, MIN_DIGITS = 64, 8  # length of a fingerprint, and least length of a shortened one
MAX_INPUT = 2_000  # characters; enough for an address that contains a fingerprint
MAX_TEXT = 500_000  # characters of a pasted text, ten times the longest pact
SEPARATORS = re.compile(r"[\s:\u200b\ufeff-]+")  # characters between groups of digits
PREFIX = re.compile(r"^(sha-?256(\(.*?\))?=?|ma=)")
PROGRAM = "programs/kiem_tra_chuoi.py"  # in static/
SHORTENED = re.compile(r"([0-9a-f]*)(?:(?:…|\.{2,})([0-9a-f]*))?")


# Exempt: the POST only hashes a text and changes nothing, and anonymous visitors have no token.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("verify", method="POST")
def verify(request):
    form = SealedTextForm(request.POST) if request.method == "POST" else SealForm(request.GET)
    found = form.found
    file = found.file_name if found and not found.is_withdrawn else "giao-uoc.json"
    context = {"form": form, "found": found, "file": file, "head": head_of()}
    return render(request, "pages/verify.html", context)


@login_not_required
@require_safe
def sealed_text(request, seal):
    """Return the exact bytes that were hashed; 410 with the reason if the pact was withdrawn."""
    version = versions().filter(seal=seal.lower()).order_by("-number").first()
    if version is None:
        raise Http404
    if version.pact.status == PactStatus.WITHDRAWN:
        return withdrawn_response(request, version.pact)
    response = HttpResponse(version.content.encode(), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(version)}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def versions():
    return PactVersion.objects.select_related("pact__cluster_year__cluster")


def file_name(version):
    year = version.pact.cluster_year
    return f"{year.cluster.slug[:60]}-{year.slug[:30]}-{version.number}.json"


class SealForm:
    """The fingerprint in the query: whole, shortened, or within other text. `problems` lists what is invalid."""

    is_text, text = False, ""

    def __init__(self, params):
        self.typed = params.get("ma", "").replace("\0", " ").strip()
        self.start, self.end, self.problems = "", "", []
        if len(self.typed) > MAX_INPUT:
            self.typed = self.typed[:MAX_INPUT]
            self.problems.append(
                _("That is too long for a fingerprint: it has %(digits)s digits.") % {"digits": DIGITS}
            )
        elif self.typed:
            self._read()

    def _read(self):
        text = self.typed.lower()
        # The output of a tool or the address of a page may contain the fingerprint among other text.
        full_seal = re.search(rf"(?<![0-9a-f])[0-9a-f]{{{DIGITS}}}(?![0-9a-f])", text)
        text = full_seal.group() if full_seal else PREFIX.sub("", SEPARATORS.sub("", text))
        shortened = SHORTENED.fullmatch(text)
        if shortened is None:
            self.problems.append(_("A fingerprint has only the digits 0 to 9 and the letters a to f."))
            return
        self.start, self.end = shortened.group(1), shortened.group(2) or ""
        if len(self.start) + len(self.end) > DIGITS:
            self.problems.append(
                _("That is too long for a fingerprint: it has %(digits)s digits.") % {"digits": DIGITS}
            )
        elif len(self.start) < MIN_DIGITS:
            self.problems.append(
                _("Give at least the first %(least)s digits of the fingerprint.") % {"least": MIN_DIGITS}
            )

    @cached_property
    def found(self):
        """The FoundVersion of the fingerprint, or None; a shortened one that matches several adds a problem."""
        if self.problems or not self.start:
            return None
        # A range of texts uses the index on both databases; "g" sorts after every digit.
        matches = versions().filter(seal__gte=self.start, seal__lt=f"{self.start}g", seal__endswith=self.end)
        rows = list(matches.order_by("-number").defer("content")[:20])
        if len({row.seal for row in rows}) > 1:
            self.problems.append(_("Several fingerprints begin like this: give more digits."))
            return None
        return FoundVersion(rows[0]) if rows else None

    @property
    def is_complete(self):
        return len(self.start) == DIGITS


class SealedTextForm(SealForm):
    """A pasted sealed text, whose fingerprint is computed and looked up."""

    is_text = True

    def __init__(self, params):
        super().__init__({})
        self.text = params.get("van-ban", "").strip().lstrip("\ufeff")
        if not self.text:
            self.problems.append(_("Paste the sealed text first."))
        elif len(self.text) > MAX_TEXT:
            self.text = self.text[:MAX_TEXT]
            self.problems.append(_("The text is too long: at most %(most)s letters.") % {"most": MAX_TEXT})
        else:
            self.start = self.typed = seal_of(self.text)


class FoundVersion:
    """The sealed version with a fingerprint, and its position among the versions of its pact."""

    def __init__(self, version):
        self.version, self.pact = version, version.pact
        self.is_withdrawn = self.pact.status == PactStatus.WITHDRAWN
        self.file_name = file_name(version)

    @cached_property
    def later(self):
        rows = PactVersion.objects.filter(pact=self.pact, number__gt=self.version.number).defer("content")
        return list(rows.order_by("number"))

    @cached_property
    def reopened_at(self):
        """When the correction in progress began, or None."""
        return self.pact.reopened_at

    @cached_property
    def withdrawal(self):
        return self.pact.moves.filter(after=PactStatus.WITHDRAWN).order_by("-at", "-pk").first()

    @cached_property
    def is_intact(self):
        """Whether the stored text, hashed now, still has its fingerprint."""
        return seal_of(self.version.content) == self.version.seal


@public_page
def chain(request):
    head = head_of()
    context = {"head": head, "published_head": published(head), "program": program(), "program_path": PROGRAM}
    return render(request, "pages/chain.html", context)


@cache
def program():
    return (settings.ROOT / "static" / PROGRAM).read_text(encoding="utf-8")
