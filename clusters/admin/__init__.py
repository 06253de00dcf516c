"""Admin of this app. The other apps build on `base`, `inlines` and `shared_records`."""

from clusters.admin.accounts import InvitationAdmin, MandateAdmin, UserAdmin, UserSessionAdmin
from clusters.admin.clusters import ClusterAdmin, ClusterYearAdmin, MembershipAdmin
from clusters.admin.documents import DocumentAdmin, SourceAdmin
from clusters.admin.units import SuccessionAdmin, UnitAdmin, UnitNameAdmin

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
