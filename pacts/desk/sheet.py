"""The sheet: the document as the A4 paper that is signed, drawn from what is typed so far."""

from clusters.dates import format_partial
from clusters.models import Membership, Unit
from pacts.models import Commitment


def sheet_of(pact, document):
    """Return what the sheet shows, as plain values: unfinished or wrong ones as they were typed."""
    conference, pact_part = (document.get(name) or {} for name in ("conference", "pact"))
    rows = {name: document.get(name) or [] for name in ("units", "commitments", "targets", "signatories")}
    names = dict(Unit.objects.filter(slug__in=[row["unit"] for row in rows["units"]]).values_list("slug", "name"))
    signing = {row.get("member"): row for row in rows["signatories"]}
    return {
        "year": pact.cluster_year,
        "day": format_partial(str(conference.get("held_on") or "")),
        "venue": conference.get("venue"),
        **{name: pact_part.get(name) for name in ("theme", "preamble", "closing")},
        "commitments": [row for row in rows["commitments"] if row.get("standing") != Commitment.Standing.DIRECTION],
        "targets": rows["targets"],
        "units": [_unit(row, names, signing) for row in _leaders_first(rows["units"])],
    }


def _leaders_first(rows):
    ranks = {Membership.Role.LEADER.value: 0, Membership.Role.DEPUTY.value: 1}
    return sorted(rows, key=lambda row: ranks.get(row.get("role"), 2))


def _unit(row, names, signing):
    signatory = signing.get(row["key"]) or {}
    role = row.get("role")
    return {
        "key": row["key"],
        "name": names.get(row["unit"], row["unit"]),
        "role": Membership.Role(role).label if role in (Membership.Role.LEADER, Membership.Role.DEPUTY) else "",
        "signer": signatory.get("name") or "",
        "title": signatory.get("title") or "",
    }
