"""Admin of documents and sources. Files of documents are downloads for staff only."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from clusters.admin.shared_records import OwnVersionFilter, SharedRecordAdmin
from clusters.common.files import download
from clusters.models import Document, Source


@admin.register(Document)
class DocumentAdmin(SharedRecordAdmin):
    fields = ["kind", "number", "issued_on", "issuer", "subject", "file", "stored_file", "same_as", "inferred", "note"]
    readonly_fields = ["stored_file"]
    list_display = ["wording", "number", "issued_on_in_words", "issuer", "has_file"]
    list_filter = ["kind", OwnVersionFilter]
    ordering = ["-issued_on", "-pk"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "file":
            kwargs["widget"] = forms.FileInput  # stored files have no public URL to link to
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_fieldsets(self, request, obj=None):
        """Show the upload field to those who may change the document, and only the download to others."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            hidden = "stored_file"
        elif not self.has_change_permission(request, obj):
            hidden = "file"
        else:
            return fieldsets
        return [
            (title, {**rest, "fields": [name for name in rest["fields"] if name != hidden]})
            for title, rest in fieldsets
        ]

    @admin.display(description=_("document"), ordering="number")
    def wording(self, document):
        return document.wording

    @admin.display(description=_("file"), boolean=True)
    def has_file(self, document):
        return bool(document.file)

    @admin.display(description=_("stored file"))
    def stored_file(self, document):
        if not (document.pk and document.file):
            return self.get_empty_value_display()
        address = reverse("admin:clusters_document_file", args=[document.pk])
        return format_html('<a href="{}">{}</a>', address, _("Download"))

    def get_urls(self):
        view = self.admin_site.admin_view(self.file_view)
        return [path("<int:pk>/file/", view, name="clusters_document_file"), *super().get_urls()]

    def file_view(self, request, pk):
        document = get_object_or_404(Document, pk=pk)
        if not self.has_view_permission(request, document):
            raise PermissionDenied
        return download(document)


@admin.register(Source)
class SourceAdmin(SharedRecordAdmin):
    list_display = ["title", "outlet", "authors_in_words", "published_on_in_words"]
    list_filter = [OwnVersionFilter]
    ordering = ["-published_on", "title"]
