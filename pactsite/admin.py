"""The administrators' site: Django's own, entered by the register's one sign-in."""

from functools import update_wrapper

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache


class LabelledChoices(AutocompleteJsonView):
    """Choices under the label their own page gives them: a unit with its place, a period with its days."""

    def serialize_result(self, obj, to_field_name):
        return {"id": str(getattr(obj, to_field_name)), "text": self.model_admin.choice_label(obj)}


class RegisterAdminSite(admin.AdminSite):
    site_header = _("Register of emulation pacts")
    site_title = _("Administration")
    index_title = _("Administration")

    def autocomplete_view(self, request):
        return LabelledChoices.as_view(admin_site=self)(request)

    def get_urls(self):
        """Passwords are changed on one page, which knows lock-outs and other places: everybody is led there."""
        own = [
            path("password_change/", self.password_change, name="password_change"),
            path("password_change/done/", self.password_change, name="password_change_done"),
        ]
        return [*own, *super().get_urls()]

    def password_change(self, request, extra_context=None):
        return redirect("clusters:password_change")

    def admin_view(self, view, cacheable=False):
        """Answer 403 to somebody signed in without the right: the sign-in page could not help them."""
        inner = super().admin_view(view, cacheable)

        def guarded(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        return update_wrapper(guarded, inner)

    @method_decorator([never_cache, login_not_required])
    def login(self, request, extra_context=None):
        """Send strangers to the one sign-in; somebody signed in without the right gets 403."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        if request.user.is_authenticated:
            return super().login(request, extra_context)
        return redirect_to_login(request.GET.get("next") or request.path.removesuffix("login/"))
