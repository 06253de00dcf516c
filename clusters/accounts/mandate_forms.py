"""Forms that give, end and hand over mandates. Units and clusters are found by name among those the user manages."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clusters.accounts.forms import NO_ADDRESS, FocusFirstErrorMixin
from clusters.common.fields import YearField
from clusters.common.text import fold, normalise
from clusters.models import Mandate
from clusters.permissions import assignable_clusters, assignable_organisers, assignable_units

MAX_OPTIONS = 50  # in the datalist of a text field
OPTIONAL_FIELDS = ["first_year", "last_year", "starts_on", "ends_on"]
DAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%m-%y"]
DAYS += ["ngày %d tháng %m năm %Y", "%d tháng %m năm %Y", "Ngày %d tháng %m năm %Y"]
SCOPES = [
    (Mandate.Scope.UNIT, _("A member unit")),
    (Mandate.Scope.CLUSTER, _("Secretariat of a cluster or bloc")),
    (Mandate.Scope.ORGANISER, _("Secretariat of an organiser")),
]


def day_field(**options):
    widget = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": _("dd/mm/yyyy")})
    return forms.DateField(input_formats=DAYS, widget=widget, **options)


def year_field(**options):
    return YearField().formfield(widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}), **options)


class MandateForm(FocusFirstErrorMixin, forms.Form):
    """A new mandate. After validation `self.mandate` is the unsaved mandate without its user."""

    scope = forms.ChoiceField(label=_("Acts for"), choices=SCOPES, widget=forms.RadioSelect, initial="unit")
    named = forms.CharField(
        label=_("Name of the unit, cluster or bloc"),
        max_length=300,
        widget=forms.TextInput(attrs={"list": "named-options", "autocomplete": "off"}),
        help_text=_("A part of the name is enough where only one fits."),
    )
    first_year = year_field(label=_("From the emulation year"), required=False)
    last_year = year_field(label=_("To the emulation year"), required=False)
    starts_on = day_field(label=_("Begins on"), required=False)
    ends_on = day_field(label=_("Ends on"), required=False)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["first_year"].help_text = _("Only for a cluster or bloc. Left empty: this year.")
        self.fields["last_year"].help_text = _("Only for a cluster or bloc. Left empty: until it is handed over.")
        self.fields["starts_on"].help_text = _("Left empty: today.")
        self.fields["ends_on"].help_text = _("Left empty: until further notice.")

    def main_fields(self):
        return [field for field in self if field.name not in OPTIONAL_FIELDS]

    def optional_fields(self):
        return [self[name] for name in OPTIONAL_FIELDS]

    def optional_fields_open(self):
        return any(self[name].errors or self[name].value() for name in OPTIONAL_FIELDS) or bool(self.non_field_errors())

    def options(self):
        names = [label(row) for row in assignable_units(self.by).with_place().order_by("sort_key")[:MAX_OPTIONS]]
        names += [row.name for row in assignable_clusters(self.by).order_by("sort_key")[:MAX_OPTIONS]]
        return names[:MAX_OPTIONS]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("scope") and cleaned.get("named"):
            self.target = self._find(cleaned["scope"], cleaned["named"])
        if not self.errors:
            self.mandate = self._mandate(cleaned)
            try:
                self.mandate.full_clean(exclude=["user"])
            except ValidationError as error:
                self.add_error(None, [sentence for found in error.message_dict.values() for sentence in found])
        return cleaned

    def _find(self, scope, named):
        found = candidates(self.by, scope, named)
        if len(found) == 1:
            return found[0]
        sentence = _("Nothing you look after has this name. Check the spelling and what is chosen above.")
        if found:
            names = {"names": "; ".join(label(row) for row in found[:5])}
            sentence = _("Several have this name. Write one of them in full: %(names)s") % names
        self.add_error("named", sentence)
        return None

    def _mandate(self, cleaned):
        is_cluster = cleaned["scope"] == Mandate.Scope.CLUSTER
        today = timezone.localdate()
        return Mandate(
            scope=cleaned["scope"],
            kind=Mandate.Kind.MEMBER if cleaned["scope"] == Mandate.Scope.UNIT else Mandate.Kind.SECRETARIAT,
            cluster=self.target if is_cluster else None,
            unit=None if is_cluster else self.target,
            first_year=(cleaned["first_year"] or today.year) if is_cluster else None,
            last_year=cleaned["last_year"] if is_cluster else None,
            starts_on=cleaned["starts_on"] or today,
            ends_on=cleaned["ends_on"],
        )


def candidates(by, scope, named):
    """Return the units or clusters that match a name: those with exactly this name, else those with all its words."""
    if scope == Mandate.Scope.CLUSTER:
        rows = list(assignable_clusters(by).matching(named)[:MAX_OPTIONS])
    else:
        units = assignable_organisers(by) if scope == Mandate.Scope.ORGANISER else assignable_units(by)
        words = named.split(",")[0].split("(")[0]  # the rest names the place
        rows = list(units.matching(words).with_place()[:MAX_OPTIONS])
    exact = [row for row in rows if fold(named) in (fold(row.name), fold(label(row)))]
    return exact if exact else rows if fold(named) else []


def label(row):
    """Return the name of a unit with its place, or the name of a cluster."""
    place = getattr(row, "place", None)
    return f"{row.name}, {place.name}" if place is not None and hasattr(row, "parent_id") else row.name


class InviteForm(MandateForm):
    """A new person and their mandate."""

    full_name = forms.CharField(label=pgettext_lazy("person", "Full name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        error_messages=NO_ADDRESS,
        help_text=_("The link is mailed there. Left empty: you pass it on yourself, by Zalo or as a QR code."),
    )
    field_order = ["full_name", "email", "scope", "named", "first_year", "last_year", "starts_on", "ends_on"]

    def clean_full_name(self):
        name = normalise(self.cleaned_data["full_name"])
        if not name:
            raise ValidationError(self.fields["full_name"].error_messages["required"], code="required")
        return name


class EndForm(FocusFirstErrorMixin, forms.Form):
    """The last day of a mandate."""

    last_day = day_field(label=_("Last day"), help_text=_("On this day the mandate still holds."))

    def __init__(self, *args, mandate, **kwargs):
        super().__init__(*args, **kwargs)
        self.mandate = mandate

    def clean_last_day(self):
        day = self.cleaned_data["last_day"]
        if day < self.mandate.starts_on:
            raise ValidationError(_("The first day comes after the last."))
        return day


class HandOverForm(FocusFirstErrorMixin, forms.Form):
    """The person who takes over a mandate, with or without an account, and from when."""

    username = forms.CharField(
        label=_("User name of somebody with an account"),
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "list": "accounts-options"}),
        help_text=_("Leave it empty for a new person."),
    )
    full_name = forms.CharField(label=pgettext_lazy("person", "Full name"), required=False, max_length=200)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        error_messages=NO_ADDRESS,
        help_text=_("The link is mailed there. Left empty: you pass it on yourself, by Zalo or as a QR code."),
    )
    first_year = year_field(label=_("From the emulation year"))
    first_day = day_field(label=_("Begins on"))

    def __init__(self, *args, mandate, accounts, **kwargs):
        super().__init__(*args, **kwargs)
        self.mandate, self.accounts = mandate, accounts
        if mandate.scope != Mandate.Scope.CLUSTER:
            del self.fields["first_year"]

    def new_person(self):
        return [self["full_name"], self["email"]]

    def start(self):
        return [self[name] for name in ("first_year", "first_day") if name in self.fields]

    def options(self):
        return self.accounts.filter(is_active=True).exclude(pk=self.mandate.user_id).order_by("full_name")[:MAX_OPTIONS]

    def clean_full_name(self):
        return normalise(self.cleaned_data["full_name"])

    def clean(self):
        cleaned = super().clean()
        username, name = cleaned.get("username"), cleaned.get("full_name")
        if bool(username) == bool(name):
            self.add_error("username", _("Name either somebody with an account or a new person."))
        elif username:
            self._find(username)
        return cleaned

    def _find(self, username):
        person = self.accounts.filter(username=username, is_active=True).first()
        if person is None:
            self.add_error("username", _("You look after no account of this name."))
        elif person.pk == self.mandate.user_id:
            self.add_error("username", _("This person has the mandate already."))
        self.cleaned_data["person"] = person
