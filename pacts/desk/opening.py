"""A new cluster, and a new year of one, without leaving the desk."""

import re

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from clusters.models import Cluster, ClusterYear, Unit
from clusters.permissions import can_add_cluster, can_add_year
from clusters.text import slugify
from pacts.models import Pact
from pacts.services import open_year


class ClusterForm(forms.ModelForm):
    """A new cluster of an organiser for whose secretariat the person acts."""

    organiser = forms.ModelChoiceField(queryset=Unit.objects.none(), empty_label=None, label=gettext_lazy("Organiser"))

    class Meta:
        model = Cluster
        fields = ["organiser", "name", "kind", "level"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        held = user.mandates.of_secretariats(user).in_force().filter(scope="organiser")
        self.fields["organiser"].queryset = Unit.objects.filter(pk__in=held.values("unit")).order_by("sort_key")

    def clean(self):
        super().clean()
        organiser, name = self.cleaned_data.get("organiser"), self.cleaned_data.get("name")
        if organiser and name:
            self.instance.slug = free_address(f"{slugify(name)[:120]}-{organiser.slug[:60]}".strip("-"))
            self.instance.place = organiser.province and organiser


def free_address(slug):
    """Return an address no cluster has: this one, or this one with a number."""
    taken = set(Cluster.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(found for found in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if found not in taken)


class YearForm(forms.ModelForm):
    """A new emulation year, begun from the cluster's last pact or empty."""

    from_last = forms.BooleanField(
        label=gettext_lazy("Begin from last year"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Roster, commitments and signatories come along; the theme is left empty."),
    )

    class Meta:
        model = ClusterYear
        fields = ["label"]

    def __init__(self, *args, cluster, last, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.cluster = cluster
        if last is None:
            del self.fields["from_last"]

    def clean_label(self):
        label = self.cleaned_data["label"]
        year = re.search(r"(?<!\d)(19|2[01])\d\d(?!\d)", label)
        if not year:
            raise ValidationError(_("The label needs a year in four digits: 2026, or Năm học 2026-2027."))
        self.instance.year, self.instance.slug = int(year[0]), slugify(label)[:60]
        if self.instance.cluster.years.filter(slug=self.instance.slug).exists():
            raise ValidationError(_("This cluster already has a year with this label."))
        return label


@require_http_methods(["GET", "POST"])
def cluster_add(request):
    if not can_add_cluster(request.user):
        raise PermissionDenied
    form = ClusterForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        cluster = form.save()
        messages.success(request, _("The cluster has been added. Now open its year."))
        return redirect("desk:year_add", cluster.slug)
    context = {"form": form, "title": _("A new cluster or bloc"), "submit": _("Add it")}
    return render(request, "pacts/desk/form.html", context)


@require_http_methods(["GET", "POST"])
def year_add(request, cluster):
    cluster = get_object_or_404(Cluster.objects.kept_by(request.user), slug=cluster)
    if not can_add_year(request.user, cluster):
        raise PermissionDenied
    last = Pact.objects.filter(cluster_year__cluster=cluster).order_by("-cluster_year__year", "-pk").first()
    year = last.cluster_year.year + 1 if last else timezone.localdate().year
    data = request.POST if request.method == "POST" else None
    form = YearForm(data, cluster=cluster, last=last, initial={"label": year})
    if form.is_valid():
        begin_from = last if form.cleaned_data.get("from_last") else None
        pact = open_year(year=form.instance, begin_from=begin_from, by=request.user)
        return redirect("desk:pact", cluster.slug, pact.cluster_year.slug)
    context = {
        "form": form,
        "title": _("A new year of %(name)s") % {"name": cluster.name},
        "submit": _("Open the year"),
    }
    return render(request, "pacts/desk/form.html", context)
