"""A document stored: what it says is written to the rows that differ, and to no other."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from clusters.models import Membership
from pacts.document import shared
from pacts.document.checking import PactForms
from pacts.models import (
    Commitment,
    Conference,
    KeptSignatory,
    PactDocument,
    PactMovement,
    Participation,
    Signatory,
    Target,
)
from pacts.permissions import can_change_conference


@transaction.atomic
def save_document(*, pact, document, by):
    """Write a document to a pact's rows, only those that changed, and return the pact.

    `by` (a User or None) stands in the history of each changed row. Raises ValidationError with the place and a
    sentence for each fault; then nothing is written.
    """
    forms = PactForms.of(document)
    forms.raise_problems()
    return _Writer(pact, forms, by).write()


class _Writer:
    """One writing of one document."""

    def __init__(self, pact, forms, by):
        self.pact, self.forms, self.by = pact, forms, by
        self.year = pact.cluster_year
        self.writer = shared.Writer(by, pact)

    def write(self):
        self._put(self.year, self.forms.header["year"].model_values())
        conference = self._conference()
        self._put(self.pact, {**self.forms.header["pact"].model_values(), "conference": conference})
        self._clear_rows_that_hold_others()
        members = self._units()
        people = self._rows("participants", Participation, {"conference": conference}, self._participant)
        promises = self._rows(
            "commitments", Commitment, {"pact": self.pact}, lambda form: {"by": people.get(form.cleaned_data["by"])}
        )
        self._targets(promises)
        self._signatories(members)
        self._movements()
        self._documents()
        self._sources()
        self._clear_people(conference, people)
        return self.pact

    # --- Header ----------------------------------------------------------------------------------

    def _conference(self):
        """Return the conference, made when the document first says something of it."""
        form = self.forms.header["conference"]
        values = {**form.model_values(), "host": self.forms.units.get(form.cleaned_data["host"])}
        conference = self.pact.conference
        if conference is None:
            if not any(values.values()) and not self.forms.live("participants"):
                return None
            conference = Conference()
        closed = [name for name in Conference.CLOSED_BY_A_SEAL if getattr(conference, name) != values[name]]
        if conference.pk and closed:
            self._refuse_change_under_another_seal(conference, closed)
        return self._put(conference, values)

    def _refuse_change_under_another_seal(self, conference, closed):
        if conference.sealed_pacts().exclude(pk=self.pact.pk).exists():
            labels = ", ".join(str(Conference._meta.get_field(name).verbose_name) for name in closed)
            message = _("Another sealed pact was signed at this conference, so this is closed: %(fields)s.")
            raise ValidationError(message % {"fields": labels})

    # --- Rows ------------------------------------------------------------------------------------

    def _clear_rows_that_hold_others(self):
        """Remove what is gone from the document before the rows it points to."""
        kept = {name: self._keys(name) for name in ("targets", "commitments")}
        gone = [target for target in self.pact.targets.all() if str(target.pk) not in kept["targets"]]
        for target in [row for row in gone if row.part_of_id] + [row for row in gone if not row.part_of_id]:
            self._remove(target)
        members = {form.cleaned_data["unit"] for form in self.forms.live("units")}
        by_key = self._members_by_key()
        signing = {by_key.get(form.cleaned_data["member"]) for form in self.forms.live("signatories")}
        for signatory in Signatory.objects.filter(membership__cluster_year=self.year).select_related(
            "membership__unit"
        ):
            slug = signatory.membership.unit.slug
            if slug not in members or slug not in signing:
                self._remove(signatory)

    def _keys(self, name):
        return {form.cleaned_data["key"] for form in self.forms.live(name)}

    def _members_by_key(self):
        return {form.cleaned_data["key"]: form.cleaned_data["unit"] for form in self.forms.live("units")}

    def _units(self):
        """Write the roster; a unit is the same row whatever its key.

        The unit that leads is written last: the one that led before has to give up the role or leave first.
        """
        stored = {row.unit.slug: row for row in self.year.memberships.select_related("unit")}
        forms = self.forms.live("units")
        for slug in stored.keys() - {form.cleaned_data["unit"] for form in forms}:
            self._remove_member(stored.pop(slug))
        rows = {}
        for position, form in sorted(enumerate(forms, start=1), key=lambda row: _leads(row[1].cleaned_data)):
            slug = form.cleaned_data["unit"]
            row = stored.get(slug) or Membership(cluster_year=self.year, unit=self.forms.units[slug])
            rows[form.cleaned_data["key"]] = self._put(row, {**form.model_values(), "position": position})
        return rows

    def _remove_member(self, row):
        """Remove a unit's line; who was to sign for it, kept by the unit alone and never sent, does not hold it."""
        for kept in KeptSignatory.objects.filter(membership=row):
            self._remove(kept)
        self._remove(row)

    def _participant(self, form):
        return {"unit": self.forms.units.get(form.cleaned_data["unit"])}

    def _rows(self, name, model, parent, references):
        """Write the rows of a list that are told apart by key alone, remove those gone, and return {key: row}."""
        if None in parent.values():
            return {}
        stored = {str(row.pk): row for row in model.objects.filter(**parent)}
        rows = {}
        for position, form in enumerate(self.forms.live(name), start=1):
            key = form.cleaned_data["key"]
            row = stored.pop(key, None) or model(**parent)
            rows[key] = self._put(row, {**form.model_values(), **references(form), "position": position})
        if model is not Participation:  # a person may be the giver of a direction that is only now removed
            for row in stored.values():
                self._remove(row)
        return rows

    def _clear_people(self, conference, people):
        if conference is not None:
            kept = {row.pk for row in people.values()}
            for row in conference.participations.exclude(pk__in=kept):
                self._remove(row)

    def _targets(self, promises):
        targets = self._rows(
            "targets",
            Target,
            {"pact": self.pact},
            lambda form: {"commitment": promises.get(form.cleaned_data["commitment"])},
        )
        for form in self.forms.live("targets"):
            row = targets[form.cleaned_data["key"]]
            self._put(row, {"part_of": targets.get(form.cleaned_data["part_of"])})

    def _signatories(self, members):
        stored = {row.membership_id: row for row in Signatory.objects.filter(membership__cluster_year=self.year)}
        for form in self.forms.live("signatories"):
            member = members[form.cleaned_data["member"]]
            self._put(stored.get(member.pk) or Signatory(membership=member), form.model_values())

    def _movements(self):
        stored = {row.movement_id: row for row in self.pact.movements.all()}
        for position, form in enumerate(self.forms.live("movements"), start=1):
            link = {"position": position, "as_written": form.cleaned_data["as_written"]}
            self._put_link(PactMovement, "movement", shared.movement_for, stored, form, link)
        for row in stored.values():
            self._remove(row)

    def _documents(self):
        stored = {row.document_id: row for row in self.pact.documents.told()}
        for position, form in enumerate(self.forms.live("documents"), start=1):
            link = {"position": position} | {name: form.cleaned_data[name] or None for name in ("state", "as_written")}
            self._put_link(PactDocument, "document", shared.document_for, stored, form, link)
        for row in stored.values():
            self._remove(row)

    def _put_link(self, model, name, shared_for, stored, form, values):
        """Write the row that ties a shared record to this pact, and take it out of `stored` {record's key: row}."""
        uuid = form.cleaned_data["uuid"]
        record = shared_for(form.model_values(), uuid=uuid, linked=set(stored), writer=self.writer)
        known = record.pk if record.pk in stored else record.same_as_id  # its own version takes the place of the shared
        row = stored.pop(known, None) or model(pact=self.pact, **{name: record})
        self._put(row, {name: record, **values})

    def _sources(self):
        """Write the year's sources; an article already in the register is the same row."""
        stored = {str(row.pk): row for row in self.year.sources.all()}
        rows = []
        for form in self.forms.live("sources"):
            linked = stored.get(form.cleaned_data["key"])
            rows.append(shared.source_for(form.model_values(), linked=linked, writer=self.writer))
        if {row.pk for row in rows} != {row.pk for row in stored.values()}:
            self.year.sources.set(rows)

    # --- One row ---------------------------------------------------------------------------------

    def _put(self, row, values):
        """Set the values on a row and save it if that changed anything."""
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, values[name])
        if row._state.adding or changed:
            self._refuse_change_of_anothers_conference(row)
            row.changed_by(self.by).save()
        return row

    def _refuse_change_of_anothers_conference(self, row):
        """A conference at which several clusters signed is changed only by who keeps all of them."""
        conference = {Conference: row, Participation: getattr(row, "conference", None)}.get(type(row))
        if conference is not None and conference.pk and not can_change_conference(self.by, conference, self.pact):
            message = _(
                "Other clusters signed at this conference too, so only their organiser changes it and the people "
                "present. Put them back as they were, and tell the organiser."
            )
            raise ValidationError(message)

    def _remove(self, row):
        self._refuse_change_of_anothers_conference(row)
        row.changed_by(self.by).delete()


def _leads(values):
    """Return whether a row of the roster is the unit that leads: one that led and left does not."""
    return values["role"] == Membership.Role.LEADER and not values["left_on"]
