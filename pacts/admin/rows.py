"""Admin of a pact's rows: inlines of the pact's page, and a page of each row for other fields and history."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from clusters.admin.base import RecordForm, RegisterAdmin, RowAdmin
from clusters.admin.inlines import BlockInline, RowFormSet, RowInline
from clusters.admin.shared_records import OwnVersionFilter, SharedRecordAdmin
from pacts.admin.sealed import Sealable, why_rows_closed
from pacts.document.schema import ATTESTED, PACT_LISTS
from pacts.models import Commitment, Movement, PactDocument, PactMovement, Signatory, Target

REGISTER_FIELDS = [each.name for each in ATTESTED]  # edited on the row's own page


def set_row_choices(form, name, queryset, rows):
    """Limit a field to rows of the same pact. `rows` are loaded once for all forms."""
    if field := form.fields.get(name):
        field.queryset = queryset
        labels = [(row.pk, f"{row.position}. {Truncator(row).chars(60)}") for row in rows if row != form.instance]
        field.choices = [("", field.empty_label), *labels]


class CommitmentFormSet(RowFormSet):
    """Limits who gave a direction to the participants of the pact's conference."""

    @cached_property
    def present(self):
        return list(self._participations())

    def _participations(self):
        conference = self.instance.conference_id
        return Commitment._meta.get_field("by").related_model.objects.filter(conference=conference)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        set_row_choices(form, "by", self._participations(), self.present)


class CommitmentInline(RowInline):
    model = Commitment
    formset = CommitmentFormSet
    fields = ["position", "text", "standing", "by"]
    few_choices = ("by",)


class TargetFormSet(RowFormSet):
    """Limits the commitment and the parent of a target to rows of the same pact."""

    @cached_property
    def commitments(self):
        return list(self.instance.commitments.all()) if self.instance.pk else []

    @cached_property
    def targets(self):
        return list(Target.objects.filter(pact=self.instance.pk))

    def add_fields(self, form, index):
        super().add_fields(form, index)
        set_row_choices(form, "commitment", Commitment.objects.filter(pact=self.instance.pk), self.commitments)
        set_row_choices(form, "part_of", Target.objects.filter(pact=self.instance.pk), self.targets)


class TargetInline(BlockInline):
    model = Target
    formset = TargetFormSet
    fields = [
        ("position", "text"), ("commitment", "part_of"), ("measure", "population", "scope"),
        ("operator", "value", "value_to", "unit"), ("change", "baseline_year", "grade", "grade_or_better"),
    ]  # fmt: skip
    few_choices = ("commitment", "part_of")


class PactMovementInline(RowInline):
    model = PactMovement
    fields = ["position", "movement", "as_written"]


class PactDocumentInline(RowInline):
    model = PactDocument
    fields = ["position", "document", "state", "as_written"]


class PactRowAdmin(Sealable, RowAdmin):
    parent = "pact"
    joined_for_label = ("pact__cluster_year__cluster",)
    ordering = ("-pact__cluster_year__year", "pact__cluster_year__cluster__sort_key", "position", "pk")

    def pacts_of(self, obj):
        return [obj.pact]


PACT_KEYS = ["pact__folded", "pact__cluster_year__folded", "pact__cluster_year__cluster__folded"]


@admin.register(Commitment)
class CommitmentAdmin(PactRowAdmin):
    list_display = ["text", "standing", "pact"]
    list_filter = ["standing"]
    search_fields = ["folded", *PACT_KEYS]
    readonly_fields = ["by"]


@admin.register(Target)
class TargetAdmin(PactRowAdmin):
    list_display = ["text", "operator", "value", "unit", "pact"]
    search_fields = ["folded", *PACT_KEYS]
    readonly_fields = ["commitment", "part_of"]


@admin.register(PactMovement)
class PactMovementAdmin(PactRowAdmin):
    list_display = ["movement", "as_written_in_words", "pact"]
    search_fields = ["movement__folded", *PACT_KEYS]
    joined = ["movement"]


@admin.register(PactDocument)
class PactDocumentAdmin(PactRowAdmin):
    list_display = ["document", "state", "as_written", "pact"]
    list_filter = ["state"]
    search_fields = ["document__folded", *PACT_KEYS]
    joined = ["document"]


# --- Other lists: generated inlines and admins -----------------------------------------------------

OTHER_LISTS = [
    part for part in PACT_LISTS.values() if part.row_model not in (Commitment, Target, PactMovement, PactDocument)
]


def inline_of(part):
    """Return the inline class of a list, without the fields about provenance.

    References to other rows are edited at the desk: nothing would limit them to the same pact here.
    """
    link = [part.shared_name] if part.link else []
    own = [each.name for each in part.fields if each.name not in REGISTER_FIELDS and bool(part.link) == each.on_link]
    fields = ["position", *link, *(name for name in own if name not in (*rows_referred(part), "uuid"))]
    return type(f"{part.row_model.__name__}Inline", (RowInline,), {"model": part.row_model, "fields": fields})


def rows_referred(part):
    return [each.name for each in part.fields if each.refers_to and each.refers_to != "unit"]


class OtherRowAdmin(PactRowAdmin):
    """Admin for the rows of a list in OTHER_LISTS."""

    list_display = ["__str__", "pact"]

    @property
    def part(self):
        return next(each for each in OTHER_LISTS if each.row_model is self.model)

    @property
    def search_fields(self):
        return [f"{self.part.shared_name}__folded" if self.part.link else "folded", *PACT_KEYS]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *rows_referred(self.part)]


OTHER_INLINES = [inline_of(part) for part in OTHER_LISTS]
admin.site.register([part.row_model for part in OTHER_LISTS], OtherRowAdmin)


class SignatoryForm(RecordForm):
    def clean_membership(self):
        membership = self.cleaned_data["membership"]
        if why := why_rows_closed(getattr(membership.cluster_year, "pact", None)):
            raise ValidationError(why)
        return membership


@admin.register(Signatory)
class SignatoryAdmin(Sealable, RegisterAdmin):
    form = SignatoryForm
    list_display = ["unit", "name", "title", "state", "year"]
    list_filter = ["state"]
    search_fields = ["folded", "membership__unit__folded", "membership__cluster_year__cluster__folded"]
    joined_for_label = ["membership__unit", "membership__cluster_year__cluster", "membership__cluster_year__pact"]
    ordering = [
        "-membership__cluster_year__year",
        "membership__cluster_year__cluster__sort_key",
        "membership__position",
    ]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["membership"] if obj else [])]

    def pacts_of(self, obj):
        pact = getattr(obj.membership.cluster_year, "pact", None)
        return [pact] if pact else []

    @admin.display(description=Signatory._meta.get_field("membership").related_model._meta.verbose_name)
    def unit(self, signatory):
        return signatory.membership.unit

    @admin.display(description=_("year"), ordering="membership__cluster_year__year")
    def year(self, signatory):
        return signatory.membership.cluster_year


@admin.register(Movement)
class MovementAdmin(SharedRecordAdmin):
    list_display = ["name", "level", "launched_by_in_words", "launched_on_in_words", "ends_on_in_words"]
    list_filter = ["level", OwnVersionFilter]
    ordering = ["sort_key", "pk"]
