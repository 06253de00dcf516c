"""Who acts for whom. The only place of this room that asks."""

from django.contrib.auth.models import AnonymousUser

from clusters.models import Cluster, ClusterYear, Mandate, Unit, User

AnyUser = User | AnonymousUser


def is_administrator(user: AnyUser) -> bool:
    return user.is_active and user.is_staff and user.is_superuser


def keeps_year(user: AnyUser, year: ClusterYear) -> bool:
    """Whether the person writes for this year: the cluster's secretariat of that year, or its organiser's."""
    if user.pk is not None and year.read_as_kept_by == user.pk:
        return True
    return ClusterYear.objects.kept_by(user).filter(pk=year.pk).exists()


def organises_cluster(user: AnyUser, cluster: Cluster) -> bool:
    """Whether the person acts for the secretariat of the cluster's organiser."""
    return Cluster.objects.organised_by(user).filter(pk=cluster.pk).exists()


def can_use_desk(user: AnyUser) -> bool:
    """Whether the person acts for any secretariat today."""
    return user.is_authenticated and user.mandates.of_secretariats(user).in_force().exists()


def can_add_cluster(user: AnyUser) -> bool:
    """A new cluster is opened by an organiser's secretariat, in its own system."""
    return user.is_authenticated and user.mandates.of_secretariats(user).in_force().filter(scope="organiser").exists()


def can_add_year(user: AnyUser, cluster: Cluster) -> bool:
    """A new emulation year is opened by the organiser's secretariat."""
    return organises_cluster(user, cluster)


def can_open_years(user: AnyUser) -> bool:
    """A year for many clusters at once, and the table of who has signed: for an organiser's secretariat."""
    return can_add_cluster(user)


def acts_for_a_unit(user: AnyUser) -> bool:
    """Whether the person acts for any unit today."""
    return user.is_authenticated and user.mandates.of_members(user).in_force().exists()


def acts_for_unit(user: AnyUser, unit: Unit) -> bool:
    """Whether the person acts for this unit today."""
    return Mandate.objects.of_members(user).in_force().filter(unit=unit).exists()
