"""A document stored: what it says is written to the rows that differ, and to no other."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from clusters.common.changes import differs, save_if_changed
from clusters.models import Membership
from pacts.document import shared_records
from pacts.document.load import rows_of
from pacts.document.schema import PACT_LISTS, PARTS
from pacts.document.validate import PactForms
from pacts.models import Conference, KeptSignatory, Participation, Signatory
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
        self.writer = shared_records.Writer(by, pact)

    def write(self):
        self._put(self.year, self.forms.header["year"].model_values())
        conference = self._conference()
        self._put(self.pact, {**self.forms.header["pact"].model_values(), "conference": conference})
        self._clear_signatories()
        members = self._units()
        people = self._people(conference)
        self._lists_of_pact({"units": members, "participants": people})
        self._signatories(members)
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

    def _clear_signatories(self):
        """Remove who signs for nobody any more, before the roster on which they rest."""
        members = {form.cleaned_data["unit"] for form in self.forms.live("units")}
        by_key = self._members_by_key()
        signing = {by_key.get(form.cleaned_data["member"]) for form in self.forms.live("signatories")}
        for signatory in Signatory.objects.filter(membership__cluster_year=self.year).select_related(
            "membership__unit"
        ):
            slug = signatory.membership.unit.slug
            if slug not in members or slug not in signing:
                self._remove(signatory)

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
        for signatory in KeptSignatory.objects.filter(membership=row):
            self._remove(signatory)
        self._remove(row)

    def _people(self, conference):
        """Write the people present and return {key: row}. `_clear_people` removes those gone, last."""
        if conference is None:
            return {}
        stored = {str(row.pk): row for row in conference.participations.all()}
        rows = {}
        for position, form in enumerate(self.forms.live("participants"), start=1):
            key = form.cleaned_data["key"]
            unit = self.forms.units.get(form.cleaned_data["unit"])
            row = stored.get(key) or Participation(conference=conference)
            rows[key] = self._put(row, {**form.model_values(), "unit": unit, "position": position})
        return rows

    def _clear_people(self, conference, people):
        if conference is not None:
            signatory = {row.pk for row in people.values()}
            for row in conference.participations.exclude(pk__in=signatory):
                self._remove(row)

    def _lists_of_pact(self, rows):
        """Write the lists that refer to the pact. `rows` {list: {key: row}} are those already written."""
        gone = {}
        for name, part in PACT_LISTS.items():
            gone[name] = {str(row.pk): row for row in rows_of(self.pact, part)}
            if part.link:
                self._put_links(part, gone[name])
            else:
                rows[name] = self._put_rows(part, gone[name], rows)
        for name in reversed(gone):  # a list stands behind those it refers to
            for row in _referring_first(PARTS[name], gone[name].values()):
                self._remove(row)

    def _put_rows(self, part, stored, rows):
        """Write the rows of a list, take them out of `stored` {key: row}, and return {key: row}."""
        inner = [each.name for each in part.fields if each.refers_to == part.name]
        written = {}
        for position, form in enumerate(self.forms.live(part.name), start=1):
            key = form.cleaned_data["key"]
            row = stored.pop(key, None) or part.model(pact=self.pact)
            values = {**form.model_values(), **self._references(part, form, rows), "position": position}
            written[key] = self._put(row, values)
        for form in self.forms.live(part.name) if inner else []:
            row = written[form.cleaned_data["key"]]
            self._put(row, {name: written.get(form.cleaned_data[name]) for name in inner})
        return written

    def _references(self, part, form, rows):
        """Return the rows and units that a row refers to; those of its own list are written later."""
        found = {}
        for each in part.fields:
            if each.refers_to and each.refers_to != part.name:
                referred = self.forms.units if each.refers_to == "unit" else rows[each.refers_to]
                found[each.name] = referred.get(form.cleaned_data[each.name])
        return found

    def _put_links(self, part, stored):
        """Write the rows that tie shared records to this pact, and take them out of `stored` {key: row}."""
        by_record = {getattr(row, f"{part.shared_name}_id"): row for row in stored.values()}
        names = [each.name for each in part.fields if each.on_link and each.name != "uuid"]
        for position, form in enumerate(self.forms.live(part.name), start=1):
            values = {name: form.cleaned_data[name] or None for name in names} | {"position": position}
            row = self._put_link(part, by_record, form, values)
            stored.pop(str(row.pk), None)

    def _put_link(self, part, by_record, form, values):
        """Write one of them, and take it out of `by_record` {the shared record's pk: row}."""
        uuid = form.cleaned_data["uuid"]
        record = shared_records.RECORD_FOR[part.model](
            form.model_values(), uuid=uuid, linked=set(by_record), writer=self.writer
        )
        # The writer's own version takes the place of the shared record.
        known = record.pk if record.pk in by_record else record.same_as_id
        row = by_record.pop(known, None) or part.link(pact=self.pact, **{part.shared_name: record})
        return self._put(row, {part.shared_name: record, **values})

    def _signatories(self, members):
        stored = {row.membership_id: row for row in Signatory.objects.filter(membership__cluster_year=self.year)}
        for form in self.forms.live("signatories"):
            member = members[form.cleaned_data["member"]]
            self._put(stored.get(member.pk) or Signatory(membership=member), form.model_values())

    def _sources(self):
        """Write the year's sources; an article already in the register is the same row."""
        stored = {str(row.pk): row for row in self.year.sources.all()}
        rows = []
        for form in self.forms.live("sources"):
            linked = stored.get(form.cleaned_data["key"])
            rows.append(shared_records.source_for(form.model_values(), linked=linked, writer=self.writer))
        if {row.pk for row in rows} != {row.pk for row in stored.values()}:
            self.year.sources.set(rows)

    # --- One row ---------------------------------------------------------------------------------

    def _put(self, row, values):
        """Save a row with these values if it is new or differs, and return it."""
        if differs(row, values):
            self._refuse_change_of_anothers_conference(row)
            save_if_changed(row, values, self.by)
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


def _referring_first(part, rows):
    """Return rows in an order in which they can be removed: those that refer to a row of their own list first."""
    inner = [f"{each.name}_id" for each in part.fields if each.refers_to == part.name]
    return sorted(rows, key=lambda row: not any(getattr(row, name) for name in inner))
