"""Who may move and write a pact, and when. The only place of this room that asks."""

from django.db.models import Q, QuerySet

from clusters.models import Cluster, ClusterYear, Membership
from clusters.models.base import SharedRecord
from clusters.permissions import AnyUser, acts_for_unit, acts_for_year, is_administrator, organises_cluster
from pacts.models import BEING_WRITTEN, Conference, Pact, PactDocument, PactMovement, PactStatus
from pacts.unit.task_registry import PROGRAMME


def acts_for(user: AnyUser, pact: Pact) -> bool:
    """Whether the person is of the cluster's or its organiser's secretariat that year, or an administrator."""
    return is_administrator(user) or acts_for_year(user, pact.cluster_year)


def answers_for(user: AnyUser, pact: Pact) -> bool:
    """Whether the person is of the organiser's secretariat, or an administrator."""
    return is_administrator(user) or organises_cluster(user, pact.cluster_year.cluster)


def can_circulate_pact(user: AnyUser, pact: Pact) -> bool:
    return PactStatus.CIRCULATED in pact.next_statuses and acts_for(user, pact)


def can_take_back_pact(user: AnyUser, pact: Pact) -> bool:
    return pact.status == PactStatus.CIRCULATED and acts_for(user, pact)


def can_sign_pact(user: AnyUser, pact: Pact) -> bool:
    return PactStatus.SIGNED in pact.next_statuses and acts_for(user, pact)


def can_reopen_pact(user: AnyUser, pact: Pact) -> bool:
    return pact.status in (PactStatus.SIGNED, PactStatus.CLOSED) and answers_for(user, pact)


def can_close_pact(user: AnyUser, pact: Pact) -> bool:
    return PactStatus.CLOSED in pact.next_statuses and answers_for(user, pact)


def can_withdraw_pact(user: AnyUser, pact: Pact) -> bool:
    return PactStatus.WITHDRAWN in pact.next_statuses and answers_for(user, pact)


def can_write_pact(user: AnyUser, pact: Pact) -> bool:
    """Whether the rows may be edited as they are, in the admin: only while nothing has been sealed."""
    return not pact.is_sealed and pact.status in BEING_WRITTEN and is_administrator(user)


def can_write_draft(user: AnyUser, pact: Pact) -> bool:
    """Whether the pact's document may be written: a draft, new or beside the sealed version."""
    return pact.status == PactStatus.DRAFT and acts_for(user, pact)


def can_read_draft(user: AnyUser, pact: Pact) -> bool:
    """Whether a person of a secretariat may see the draft at the desk, and the board with what the units have sent."""
    return acts_for_year(user, pact.cluster_year)


def can_attach_original(user: AnyUser, pact: Pact) -> bool:
    """Whether a scan of the signed original may be attached: also long after the signing."""
    return pact.status != PactStatus.WITHDRAWN and acts_for(user, pact)


def can_remove_original(user: AnyUser, pact: Pact) -> bool:
    """Whether a scan may be taken off: from a public pact only by the organiser's secretariat."""
    return can_attach_original(user, pact) and (not pact.is_public or answers_for(user, pact))


# How a row that refers to a shared record leads to its cluster; whatever refers to it otherwise is outside.
CLUSTER_OF = {
    (PactMovement, "movement"): "pact__cluster_year__cluster",
    (PactDocument, "document"): "pact__cluster_year__cluster",
    (ClusterYear, "sources"): "cluster",
    (ClusterYear, "division"): "cluster",
}


def can_change_shared(user: AnyUser | None, row: SharedRecord, pact: Pact) -> bool:
    """Whether who writes a pact may change a movement, document or source: while only their own clusters refer to it.

    None, for a file that is loaded, may change everything.
    """
    if user is None or is_administrator(user):
        return True
    kept = _clusters_written_for(user, pact)
    for rows, name in row.references():
        path = CLUSTER_OF.get((rows.model, name))
        if (rows.exclude(**{f"{path}__in": kept}) if path else rows).exists():
            return False
    return True


def can_change_conference(user: AnyUser | None, conference: Conference, pact: Pact) -> bool:
    """Whether who writes a pact may change its conference and the people present: while no other cluster signed there.

    None, for a file that is loaded, may change everything.
    """
    if user is None or is_administrator(user):
        return True
    return not conference.pacts.exclude(cluster_year__cluster__in=_clusters_written_for(user, pact)).exists()


def _clusters_written_for(user: AnyUser, pact: Pact) -> QuerySet[Cluster]:
    """Return the clusters a person keeps, and that of the pact they are writing."""
    kept = Cluster.objects.kept_by(user)
    return Cluster.objects.filter(Q(pk__in=kept.values("pk")) | Q(pk=pact.cluster_year.cluster_id))


# --- Member units -----------------------------------------------------------------------------


def units_may_read(pact: Pact) -> bool:
    """Whether the units of its roster may read a pact: once it was circulated or signed, never a draft."""
    return pact.status == PactStatus.CIRCULATED or pact.is_public


def can_comment(user: AnyUser, membership: Membership, pact: Pact) -> bool:
    """Whether a unit may remark on the draft, and name who signs for it: while it is circulated."""
    return pact.status == PactStatus.CIRCULATED and membership.left_on is None and acts_for_unit(user, membership.unit)


def own_parts_are_open(pact: Pact) -> bool:
    """Whether units may write their own parts: while the pact is circulated, signed or under correction."""
    if pact.status == PactStatus.DRAFT:
        return pact.is_sealed
    return pact.status in (PactStatus.CIRCULATED, PactStatus.SIGNED)


def can_write_own_part(user: AnyUser, membership: Membership, pact: Pact) -> bool:
    """Whether a unit may write its key works, programme and registrations: from the circulation until the close."""
    return own_parts_are_open(pact) and membership.left_on is None and acts_for_unit(user, membership.unit)


def can_read_programme(user: AnyUser, membership: Membership) -> bool:
    """Whether a person may have a unit's action programme: the unit, and once it is sent who keeps the year."""
    if acts_for_unit(user, membership.unit) or is_administrator(user):
        return True
    sent = membership.submissions.filter(asked=PROGRAMME).exists()
    return sent and acts_for_year(user, membership.cluster_year)


def can_answer_comments(user: AnyUser, pact: Pact) -> bool:
    """Whether remarks may be answered or taken over: as long as the text is being written."""
    return pact.status in BEING_WRITTEN and acts_for(user, pact)


def can_ask_units(user: AnyUser, pact: Pact) -> bool:
    """Whether deadlines may be set and units reminded: until the year is closed."""
    return pact.status not in (PactStatus.CLOSED, PactStatus.WITHDRAWN) and acts_for(user, pact)
