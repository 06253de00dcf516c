"""A unit's remarks on the circulated text: on the whole, and on each commitment; and what became of them."""

from collections import defaultdict

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pacts.models import Asked, Comment
from pacts.permissions import can_comment
from pacts.unit.finding import own_part
from pacts.unit.parts import TextField, keep_and_send, part_page
from pacts.unit.reading import PactText
from pacts.unit.stamps import StampedForm
from pacts.unit_services import save_remark

WHOLE = "whole"


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
    def words(self):
        return self.commitment["text"] if self.commitment else ""

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
            about = {"remark": self.open, "commitment": self.commitment}
            save_remark(membership=membership, text=text, proposed=proposed, by=by, **about)


def places_of(text, comments, posted):
    """Return (the places of a text with their remarks, the remarks on words that are no longer there)."""
    found, numbers = defaultdict(list), {str(row.get("key")): row for row in text.commitments}
    words = {row["text"]: str(row.get("key")) for row in text.commitments}
    for row in comments:
        key = str(row.commitment_id) if row.commitment_id else words.get(row.quoted)
        found[WHOLE if row.quoted is None else key if key in numbers else None].append(row)
    places = [Place(f"c-{key}", row, found[key], posted) for key, row in numbers.items()]
    return [*places, Place(WHOLE, None, found[WHOLE], posted)], found[None]


@require_http_methods(["GET", "POST"])
def remarks_write(request, pk):
    membership, pact = own_part(request, pk)
    may_write = can_comment(request.user, membership, pact)
    comments = list(membership.comments.filter(pact=pact))
    posted = request.POST if request.method == "POST" else None
    text = PactText(pact, membership)
    places, gone = places_of(text, comments, posted)
    read = [row["text"] for row in text.commitments]
    form = StampedForm(posted, stored=[read, *((row.pk, row.text, row.proposed, row.state) for row in comments)])
    if posted and may_write and all(place.form.is_valid() for place in places) and form.is_valid():
        done = keep_and_send(
            request, membership, Asked.REMARKS, lambda: keep_remarks(request, membership, places), "my_unit:remarks"
        )
        if done:
            return done
    context = {"form": form, "places": places, "gone": gone, "may_write": may_write, "comments": comments}
    return part_page(request, "pacts/unit/remarks.html", membership, pact, Asked.REMARKS, context)


def keep_remarks(request, membership, places):
    """Keep what was remarked in each place; "no remarks" only where there is none."""
    if request.POST.get("then") == "none" and any(place.open or any(place.typed) for place in places):
        raise ValidationError(_("You have written remarks: send them, or clear their fields first."))
    for place in places:
        place.keep(membership, request.user)
