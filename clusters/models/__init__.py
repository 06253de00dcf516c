"""Who takes part: people, papers, units, clusters and their years."""

from clusters.models.accounts import Invitation, SentForm, UserSession
from clusters.models.clusters import Cluster, ClusterKind, ClusterYear, Level, Membership
from clusters.models.documents import Document, DocumentKind, Source
from clusters.models.mandates import Mandate
from clusters.models.search import SearchEntry, SearchKind
from clusters.models.second_factor import AuthenticatorDevice
from clusters.models.units import EndReason, Succession, Unit, UnitKind, UnitName
from clusters.models.users import User

__all__ = [
    "AuthenticatorDevice",
    "Cluster",
    "ClusterKind",
    "ClusterYear",
    "Document",
    "DocumentKind",
    "EndReason",
    "Invitation",
    "Level",
    "Mandate",
    "Membership",
    "SearchEntry",
    "SearchKind",
    "SentForm",
    "Source",
    "Succession",
    "Unit",
    "UnitKind",
    "UnitName",
    "User",
    "UserSession",
]
