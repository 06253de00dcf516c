"""What every page of the administration shares: search without accents, few queries, history, closing by a seal."""

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from clusters.admin.fields import RecordForm, is_key, is_shown_in_words, words_of
from clusters.admin.mixins import Typed
from clusters.common.text import fold
from clusters.search.index import affected_by, update_index

MOST_WORDS = 30  # of a search: each is a condition, and a database takes only so many


class Listed(ChangeList):
    """A list whose address may hold any number: one that no column holds is an odd question, not a fault."""

    def get_results(self, request):
        try:
            super().get_results(request)
        except (OverflowError, DataError) as error:  # Django looks out for it in `pk=`, not in `pk__in=`
            raise IncorrectLookupParameters(error) from error


class Found:
    """Rows found by words without accents, in a fixed number of queries."""

    actions = None  # nothing that has a history is deleted by the dozen
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("folded",)  # folded keys: every word must stand in one of them
    joined = ()  # what a line of the list shows of other records
    joined_for_label = ()  # the same for a label elsewhere

    def get_queryset(self, request):
        joined = {*self.joined, *self.joined_for_label}
        queryset = super().get_queryset(request)
        return queryset.select_related(*sorted(joined)) if joined else queryset

    def get_changelist(self, request, **kwargs):
        return Listed

    def get_search_results(self, request, queryset, search_term):
        for word in list(dict.fromkeys(fold(search_term).split()))[:MOST_WORDS]:
            found = Q()
            for path in self.search_fields:
                found |= Q(**{f"{path}__contains": word})
            queryset = queryset.filter(found)
        return queryset, False

    def choice_label(self, row):
        """What a row is called where it is chosen."""
        return str(row)


WHOLE = 10**9  # letters of a change: a wording cut short proves nothing, and simple-history cuts it in English


class ChangeInWords(HistoricalRecordContextHelper):
    """One change of a record as people say it: labels for codes, dates and lists as they are typed."""

    def prepare_delta_change_value(self, change, value):
        field = self.model._meta.get_field(change.field)
        if is_shown_in_words(field):
            value = words_of(field, value)
        elif field.flatchoices:
            value = dict(field.flatchoices).get(value)
        if value is None or value == "":
            return "–"
        return super().prepare_delta_change_value(change, value)


class RegisterAdmin(Found, Typed, SimpleHistoryAdmin):
    """The base of every record's pages."""

    form = RecordForm
    shows_every_field = True
    closed_fields = None  # what `why_closed` closes: these, or the whole record
    object_history_list_template = "admin/history_list.html"
    object_history_template = "admin/history.html"
    object_history_form_template = "admin/history_record.html"

    def get_fieldsets(self, request, obj=None):
        """Show what no group names, in the last group: a new field of the record is never missing here."""
        fieldsets = super().get_fieldsets(request, obj)
        if not self.shows_every_field:
            return fieldsets
        named = {name for _title, rest in fieldsets for name in flat(rest["fields"])}
        beyond = [
            field.name
            for field in self.opts.fields
            if field.editable and not field.primary_key and field.name not in {*named, "known_none"}
        ]
        if not beyond or not fieldsets:
            return fieldsets
        *groups, (title, rest) = fieldsets
        return [*groups, (title, {**rest, "fields": [*rest["fields"], *beyond]})]

    # --- Closed records ---

    def why_closed(self, obj):
        """Return the sentence that says why a record is closed, "" while it is open."""
        return ""

    def has_change_permission(self, request, obj=None):
        if obj is not None and (self._is_history(request) or (self.closed_fields is None and self.why_closed(obj))):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj is not None and self.why_closed(obj))

    def get_deleted_objects(self, objs, request):
        """Keep what others refer to among several, as what they refer to alone. Its own references go unmentioned."""
        deleted, counts, missing, kept = super().get_deleted_objects(objs, request)
        links = [field.remote_field.through._meta for field in self.opts.many_to_many]
        references = [relation for relation in self.opts.related_objects if relation.many_to_many]
        links += [relation.through._meta for relation in references]
        for link in links:
            counts.pop(link.verbose_name_plural, None)
        tied = [str(row) for obj in objs for by in references for row in getattr(obj, by.get_accessor_name()).all()]
        names = tuple(f"{capfirst(link.verbose_name)}:" for link in links)
        return without(deleted, names), counts, missing, [*kept, *tied]

    def get_readonly_fields(self, request, obj=None):
        if obj is not None and self._is_history(request):
            return [name for title, rest in self.get_fieldsets(request, obj) for name in flat(rest["fields"])]
        closed = self.closed_fields if obj is not None and self.closed_fields and self.why_closed(obj) else ()
        return [*super().get_readonly_fields(request, obj), *closed]

    def get_view_on_site_url(self, obj=None):
        """The record's own page, at once: Django's way there would look up its table first."""
        return obj.get_absolute_url() if obj is not None and hasattr(obj, "get_absolute_url") else None

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["why_closed"] = self.why_closed(obj) if obj is not None else ""
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    # --- The search finds what was saved ---

    def save_model(self, request, obj, form, change):
        before = affected_by(self.model._default_manager.get(pk=obj.pk)) if change else {}
        super().save_model(request, obj, form, change)
        request.entries_before = before

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        update_index(form.instance, before=request.entries_before)

    def delete_model(self, request, obj):
        before = affected_by(obj)
        super().delete_model(request, obj)
        update_index(before=before)

    # --- Two people at once ---

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            message = _("Somebody else has just saved something that rules this out. Nothing was saved: look again.")
            self.message_user(request, message, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    # --- History: looked at, never put back or edited ---

    def revert_disabled(self, request, obj=None):
        return True

    def history_view(self, request, object_id, extra_context=None):
        if not is_key(object_id):
            raise Http404
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        if request.method != "GET":
            raise PermissionDenied
        if not is_key(object_id) or not is_key(version_id):
            raise Http404
        return super().history_form_view(request, object_id, version_id, extra_context)

    def get_historical_record_context_helper(self, request, historical_record):
        return ChangeInWords(self.model, historical_record, max_displayed_delta_change_chars=WHOLE)

    def _is_history(self, request):
        return request.resolver_match is not None and request.resolver_match.url_name.endswith("_simple_history")


def without(rows, names):
    """Return nested lines (texts, each followed by the list of what stands below it) without those of these names."""
    if not names:
        return rows
    lines = [without(row, names) if isinstance(row, list) else row for row in rows]
    return [line for line in lines if line and not (isinstance(line, str) and line.startswith(names))]


def flat(fields):
    return [name for field in fields for name in (field if isinstance(field, list | tuple) else [field])]


class RowAdmin(RegisterAdmin):
    """A row that is added on its parent's page; here stand its remaining fields and its history."""

    parent = ""

    def has_add_permission(self, request):
        return False

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), self.parent]

    def why_closed(self, obj):
        parent = getattr(obj, self.parent)
        return self.admin_site.get_model_admin(type(parent)).why_closed(parent)


class ReadOnlyAdmin(Found, admin.ModelAdmin):
    """Rows that are added by the services and never changed: they are their own history."""

    change_form_template = "admin/kept_row.html"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
