"""Present-day successors of units that have ended."""

from clusters.models import Succession


def current_successors(units):
    """Return {unit id: [existing units that succeed it, over any number of steps]}. An existing unit succeeds itself.

    The list is empty for a unit that ended without successor. One query per generation, whatever the number of units.
    """
    successors = {unit.pk: {unit.pk: unit} for unit in units}
    visited = {unit.pk: set() for unit in units}  # guards against cycles in the records
    while ended := {unit.pk for reached in successors.values() for unit in reached.values() if unit.has_ended}:
        steps = Succession.objects.filter(predecessor__in=ended).select_related("successor")
        next_units = {}
        for step in steps:
            next_units.setdefault(step.predecessor_id, []).append(step.successor)
        for start, reached in successors.items():
            for pk in ended & reached.keys():
                del reached[pk]
                visited[start].add(pk)
                reached.update({unit.pk: unit for unit in next_units.get(pk, []) if unit.pk not in visited[start]})
    return {pk: list(reached.values()) for pk, reached in successors.items()}
