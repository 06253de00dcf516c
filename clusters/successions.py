"""Who stands today where a unit stood: read along the successions."""

from clusters.models import Succession


def standing_heirs(units):
    """Return {unit id: [the standing units it lives on in today]} for these units; a standing unit is its own heir.

    A unit abolished without successor has none. One query for each generation, whatever the number of units.
    """
    heirs = {unit.pk: {unit.pk: unit} for unit in units}
    passed = {unit.pk: set() for unit in units}  # a circle in the record must come to an end
    while ended := {heir.pk for found in heirs.values() for heir in found.values() if heir.has_ended}:
        steps = Succession.objects.filter(predecessor__in=ended).select_related("successor")
        onward = {}
        for step in steps:
            onward.setdefault(step.predecessor_id, []).append(step.successor)
        for start, found in heirs.items():
            for pk in ended & found.keys():
                del found[pk]
                passed[start].add(pk)
                found.update({heir.pk: heir for heir in onward.get(pk, []) if heir.pk not in passed[start]})
    return {pk: list(found.values()) for pk, found in heirs.items()}
