"""The record of a public pact in open data, in the published shape."""

from django.conf import settings
from django.db.models import Q, prefetch_related_objects
from django.utils import translation

from awards.models import Award
from clusters.successions import current_successors
from pacts.document.other_facts import OTHER_LISTS, record_of, units_of_other_lists
from pacts.document.schema import PACT_LISTS, PARTS
from pactsite.pages.opendata.columns import AWARD, former_names, only_columns
from pactsite.pages.opendata.fields import plain_fields, references, stored_values


@translation.override(settings.LANGUAGE_CODE)  # the data does not depend on the reader's language
def records(pacts, absolute):
    """Return each pact as a dictionary. `absolute` turns a path into a full address.

    The pacts come from `with_record_columns`; the number of queries does not depend on their number.
    """
    pacts = list(pacts)
    prefetch_related_objects([unit for pact in pacts for unit in _units_named(pact)], former_names())
    provinces = [unit for pact in pacts if (unit := _province(pact))]
    shared = {"heirs": current_successors(provinces), "awards": _awards_of(pacts), "absolute": absolute}
    return [_record(pact, **shared) for pact in pacts]


def _record(pact, heirs, awards, absolute):
    year, conference = pact.cluster_year, pact.conference
    day = conference.held_on if conference else None
    fields = stored_values("year", year) | stored_values("pact", pact)
    return fields | {
        "url": absolute(pact.get_absolute_url()),
        "version": pact.version,
        "seal": pact.seal,
        "status": pact.public_status.value,
        "year": year.year,
        "label": year.label,
        "cluster": _cluster(pact, day, heirs),
        "theme": {"text": pact.theme, "owner": pact.theme_owner, "by": pact.theme_by or []} if pact.theme else None,
        **_signing(conference, day),
        "units": [_unit(row, day) for row in year.roster],
        "commitments": [_commitment(row) for row in pact.commitments.all()],
        "targets": _targets(pact),
        "signatories": [_signatory(row, day) for row in _signers(year)],
        "participants": [_participant(row, day) for row in _people(conference)],
        "movements": [stored_values("movements", row.movement, row) for row in pact.movements.all()],
        "documents": [stored_values("documents", row.document, row) for row in pact.documents.all()],
        "awards": [_award(row, pact) for row in awards[pact.pk]],
        "sources": [stored_values("sources", row) for row in year.sources.all()],
        **{part.name: _other_rows(pact, part, day) for part in OTHER_LISTS},
        "known_none": [*(pact.known_none or []), *(year.known_none or [])],
        "inferred": _inferred(pact, awards[pact.pk]),
    }


def _cluster(pact, day, heirs):
    year, province = pact.cluster_year, _province(pact)
    today = heirs[province.pk] if province else []
    return {
        "name": year.display_name,
        "kind": year.display_kind,
        "slug": year.cluster.slug,
        "organiser": year.cluster.organiser.name if year.cluster.organiser else None,
        "level": year.cluster.level,
        "province": province.name_on(day) if province else None,
        "province_today": today[0].name if len(today) == 1 else None,
        "spellings": year.as_written or [],
    }


def _signing(conference, day):
    if conference is None:
        return dict.fromkeys([*plain_fields(PARTS["conference"]), "host", "conference"])
    host = conference.host
    return stored_values("conference", conference) | {
        "host": {"name": host.name_on(day), "slug": host.slug} if host else None,
        "conference": {
            "purpose": conference.purpose,
            "proceedings": conference.proceedings,
            "also_reviewed": [str(year) for year in conference.cluster_years.all()],
        },
    }


def _unit(row, day):
    return {"name": row.unit.name_on(day), "slug": row.unit.slug, **stored_values("units", row)}


def _commitment(row):
    return {"position": row.position, **stored_values("commitments", row), "by": str(row.by) if row.by else None}


def _targets(pact):
    commitments = {row.pk: row.position for row in pact.commitments.all()}
    positions = {row.pk: row.position for row in pact.targets.all()}
    return [
        {
            "position": row.position,
            **stored_values("targets", row),
            "commitment": commitments.get(row.commitment_id),
            "part_of": positions.get(row.part_of_id),
        }
        for row in pact.targets.all()
    ]


def _signatory(membership, day):
    return {"unit": membership.unit.name_on(day), **stored_values("signatories", membership.signatory)}


def _participant(row, day):
    return stored_values("participants", row) | {"unit": row.unit.name_on(day) if row.unit else None}


def _other_rows(pact, part, day):
    """Return the rows of a list without code of its own here, each with its position and references."""
    return [
        {"position": row.position, **stored_values(part.name, record_of(part, row), row)}
        | {key: _referred(pact, each, row, day) for key, each in references(part).items()}
        for row in getattr(pact, part.name).all()
    ]


def _referred(pact, each, row, day):
    """Return what a row refers to: a unit's name on a day, a person's name, or the position of another row."""
    if each.refers_to in PACT_LISTS:
        positions = {other.pk: other.position for other in getattr(pact, each.refers_to).all()}
        return positions.get(getattr(row, f"{each.name}_id"))
    referred = getattr(row, each.name)
    if referred is None:
        return None
    return referred.name_on(day) if each.refers_to == "unit" else str(referred)


def _award(row, pact):
    presented = row.presented_at_id is not None and row.presented_at_id == pact.conference_id
    recipient = row.unit or row.recipient_name or row.of_unit
    day = row.presented_on or (pact.conference.held_on if presented else None)
    return {
        "type": row.type.name if row.type else None,
        "category": row.type.category if row.type else None,
        "quantity": row.quantity,
        "proposed_quantity": row.proposed_count,
        "recipient": str(recipient) if recipient else None,
        "recipient_kind": row.recipient_kind,
        "merit_year": row.merit_year,
        "authority": row.authority or (row.type.authority if row.type else None),
        "authority_as_written": row.authority_as_written,
        "decision": row.decision.wording if row.decision else None,
        "presented_on": day,
        "state": row.state,
        "relation": "presented" if presented else "earned",
        "as_written": row.as_written,
    }


def _inferred(pact, awards):
    """Return {what was concluded: why}: "held_on", and for the role of the eleventh unit "units.11.role"."""
    year, conference = pact.cluster_year, pact.conference
    heads = [year.cluster, year, conference, pact]
    reasons = {part: why for head in heads if head for part, why in (head.inferred or {}).items()}
    lists = {
        "units": year.roster,
        "participants": _people(conference),
        "commitments": pact.commitments.all(),
        "targets": pact.targets.all(),
        "signatories": [row.signatory for row in _signers(year)],
        "movements": [row.movement for row in pact.movements.all()],
        "documents": [row.document for row in pact.documents.all()],
        **{part.name: [record_of(part, row) for row in getattr(pact, part.name).all()] for part in OTHER_LISTS},
        "awards": awards,
        "sources": year.sources.all(),
    }
    for name, rows in lists.items():
        for place, row in enumerate(rows, start=1):
            reasons |= {f"{name}.{place}.{part}": why for part, why in (row.inferred or {}).items()}
    return reasons


def _signers(year):
    return [row for row in year.roster if hasattr(row, "signatory")]


def _people(conference):
    return conference.participations.all() if conference else []


def _province(pact):
    place = pact.cluster_year.cluster.place
    return place.province if place else None


def _units_named(pact):
    conference = pact.conference
    units = [row.unit for row in pact.cluster_year.memberships.all()]
    units += [row.unit for row in _people(conference) if row.unit]
    units += units_of_other_lists(pact)
    units += [conference.host] if conference and conference.host else []
    return units + ([province] if (province := _province(pact)) else [])


def _awards_of(pacts):
    """Return {pact id: its public awards}, those presented at its conference or earned in its year."""
    conferences = [pact.conference_id for pact in pacts if pact.conference_id]
    years = [pact.cluster_year_id for pact in pacts]
    rows = only_columns(Award.objects.public(), AWARD).filter(
        Q(presented_at__in=conferences) | Q(cluster_year__in=years)
    )
    awards = {pact.pk: [] for pact in pacts}
    for row in rows.order_by("pk"):
        for pact in pacts:
            if row.cluster_year_id == pact.cluster_year_id or (
                row.presented_at_id and row.presented_at_id == pact.conference_id
            ):
                awards[pact.pk].append(row)
    return awards
