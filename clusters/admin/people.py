"""Accounts: Django's own pages, with one full name instead of two halves."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from clusters.admin.base import RegisterAdmin
from clusters.models import Mandate, User
from clusters.text import fold

# Rights come from mandates and from being an administrator, not from groups.
admin.site.unregister(Group)


class AccountCreationForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User


class AccountPasswordForm(AdminPasswordChangeForm):
    # Django's own warning is English, and speaks of ways to sign in that this site does not have.
    usable_password_help_text = format_lazy(
        '<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        _("With “Disabled” the present password is lost, and nobody can sign in with this account."),
    )


@admin.register(User)
class UserAdmin(RegisterAdmin, DjangoUserAdmin):
    form = UserChangeForm
    add_form = AccountCreationForm
    change_password_form = AccountPasswordForm
    fieldsets = (
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["full_name", "position", "telephone", "email"]}),
        (_("Rights"), {"fields": ["is_active", "is_staff", "is_superuser", "is_demo"]}),
        (_("Days"), {"fields": ["last_login", "date_joined"]}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ["wide"],
                "fields": [
                    "username",
                    "full_name",
                    "position",
                    "telephone",
                    "usable_password",
                    "password1",
                    "password2",
                ],
            },
        ),
    )
    readonly_fields = ["is_demo", "last_login", "date_joined"]
    filter_horizontal = ()
    list_display = ["username", "full_name", "position", "telephone", "is_active", "is_staff", "is_superuser"]
    list_filter = ["is_active", "is_staff", "is_superuser"]
    search_fields = ["username", "full_name"]
    ordering = ["username"]

    def get_fieldsets(self, request, obj=None):
        """Leave out of the history what is not kept there: in its place Django would show today's password hash."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self._is_history(request):
            return fieldsets
        kept = {field.name for field in User.history.model._meta.fields}
        return [(title, {"fields": [name for name in rest["fields"] if name in kept]}) for title, rest in fieldsets]

    def get_search_results(self, request, queryset, search_term):
        """Accounts are few and have no folded key: they are folded here."""
        words = fold(search_term).split()
        if not words:
            return queryset, False
        names = {pk: fold(" ".join(names)) for pk, *names in User.objects.values_list("pk", "username", "full_name")}
        return queryset.filter(pk__in=[pk for pk, name in names.items() if all(word in name for word in words)]), False


@admin.register(Mandate)
class MandateAdmin(RegisterAdmin):
    """Who acts for whom: given here until an organiser's secretariat gives its own."""

    fields = ["user", "scope", "kind", "unit", "cluster", "first_year", "last_year", "starts_on", "ends_on"]
    list_display = ["user", "scope", "kind", "unit", "cluster", "first_year", "last_year", "starts_on", "ends_on"]
    list_filter = ["scope", "kind"]
    search_fields = ["user__username"]
    joined = ["user", "unit", "cluster"]
    ordering = ["user__username", "-starts_on", "pk"]

    def get_search_results(self, request, queryset, search_term):
        """Found by whom it is given to and for what."""
        for word in fold(search_term).split():
            of_unit = Q(unit__folded__contains=word) | Q(cluster__folded__contains=word)
            queryset = queryset.filter(of_unit | Q(user__username__contains=word))
        return queryset, False
