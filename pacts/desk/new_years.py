"""A new emulation year for many clusters at once, from the division decision."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from clusters.common.dates import display_partial
from clusters.common.files import check_file
from clusters.common.form_fields import ChosenRecords, PartialDateFormField
from clusters.common.text import normalise
from clusters.models import Cluster, ClusterYear, Document, DocumentKind, Unit
from clusters.permissions import can_open_years
from pacts.desk.year_labels import address_of_label, label_of, year_of
from pacts.desk.year_status import has_ended
from pacts.models import Pact, PactStatus
from pacts.services.years import open_years, years_taken

ACCEPTED = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"


@dataclass(frozen=True)
class Choice:
    """One cluster on the page: whether it is ticked, why it cannot be, and which pact it is based on."""

    cluster: Cluster
    ticked: bool
    reason: str
    begins_from: str


class YearsForm(forms.Form):
    """The division decision, the label of the year, and which clusters of an organiser open it."""

    label = forms.CharField(
        label=gettext_lazy("Year"),
        max_length=60,
        help_text=gettext_lazy("As people call it: 2026, or Năm học 2026-2027."),
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the decision"),
        max_length=200,
        help_text=gettext_lazy("With its symbol: 311/QĐ-UBND."),
    )
    issued_on = PartialDateFormField(
        label=gettext_lazy("Day of issue"), help_text=gettext_lazy("dd/mm/yyyy, or as far as it is known.")
    )
    issuer = forms.CharField(
        label=gettext_lazy("Issued by"), max_length=300, help_text=gettext_lazy("In full: UBND tỉnh Bắc Ninh.")
    )
    file = forms.FileField(
        label=gettext_lazy("File of the decision"),
        required=False,
        validators=[check_file],
        help_text=gettext_lazy("PDF, Word (.docx), Excel (.xlsx), JPEG or PNG, up to 20 MB. It can be left out."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    carry = forms.BooleanField(
        label=gettext_lazy("Carry over the roster and the text of the last pact"),
        required=False,
        initial=True,
        help_text=gettext_lazy("As a draft that nobody outside the desk sees. The theme is left empty."),
    )
    clusters = ChosenRecords(
        queryset=Cluster.objects.none(),
        error_messages={"required": gettext_lazy("Tick at least one cluster or bloc.")},
    )

    def __init__(self, *args, organiser, **kwargs):
        super().__init__(*args, **kwargs)
        self.organiser = organiser
        self.fields["clusters"].queryset = organiser.organised_clusters.order_by("sort_key", "pk")

    def clean_label(self):
        year_of(self.written_label)
        return self.written_label

    def clean(self):
        super().clean()
        clusters = self.cleaned_data.get("clusters") or []
        taken = years_taken([cluster.pk for cluster in clusters], {self.address})
        if taken:
            sentence = _("Already open under this label: %(names)s. They are unticked now; look again.")
            self.add_error("label", sentence % {"names": ", ".join(year.cluster.name for year in taken)})
        ended = [cluster.name for cluster in clusters if has_ended(cluster)]
        if ended:
            self.add_error("clusters", _("Ended, and can open no year: %(names)s.") % {"names": ", ".join(ended)})
        if self.errors and self.cleaned_data.get("file"):
            self.add_error("file", _("Choose the file again: a browser sends it only once."))

    @cached_property
    def written_label(self):
        """Return the label being typed, valid or not."""
        return label_of(self.data.get("label", "") if self.is_bound else self.initial["label"])

    @property
    def address(self):
        """Return the slug of the year being typed."""
        return address_of_label(self.written_label)

    @property
    def year(self):
        """Return the calendar year of the label being typed, or None."""
        try:
            return year_of(self.written_label)
        except ValidationError:
            return None

    def choices(self):
        """Return the Choices of all clusters of the organiser."""
        clusters = list(self.fields["clusters"].queryset)
        taken = {year.cluster_id: year for year in years_taken([each.pk for each in clusters], {self.address})}
        ticked = set(self.data.getlist("clusters")) if self.is_bound else {str(each.pk) for each in clusters}
        last = last_pacts(clusters, self.year)
        return [self._choice(each, str(each.pk) in ticked, taken.get(each.pk), last.get(each.pk)) for each in clusters]

    def _choice(self, cluster, ticked, taken, last):
        reason = ""
        if has_ended(cluster):
            reason = _("Ended on %(day)s.") % {"day": display_partial(cluster.ended_on)}
        elif taken:
            reason = _("%(year)s is already open.") % {"year": taken.display_label}
        begins = _("From: %(year)s") % {"year": last.cluster_year.display_label} if last else _("Begins empty")
        return Choice(cluster, ticked and not reason, reason, begins)

    def open(self, by):
        """Open the years. Raises ValidationError if one was opened meanwhile."""
        words = self.cleaned_data
        years = [
            ClusterYear(cluster=cluster, label=words["label"], slug=self.address, year=self.year)
            for cluster in words["clusters"]
        ]
        begin_from = last_pacts(words["clusters"], self.year) if words["carry"] else {}
        division = Document(
            kind=DocumentKind.DIVISION,
            number=normalise(words["number"]),
            issued_on=words["issued_on"],
            issuer=normalise(words["issuer"]),
            file=words["file"] or "",
        )
        return open_years(years=years, begin_from=begin_from, division=division, by=by)


def last_pacts(clusters, year):
    """Return {pk of a cluster: its last pact up to a year}, withdrawn pacts left out."""
    pacts = Pact.objects.filter(cluster_year__cluster__in=clusters).exclude(status=PactStatus.WITHDRAWN)
    if year is not None:
        pacts = pacts.filter(cluster_year__year__lte=year)
    began = F("cluster_year__first_day").asc(nulls_first=True)
    pacts = pacts.select_related("cluster_year").order_by("cluster_year__year", began, "pk")
    return {pact.cluster_year.cluster_id: pact for pact in pacts.defer("draft")}


def organisers_of(user):
    """Return the organisers whose secretariat the user belongs to."""
    mandates = user.mandates.of_secretariats(user).in_force().filter(scope="organiser")
    return Unit.objects.filter(pk__in=mandates.values("unit")).order_by("sort_key", "pk")


def first_words(organiser):
    """Return the form's initial values: the year after the newest, and the issuer of the last decision."""
    years = ClusterYear.objects.filter(cluster__organiser=organiser).select_related("division").order_by("-year", "-pk")
    newest = years.first()
    decided = years.exclude(division=None).first()
    return {
        "label": str(newest.year + 1 if newest else timezone.localdate().year),
        "issuer": (decided and decided.division.issuer) or "",
    }


@require_http_methods(["GET", "POST"])
def years_add(request):
    if not can_open_years(request.user):
        raise PermissionDenied
    organisers = list(organisers_of(request.user))
    asked = request.GET.get("to_chuc")
    chosen = [each for each in organisers if each.slug == asked] if asked else organisers
    if len(chosen) != 1:
        return render(request, "pacts/desk/years_organiser.html", {"organisers": organisers})
    posted = [request.POST, request.FILES] if request.method == "POST" else []
    form = YearsForm(*posted, organiser=chosen[0], initial=first_words(chosen[0]))
    if form.is_valid() and (answer := _opened(request, form)):
        return answer
    context = {"form": form, "organiser": chosen[0], "choices": form.choices(), "several": len(organisers) > 1}
    return render(request, "pacts/desk/years_add.html", context)


def _opened(request, form):
    """Open the years and redirect to their table; None, with an error beside the label, if one was opened meanwhile."""
    try:
        pacts = form.open(request.user)
    except ValidationError as error:
        form.add_error("label", error.messages)
        return None
    words = ngettext(
        "%(year)s is open for %(n)s cluster or bloc.", "%(year)s is open for %(n)s clusters and blocs.", len(pacts)
    )
    messages.success(request, words % {"year": pacts[0].cluster_year.display_label, "n": len(pacts)})
    return redirect("desk:years", pacts[0].cluster_year.year)
