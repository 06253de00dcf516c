"""Permission checks of this app. Rights come from mandates in force today and from being an administrator."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from clusters.models import Cluster, ClusterYear, Mandate, Unit, User

AnyUser = User | AnonymousUser


def is_administrator(user: AnyUser) -> bool:
    return user.is_active and user.is_staff and user.is_superuser


def acts_for_year(user: AnyUser, year: ClusterYear) -> bool:
    """Whether the user acts for the secretariat of this cluster year, or for that of the cluster's organiser."""
    return ClusterYear.objects.kept_by(user).filter(pk=year.pk).exists()


def organises_cluster(user: AnyUser, cluster: Cluster) -> bool:
    """Whether the user acts for the secretariat of the cluster's organiser."""
    return Cluster.objects.organised_by(user).filter(pk=cluster.pk).exists()


def can_use_desk(user: AnyUser) -> bool:
    """Whether the user acts for any secretariat today."""
    return user.is_authenticated and user.mandates.of_secretariats(user).in_force().exists()


def can_add_cluster(user: AnyUser) -> bool:
    """Whether the user may add clusters: an organiser's secretariat, for its own system."""
    return user.is_authenticated and user.mandates.of_secretariats(user).in_force().filter(scope="organiser").exists()


def can_add_year(user: AnyUser, cluster: Cluster) -> bool:
    """Whether the user may add an emulation year to this cluster: its organiser's secretariat."""
    return organises_cluster(user, cluster)


def can_open_years(user: AnyUser) -> bool:
    """Whether the user may add a year to many clusters at once and see who has signed: any organiser's secretariat."""
    return can_add_cluster(user)


def mandate_kinds(user: User) -> set[str]:
    """Return the kinds of the user's mandates in force today, values of `Mandate.Kind`."""
    return set(user.mandates.in_force().order_by().values_list("kind", flat=True).distinct())


def acts_for_unit(user: AnyUser, unit: Unit) -> bool:
    """Whether the user acts for this member unit today."""
    return Mandate.objects.of_members(user).in_force().filter(unit=unit).exists()


# --- Accounts ---------------------------------------------------------------------------------


def needs_second_factor(user: User) -> bool:
    """Whether the user must have a second factor: by role, per SECOND_FACTOR_FOR. Never where SECOND_FACTOR is off.

    The user must come from `RegisterBackend.get_user`, which annotates the `acts_for_…` flags.
    """
    if not settings.SECOND_FACTOR:
        return False
    roles = {
        "administrator": lambda: user.is_staff or user.is_superuser,
        "organiser": lambda: user.acts_for_organiser,
        "secretariat": lambda: user.acts_for_cluster,
        "member": lambda: user.acts_for_any_unit,
    }
    return any(roles[name]() for name in settings.SECOND_FACTOR_FOR)


def is_offered_second_factor(user: User) -> bool:
    """Whether sign-in offers to set up a second factor: until the user has set it up or declined it."""
    return settings.SECOND_FACTOR and user.second_factor is None and user.second_factor_declined_at is None


def can_end_sessions(user: AnyUser) -> bool:
    """Whether the user may end the sessions of others: administrators only."""
    return is_administrator(user)


def can_invite(user: AnyUser) -> bool:
    """Whether the user may create accounts: administrators, and an organiser's secretariat for its own system."""
    return is_administrator(user) or can_add_cluster(user)


def mandates_managed_by(user: AnyUser) -> QuerySet[Mandate]:
    """Return the mandates the user may end or hand over: those of their organiser's system; all for administrators."""
    if is_administrator(user):
        return Mandate.objects.all()
    return Mandate.objects.organised_by(user) if can_invite(user) else Mandate.objects.none()


def can_give_mandate(user: AnyUser, mandate: Mandate) -> bool:
    """Whether the user may give this mandate: it lies in their organiser's system.

    Only administrators may give a mandate to themselves.
    """
    if mandate.user_id is not None and mandate.user_id == user.pk and not is_administrator(user):
        return False
    if mandate.cluster is not None:
        return assignable_clusters(user).filter(pk=mandate.cluster.pk).exists()
    units = assignable_organisers(user) if mandate.scope == Mandate.Scope.ORGANISER else assignable_units(user)
    return mandate.unit is not None and units.filter(pk=mandate.unit.pk).exists()


def can_end_mandate(user: AnyUser, mandate: Mandate) -> bool:
    return mandates_managed_by(user).filter(pk=mandate.pk).exists()


def assignable_organisers(user: AnyUser) -> QuerySet[Unit]:
    """Return the organisers for which the user may give mandates."""
    if is_administrator(user):
        return Unit.objects.all()
    mandates = Mandate.objects.of_secretariats(user).in_force().filter(scope=Mandate.Scope.ORGANISER)
    return Unit.objects.filter(pk__in=mandates.values("unit"))


def assignable_clusters(user: AnyUser) -> QuerySet[Cluster]:
    """Return the clusters for which the user may give mandates."""
    return Cluster.objects.all() if is_administrator(user) else Cluster.objects.organised_by(user)


def assignable_units(user: AnyUser) -> QuerySet[Unit]:
    """Return the units for which the user may give mandates.

    Those are the organisers they act for, units whose `keeper` is such an organiser, and members of its clusters.
    """
    if is_administrator(user):
        return Unit.objects.all()
    own = assignable_organisers(user).values("pk")
    members = Q(pk__in=ClusterYear.objects.filter(cluster__organiser__in=own).values("memberships__unit"))
    return Unit.objects.filter(Q(pk__in=own) | Q(keeper__in=own) | members)


def accounts_managed_by(user: AnyUser) -> QuerySet[User]:
    """Return the accounts the user may see: those they have invited, and those with a mandate in their system."""
    if is_administrator(user):
        return User.objects.all()
    if not user.is_authenticated or not can_invite(user):
        return User.objects.none()
    acting = Q(pk__in=mandates_managed_by(user).values("user"))
    return User.objects.filter(acting | Q(pk__in=user.invitations_made.values("user")))


def can_renew_invitation(user: AnyUser, account: User) -> bool:
    """Whether the user may renew or withdraw the account's invitation.

    Only while the account has no password, is active and not staff, and if the user has invited it;
    administrators may renew the invitations of others.
    """
    if account.has_usable_password() or not account.is_active or account.is_staff or account.is_superuser:
        return False
    if is_administrator(user):
        return True
    return can_invite(user) and account.invitations.filter(made_by_id=user.pk).exists()
