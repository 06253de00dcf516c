"""The units' comments on a draft, grouped by commitment: answer them, or take over the proposed text."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from clusters.common.list_query import page_or_404
from clusters.common.stale import mark_of
from pacts.desk.access import desk_pact, document_at
from pacts.document.text_diff import difference
from pacts.models import Comment
from pacts.paper.promises import agreed
from pacts.permissions import can_answer_comments
from pacts.services.comments import answer_comment, commitment_row, take_over_comment


class AnswerForm(forms.Form):
    """An answer, or taking over the proposed text."""

    answer = forms.CharField(
        label=gettext_lazy("Answer"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.CharField(required=False)
    do = forms.ChoiceField(choices=[("answer", ""), ("take-over", "")])

    def __init__(self, *args, comment, **kwargs):
        super().__init__(*args, auto_id=f"id_{comment.pk}_%s", **kwargs)
        self.comment = comment

    def perform(self, *, by):
        """Perform the pressed button and return a success message. Raises ValidationError."""
        words = self.cleaned_data
        if words["do"] == "answer":
            answer_comment(comment=self.comment, answer=words["answer"], by=by)
            return _("The remark has been answered; the unit is told.")
        take_over_comment(comment=self.comment, seen=words["seen"], answer=words["answer"], by=by)
        return _("The remark has been taken over; the unit is told.")


@dataclass
class CommentRow:
    """A comment and the draft row it is about now; `place` is the commitment's number on the sheet."""

    comment: Comment
    meant: dict | None
    place: float = 0
    number: int | None = None  # number of the commitment on the sheet
    form: Any = None

    def __post_init__(self):
        self.place = 0 if self.is_on_whole else float("inf")

    @property
    def is_on_whole(self):
        return self.comment.quoted is None and self.comment.commitment_id is None

    @property
    def is_gone(self):
        """Whether the commitment is no longer in the draft."""
        return self.meant is None and not self.is_on_whole

    @property
    def about(self):
        """Return the grouping key: the place of the commitment, or its quoted text."""
        return self.place, (self.comment.quoted or "") if self.is_gone else ""

    @property
    def is_changed(self):
        """Whether the commitment differs from its text when the comment was written."""
        return bool(self.meant and self.comment.quoted and self.comment.quoted != self.meant["text"])

    @property
    def seen(self):
        return mark_of(self.meant["text"]) if self.meant else ""

    @property
    def may_take_over(self):
        """Whether the proposed text can replace a commitment that is still in the draft."""
        return not (self.comment.proposed and self.is_gone)

    @property
    def runs(self):
        """Return the word differences between the draft, or the quoted text, and the proposed text."""
        taken = self.comment.state == Comment.State.TAKEN_OVER
        before = self.comment.quoted if taken or self.meant is None else self.meant["text"]
        return difference(before or "", self.comment.proposed)


@require_http_methods(["GET", "POST"])
def comments_answer(request, cluster, label):
    pact = desk_pact(request, cluster, label)
    sent = None
    if request.method == "POST":
        number = request.POST.get("comment", "")
        rows = pact.comments.filter(pk=int(number) if number.isascii() and number.isdecimal() else 0)
        sent = AnswerForm(request.POST, comment=get_object_or_404(rows))
        if sent.is_valid():
            try:
                messages.success(request, sent.perform(by=request.user))
                return redirect(request.get_full_path())
            except ValidationError as error:
                sent.add_error("answer", error.messages)
    return render(
        request, "pacts/desk/board/comments.html", page_of(request, pact, sent) | {"address": [cluster, label]}
    )


def page_of(request, pact, sent):
    """Return the page's context: comments by commitment, twenty at a time; `sent` is a form that was refused."""
    document = document_at(pact)
    rows = [CommentRow(comment, commitment_row(comment, document)) for comment in remarks_of(pact)]
    places = {row["key"]: place for place, row in enumerate(agreed(document.get("commitments") or []), start=1)}
    for row in rows:
        row.number = row.meant and places.get(row.meant["key"])
        row.place = row.number or len(places) + 1 if row.meant else row.place
    rows.sort(key=lambda row: (*row.about, row.comment.written_at, row.comment.pk))
    page = page_or_404(request.GET, rows)
    may_answer = can_answer_comments(request.user, pact)
    for row in page:
        refused = sent if sent and sent.comment.pk == row.comment.pk else None
        if refused or (may_answer and row.comment.state == Comment.State.OPEN):
            row.form = refused or AnswerForm(comment=row.comment)
    counts = pact.comments.aggregate(all=Count("pk"), open=Count("pk", filter=Q(state=Comment.State.OPEN)))
    return {"pact": pact, "page": page, "groups": groups_of(page), "counts": counts, "may_answer": may_answer}


def remarks_of(pact):
    """Return the comments on a pact with their units, in two queries."""
    return pact.comments.select_related("membership__unit", "author", "answered_by")


def groups_of(rows):
    """Return [(first row, all rows about the same place)] for rows in order."""
    groups = [list(group) for _place, group in groupby(rows, key=lambda row: row.about)]
    return [(group[0], group) for group in groups]
