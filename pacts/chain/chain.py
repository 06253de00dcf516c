"""The hash chain of public events of pacts: adds, hashes and verifies entries.

The hash of an entry includes the hash of the entry before. Changing, removing or inserting an entry therefore changes
all later hashes, including the published head.
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
BATCH = 1000  # entries in memory at a time


class Fault(NamedTuple):
    """Something that does not match: a code, a sentence for people, and the pact, version or entry it is about."""

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
    """Add an entry to the chain of a pact and return it. Call it in the transaction that stores the event.

    `at` is the time stored with the event; `version` is given for the kind SEALED only. Locks the head of the chain
    until the transaction ends.
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
    """Add and return the entry of a public move; return None for a move that is not public."""
    kind = kind_of_move(move.before, move.after)
    return kind and append_entry(pact=pact, kind=kind, at=move.at, by=move.by)


def chain_of(pact):
    """Return the name of the chain a pact belongs to."""
    return Chain.DEMO if pact.cluster_year.cluster.is_demo else Chain.REGISTER


def kind_of_move(before, after):
    """Return the kind of entry for a move, or None for a move that is not public."""
    if after == PactStatus.DRAFT and before in (PactStatus.SIGNED, PactStatus.CLOSED):
        return ChainEntry.Kind.REOPENED
    kinds = {PactStatus.CLOSED: ChainEntry.Kind.CLOSED, PactStatus.WITHDRAWN: ChainEntry.Kind.WITHDRAWN}
    return kinds.get(after)


def _locked_head(chain):
    """Return the ChainHead, locked. A missing one is created from the last entry."""
    heads = ChainHead.objects.select_for_update()
    head = heads.filter(chain=chain).first()
    if head is None:
        last = ChainEntry.objects.filter(chain=chain).order_by("-number").values("number", "digest").first()
        head, _created = heads.get_or_create(chain=chain, defaults=last or {})
    return head


# --- Hashing ------------------------------------------------------------------------------------


def hashed_fields(entry):
    """Return the hashed fields of an entry as a JSON-compatible dict."""
    fields = {name: getattr(entry, name) for name in HASHED}
    return fields | {"chain": str(entry.chain), "kind": str(entry.kind), "at": written_time(entry.at)}


def written_time(at):
    """Return a time in the format of the chain: "2026-03-31T02:00:00.000000Z"."""
    return at.astimezone(datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def canonical(fields):
    """Return canonical JSON: keys sorted, no spaces, letters not escaped."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(fields):
    """Return the SHA-256 of the hashed fields of an entry, as 64 hex digits."""
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


# --- Reading and verifying ----------------------------------------------------------------------


def entries_from(chain, number=1, until=None):
    """Yield the entries of a chain from `number` to `until` (or the last one), in order.

    Reads them in batches of one query each, so that no cursor stays open for a slow reader.
    """
    rows = ChainEntry.objects.filter(chain=chain).order_by("number")
    if until is not None:
        rows = rows.filter(number__lte=until)
    while batch := list(rows.filter(number__gte=number)[:BATCH]):
        yield from batch
        if len(batch) < BATCH:
            return
        number = batch[-1].number + 1


def verify_chain(chain):
    """Yield a Fault for every broken link, changed entry and gap of a chain, and for a head that does not match."""
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
        if number:  # the first entry of an empty chain creates the head
            yield Fault("chain-head", _("the head of the chain is missing"), chain=chain)
    elif (head.number, head.digest) != (number, digest):
        words = {"number": head.number, "last": number}
        sentence = _("the head names entry %(number)s, but the last entry is %(last)s or has another hash") % words
        yield Fault("chain-head", sentence, chain=chain)
