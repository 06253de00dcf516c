"""Checks sealed pacts: each version against its seal, the rows against the newest version, moves and versions against
the chain.

`faults()` yields a Fault for everything that does not match. It keeps the versions of BATCH pacts in memory, whatever
the size of the register.
"""

import json
from collections import Counter, defaultdict

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from pacts.chain.chain import Fault, chain_of, kind_of_move, verify_chain
from pacts.document.load import with_document
from pacts.models import Chain, ChainEntry, Pact, PactMove, PactStatus, PactVersion
from pacts.seal import seal
from pacts.seal.formats import FORMATS

BATCH = 50  # pacts in memory at a time, with all their versions
NEEDS_VERSION = [PactStatus.SIGNED, PactStatus.CLOSED, PactStatus.WITHDRAWN]  # states that need a sealed version
# The columns of a pact that are compared or shown in its heading. No JSON columns: a damaged one cannot be loaded.
COLUMNS = ["status", "title"]
COLUMNS += [f"cluster_year__{name}" for name in ("label", "slug", "year", "name", "kind")]
COLUMNS += [f"cluster_year__cluster__{name}" for name in ("slug", "name", "kind", "is_demo")]


def faults():
    """Yield a Fault for everything in the register that does not match."""
    for pacts in _batches():
        yield from _faults_of(pacts)
    yield from _faults_without_pact()
    for chain in Chain.values:
        yield from verify_chain(chain)


def _batches():
    """Yield lists of all pacts in the order of their keys, one query each, so that no cursor stays open."""
    pacts, last = Pact.objects.select_related("cluster_year__cluster").only(*COLUMNS).order_by("pk"), 0
    while batch := list(pacts.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def _faults_of(pacts):
    versions = _grouped_by_pact(PactVersion.objects.filter(pact__in=pacts).order_by("pact", "number"))
    moves = _grouped_by_pact(PactMove.objects.filter(pact__in=pacts).order_by("at", "pk"))
    entries = _grouped_by_pact(ChainEntry.objects.filter(pact__in=pacts).order_by("number"))
    loaded = _with_rows([pact for pact in pacts if versions[pact.pk]])
    for pact in pacts:
        own = versions[pact.pk], moves[pact.pk], entries[pact.pk]
        yield from _state_faults(pact, *own[:2])
        yield from _number_faults(pact, own[0])
        for version in own[0]:
            yield from _text_faults(pact, version)
        if own[0]:
            yield from _row_faults(pact, own[0][-1], loaded[pact.pk])
        yield from _sealed_entry_faults(pact, own[0], own[2])
        yield from _move_entry_faults(pact, own[1], own[2])


def _grouped_by_pact(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.pact_id].append(row)
    return found


# --- The pact and its versions ------------------------------------------------------------------


def _state_faults(pact, versions, moves):
    if not versions and (pact.status in NEEDS_VERSION or any(move.after in NEEDS_VERSION for move in moves)):
        yield Fault("version-missing", _("it was signed, and has no sealed version"), pact)
    last = moves[-1].after if moves else PactStatus.DRAFT
    if pact.status != last:
        yield Fault("state", _("its state is not the one its last move led to"), pact)


def _number_faults(pact, versions):
    for place, version in enumerate(versions, start=1):
        if version.number != place:
            yield Fault("version-gap", _("the versions before it are missing"), pact, version.number)
            return


def _text_faults(pact, version):
    """Yield faults of a sealed text: against its seal, and of the format, cluster and year it names."""
    if seal.seal_of(version.content) != version.seal:
        yield Fault("content", _("the sealed text was changed"), pact, version.number)
    if version.format not in FORMATS:
        words = {"format": version.format}
        yield Fault("format-unknown", _("the format %(format)s is unknown") % words, pact, version.number)
    try:
        content = json.loads(version.content)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        yield Fault("json", _("the sealed text is damaged: it is no JSON object"), pact, version.number)
        return
    if content.get("format") != version.format:
        yield Fault("format", _("the sealed text names another format"), pact, version.number)
    year = pact.cluster_year
    for name, value in {"cluster": year.cluster.slug, "label": year.label, "year": year.year}.items():
        if content.get(name) != value:
            sentence = _("the sealed text is about another pact: its “%(name)s” is another")
            yield Fault(name, sentence % {"name": name}, pact, version.number)


def _with_rows(pacts):
    """Return {pact id: the pact with its rows, or None if they cannot be loaded}.

    If loading all of them fails, each pact is loaded by itself.
    """
    try:
        return {pact.pk: pact for pact in with_document(Pact.objects).filter(pk__in=[pact.pk for pact in pacts])}
    except Exception:  # damaged rows raise anything; _row_faults reports them
        if len(pacts) == 1:
            return {pacts[0].pk: None}
    return {pk: whole for pact in pacts for pk, whole in _with_rows([pact]).items()}


def _row_faults(pact, version, whole):
    """Rebuild the newest version from the rows, in the format in which it was sealed, and compare."""
    if version.format not in FORMATS:
        return  # reported by _text_faults
    try:
        content = whole and seal.content_in(whole, version.format)
    except Exception:  # as above
        content = None
    if content is None:
        yield Fault("rows-unreadable", _("its rows are damaged and cannot be read"), pact, version.number)
    elif content != version.content:
        yield Fault("rows", _("the rows are no longer what was sealed"), pact, version.number)


# --- The pact and its entries in the chain ------------------------------------------------------


def _sealed_entry_faults(pact, versions, entries):
    chain = chain_of(pact)
    for entry in entries:
        if entry.chain != chain:
            yield Fault("entry-chain", _("the entry stands in another chain than the pact's"), pact, **_place(entry))
    by_version = defaultdict(list)
    for entry in entries:
        if entry.kind == ChainEntry.Kind.SEALED:
            by_version[entry.version].append(entry)
    for version in versions:
        own = by_version.pop(version.number, [])
        if not own:
            yield Fault("entry-missing", _("the chain has no entry of it"), pact, version.number)
        for entry in own:
            yield from _difference_faults(pact, version, entry)
        for entry in own[1:]:
            yield Fault("entry-twice", _("the chain has a second entry of it"), pact, version.number, **_place(entry))
    for rest in by_version.values():
        for entry in rest:
            yield Fault("entry-orphan", _("the version it seals is missing"), pact, entry.version, **_place(entry))


def _difference_faults(pact, version, entry):
    sentences = {
        "entry-seal": (entry.seal, version.seal, _("the chain has another seal of it")),
        "entry-time": (entry.at, version.sealed_at, _("the chain has another time of it")),
        "entry-signer": (entry.signer, version.sealed_by_id, _("the chain has another account of it")),
    }
    for code, (recorded, value, sentence) in sentences.items():
        if recorded != value:
            yield Fault(code, sentence, pact, version.number, **_place(entry))


def _move_entry_faults(pact, moves, entries):
    """Compare the public moves with the entries of the chain, by kind, time and account."""
    moved = Counter()
    for move in moves:
        kind = kind_of_move(move.before, move.after)
        if kind:
            moved[kind, move.at, move.by_id] += 1
    for entry in entries:
        key = entry.kind, entry.at, entry.signer
        if entry.kind == ChainEntry.Kind.SEALED:
            continue
        if moved[key]:
            moved[key] -= 1
        else:
            words = {"kind": entry.get_kind_display()}
            sentence = _("no move of the pact fits the entry (%(kind)s), its time and its account") % words
            yield Fault("entry-orphan", sentence, pact, **_place(entry))
    for kind, _at, _by in moved.elements():
        words = {"kind": ChainEntry.Kind(kind).label}
        yield Fault("move-missing", _("the chain has no entry of a move (%(kind)s)") % words, pact)


def _place(entry):
    return {"chain": entry.chain, "entry": entry.number}


# --- Rows without a pact ------------------------------------------------------------------------


def _faults_without_pact():
    """Yield rows whose pact is missing, which a database without enforced foreign keys allows."""
    no_pact = ~Exists(Pact.objects.filter(pk=OuterRef("pact_id")))
    for version in PactVersion.objects.filter(no_pact).defer("content").iterator():
        yield Fault("pact-missing", _("the pact of this sealed version is missing"), version=version.number)
    for move in PactMove.objects.filter(no_pact).iterator():
        yield Fault("pact-missing", _("the pact of a move (%(move)s) is missing") % {"move": move})
    for entry in ChainEntry.objects.filter(no_pact).iterator():
        yield Fault("pact-missing", _("the pact of the entry is missing"), **_place(entry))
