"""Admin of accounts, mandates, invitations and sessions."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from clusters.accounts.second_factor import remove_second_factor
from clusters.admin.base import ReadOnlyAdmin, RegisterAdmin
from clusters.common.text import fold
from clusters.models import Invitation, Mandate, User, UserSession
from clusters.permissions import can_end_sessions
from clusters.services.accounts import end_sessions_of, sign_out_everywhere

# Rights come from mandates and from being an administrator, not from groups.
admin.site.unregister(Group)
# Nobody may read these secrets: administrators reset a second factor on the page of the account.
admin.site.unregister([TOTPDevice, StaticDevice])


class AccountCreationForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User


class AccountPasswordForm(AdminPasswordChangeForm):
    # Replaces Django's warning, which mentions ways to sign in that this site does not have.
    usable_password_help_text = format_lazy(
        '<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        _("With “Disabled” the present password is lost, and nobody can sign in with this account."),
    )


class EndSessionsForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept in the history of the account."),
        max_length=500,
        widget=AdminTextInputWidget,
    )


@admin.register(User)
class UserAdmin(RegisterAdmin, DjangoUserAdmin):
    shows_every_field = False
    form = UserChangeForm
    add_form = AccountCreationForm
    change_password_form = AccountPasswordForm
    fieldsets = (
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["full_name", "position", "telephone", "email"]}),
        (_("Signing in"), {"fields": ["second_step", "places", "language", "wants_mail"]}),
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
    readonly_fields = ["second_step", "places", "is_demo", "last_login", "date_joined"]
    filter_horizontal = ()
    list_display = ["username", "full_name", "position", "telephone", "is_active", "is_staff", "is_superuser"]
    list_filter = ["is_active", "is_staff", "is_superuser"]
    search_fields = ["username", "full_name"]
    ordering = ["username"]

    def get_fieldsets(self, request, obj=None):
        """On history pages, leave out fields that are not in the history: Django would show their present values."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self._is_history(request):
            return fieldsets
        recorded = {field.name for field in User.history.model._meta.fields}
        return [(title, {"fields": [name for name in rest["fields"] if name in recorded]}) for title, rest in fieldsets]

    # --- Signing somebody out ---

    @admin.display(description=_("signed in at"))
    def places(self, account):
        number = account.sessions.alive().count()
        words = ngettext("%(number)d place", "%(number)d places", number) % {"number": number}
        page = reverse("admin:clusters_user_sessions", args=[account.pk])
        return format_html('{}. <a href="{}">{}</a>', words, page, _("Sign out everywhere"))

    def sessions_view(self, request, pk):
        account = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request, account) or not can_end_sessions(request.user):
            raise PermissionDenied
        change_page = reverse("admin:clusters_user_change", args=[pk])
        form = EndSessionsForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            end_sessions_of(user=account, reason=reason, by=request.user)
            self.log_change(request, account, str(_("Signed out everywhere: %(reason)s")) % {"reason": reason})
            self.message_user(request, _("%(name)s is signed out everywhere.") % {"name": account})
            return HttpResponseRedirect(change_page)
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": _("Sign out everywhere")}
        context |= {"account": account, "change_page": change_page, "form": form}
        return TemplateResponse(request, "admin/clusters/user/sessions.html", context)

    # --- The second factor of somebody who has lost it ---

    @admin.display(description=_("Second step"))
    def second_step(self, account):
        if account.second_factor is None:
            return _("Not set up")
        page = reverse("admin:clusters_user_second_factor", args=[account.pk])
        return format_html('<a href="{}">{}</a>', page, _("Reset the second step"))

    def get_urls(self):
        view = self.admin_site.admin_view
        second_factor, sessions = view(self.second_factor_view), view(self.sessions_view)
        own = [
            path("<int:pk>/second-factor/", second_factor, name="clusters_user_second_factor"),
            path("<int:pk>/sessions/", sessions, name="clusters_user_sessions"),
        ]
        return [*own, *super().get_urls()]

    def second_factor_view(self, request, pk):
        """Explain the reset; on POST remove the second factor and end all sessions of the account."""
        account = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request, account):
            raise PermissionDenied
        change_page = reverse("admin:clusters_user_change", args=[pk])
        if request.method == "POST":
            remove_second_factor(account)
            sign_out_everywhere(user=account)
            self.log_change(request, account, str(_("The second step was reset.")))
            self.message_user(request, _("The second step was reset."))
            return HttpResponseRedirect(change_page)
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": _("Reset the second step")}
        context |= {"account": account, "change_page": change_page}
        return TemplateResponse(request, "admin/clusters/user/second_factor.html", context)

    def get_search_results(self, request, queryset, search_term):
        """Search in Python: accounts are few and have no column folded for search."""
        words = fold(search_term).split()
        if not words:
            return queryset, False
        names = {pk: fold(" ".join(names)) for pk, *names in User.objects.values_list("pk", "username", "full_name")}
        return queryset.filter(pk__in=[pk for pk, name in names.items() if all(word in name for word in words)]), False


@admin.register(Mandate)
class MandateAdmin(RegisterAdmin):
    """All mandates. Organisers' secretariats use the pages of accounts instead."""

    fields = ["user", "scope", "kind", "unit", "cluster", "first_year", "last_year", "starts_on", "ends_on"]
    list_display = ["user", "scope", "kind", "unit", "cluster", "first_year", "last_year", "starts_on", "ends_on"]
    list_filter = ["scope", "kind"]
    search_fields = ["user__username"]
    joined = ["user", "unit", "cluster"]
    ordering = ["user__username", "-starts_on", "pk"]

    def get_search_results(self, request, queryset, search_term):
        for word in fold(search_term).split():
            of_unit = Q(unit__folded__contains=word) | Q(cluster__folded__contains=word)
            queryset = queryset.filter(of_unit | Q(user__username__contains=word))
        return queryset, False


@admin.register(Invitation)
class InvitationAdmin(RegisterAdmin):
    """Read-only list of invitations; they are made, renewed and withdrawn on the pages of accounts."""

    fields = ["user", "made_by", "made_at", "expires_at", "used_at", "withdrawn_at"]
    list_display = fields
    joined = ["user", "made_by"]
    ordering = ["-made_at", "-pk"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_search_results(self, request, queryset, search_term):
        words = fold(search_term).split()
        return queryset.filter(*[Q(user__username__contains=word) for word in words]), False


@admin.register(UserSession)
class UserSessionAdmin(ReadOnlyAdmin):
    """Where people are signed in. Session keys are not shown."""

    fields = ["user", "device", "started_at", "seen_at"]
    list_display = fields
    joined = ["user"]
    ordering = ["-seen_at", "-pk"]

    def get_search_results(self, request, queryset, search_term):
        words = fold(search_term).split()
        return queryset.filter(*[Q(user__username__contains=word) for word in words]), False
