"""Present-day successors of units that have ended."""

from clusters.models import Succession


def standing_heirs(units):
    """Return {unit id: [existing units that succeed it, over any number of steps]}. An existing unit succeeds itself.

    The list is empty for a unit that ended without successor. One query per generation, whatever the number of units.
    """
    heirs = {unit.pk: {unit.pk: unit} for unit in units}
    passed = {unit.pk: set() for unit in units}  # guards against cycles in the records
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
