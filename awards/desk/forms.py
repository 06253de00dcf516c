"""An award as a secretariat types it: what it is called, to whom or how many, for which year, by which decision."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.intake.recipients import COUNT
from awards.models import Award, RecipientKind
from awards.services.awards import NEEDS_REASON
from clusters.common.constraints import check_row
from clusters.common.fields import YearField
from clusters.common.form_fields import PartialDateFormField
from clusters.common.text import fold, normalise

AS_TEXT = "text"  # the answer that a recipient is no unit of the register
MOST = 1_000_000
LONGEST, LONGEST_TEXT = 1_000, 20_000  # letters of a line, and of a text
DECISION = {"decision_number": "number", "decision_issuer": "issuer", "decision_on": "issued_on"}
KINDS = [("", gettext_lazy("Not known")), *((kind.value, capfirst(kind.label)) for kind in RecipientKind)]
SHARED = ["merit_year", *DECISION]


class EntryState(TextChoices):
    """The states in which an award is entered."""

    GRANTED = Award.State.GRANTED.value, capfirst(Award.State.GRANTED.label)
    PROPOSED = Award.State.PROPOSED.value, capfirst(Award.State.PROPOSED.label)


class WordsField(forms.CharField):
    """A line of text as the record keeps it; unknown is None."""

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "empty_value": None, "max_length": LONGEST, **kwargs})

    def to_python(self, value):
        return normalise(value) or None if value not in self.empty_values else None


def words(label, **attrs):
    return WordsField(label=label, widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}))


class SharedForm(forms.Form):
    """What is true of every award of a list that says nothing else of it."""

    merit_year = forms.IntegerField(
        required=False, label=gettext_lazy("Year of merit"), validators=YearField.default_validators
    )
    decision_number = words(gettext_lazy("Number of the decision"), placeholder="123/QĐ-UBND")
    decision_issuer = words(gettext_lazy("Issued by"), placeholder="UBND tỉnh …")
    decision_on = PartialDateFormField(
        required=False,
        label=gettext_lazy("Day of the decision"),
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("dd/mm/yyyy")}),
    )
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=EntryState.choices, initial=EntryState.GRANTED)

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        is_incomplete = any(cleaned.get(name) for name in ("decision_issuer", "decision_on"))
        if is_incomplete and not cleaned.get("decision_number"):
            self.add_error("decision_number", _("Give the number of the decision, or leave all of it empty."))
        return cleaned


class AwardForm(SharedForm):
    """One award. `known` matches what is typed to types and units; `shared` stands where a field says nothing."""

    award = words(gettext_lazy("Title or form of commendation"), list="award-types")
    recipient = words(gettext_lazy("To whom"), list="award-units")
    unit = WordsField(label=gettext_lazy("Which unit is meant"), widget=forms.RadioSelect)
    of_unit = forms.ChoiceField(required=False, label=gettext_lazy("Person or part of which unit"))
    number = forms.IntegerField(required=False, min_value=1, max_value=MOST, label=gettext_lazy("How many"))
    recipient_kind = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Kind of recipient"),
        choices=KINDS,
    )
    authority = words(gettext_lazy("Competent authority"))
    as_written = words(gettext_lazy("Award as the source writes it"))
    authority_as_written = words(gettext_lazy("Authority as the source writes it"))
    merit_as_written = words(gettext_lazy("Year of merit as the source writes it"))
    citation = WordsField(
        label=gettext_lazy("What it rewards"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=100,
        help_text=gettext_lazy("An administrator says why; history keeps it."),
    )

    MAIN = ["award", "recipient", "unit", "of_unit", "number", "recipient_kind", *SHARED, "state"]
    field_order = [*MAIN, "authority", "as_written", "authority_as_written", "merit_as_written", "citation", "reason"]

    def __init__(self, *args, known, shared=None, award=None, with_reason=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.known, self.shared, self.award_row = known, shared or {}, award
        self.offered = []
        self._offer_units()
        self.owners = {unit.slug: unit for unit in self._owners()}
        owners = [(slug, unit.name) for slug, unit in self.owners.items()]
        self.fields["of_unit"].choices = [("", _("Not known")), *owners]
        if award is not None:
            del self.fields["state"]
        if not with_reason:
            del self.fields["reason"]

    @property
    def main(self):
        return [self[name] for name in self.fields if name in self.MAIN]

    @property
    def more(self):
        return [self[name] for name in self.fields if name not in (*self.MAIN, "reason")]

    @property
    def why(self):
        """The reason, where one has to be given."""
        return [self["reason"]] if "reason" in self.fields else []

    @property
    def has_fault_inside(self):
        return any(field.errors for field in self.more)

    @property
    def type(self):
        """The award type that what is typed names, or None: said beside the field."""
        year = str(self["merit_year"].value() or self.shared.get("merit_year") or "")
        readable = year.isascii() and year.isdecimal() and len(year) == 4
        return self.known.type_of(self["award"].value(), int(year) if readable else None)

    # --- Recipients ------------------------------------------------------------------------------

    def _offer_units(self):
        """Offer the units that the recipient's text may mean; no choice where it means none."""
        match = self.known.match(self["recipient"].value())
        units = list(match.units) if match else []
        stored = self.award_row and self.award_row.unit
        if stored and stored not in units and stored.name == self["recipient"].value():
            units.insert(0, stored)
        if not units:
            del self.fields["unit"]
            return
        self.offered = units
        choices = [(unit.slug, f"{unit.name}, {unit.place}" if unit.place else unit.name) for unit in units]
        self.fields["unit"].widget.choices = [*choices, (AS_TEXT, _("None of them: keep it as written"))]
        if stored in units:
            self.initial["unit"] = stored.slug
        elif match and match.certainty == "sure":
            self.initial.setdefault("unit", units[0].slug)

    def _unit(self, cleaned):
        """Return the unit meant, or None. A person has to say which where several may be."""
        if cleaned.get("recipient_kind") in (RecipientKind.INDIVIDUAL, RecipientKind.HOUSEHOLD) or not self.offered:
            return None
        by_slug = {unit.slug: unit for unit in self.offered}
        answer = cleaned.get("unit")
        if answer not in (*by_slug, AS_TEXT):  # nothing, or an answer about another text
            answer = self.initial.get("unit")
        if answer is None:
            self.add_error("unit", _("Choose which unit is meant, or keep the name as written."))
        return by_slug.get(answer)

    def _owners(self):
        """Return the units whose person or part may have received it: those of the year, and the one it says now."""
        units = [member.unit for member in self.known.roster]
        stored = self.award_row and self.award_row.of_unit
        return [*units, stored] if stored and stored not in units else units

    def clean_of_unit(self):
        return self.owners.get(self.cleaned_data["of_unit"])

    def clean_recipient(self):
        recipient = self.cleaned_data["recipient"]
        if recipient and COUNT.fullmatch(recipient):
            raise ValidationError(_("Nobody is named here: write the number and the kind in their own fields."))
        return recipient

    # --- The whole -------------------------------------------------------------------------------

    def clean(self):
        cleaned = super().clean()
        self._take_shared(cleaned)
        cleaned["unit"] = self._unit(cleaned)
        if not cleaned.get("award") and not cleaned.get("as_written") and "award" not in self.errors:
            self.add_error("award", _("Say which title or form of commendation it is."))
        if cleaned.get("recipient") and (cleaned.get("number") or 0) > 1:
            self.add_error("number", _("A named recipient counts as one: leave the number empty, or the name."))
        if cleaned["unit"] and cleaned.get("of_unit"):
            self.add_error("of_unit", _("The recipient is a unit itself: leave this open."))
        if not self.errors:
            self._keep_wording(cleaned)
            check_row(Award, self.values())
        return cleaned

    def _keep_wording(self, cleaned):
        """Settle the type, and the wording where it says something else. Unknown words are kept as they are."""
        cleaned["type"] = self.known.type_of(cleaned["award"], cleaned["merit_year"])
        written = cleaned["as_written"] or cleaned["award"]
        if cleaned["type"] is None and cleaned["award"] and fold(written) != fold(cleaned["award"]):
            sentence = _("No award type of that year is called so. Choose one of the list, or write it as the source.")
            self.add_error("award", sentence)
        cleaned["as_written"] = None if cleaned["type"] and fold(written) == fold(cleaned["type"].name) else written

    def _take_shared(self, cleaned):
        if "merit_year" in cleaned and cleaned["merit_year"] is None:
            cleaned["merit_year"] = self.shared.get("merit_year")
        if not any(cleaned.get(name) for name in DECISION):
            cleaned |= {name: self.shared.get(name) for name in DECISION}
        cleaned["state"] = cleaned.get("state") or self.shared.get("state") or (self.award_row and self.award_row.state)

    def values(self):
        """Return the values of an award, its decision as {number, issuer, issued_on} or None."""
        cleaned = self.cleaned_data
        decision = {field: cleaned[name] for name, field in DECISION.items()}
        counted = "proposed_count" if cleaned["state"] == Award.State.PROPOSED else "granted_count"
        plain = (
            "type",
            "as_written",
            "authority",
            "authority_as_written",
            "merit_year",
            "merit_as_written",
            "citation",
        )
        return {
            **{name: cleaned[name] for name in (*plain, "unit", "of_unit")},
            counted: cleaned["number"],
            "recipient_kind": cleaned["recipient_kind"] or None,
            "recipient_name": None if cleaned["unit"] else cleaned["recipient"],
            "decision": decision if any(decision.values()) else None,
            **({} if self.award_row else {"state": cleaned["state"]}),
        }


class MoveForm(forms.Form):
    """Why an award ends; what revokes it, where that is known."""

    granted_count = forms.IntegerField(
        required=False, min_value=1, max_value=MOST, label=gettext_lazy("How many were granted")
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
    decision_number = SharedForm.base_fields["decision_number"]
    decision_issuer = SharedForm.base_fields["decision_issuer"]
    decision_on = SharedForm.base_fields["decision_on"]

    def __init__(self, *args, award, to, with_reason, **kwargs):
        super().__init__(*args, **kwargs)
        if to == Award.State.GRANTED and award.proposed_count:
            self.fields["granted_count"].required = True
            words = _("Of %(n)s proposed.") % {"n": award.proposed_count}
            self.fields["granted_count"].help_text = words
        else:
            del self.fields["granted_count"]
        if to not in NEEDS_REASON and not with_reason:
            del self.fields["reason"]
        if to != Award.State.REVOKED:
            for name in DECISION:
                del self.fields[name]

    def basis(self):
        """Return the decision that revokes as {number, issuer, issued_on}, or None."""
        cleaned = {field: self.cleaned_data.get(name) for name, field in DECISION.items()}
        return cleaned if any(cleaned.values()) else None


def initial_of(award):
    """Return what the form shows of a stored award."""
    decision = award.decision
    plain = ("recipient_kind", "merit_year", "merit_as_written", "authority", "authority_as_written", "citation")
    number = award.proposed_count if award.state == Award.State.PROPOSED else award.granted_count
    return {
        **{name: getattr(award, name) for name in plain},
        **{name: decision and getattr(decision, field) for name, field in DECISION.items()},
        "award": award.type.name if award.type else award.as_written,
        "as_written": award.as_written if award.type else None,
        "recipient": award.unit.name if award.unit else award.recipient_name,
        "of_unit": award.of_unit and award.of_unit.slug,
        "number": number,
    }
