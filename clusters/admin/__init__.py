"""The administration of who takes part. One noun a file; `base` and `rows` are what the other rooms build on."""

from clusters.admin.papers import DocumentAdmin, SourceAdmin
from clusters.admin.people import InvitationAdmin, MandateAdmin, UserAdmin, UserSessionAdmin
from clusters.admin.units import SuccessionAdmin, UnitAdmin, UnitNameAdmin
from clusters.admin.years import ClusterAdmin, ClusterYearAdmin, MembershipAdmin

__all__ = [
    "ClusterAdmin",
    "ClusterYearAdmin",
    "DocumentAdmin",
    "InvitationAdmin",
    "MandateAdmin",
    "MembershipAdmin",
    "SourceAdmin",
    "SuccessionAdmin",
    "UnitAdmin",
    "UnitNameAdmin",
    "UserAdmin",
    "UserSessionAdmin",
]
