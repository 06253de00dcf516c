"""A new cluster, and a new year of one cluster."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from clusters.common.form_fields import ChosenRecord
from clusters.common.text import slugify
from clusters.models import Cluster, ClusterYear, Unit
from clusters.permissions import can_add_cluster, can_add_year
from clusters.services.records import add_cluster
from pacts.desk.year_labels import address_of_label, label_of, year_of
from pacts.models import Pact, PactStatus
from pacts.services.lifecycle import open_year

TAKEN = gettext_lazy("This cluster already has a year with this label.")
MOST_FOUND = 20  # pacts offered at once


class ClusterForm(forms.ModelForm):
    """A new cluster of an organiser whose secretariat the user belongs to."""

    organiser = ChosenRecord(queryset=Unit.objects.none(), empty_label=None, label=gettext_lazy("Organiser"))

    class Meta:
        model = Cluster
        fields = ["organiser", "name", "kind", "level"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        mandates = user.mandates.of_secretariats(user).in_force().filter(scope="organiser")
        self.fields["organiser"].queryset = Unit.objects.filter(pk__in=mandates.values("unit")).order_by("sort_key")

    def clean(self):
        super().clean()
        organiser, name = self.cleaned_data.get("organiser"), self.cleaned_data.get("name")
        if organiser and name:
            self.instance.slug = free_address(f"{slugify(name)[:120]}-{organiser.slug[:60]}".strip("-"))
            self.instance.place = organiser.province and organiser


def free_address(slug):
    """Return this slug if no cluster has it, else this slug with a number."""
    taken = set(Cluster.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(found for found in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if found not in taken)


class PactChoiceField(ChosenRecord):
    """A choice of pacts, labelled by heading and place of the cluster, since many provinces have a bloc of the same
    name.
    """

    def label_from_instance(self, pact):
        place = pact.cluster_year.cluster.place
        return f"{pact.heading} ({place})" if place else pact.heading


class YearForm(forms.ModelForm):
    """A new emulation year: based on the cluster's last pact, with the commitments of another pact, or empty."""

    class Begin(models.TextChoices):
        LAST = "last", gettext_lazy("Last year: roster, commitments and signatories come along")
        OTHER = "other", gettext_lazy("The commitments of another pact")
        EMPTY = "empty", gettext_lazy("Empty")

    begin = forms.ChoiceField(
        label=gettext_lazy("Begin from"),
        choices=Begin.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy("The theme is always left empty: it is this year's own."),
    )
    find = forms.CharField(
        label=gettext_lazy("Which other pact"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Name of the cluster or bloc, place or year; accents may be left out."),
    )
    text_of = PactChoiceField(
        label=gettext_lazy("Pacts found"), queryset=Pact.objects.none(), required=False, widget=forms.RadioSelect
    )

    class Meta:
        model = ClusterYear
        fields = ["label"]

    def __init__(self, *args, cluster, last, readable, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.cluster = cluster
        choices = [choice for choice in self.Begin.choices if last or choice[0] != self.Begin.LAST]
        self.fields["begin"].choices = choices
        self.fields["begin"].initial = choices[0][0] if last else self.Begin.EMPTY
        self._find(readable)

    def _find(self, readable):
        """Offer the pacts found by the typed words; without words the field is removed."""
        words = (self.data.get("find") or "").strip()
        if words:
            found = readable.matching(words).for_list().newest_first()[:MOST_FOUND]
            self.fields["text_of"].queryset = Pact.objects.filter(pk__in=[pact.pk for pact in found]).for_list()
        else:
            del self.fields["text_of"]

    def clean(self):
        super().clean()
        if self.cleaned_data.get("begin") == self.Begin.OTHER and not self.cleaned_data.get("text_of"):
            offered = self.fields.get("text_of")
            if offered is None or not offered.queryset:
                self.add_error("find", _("No pact was found by these words.") if offered else _("Write which pact."))
            elif "text_of" not in self.errors:
                self.add_error("text_of", _("Choose one of them."))

    def texts(self, last):
        """Return the pacts whose texts can be copied. The roster is always the cluster's own."""
        begin = self.cleaned_data.get("begin")
        return {
            "begin_from": last if begin in (self.Begin.LAST, self.Begin.OTHER) else None,
            "text_of": self.cleaned_data.get("text_of") if begin == self.Begin.OTHER else None,
        }

    def clean_label(self):
        label = label_of(self.cleaned_data["label"])
        self.instance.year, self.instance.slug = year_of(label), address_of_label(label)
        if self.instance.cluster.years.filter(slug=self.instance.slug).exists():
            raise ValidationError(TAKEN)
        return label


@require_http_methods(["GET", "POST"])
def cluster_add(request):
    if not can_add_cluster(request.user):
        raise PermissionDenied
    form = ClusterForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        cluster = add_cluster(cluster=form.save(commit=False), by=request.user)
        messages.success(request, _("The cluster has been added. Now open its year."))
        return redirect("desk:year_add", cluster.slug)
    context = {"form": form, "title": _("A new cluster or bloc"), "submit": _("Add it")}
    return render(request, "pacts/desk/form.html", context)


@require_http_methods(["GET", "POST"])
def year_add(request, cluster):
    cluster = get_object_or_404(Cluster.objects.kept_by(request.user), slug=cluster)
    if not can_add_year(request.user, cluster):
        raise PermissionDenied
    pacts = Pact.objects.filter(cluster_year__cluster=cluster).exclude(status=PactStatus.WITHDRAWN)
    last = pacts.order_by("-cluster_year__year", "-pk").first()
    newest = cluster.years.order_by("-year").first()
    year = newest.year + 1 if newest else timezone.localdate().year
    data = request.POST if request.method == "POST" else None
    readable = Pact.objects.readable_by(request.user)
    form = YearForm(data, cluster=cluster, last=last, readable=readable, initial={"label": year})
    if form.is_valid() and (pact := _opened(form, last, request.user)):
        # That page redirects at once where no unit has ended.
        return redirect("desk:successors", cluster.slug, pact.cluster_year.slug)
    context = {
        "form": form,
        "title": _("A new year of %(name)s") % {"name": cluster.name},
        "submit": _("Open the year"),
    }
    return render(request, "pacts/desk/form.html", context)


def _opened(form, last, by):
    """Open the validated year and return its pact, or None with an error beside the label if it was opened
    meanwhile.
    """
    try:
        return open_year(year=form.instance, by=by, **form.texts(last))
    except IntegrityError:
        form.add_error("label", TAKEN)
        return None
