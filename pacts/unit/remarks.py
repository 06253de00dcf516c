"""A unit's remarks on the circulated text: on the whole, and on each commitment; and what became of them."""

from collections import defaultdict

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pacts.document.wording import difference
from pacts.models import Asked, Comment
from pacts.permissions import can_comment
from pacts.unit.finding import own_part, read_pact
from pacts.unit.parts import TextField, keep_and_send, part_page
from pacts.unit.reading import PactText
from pacts.unit.stamps import StampedForm
from pacts.unit_services import save_remark, take_back_remark

WHOLE = "whole"
TAKE_BACK = "take-back-"


class RemarkForm(forms.Form):
    """What is remarked on the whole."""

    text = TextField(label=gettext_lazy("Remark"), lines=3)


class ProposalForm(RemarkForm):
    """What is remarked on one commitment, and the text the unit would have in its place."""

    proposed = TextField(label=gettext_lazy("Text proposed in its place"), lines=3)


class Place:
    """The whole text or one commitment, with the unit's open remark on it, those already answered, and a form."""

    def __init__(self, prefix, commitment, comments, posted):
        self.prefix, self.commitment = prefix, commitment
        waiting = [row for row in comments if row.state == Comment.State.OPEN]
        self.open = waiting[-1] if waiting else None
        self.others = [row for row in comments if row is not self.open]
        initial = {"text": self.open.text, "proposed": self.open.proposed} if self.open else {}
        form = ProposalForm if commitment else RemarkForm
        self.form = form(posted, prefix=prefix, initial=initial)

    @property
    def is_unfolded(self):
        """Whether there is something to see inside: an open remark, or what was just typed."""
        return bool(self.open or any(self.typed) or self.form.errors)

    @property
    def stored(self):
        return (self.open.text, self.open.proposed) if self.open else (None, None)

    @property
    def is_changed(self):
        """Whether something was typed here that is not what was sent before."""
        return self.form.is_bound and tuple(self.typed) != self.stored

    @property
    def is_said(self):
        """Whether there is something to look over: what is sent now, or taken back by clearing its fields."""
        return bool(self.open or any(self.typed))

    @property
    def runs(self):
        """Return the proposed text held against the commitment."""
        return difference(self.words, self.typed[1])

    @property
    def words(self):
        return self.commitment.text if self.commitment else ""

    @property
    def typed(self):
        """Return (text, proposed) as the form has them now."""
        if not self.form.is_bound:
            return self.form.initial.get("text"), self.form.initial.get("proposed")
        values = self.form.cleaned_data if self.form.is_valid() else {}
        return values.get("text"), values.get("proposed")

    def keep(self, membership, by):
        text, proposed = self.typed
        if self.open or text or proposed:
            about = {"remark": self.open, "commitment": self.commitment and self.commitment.row}
            save_remark(membership=membership, text=text, proposed=proposed, by=by, **about)


def places_of(text, comments, posted):
    """Return (the places of a text with their remarks, the remarks on words that are no longer there)."""
    found, numbers = defaultdict(list), {str(row.key): row for row in text.commitments}
    words = {row.text: str(row.key) for row in text.commitments}
    for row in comments:
        key = str(row.commitment_id) if row.commitment_id else words.get(row.quoted)
        found[WHOLE if row.quoted is None else key if key in numbers else None].append(row)
    places = [Place(f"c-{key}", row, found[key], posted) for key, row in numbers.items()]
    return [*places, Place(WHOLE, None, found[WHOLE], posted)], found[None]


def stored_in(text, comments):
    """Return what a unit reads and has remarked, as the form's stamp tells it."""
    read = [row.text for row in text.commitments]
    return [read, *((row.pk, row.text, row.proposed, row.state) for row in comments)]


class Page:
    """The page of a unit's remarks: the text with a form in each place, as it stands or as it was typed."""

    def __init__(self, request, membership, pact):
        self.request, self.membership, self.pact = request, membership, pact
        self.may_write = can_comment(request.user, membership, pact)
        self.posted = request.POST if request.method == "POST" else None
        self.then = request.POST.get("then", "")
        self.text = PactText(pact, membership)
        self.read()

    def read(self):
        self.comments = list(self.membership.comments.filter(pact=self.pact))
        self.places, self.gone = places_of(self.text, self.comments, self.posted)
        self.form = StampedForm(self.posted, stored=stored_in(self.text, self.comments))

    def stored_now(self):
        """Return what stands there now, as the form's stamp tells it."""
        text = PactText(read_pact(self.membership.cluster_year) or self.pact, self.membership)
        return stored_in(text, self.membership.comments.filter(pact=self.pact))

    def act(self):
        """Do what was pressed, and return its answer; None where the page is shown (again)."""
        if self.posted is None or not self.may_write or self.then == "edit":
            return None
        if self.then.startswith(TAKE_BACK):
            return self.take_back()
        if not all(place.form.is_valid() for place in self.places) or not self.form.is_valid():
            return None
        if self.then == "look":
            said = any(any(place.typed) for place in self.places)
            return self.shown("pacts/unit/remarks_look.html", is_anything_said=said)
        request, membership = self.request, self.membership
        return keep_and_send(
            request, membership, Asked.REMARKS, self.keep, "my_unit:remarks", form=self.form, read=self.stored_now
        )

    def keep(self):
        """Keep what was remarked in each place; "no remarks" only where there is none."""
        if self.then == "none" and any(place.open or any(place.typed) for place in self.places):
            raise ValidationError(_("You have written remarks: send them, or clear their fields first."))
        for place in self.places:
            place.keep(self.membership, self.request.user)

    def take_back(self):
        """Take one remark back. What was typed elsewhere on the page stays there, and is not sent by this."""
        remark = next((row for row in self.comments if self.then == f"{TAKE_BACK}{row.pk}"), None)
        try:
            take_back_remark(membership=self.membership, remark=remark, by=self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return None
        messages.success(self.request, _("Taken back: the secretariat no longer sees this remark."))
        if not any(place.is_changed for place in self.places if place.open != remark):
            return redirect("my_unit:remarks", self.membership.pk)
        own = [place.prefix for place in self.places if place.open == remark]
        self.posted = {key: typed for key, typed in self.posted.items() if key.rpartition("-")[0] not in own}
        self.read()
        self.posted["as_read"] = self.form.stamp
        self.form = StampedForm(self.posted, stored=self.form.stored)
        return self.shown()

    def shown(self, template="pacts/unit/remarks.html", **more):
        context = {name: getattr(self, name) for name in ("form", "places", "gone", "may_write", "comments")} | more
        return part_page(self.request, template, self.membership, self.pact, Asked.REMARKS, context)


@require_http_methods(["GET", "POST"])
def remarks_write(request, pk):
    page = Page(request, *own_part(request, pk))
    return page.act() or page.shown()
