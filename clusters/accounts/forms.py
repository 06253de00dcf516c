"""Forms for signing in, the user's own account and passwords."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, password_validation
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, PasswordResetForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clusters.accounts.mail import send_letter
from clusters.models import User

PAUSE = timedelta(minutes=5)  # between two password reset letters to the same person
HELP = _("At least eight letters, and no common word.")
NO_ADDRESS = {"invalid": _("Write a whole e-mail address, such as hoa@example.vn.")}
MAY_BE_EMPTY = _("May be left empty.")


class FocusFirstErrorMixin:
    """Mixin that sets autofocus on the first field with an error, so that a phone scrolls to it."""

    def add_error(self, field, error):
        super().add_error(field, error)
        faulty = next((name for name in self.fields if name in self.errors), None)
        for name, each in self.fields.items():
            each.widget.attrs.pop("autofocus", None)
            if name == faulty:
                each.widget.attrs["autofocus"] = True


class SignInForm(AuthenticationForm):
    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": _(
            "The user name and the password do not belong together. Capital and small letters differ. "
            "After five wrong tries one waits a quarter of an hour."
        )
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label, self.fields["password"].label = _("User name"), _("Password")
        if self.is_bound:  # after a failed attempt the wrong part is usually the password
            self.fields["username"].widget.attrs.pop("autofocus", None)
            self.fields["password"].widget.attrs["autofocus"] = True


class PersonForm(FocusFirstErrorMixin, forms.ModelForm):
    """The user's own account. Changing the e-mail address requires the password.

    Password reset links are sent to that address. Wrong passwords count towards the sign-in lockout.
    """

    password = forms.CharField(
        label=_("Present password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Asked because the address is another one: who has it can set a new password."),
    )
    field_order = ["full_name", "position", "telephone", "email", "password"]

    class Meta:
        model = User
        fields = ["full_name", "position", "telephone", "email", "language", "wants_mail"]
        widgets = {
            "full_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "position": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "telephone": forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
        labels = {"wants_mail": _("Send me notices by e-mail"), "email": _("E-mail")}
        help_texts = {
            "position": MAY_BE_EMPTY,
            "telephone": MAY_BE_EMPTY,
            "email": _("Notices go there, and a link to a new password should you forget yours."),
        }
        error_messages = {"email": NO_ADDRESS}

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def shown_fields(self):
        """Return the bound fields to show. The password is included only if the e-mail address has been changed."""
        needs_password = self.is_bound and "email" in self.changed_data
        return [field for field in self if needs_password or field.name != "password"]

    def clean(self):
        cleaned = super().clean()
        if "email" in self.changed_data and "email" in cleaned:
            self._check(cleaned.get("password"))
        return cleaned

    def _check(self, password):
        if not password:
            self.add_error("password", _("Type your password to change the e-mail address."))
        elif authenticate(self.request, username=self.instance.username, password=password) is None:
            self.add_error("password", _("That is not your password."))


class AcceptForm(FocusFirstErrorMixin, forms.ModelForm):
    """Personal data and the first password of an invited person."""

    password = forms.CharField(
        label=_("Password of your choice"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least eight letters, and no common word. You need it each time you sign in."),
    )

    class Meta:
        model = User
        fields = ["full_name", "position", "telephone", "email"]
        widgets = PersonForm.Meta.widgets
        labels = PersonForm.Meta.labels
        help_texts = PersonForm.Meta.help_texts | {
            "email": _("May be left empty. Should you forget the password, a link to a new one goes there."),
        }
        error_messages = PersonForm.Meta.error_messages

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.email:  # set by whoever sent the invitation
            del self.fields["email"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("password"):
            self._check(cleaned["password"], {name: cleaned.get(name) for name in ("full_name",)})
        return cleaned

    def _check(self, password, about):
        account = {name: getattr(self.instance, name) for name in ("pk", "username", "email")}
        person = User(**account, **about)
        try:
            password_validation.validate_password(password, person)
        except ValidationError as error:
            self.add_error("password", error)


class CodeForm(FocusFirstErrorMixin, forms.Form):
    """A code from the authenticator app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false", "size": 12}
        ),
    )


class CodeAtSignInForm(CodeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["autofocus"] = True


class PasswordAgainForm(FocusFirstErrorMixin, forms.Form):
    """Confirmation of the password before a sensitive change, in case the computer was left unattended.

    Checked with `authenticate`, so wrong passwords count towards the sign-in lockout.
    """

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user

    def clean_password(self):
        password = self.cleaned_data["password"]
        if authenticate(self.request, username=self.user.username, password=password) is None:
            raise ValidationError(_("That is not your password."))
        return password


class NewPasswordForm(FocusFirstErrorMixin, PasswordChangeForm):
    """Django's password change form. Wrong old passwords count towards the sign-in lockout."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["old_password"].label = _("Present password")
        self.fields["old_password"].widget.attrs.pop("autofocus", None)
        self.fields["new_password1"].help_text = HELP

    def clean_old_password(self):
        password = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.username, password=password) is None:
            raise ValidationError(_("That is not your password."))
        return password


class ForgottenForm(FocusFirstErrorMixin, PasswordResetForm):
    """Request for a password reset link. Each account gets at most one letter per PAUSE."""

    email = forms.EmailField(
        label=_("E-mail address of your account"),
        max_length=254,
        error_messages=NO_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )

    def get_users(self, email):
        earliest = timezone.now() - PAUSE
        for user in super().get_users(email):
            demo_is_off = user.is_demo and not settings.DEMO
            if demo_is_off or (user.reset_sent_at and user.reset_sent_at > earliest):
                continue
            user.reset_sent_at = timezone.now()
            user.save(update_fields=["reset_sent_at"])
            yield user

    def send_mail(self, subject_template_name, email_template_name, context, *args, **kwargs):
        """Send the link. If that fails, clear `reset_sent_at` so that the user can request it again at once."""
        if not send_letter("password", context["user"], context):
            context["user"].reset_sent_at = None
            context["user"].save(update_fields=["reset_sent_at"])


class FreshPasswordForm(FocusFirstErrorMixin, SetPasswordForm):
    """The new password of a user who followed a reset link."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = HELP
        self.fields["new_password1"].widget.attrs.pop("autofocus", None)
