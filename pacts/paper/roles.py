"""The words for the roles of units, and the order in which a paper lists units."""

from django.utils.translation import pgettext

from clusters.models import ClusterKind, Membership
from clusters.models.clusters import role_rank

LEADING_ROLES = {
    (Membership.Role.LEADER, ClusterKind.CLUSTER): lambda: pgettext("role", "Leader unit of the cluster"),
    (Membership.Role.LEADER, ClusterKind.BLOC): lambda: pgettext("role", "Leader unit of the bloc"),
    (Membership.Role.DEPUTY, ClusterKind.CLUSTER): lambda: pgettext("role", "Deputy unit of the cluster"),
    (Membership.Role.DEPUTY, ClusterKind.BLOC): lambda: pgettext("role", "Deputy unit of the bloc"),
}


def leading_role_words(role, kind):
    """Return "Đơn vị trưởng cụm" for a leader or deputy, "" for a plain member. `kind`: a ClusterKind."""
    words = LEADING_ROLES.get((role, kind))
    return words() if words else ""


def role_words(role, kind):
    return leading_role_words(role, kind) or str(Membership.Role.MEMBER.label)


def in_paper_order(units):
    return sorted(units, key=lambda unit: role_rank(unit.role))
