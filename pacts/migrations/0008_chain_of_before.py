"""Enter into the chain what was sealed, reopened, closed and withdrawn before there was one, in the order of time.

The digest is computed by code of this file: it has to stay what it was on the day this ran, whatever
`pacts.chain.chain` becomes.
"""

import datetime
import hashlib
import heapq
import json

from django.db import migrations
from django.db.models import Q

GENESIS = "0" * 64
CHAINS = {False: "register", True: "demo"}  # by whether the cluster is a demo
AT_ONCE = 1000
PLACE = [
    "pact__cluster_year__cluster__slug",
    "pact__cluster_year__slug",
    "pact__cluster_year__cluster__is_demo",
]


def fill_chains(apps, schema_editor):
    """Add an entry for each version and public move, and a head for each chain. Holds 1,000 entries at a time."""
    ChainEntry = apps.get_model("pacts", "ChainEntry")
    ends, waiting = dict.fromkeys(CHAINS.values(), (0, GENESIS)), []
    for at, kind, _pk, pact, version, seal, signer, cluster, year, is_demo in events(apps):
        chain = CHAINS[is_demo]
        number, previous = ends[chain]
        fields = {
            "chain": chain,
            "number": number + 1,
            "kind": kind,
            "address": f"/giao-uoc/{cluster}/{year}/",
            "version": version,
            "seal": seal,
            "at": at,
            "signer": signer,
            "previous": previous,
        }
        digest = digest_of(fields)
        ends[chain] = number + 1, digest
        waiting.append(ChainEntry(pact_id=pact, digest=digest, **fields))
        if len(waiting) == AT_ONCE:
            ChainEntry.objects.bulk_create(waiting)
            waiting = []
    ChainEntry.objects.bulk_create(waiting)
    for chain, (number, digest) in ends.items():
        apps.get_model("pacts", "ChainHead").objects.update_or_create(
            chain=chain, defaults={"number": number, "digest": digest}
        )


def events(apps):
    """Yield all public events by time, then kind, then key; both tables are read in that order, a part at a time."""
    versions = apps.get_model("pacts", "PactVersion").objects.order_by("sealed_at", "pk")
    versions = versions.values_list("sealed_at", "pk", "pact", "number", "seal", "sealed_by", *PLACE)
    moves = apps.get_model("pacts", "PactMove").objects.filter(
        Q(before__in=["signed", "closed"], after="draft") | Q(after__in=["closed", "withdrawn"])
    )
    moves = moves.order_by("at", "pk").values_list("at", "after", "pk", "pact", "by", *PLACE)
    sealed = ((at, "sealed", *rest) for at, *rest in versions.iterator(AT_ONCE))
    return heapq.merge(sealed, moved(moves.iterator(AT_ONCE)), key=lambda event: event[:3])


def moved(rows):
    for at, after, pk, pact, by, *place in rows:
        kind = "reopened" if after == "draft" else after
        yield at, kind, pk, pact, None, None, by, *place


def digest_of(fields):
    at = fields["at"].astimezone(datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    text = json.dumps(fields | {"at": at}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class Migration(migrations.Migration):
    dependencies = [("pacts", "0007_chain")]

    operations = [migrations.RunPython(fill_chains, migrations.RunPython.noop)]
