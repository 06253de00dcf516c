"""The forms that amend a signed pact: late signature, other leader or deputy, a unit that joins or leaves."""

from django import forms
from django.conf import settings
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.common.dates import display_partial, last_day_of
from clusters.intake.unit_matching import match_units
from clusters.intake.unit_names import Piece
from clusters.models import Membership, Unit
from pacts.document import PactForms
from pacts.document.amendments import DEPUTY, LEFT, MEMBER, with_joined, with_left, with_role, with_signature
from pacts.document.forms import typed_field
from pacts.document.limits import too_long
from pacts.models import PactVersion, Signatory
from pacts.services.lifecycle import NEWER_VERSION

NEW = "new"  # chosen instead of a unit's address: a new unit
LONGEST_NAME = 300  # letters of a unit's name
HAS_SIGNED = (Signatory.State.SIGNED, Signatory.State.PROXY)
DAY_HINT = gettext_lazy("dd/mm/yyyy, or as far as it is known.")
DAMAGED = gettext_lazy("The page is damaged: load it again.")


def field_of(model, name, **options):
    """Return the form field of a model field as the pact's own form has it."""
    return typed_field(model._meta.get_field(name), **options)


def day_field(model, name, label=None, required=True):
    options = {"label": label} if label else {}
    return field_of(model, name, required=required, help_text=DAY_HINT, **options)


class AmendmentForm(forms.Form):
    """One kind of amendment. A valid form has the amended document in `document`.

    `pact` was read by `with_document`; `stored` is its document. A subclass sets its title and usual reason and builds
    the amended document in `amended`.
    """

    kind = heading = usual_reason = ""
    nothing_to_choose = ""  # shown where the roster has no unit to choose
    places = {}  # (part, field) of the document: the field of this form, where its name is another

    version = forms.IntegerField(
        widget=forms.HiddenInput, error_messages=dict.fromkeys(("required", "invalid"), DAMAGED)
    )
    reason = field_of(PactVersion, "reason", label=gettext_lazy("Reason of the new version"), required=True)

    def __init__(self, data=None, *, pact, stored):
        self.pact, self.stored, self.document, self.is_stale = pact, stored, None, False
        self.members = list(pact.cluster_year.memberships.all())
        self.known = {row.unit.slug: row.unit for row in self.members}
        with translation.override(settings.LANGUAGE_CODE):  # the reason is public, next to the pact
            reason = str(self.usual_reason)
        initial = {"version": pact.last_version.number, "reason": reason}
        super().__init__(data, prefix=self.kind, initial=initial)
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])

    def present(self):
        """Return the roster rows of units that have not left."""
        return [row for row in self.members if row.left_on is None]

    @staticmethod
    def choices(rows):
        return [(str(row.pk), row.unit.name) for row in rows]

    @property
    def is_possible(self):
        """Whether this amendment has any unit to choose from, where a unit of the roster is chosen."""
        return "member" not in self.fields or any(value for value, _name in self.fields["member"].choices)

    @property
    def new_units(self):
        """Return {address in the document: name} of the units to create with the amendment."""
        return {}

    def clean(self):
        for name, value in list(self.cleaned_data.items()):  # add_error removes the value
            if isinstance(value, str) and (refusal := too_long(value)):
                self.add_error(name, refusal)
        self._check_version()
        if not self.errors:
            self.check()
        if not self.errors:
            self.document = self.amended({name: value or None for name, value in self.cleaned_data.items()})
            self._check_document()
        return self.cleaned_data

    def check(self):
        """Add an error where the values do not fit together."""

    def amended(self, values):
        """Return the stored document with the amendment that these values describe."""
        raise NotImplementedError

    def _check_version(self):
        """Add an error where another version has been sealed since the page was opened; the next post is based on
        that one.
        """
        newest = self.pact.last_version.number
        if self.cleaned_data.get("version", newest) != newest:
            self.is_stale = True
            self.add_error(None, NEWER_VERSION)
            self._retype(version=newest)

    def _retype(self, **values):
        """Put values into the form data as if they had been posted."""
        self.data = self.data.copy()
        for name, value in values.items():
            self.data[self.add_prefix(name)] = value

    def _check_document(self):
        """Validate the amended document with PactForms and show each fault beside its field."""
        checked = PactForms.of(self.document, known=self.known)
        checked.is_valid()
        for fault in checked.faults():
            name = self.places.get((fault.section, fault.field), fault.field)
            field = name if name in self.fields else None
            self.add_error(field, fault.sentence if field else f"{fault.place}: {fault.sentence}")

    def check_day(self, name):
        """Add an error where a day is in the future or before the signing."""
        day, signing = self.cleaned_data.get(name), self.stored["conference"]["held_on"]
        if day and day > timezone.localdate().isoformat():
            self.add_error(name, _("This day has not come yet."))
        elif day and signing and last_day_of(day) < signing:
            words = _("This lies before the signing, %(day)s: what the paper has wrong is corrected by reopening it.")
            self.add_error(name, words % {"day": display_partial(signing)})


class SignatureForm(AmendmentForm):
    """A signature for a unit, given after the conference."""

    kind, heading = "signature", gettext_lazy("A late signature")
    usual_reason = gettext_lazy("Signed after the conference.")
    nothing_to_choose = gettext_lazy("Every unit of the roster has signed.")

    member = forms.ChoiceField(label=gettext_lazy("Unit"))
    state = forms.ChoiceField(
        label=gettext_lazy("How it signed"),
        choices=[(state.value, capfirst(state.label)) for state in HAS_SIGNED],
        initial=Signatory.State.SIGNED.value,
        widget=forms.RadioSelect,
    )
    signer = field_of(Signatory, "name", help_text=gettext_lazy("Left empty: the signer is not known."))
    signer_title = field_of(Signatory, "title")
    signed_on = day_field(Signatory, "signed_on")

    places = {("signatories", "name"): "signer", ("signatories", "title"): "signer_title"}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        signed = [row for row in self.present() if self._state_of(row) not in HAS_SIGNED]
        self.fields["member"].choices = [("", _("Choose a unit")), *self.choices(signed)]

    @staticmethod
    def _state_of(row):
        signatory = getattr(row, "signatory", None)
        return signatory and signatory.state

    def check(self):
        self.check_day("signed_on")

    def amended(self, values):
        return with_signature(self.stored, member=values["member"], **signatory_in(values))


class RoleForm(AmendmentForm):
    """A change of leader or deputy from a day on."""

    kind, heading = "role", gettext_lazy("Another leader or deputy unit")
    usual_reason = gettext_lazy("The leader or deputy unit changed during the year.")
    nothing_to_choose = gettext_lazy("No unit of the roster can take the role.")

    role = forms.ChoiceField(
        label=capfirst(Membership._meta.get_field("role").verbose_name),
        choices=[(role.value, capfirst(role.label)) for role in (Membership.Role.LEADER, Membership.Role.DEPUTY)],
        initial=Membership.Role.LEADER.value,
        widget=forms.RadioSelect,
    )
    member = forms.ChoiceField(label=gettext_lazy("Unit that takes the role"))
    replaced = forms.ChoiceField(
        label=gettext_lazy("Unit that gives the role up"),
        help_text=gettext_lazy("Left empty: the present leader; or for a deputy, nobody."),
        required=False,
    )
    becomes = forms.ChoiceField(
        label=gettext_lazy("What becomes of that unit"),
        choices=[
            (MEMBER, gettext_lazy("It stays as a member")),
            (DEPUTY, gettext_lazy("It becomes a deputy")),
            (LEFT, gettext_lazy("It leaves on that day")),
        ],
        initial=MEMBER,
        required=False,
        widget=forms.RadioSelect,
    )
    since = day_field(Membership, "joined_on", gettext_lazy("From which day"))
    role_basis = field_of(Membership, "role_basis")
    head_name = field_of(Membership, "head_name")
    head_title = field_of(Membership, "head_title")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.by_key = {str(row.pk): row for row in self.present()}
        leading = [row for row in self.present() if row.role != Membership.Role.MEMBER]
        replaced = [(str(row.pk), f"{row.unit.name} ({row.get_role_display()})") for row in leading]
        self.fields["member"].choices = [("", _("Choose a unit")), *self.choices(self.present())]
        self.fields["replaced"].choices = [("", "—"), *replaced]

    def check(self):
        self.check_day("since")
        values, role = self.cleaned_data, self.cleaned_data["role"]
        if role == Membership.Role.LEADER and not values["replaced"]:
            values["replaced"] = self._leader()
        replaced = self.by_key.get(values["replaced"])
        if self.by_key[values["member"]].role == role:
            self.add_error("member", _("This unit has that role already."))
        elif replaced and replaced.role != role:
            self.add_error("replaced", _("This unit does not have that role."))
        elif replaced and values["becomes"] == role:
            self.add_error("becomes", _("It gives up that very role."))

    def _leader(self):
        return next((key for key, row in self.by_key.items() if row.role == Membership.Role.LEADER), "")

    def amended(self, values):
        names = ("member", "role", "since", "replaced", "role_basis", "head_name", "head_title")
        becomes = values["becomes"] or MEMBER
        return with_role(self.stored, becomes=becomes, **{name: values[name] for name in names})


class JoiningForm(AmendmentForm):
    """A unit that joins, found by its name."""

    kind, heading = "joining", gettext_lazy("A unit joins")
    usual_reason = gettext_lazy("A unit joined after the signing.")

    name = forms.CharField(label=gettext_lazy("Name of the unit"), max_length=LONGEST_NAME)
    joined_on = day_field(Membership, "joined_on")
    signer = field_of(Signatory, "name", label=gettext_lazy("Who signs for it"))
    signer_title = field_of(Signatory, "title")
    state = field_of(Signatory, "state")
    signed_on = day_field(Signatory, "signed_on", required=False)

    places = {
        ("units", None): "name",
        ("units", "unit"): "name",
        ("signatories", "name"): "signer",
        ("signatories", "title"): "signer_title",
    }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.match, name = None, (self["name"].value() or "").strip() if self.is_bound else ""
        if 0 < len(name) <= LONGEST_NAME:
            self._offer(name)

    def _offer(self, name):
        """Offer the units that the name may mean, and a new unit. A choice made for another name is dropped."""
        day = timezone.localdate()
        self.match = match_units([Piece(name)], day=day, place=self.pact.cluster_year.cluster.place)[0]
        offered = [(unit.slug, _called(unit)) for unit in self.match.units]
        offered.append((NEW, _("New, waiting for a check")))
        self.fields["unit"] = forms.ChoiceField(
            label=_("Which unit is meant?"),
            choices=offered,
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose which unit is meant.")),
        )
        self.fields["shown"] = forms.CharField(required=False, widget=forms.HiddenInput)
        chosen = self["unit"].value() if self["shown"].value() == name else None
        if chosen is None and self.match.certainty == "sure":
            chosen = self.match.units[0].slug
        self._retype(unit=chosen or "", shown=name)
        names = list(self.fields)
        self.order_fields(["version", "shown", "name", "unit", *names])

    @property
    def new_units(self):
        return {NEW: self.cleaned_data["name"]} if self.cleaned_data.get("unit") == NEW else {}

    def check(self):
        self.check_day("joined_on")
        self.check_day("signed_on")

    def amended(self, values):
        unit = Unit(slug=NEW, name=values["name"], checked=False)
        self.known |= {found.slug: found for found in [unit, *self.match.units] if found.slug == values["unit"]}
        return with_joined(self.stored, unit=values["unit"], joined_on=values["joined_on"], **signatory_in(values))


class LeavingForm(AmendmentForm):
    """A unit that leaves during the year."""

    kind, heading = "leaving", gettext_lazy("A unit leaves")
    usual_reason = gettext_lazy("A unit left during the year.")
    nothing_to_choose = gettext_lazy("No unit of the roster is left.")

    member = forms.ChoiceField(label=gettext_lazy("Unit"))
    left_on = day_field(Membership, "left_on")
    left_reason = field_of(Membership, "left_reason")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["member"].choices = [("", _("Choose a unit")), *self.choices(self.present())]

    def check(self):
        self.check_day("left_on")

    def amended(self, values):
        return with_left(self.stored, **{name: values[name] for name in ("member", "left_on", "left_reason")})


FORMS = {form.kind: form for form in (SignatureForm, RoleForm, JoiningForm, LeavingForm)}


def signatory_in(values):
    """Return the values of a signatory's row from a form's values."""
    names = {"name": "signer", "title": "signer_title", "state": "state", "signed_on": "signed_on"}
    return {name: values[field] for name, field in names.items()}


def _called(unit):
    """Return a unit's name with the place it lies in."""
    return f"{unit.name} ({unit.place.name})" if unit.place else unit.name
