"""What the units of a year register for: units down, titles across, with sums; the same as CSV."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from awards.award_types import place_of
from awards.models import AwardType, RecipientKind, TitleRegistration
from awards.services.registrations import REGISTRATIONS, same_title
from clusters.common.csv import csv_answer
from pacts.desk.access import address_of, desk_pact
from pacts.models import Submission


@require_safe
def registrations(request, cluster, label):
    pact = desk_pact(request, cluster, label)
    context = {"pact": pact, "table": Table(pact.cluster_year), "address": address_of(pact)}
    return render(request, "awards/desk/registrations.html", context)


@require_safe
def registrations_csv(request, cluster, label):
    pact = desk_pact(request, cluster, label)
    return csv_answer(f"dang-ky-{cluster}-{label}", Table(pact.cluster_year).as_cells())


class Count:
    """So many of one title: a sum, and whether some unit did not say how many."""

    def __init__(self):
        self.sum, self.is_unsaid = 0, False

    def add(self, quantity):
        self.sum += quantity or 0
        self.is_unsaid = self.is_unsaid or quantity is None

    def __str__(self):
        if not self.is_unsaid:
            return str(self.sum)
        return f"{self.sum} + ?" if self.sum else "?"


class Column:
    """One title for one kind of recipient, over all units."""

    def __init__(self, row):
        self.name = row.type.name if row.type else row.as_written
        self.kind = capfirst(row.get_recipient_kind_display()) if row.recipient_kind else ""
        self.category = row.type.category if row.type else None
        kinds = [None, *RecipientKind.values]
        group = {AwardType.Category.TITLE: 0, AwardType.Category.FORM: 1}.get(self.category, 2)
        self.place = (group, place_of(row.type)[1:] if row.type else (0, self.name), kinds.index(row.recipient_kind))
        self.total = Count()

    @property
    def heading(self):
        return f"{self.name} ({self.kind.lower()})" if self.kind else self.name


class Line:
    """One unit: its counts in the order of the columns, and when it sent them."""

    def __init__(self, member, counts, sent_at):
        self.member, self.counts, self.sent_at = member, counts, sent_at

    @property
    def says_none(self):
        """Whether the unit has sent that it registers for no title."""
        return self.sent_at is not None and not any(self.counts)


class Table:
    """The registrations of a cluster's year, in four queries."""

    def __init__(self, year):
        rows = TitleRegistration.objects.filter(membership__cluster_year=year).select_related("type")
        columns, cells = {}, {}
        for row in rows:
            key = same_title(row)
            columns.setdefault(key, Column(row)).total.add(row.quantity)
            cells.setdefault((row.membership_id, key), Count()).add(row.quantity)
        ordered = sorted(columns, key=lambda key: columns[key].place)
        sent = Submission.objects.filter(membership__cluster_year=year, asked=REGISTRATIONS)
        sent_at = dict(sent.values_list("membership", "sent_at"))
        self.columns = [columns[key] for key in ordered]
        self.lines = [
            Line(member, [cells.get((member.pk, key)) for key in ordered], sent_at.get(member.pk))
            for member in year.memberships.select_related("unit").order_by("position", "pk")
            if member.left_on is None or any((member.pk, key) in cells for key in ordered)
        ]
        self.sent = sum(line.sent_at is not None for line in self.lines)

    @property
    def registering_for_none(self):
        return [line.member.unit.name for line in self.lines if line.says_none]

    @property
    def groups(self):
        """Return [(what the group is called, how many columns)] over the columns."""
        names = {
            AwardType.Category.TITLE: _("Emulation titles"),
            AwardType.Category.FORM: _("Forms of commendation"),
            None: _("Written by the units"),
        }
        counted = [
            (name, sum(column.category == category for column in self.columns)) for category, name in names.items()
        ]
        return [(name, number) for name, number in counted if number]

    def as_cells(self):
        """Yield the rows of the table as lists of text."""
        yield [_("Unit"), *(column.heading for column in self.columns), _("Sent on")]
        for line in self.lines:
            sent = line.sent_at and f"{timezone.localtime(line.sent_at):%d/%m/%Y}"
            none = "0" if line.says_none else ""
            yield [line.member.unit.name, *(str(count or none) for count in line.counts), sent or ""]
        yield [pgettext("sum", "Total"), *(str(column.total) for column in self.columns), ""]
