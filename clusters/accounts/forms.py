"""What people say of themselves and type to come in."""

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

PAUSE = timedelta(minutes=5)  # between two letters with a link to a new password
HELP = _("At least eight letters, and no common word.")
NO_ADDRESS = {"invalid": _("Write a whole e-mail address, such as hoa@example.vn.")}
MAY_BE_EMPTY = _("May be left empty.")


class ShowsFault:
    """The first field with a fault has the cursor: on a telephone the page then opens where it is."""

    def add_error(self, field, error):
        super().add_error(field, error)
        faulty = next((name for name in self.fields if name in self.errors), None)
        for name, each in self.fields.items():
            each.widget.attrs.pop("autofocus", None)
            if name == faulty:
                each.widget.attrs["autofocus"] = True


class SignInForm(AuthenticationForm):
    """Who comes in, by name and password."""

    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": _(
            "The user name and the password do not belong together. Capital and small letters differ. "
            "After five wrong tries one waits a quarter of an hour."
        )
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label, self.fields["password"].label = _("User name"), _("Password")
        if self.is_bound:  # the name is mostly right
            self.fields["username"].widget.attrs.pop("autofocus", None)
            self.fields["password"].widget.attrs["autofocus"] = True


class PersonForm(ShowsFault, forms.ModelForm):
    """What a person may change of the own account. Another e-mail address asks for the password.

    For whoever has the address gets the letters with a link to a new password. Wrong passwords are counted with those
    at signing in.
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

    def asked(self):
        """Return the fields to show: the password only once another e-mail address has been typed."""
        asks = self.is_bound and "email" in self.changed_data
        return [field for field in self if asks or field.name != "password"]

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


class AcceptForm(ShowsFault, forms.ModelForm):
    """How an invited person comes in: one page, one password."""

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
        if self.instance.email:  # whoever invites has said where letters go
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


class CodeForm(ShowsFault, forms.Form):
    """A code of the second factor, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false", "size": 12}
        ),
    )


class CodeAtSignInForm(CodeForm):
    """The code alone on its page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["autofocus"] = True


class PasswordAgainForm(ShowsFault, forms.Form):
    """The password once more, before something that a stranger at an open computer must not do.

    It is asked of the same guards as signing in, so wrong ones are counted with those.
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


class NewPasswordForm(ShowsFault, PasswordChangeForm):
    """A new password instead of the present one. Wrong ones are counted with those at signing in."""

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


class ForgottenForm(ShowsFault, PasswordResetForm):
    """Asks for a link to a new password. At most one letter in five minutes goes to a person."""

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
        """Send the link. Where the letter did not go out the person may ask again at once."""
        if not send_letter("password", context["user"], context):
            context["user"].reset_sent_at = None
            context["user"].save(update_fields=["reset_sent_at"])


class FreshPasswordForm(ShowsFault, SetPasswordForm):
    """A new password for somebody who came by a letter."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = HELP
        self.fields["new_password1"].widget.attrs.pop("autofocus", None)
