"""Number of units of a pact: as stated and as listed."""

from dataclasses import dataclass

from clusters.models import Membership

COUNTED_BASES = {Membership.Basis.LISTED, Membership.Basis.RECORDED}
LEADING = {Membership.Role.LEADER, Membership.Role.DEPUTY}


@dataclass(frozen=True)
class UnitCount:
    total: int  # as stated, else as listed
    listed: int  # excluding inferred units

    @property
    def differs(self):
        return self.total != self.listed


def unit_count(units, *, stated, counts_leaders):
    """Return the UnitCount of a roster, or None if the number of units is unknown.

    `units`: (role, basis) of each unit that has not left. `stated`: the stated number or None; if `counts_leaders` is
    False it excludes the leader and the deputies.
    """
    units = list(units)
    if stated is None and not any(basis in COUNTED_BASES for _role, basis in units):
        return None
    listed = sum(basis != Membership.Basis.INFERRED for _role, basis in units)
    if stated is not None and counts_leaders is False:
        stated += sum(role in LEADING for role, _basis in units)
    return UnitCount(listed if stated is None else stated, listed)
