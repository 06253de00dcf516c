"""Who acts for whom. Every permission of this app is checked by a function of this module."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from clusters.models import Cluster, ClusterYear, Mandate, Unit, User

AnyUser = User | AnonymousUser


def is_administrator(user: AnyUser) -> bool:
    return user.is_active and user.is_staff and user.is_superuser


def keeps_year(user: AnyUser, year: ClusterYear) -> bool:
    """Whether the person writes for this year: the cluster's secretariat of that year, or its organiser's."""
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


def acts_as(user: User) -> set[str]:
    """Return as what a person acts today, for whatever body: as a member (of a unit), as a secretariat."""
    return set(user.mandates.in_force().order_by().values_list("kind", flat=True).distinct())


def acts_for_unit(user: AnyUser, unit: Unit) -> bool:
    """Whether the person acts for this unit today."""
    return Mandate.objects.of_members(user).in_force().filter(unit=unit).exists()


# --- Accounts ---------------------------------------------------------------------------------


def needs_second_factor(user: User) -> bool:
    """Whether the person does nothing before a second factor: by role, as SECOND_FACTOR_FOR says; in a demo nobody."""
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
    """Whether signing in leads past the page that sets up a second factor: until it is set up or put off."""
    return settings.SECOND_FACTOR and user.second_factor is None and user.second_factor_declined_at is None


def can_end_sessions(user: AnyUser) -> bool:
    """The sessions of others are ended by administrators, with a reason."""
    return is_administrator(user)


def can_invite(user: AnyUser) -> bool:
    """Accounts are made by an organiser's secretariat for its own system, and by administrators."""
    return is_administrator(user) or can_add_cluster(user)


def mandates_given_by(user: AnyUser) -> QuerySet[Mandate]:
    """Return the mandates a person gives and ends: those of its own system, to an administrator all."""
    if is_administrator(user):
        return Mandate.objects.all()
    return Mandate.objects.organised_by(user) if can_invite(user) else Mandate.objects.none()


def can_give_mandate(user: AnyUser, mandate: Mandate) -> bool:
    """Whether a mandate lies in the person's own system. Nobody gives one to themselves."""
    if mandate.user_id is not None and mandate.user_id == user.pk and not is_administrator(user):
        return False
    if mandate.cluster is not None:
        return clusters_given_by(user).filter(pk=mandate.cluster.pk).exists()
    units = organisers_given_by(user) if mandate.scope == Mandate.Scope.ORGANISER else units_given_by(user)
    return mandate.unit is not None and units.filter(pk=mandate.unit.pk).exists()


def can_end_mandate(user: AnyUser, mandate: Mandate) -> bool:
    return mandates_given_by(user).filter(pk=mandate.pk).exists()


def organisers_given_by(user: AnyUser) -> QuerySet[Unit]:
    """Return the organisers for which a person may let others act."""
    if is_administrator(user):
        return Unit.objects.all()
    held = Mandate.objects.of_secretariats(user).in_force().filter(scope=Mandate.Scope.ORGANISER)
    return Unit.objects.filter(pk__in=held.values("unit"))


def clusters_given_by(user: AnyUser) -> QuerySet[Cluster]:
    """Return the clusters for whose years a person may let others act."""
    return Cluster.objects.all() if is_administrator(user) else Cluster.objects.organised_by(user)


def units_given_by(user: AnyUser) -> QuerySet[Unit]:
    """Return the units for which a person may let others act: those it keeps, and the members of its clusters."""
    if is_administrator(user):
        return Unit.objects.all()
    own = organisers_given_by(user).values("pk")
    members = Q(pk__in=ClusterYear.objects.filter(cluster__organiser__in=own).values("memberships__unit"))
    return Unit.objects.filter(Q(pk__in=own) | Q(keeper__in=own) | members)


def accounts_looked_after_by(user: AnyUser) -> QuerySet[User]:
    """Return the accounts a person sees: those it has invited, and those that act in its system."""
    if is_administrator(user):
        return User.objects.all()
    if not user.is_authenticated or not can_invite(user):
        return User.objects.none()
    acting = Q(pk__in=mandates_given_by(user).values("user"))
    return User.objects.filter(acting | Q(pk__in=user.invitations_made.values("user")))


def can_renew_invitation(user: AnyUser, account: User) -> bool:
    """A new link goes only to somebody who has never come in, and was invited by a link of this person's."""
    if account.has_usable_password() or not account.is_active or account.is_staff or account.is_superuser:
        return False
    if is_administrator(user):
        return True
    return can_invite(user) and account.invitations.filter(made_by_id=user.pk).exists()
