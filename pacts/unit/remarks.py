"""The task for remarks on the circulated text, as a whole and on each commitment."""

from collections import defaultdict

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clusters.common.stale import StaleForm
from pacts.document.text_diff import difference
from pacts.models import Comment
from pacts.services.unit_parts import save_remark, take_back_remark
from pacts.unit.task_page import TextField
from pacts.unit.task_registry import REMARKS
from pacts.unit.tasks import Proposal, UnitTask
from pacts.unit.text import PactText

WHOLE = "whole"
TAKE_BACK = "take-back-"


class RemarkForm(forms.Form):
    """Remark on the whole text."""

    text = TextField(label=gettext_lazy("Remark"), lines=3)


class ProposalForm(RemarkForm):
    """Remark on one commitment, with a proposed text."""

    proposed = TextField(label=gettext_lazy("Text proposed in its place"), lines=3)


class Passage:
    """The whole text or one commitment, with a form, the unit's open remark and the answered ones."""

    def __init__(self, prefix, commitment, comments, posted):
        self.prefix, self.commitment = prefix, commitment
        unanswered = [row for row in comments if row.state == Comment.State.OPEN]
        self.open = unanswered[-1] if unanswered else None
        self.others = [row for row in comments if row is not self.open]
        initial = {"text": self.open.text, "proposed": self.open.proposed} if self.open else {}
        form = ProposalForm if commitment else RemarkForm
        self.form = form(posted, prefix=prefix, initial=initial)

    @property
    def is_unfolded(self):
        """Whether there is something to show inside: an open remark, typed text or an error."""
        return bool(self.open or any(self.typed) or self.form.errors)

    @property
    def stored(self):
        return (self.open.text, self.open.proposed) if self.open else (None, None)

    @property
    def is_changed(self):
        """Whether the typed text differs from what was sent before."""
        return self.form.is_bound and tuple(self.typed) != self.stored

    @property
    def has_remark(self):
        """Whether a remark is typed or an open one exists, which cleared fields take back."""
        return bool(self.open or any(self.typed))

    @property
    def runs(self):
        return difference(self.words, self.typed[1])

    @property
    def words(self):
        return self.commitment.text if self.commitment else ""

    @property
    def typed(self):
        if not self.form.is_bound:
            return self.form.initial.get("text"), self.form.initial.get("proposed")
        values = self.form.cleaned_data if self.form.is_valid() else {}
        return values.get("text"), values.get("proposed")

    def save(self, membership, by):
        text, proposed = self.typed
        if self.open or text or proposed:
            about = {"remark": self.open, "commitment": self.commitment and self.commitment.row}
            save_remark(membership=membership, text=text, proposed=proposed, by=by, **about)


def passages_of(text, comments, posted):
    """Return (the passages of a text with their remarks, the remarks on text that is gone)."""
    found, numbers = defaultdict(list), {str(row.key): row for row in text.commitments}
    words = {row.text: str(row.key) for row in text.commitments}
    for row in comments:
        key = str(row.commitment_id) if row.commitment_id else words.get(row.quoted)
        found[WHOLE if row.quoted is None else key if key in numbers else None].append(row)
    passages = [Passage(f"c-{key}", row, found[key], posted) for key, row in numbers.items()]
    return [*passages, Passage(WHOLE, None, found[WHOLE], posted)], found[None]


def state_of(text, comments):
    """Return the texts of the commitments and the remarks on them as plain values."""
    texts = [row.text for row in text.commitments]
    return [texts, *((row.pk, row.text, row.proposed, row.state) for row in comments)]


class RemarksForm(StaleForm):
    """One form for each passage, as posted or as stored."""

    def __init__(self, data, *, text, comments):
        super().__init__(data, stored=state_of(text, comments))
        self.passages, self.obsolete = passages_of(text, comments, data)

    def is_valid(self):
        return all(passage.form.is_valid() for passage in self.passages) and super().is_valid()

    @property
    def has_text(self):
        return any(any(passage.typed) for passage in self.passages)


class RemarksTask(UnitTask):
    key, slug, position = REMARKS, "gop-y", 10
    label = gettext_lazy("remarks on the draft")
    heading = gettext_lazy("Remarks on the draft pact")
    action = gettext_lazy("Read and remark")
    proposal = Proposal("circulated", 10, gettext_lazy("10 days after the draft was sent for comment"))
    only_while_circulated = True
    send_buttons = ("send", "none")
    none_words = gettext_lazy("No remarks")
    template = "pacts/unit/remarks.html"

    def comments(self, visit):
        return list(visit.membership.comments.filter(pact=visit.pact))

    def stored_state(self, visit):
        return state_of(PactText(visit.pact, visit.membership), self.comments(visit))

    def notes(self, membership, pact, submission):
        comments = membership.comments.all()
        if not comments:
            return [str(self.none_words)] if submission else []
        answered = sum(row.state != Comment.State.OPEN for row in comments)
        words = ngettext("%(n)s remark, %(answered)s answered", "%(n)s remarks, %(answered)s answered", len(comments))
        return [words % {"n": len(comments), "answered": answered}]

    def memberships_with_none(self, year):
        return year.memberships.filter(comments=None).values_list("pk", flat=True)

    def make_form(self, visit, data=None):
        visit.comments, text = self.comments(visit), PactText(visit.pact, visit.membership)
        posted = visit.request.POST if visit.is_post else None
        return RemarksForm(data or posted, text=text, comments=visit.comments)

    def context(self, visit):
        return {"passages": visit.form.passages, "obsolete": visit.form.obsolete, "comments": visit.comments}

    def handle_post(self, visit):
        if visit.button.startswith(TAKE_BACK):
            return self.take_back(visit)
        if visit.button == "edit" or (visit.button == "look" and not visit.form.is_valid()):
            return visit.page()
        if visit.button == "look":
            has_text = visit.form.has_text
            return visit.page("pacts/unit/remarks_look.html", has_text=has_text)
        return super().handle_post(visit)

    def save(self, visit):
        """Save the remark of each passage. Refuse "No remarks" if there is one."""
        passages = visit.form.passages
        if visit.button == "none" and any(passage.has_remark for passage in passages):
            raise ValidationError(_("You have written remarks: send them, or clear their fields first."))
        for passage in passages:
            passage.save(visit.membership, visit.user)

    def take_back(self, visit):
        """Delete one remark. Text typed elsewhere on the page stays there and is not sent."""
        remark = next((row for row in visit.comments if visit.button == f"{TAKE_BACK}{row.pk}"), None)
        try:
            take_back_remark(membership=visit.membership, remark=remark, by=visit.user)
        except ValidationError as error:
            self.refuse(visit, error)
            return visit.page()
        messages.success(visit.request, _("Taken back: the secretariat no longer sees this remark."))
        passages = visit.form.passages
        if not any(passage.is_changed for passage in passages if passage.open != remark):
            return redirect(self.address(visit.membership))
        visit.form = self._form_without(visit, [passage.prefix for passage in passages if passage.open == remark])
        return visit.page()

    def _form_without(self, visit, prefixes):
        """Return the posted form without some passages, with the mark of what is stored now."""
        posted = visit.request.POST.items()
        posted = {name: typed for name, typed in posted if name.rpartition("-")[0] not in prefixes}
        posted["seen"] = self.make_form(visit, posted).mark
        return self.make_form(visit, posted)
