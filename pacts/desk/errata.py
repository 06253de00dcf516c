"""Errata: a mistake in a source, recorded with what is meant; the text itself stays as printed."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from clusters.common.text import normalise
from pacts.desk.access import document_at, shows_typed_text, written_pact
from pacts.document.carry_over import value_at
from pacts.services.drafts import add_erratum


class ErratumForm(forms.Form):
    """The words as printed, what is meant, and the source."""

    as_written = forms.CharField(label=gettext_lazy("The source prints"), max_length=500)
    meant = forms.CharField(label=gettext_lazy("What is meant"), max_length=500)
    source = forms.ChoiceField(label=gettext_lazy("Source"), widget=forms.RadioSelect)

    def __init__(self, *args, text, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.text = text
        self.fields["source"].choices = sources
        self.fields["source"].initial = sources[0][0]

    def clean_as_written(self):
        words = normalise(self.cleaned_data["as_written"])
        if words not in self.text:
            raise forms.ValidationError(_("These words do not stand in the text."))
        return words

    def clean_meant(self):
        return normalise(self.cleaned_data["meant"])


@require_http_methods(["GET", "POST"])
@shows_typed_text
def erratum_add(request, cluster, label):
    """Record a mistake in the text at the place given in the query (`cho`)."""
    pact = written_pact(request, cluster, label)
    document, place = document_at(pact), request.GET.get("cho", "")
    text, sources = text_at(document, place), sources_of(document)
    page = reverse("desk:pact", args=[cluster, label])
    if not sources:
        messages.warning(request, _("Enter the source first: a mistake is noted with the source that prints it."))
        return redirect(f"{page}#sources")
    form = ErratumForm(request.POST if request.method == "POST" else None, text=text, sources=sources)
    if form.is_valid():
        add_erratum(pact=pact, by=request.user, **form.cleaned_data)
        messages.success(request, _("The mistake has been noted: the text stays as printed."))
        return redirect(f"{page}#{place.partition('/')[0]}")
    context = {"pact": pact, "form": form, "text": text, "address": [cluster, label]}
    return render(request, "pacts/desk/erratum.html", context)


def text_at(document, place):
    """Return the text at a place of a document. Raises Http404 where there is none."""
    value = value_at(document, place) if place.count("/") else None
    text = "\n".join(map(str, value)) if isinstance(value, list) else value
    if not isinstance(text, str) or not text:
        raise Http404
    return normalise(text)


def sources_of(document):
    """Return [(key, title)] of a document's sources."""
    rows = document.get("sources") or []
    return [(row["key"], Truncator(row.get("title") or _("Source without a title")).chars(100)) for row in rows]
