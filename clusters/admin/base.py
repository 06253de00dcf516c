"""Base classes of the admin: accent-insensitive search, few queries, history, records closed by a seal."""

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

from clusters.admin.fields import RecordForm, as_text, has_text_column, is_key
from clusters.admin.mixins import RecordFieldsMixin
from clusters.common.text import fold
from clusters.search.index import affected_by, update_index

MAX_WORDS = 30  # in a search: each adds a condition, and databases limit their number


class TolerantChangeList(ChangeList):
    """A change list that treats numbers out of range for a column as incorrect lookups, instead of failing."""

    def get_results(self, request):
        try:
            super().get_results(request)
        except (OverflowError, DataError) as error:  # Django handles this for `pk=` but not for `pk__in=`
            raise IncorrectLookupParameters(error) from error


class SearchMixin:
    """Mixin for accent-insensitive search and lists with a fixed number of queries."""

    actions = None  # no bulk deletion of records with a history
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("folded",)  # folded columns; every word must occur in one of them
    joined = ()  # select_related for the list
    joined_for_label = ()  # select_related for the list and for `choice_label`

    def get_queryset(self, request):
        joined = {*self.joined, *self.joined_for_label}
        queryset = super().get_queryset(request)
        return queryset.select_related(*sorted(joined)) if joined else queryset

    def get_changelist(self, request, **kwargs):
        return TolerantChangeList

    def get_search_results(self, request, queryset, search_term):
        for word in list(dict.fromkeys(fold(search_term).split()))[:MAX_WORDS]:
            matches = Q()
            for path in self.search_fields:
                matches |= Q(**{f"{path}__contains": word})
            queryset = queryset.filter(matches)
        return queryset, False

    def choice_label(self, row):
        """Return the label of a row in autocompletes."""
        return str(row)


NO_TRUNCATION = 10**9  # characters: history shows every change in full


class ReadableChange(HistoricalRecordContextHelper):
    """History of changes with labels instead of codes, and with dates and lists as they are typed."""

    def prepare_delta_change_value(self, change, value):
        field = self.model._meta.get_field(change.field)
        if has_text_column(field):
            value = as_text(field, value)
        elif field.flatchoices:
            value = dict(field.flatchoices).get(value)
        if value is None or value == "":
            return "–"
        return super().prepare_delta_change_value(change, value)


class RegisterAdmin(SearchMixin, RecordFieldsMixin, SimpleHistoryAdmin):
    """Base class for the admin of records."""

    form = RecordForm
    shows_every_field = True
    closed_fields = None  # fields made read-only by `why_closed`; None: the whole record
    object_history_list_template = "admin/history_list.html"
    object_history_template = "admin/history.html"
    object_history_form_template = "admin/history_record.html"

    def get_fieldsets(self, request, obj=None):
        """Append fields that are in no fieldset to the last one, so that a new model field is never missing."""
        fieldsets = super().get_fieldsets(request, obj)
        if not self.shows_every_field:
            return fieldsets
        grouped = {name for _title, rest in fieldsets for name in flat(rest["fields"])}
        ungrouped = [
            field.name
            for field in self.opts.fields
            if field.editable and not field.primary_key and field.name not in {*grouped, "known_none"}
        ]
        if not ungrouped or not fieldsets:
            return fieldsets
        *groups, (title, rest) = fieldsets
        return [*groups, (title, {**rest, "fields": [*rest["fields"], *ungrouped]})]

    # --- Closed records ---

    def why_closed(self, obj):
        """Return the reason why the record is closed for changes, or "" if it is open."""
        return ""

    def has_change_permission(self, request, obj=None):
        if obj is not None and (self._is_history(request) or (self.closed_fields is None and self.why_closed(obj))):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj is not None and self.why_closed(obj))

    def get_deleted_objects(self, objs, request):
        """Protect rows referenced through many-to-many relations, as PROTECT does for foreign keys.

        The link rows themselves are left out of the list of deleted objects.
        """
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        links = [field.remote_field.through._meta for field in self.opts.many_to_many]
        references = [relation for relation in self.opts.related_objects if relation.many_to_many]
        links += [relation.through._meta for relation in references]
        for link in links:
            counts.pop(link.verbose_name_plural, None)
        linked = [str(row) for obj in objs for by in references for row in getattr(obj, by.get_accessor_name()).all()]
        names = tuple(f"{capfirst(link.verbose_name)}:" for link in links)
        return drop_lines(deleted, names), counts, missing, [*protected, *linked]

    def get_readonly_fields(self, request, obj=None):
        if obj is not None and self._is_history(request):
            return [name for title, rest in self.get_fieldsets(request, obj) for name in flat(rest["fields"])]
        closed = self.closed_fields if obj is not None and self.closed_fields and self.why_closed(obj) else ()
        return [*super().get_readonly_fields(request, obj), *closed]

    def get_view_on_site_url(self, obj=None):
        """Return the record's public URL directly, without the redirect view of Django and its ContentType query."""
        return obj.get_absolute_url() if obj is not None and hasattr(obj, "get_absolute_url") else None

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["why_closed"] = self.why_closed(obj) if obj is not None else ""
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    # --- Search index ---

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

    # --- Concurrent saves ---

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            message = _("Somebody else has just saved something that rules this out. Nothing was saved: look again.")
            self.message_user(request, message, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    # --- History: read-only, without revert ---

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
        return ReadableChange(self.model, historical_record, max_displayed_delta_change_chars=NO_TRUNCATION)

    def _is_history(self, request):
        return request.resolver_match is not None and request.resolver_match.url_name.endswith("_simple_history")


def drop_lines(rows, names):
    """Return nested lines (texts, each followed by a list of its children) without texts starting with a name."""
    if not names:
        return rows
    lines = [drop_lines(row, names) if isinstance(row, list) else row for row in rows]
    return [line for line in lines if line and not (isinstance(line, str) and line.startswith(names))]


def flat(fields):
    return [name for field in fields for name in (field if isinstance(field, list | tuple) else [field])]


class RowAdmin(RegisterAdmin):
    """Base class for rows added on their parent's page: their remaining fields and their history."""

    parent = ""

    def has_add_permission(self, request):
        return False

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), self.parent]

    def why_closed(self, obj):
        parent = getattr(obj, self.parent)
        return self.admin_site.get_model_admin(type(parent)).why_closed(parent)


class ReadOnlyAdmin(SearchMixin, admin.ModelAdmin):
    """Base class for rows that services add and nobody changes. They have no history."""

    change_form_template = "admin/read_only_row.html"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
