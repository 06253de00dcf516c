"""The chain of what happens to pacts in public: entries are added here, hashed here and followed here.

An entry's hash covers the hash of the entry before, so nothing in the middle can be changed, removed or put in
without changing every hash after it, down to the head that is published.
"""

import datetime
import hashlib
import json
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from pacts.models import Chain, ChainEntry, ChainHead, Pact, PactStatus
from pacts.models.chain import GENESIS

HASHED = ["chain", "number", "kind", "address", "version", "seal", "at", "signer", "previous"]
AT_ONCE = 1000  # entries held at a time


class Fault(NamedTuple):
    """Something that does not match: a code, a sentence, and what it is about."""

    code: str
    sentence: str
    pact: Pact | None = None
    version: int | None = None
    chain: str | None = None
    entry: int | None = None

    def __str__(self):
        about = [str(self.pact)] if self.pact else []
        if self.version is not None:
            about.append(_("version %(number)s") % {"number": self.version})
        if self.chain:
            about.append(_("chain “%(chain)s”") % {"chain": self.chain})
        if self.entry is not None:
            about.append(_("entry %(number)s") % {"number": self.entry})
        return f"{', '.join(about)}: {self.sentence}" if about else self.sentence


# --- Adding an entry ----------------------------------------------------------------------------


def append_entry(*, pact, kind, at, by, version=None):
    """Add an entry to the chain of a pact, as part of the transaction of what it records, and return it.

    `at` is the time of the recorded row itself, `version` the sealed version of an entry of that kind. Locks the
    head of the chain until the transaction ends.
    """
    chain = chain_of(pact)
    with transaction.atomic():
        head = _locked_head(chain)
        entry = ChainEntry(
            chain=chain,
            number=head.number + 1,
            kind=kind,
            pact=pact,
            address=pact.get_absolute_url(),
            version=version and version.number,
            seal=version and version.seal,
            at=at,
            signer=by and by.pk,
            previous=head.digest,
        )
        entry.digest = digest_of(hashed_fields(entry))
        entry.save()
        head.number, head.digest = entry.number, entry.digest
        head.save()
    return entry


def append_move(*, pact, move):
    """Add the entry of a move that the public sees; any other move is none."""
    kind = kind_of_move(move.before, move.after)
    return kind and append_entry(pact=pact, kind=kind, at=move.at, by=move.by)


def chain_of(pact):
    """Return the name of the chain a pact belongs to."""
    return Chain.DEMO if pact.cluster_year.cluster.is_demo else Chain.REGISTER


def kind_of_move(before, after):
    """Return as what kind of entry a move stands in the chain, None for a move the public does not see."""
    if after == PactStatus.DRAFT and before in (PactStatus.SIGNED, PactStatus.CLOSED):
        return ChainEntry.Kind.REOPENED
    kinds = {PactStatus.CLOSED: ChainEntry.Kind.CLOSED, PactStatus.WITHDRAWN: ChainEntry.Kind.WITHDRAWN}
    return kinds.get(after)


def _locked_head(chain):
    """Return the row of the head, locked. A head that is missing is made again from the last entry."""
    heads = ChainHead.objects.select_for_update()
    head = heads.filter(chain=chain).first()
    if head is None:
        last = ChainEntry.objects.filter(chain=chain).order_by("-number").values("number", "digest").first()
        head, _created = heads.get_or_create(chain=chain, defaults=last or {})
    return head


# --- Hashing ------------------------------------------------------------------------------------


def hashed_fields(entry):
    """Return what of an entry is hashed, as JSON holds it."""
    fields = {name: getattr(entry, name) for name in HASHED}
    return fields | {"chain": str(entry.chain), "kind": str(entry.kind), "at": written_time(entry.at)}


def written_time(at):
    """Return a time as the chain writes it: "2026-03-31T02:00:00.000000Z"."""
    return at.astimezone(datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def canonical(fields):
    """Return JSON that is the same for the same fields everywhere: keys sorted, no spaces, letters as they are."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(fields):
    """Return the SHA-256 of the fields of an entry, as 64 hex digits."""
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


# --- Following a chain --------------------------------------------------------------------------


def entries_from(chain, number=1, until=None):
    """Yield the entries of a chain from a number on, by number.

    Reads a thousand at a time, each by a query of its own: no cursor stays open while a slow reader takes them.
    `until`: the last number to tell, so that entries added meanwhile are left out.
    """
    rows = ChainEntry.objects.filter(chain=chain).order_by("number")
    if until is not None:
        rows = rows.filter(number__lte=until)
    while batch := list(rows.filter(number__gte=number)[:AT_ONCE]):
        yield from batch
        if len(batch) < AT_ONCE:
            return
        number = batch[-1].number + 1


def verify_chain(chain):
    """Yield a Fault for each place where a chain does not hold together, to its head."""
    number, digest = 0, GENESIS
    for entry in entries_from(chain, number=0):
        if entry.number != number + 1:
            sentence = _("the number does not follow %(number)s: entries are missing") % {"number": number}
            yield Fault("chain-gap", sentence, chain=chain, entry=entry.number)
        if entry.previous != digest:
            sentence = _("it does not hold the hash of the entry before")
            yield Fault("chain-previous", sentence, chain=chain, entry=entry.number)
        if digest_of(hashed_fields(entry)) != entry.digest:
            sentence = _("the entry was changed: its hash is another")
            yield Fault("chain-digest", sentence, chain=chain, entry=entry.number)
        number, digest = entry.number, entry.digest
    head = ChainHead.objects.filter(chain=chain).first()
    if head is None:
        if number:  # an empty chain has nothing its head could name; the next entry makes it
            yield Fault("chain-head", _("the head of the chain is missing"), chain=chain)
    elif (head.number, head.digest) != (number, digest):
        words = {"number": head.number, "last": number}
        sentence = _("the head names entry %(number)s, but the last entry is %(last)s or has another hash") % words
        yield Fault("chain-head", sentence, chain=chain)
