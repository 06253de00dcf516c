"""Admin of deadlines and of what units write, for repairs; notices and mailings are read-only."""

from django.contrib import admin

from clusters.admin.base import ReadOnlyAdmin, RegisterAdmin
from pacts.models import ActionProgramme, Comment, Deadline, KeptSignatory, KeyWork, Mailing, Notice, Submission

UNIT_JOINS = ["membership__unit", "membership__cluster_year__cluster"]
UNIT_SEARCH_FIELDS = ["membership__unit__folded", "membership__cluster_year__cluster__folded"]
PACT_JOINS = ["pact__cluster_year__cluster"]


@admin.register(Deadline)
class DeadlineAdmin(RegisterAdmin):
    fields = ["cluster_year", "asked", "due_on"]
    list_display = ["cluster_year", "asked", "due_on"]
    list_filter = ["asked"]
    search_fields = ["cluster_year__folded", "cluster_year__cluster__folded"]
    joined = ["cluster_year__cluster"]
    ordering = ["-due_on", "-pk"]


@admin.register(Submission)
class SubmissionAdmin(RegisterAdmin):
    fields = ["membership", "asked", "sent_at", "by"]
    list_display = ["membership", "asked", "sent_at"]
    list_filter = ["asked"]
    search_fields = UNIT_SEARCH_FIELDS
    joined = UNIT_JOINS
    ordering = ["-sent_at", "-pk"]


@admin.register(KeptSignatory)
class KeptSignatoryAdmin(RegisterAdmin):
    fields = ["membership", "name", "title"]
    list_display = ["membership", "name"]
    search_fields = UNIT_SEARCH_FIELDS
    joined = UNIT_JOINS
    ordering = ["-pk"]


@admin.register(KeyWork)
class KeyWorkAdmin(RegisterAdmin):
    fields = ["membership", "position", "text", "kind"]
    list_display = ["text", "membership", "kind"]
    list_filter = ["kind"]
    search_fields = UNIT_SEARCH_FIELDS
    joined = UNIT_JOINS
    ordering = ["-pk"]


@admin.register(ActionProgramme)
class ActionProgrammeAdmin(RegisterAdmin):
    fields = ["membership", "theme", "text", "document"]
    list_display = ["membership", "theme"]
    search_fields = UNIT_SEARCH_FIELDS
    joined = UNIT_JOINS
    ordering = ["-pk"]


@admin.register(Comment)
class CommentAdmin(RegisterAdmin):
    fields = [
        "pact", "membership", "commitment", "quoted", "text", "proposed", "author", "written_at", "state", "answer",
        "answered_at", "answered_by",
    ]  # fmt: skip
    list_display = ["__str__", "membership", "state", "written_at"]
    list_filter = ["state"]
    search_fields = UNIT_SEARCH_FIELDS
    joined = UNIT_JOINS
    ordering = ["-written_at", "-pk"]


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    fields = ["user", "sort", "pact", "asked", "about_day", "made_at", "read_at", "mailed_at"]
    list_display = ["user", "sort", "pact", "about_day", "mailed_at"]
    list_filter = ["sort"]
    joined_for_label = PACT_JOINS
    joined = ["user"]
    search_fields = ["user__username"]
    ordering = ["-made_at", "-pk"]


@admin.register(Mailing)
class MailingAdmin(ReadOnlyAdmin):
    fields = ["user", "day", "sent_at"]
    list_display = ["user", "day", "sent_at"]
    joined = ["user"]
    search_fields = ["user__username"]
    ordering = ["-day", "-pk"]
