"""What every model of the three rooms has in common."""

import pytest
from django.db import connection, models
from django.utils.functional import Promise

from clusters.common.fields import DerivedField, FoldedField, ListField, PlainTextField
from tests.rules import record_models

MODELS = record_models()
CONSTRAINTS = [(model, constraint) for model in MODELS for constraint in model._meta.constraints]
FIELDS = [(model, field) for model in MODELS for field in model._meta.local_fields]

ROWS_THAT_ARE_HISTORY = {"ChainEntry", "Mailing", "Notice", "PactMove", "PactVersion"}
NO_RECORD = {
    "ChainHead",  # the end of the chain, which is its history
    "SentForm",  # gone after a day
    "UserSession",  # gone with the session it tells of
}
# A comment keeps the words it is about, and must not block deleting a draft commitment.
LETS_GO = {"Comment.commitment", "SentForm.user"}
EXACT_BYTES = {"PactVersion.content", "PactVersion.seal", "ChainHead.digest"}
EXACT_BYTES |= {f"ChainEntry.{name}" for name in ("address", "seal", "previous", "digest")}
DJANGOS_OWN = {"User.username", "User.email", "User.password"}


def names(pairs):
    return {f"{model.__name__}.{part.name}" for model, part in pairs}


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS, ids=lambda part: getattr(part, "name", ""))
def test_a_constraint_is_named_after_its_model_and_has_a_sentence_in_the_reader_s_language(model, constraint):
    message = constraint.violation_error_message

    assert constraint.name.startswith(f"{model._meta.model_name}_")
    assert isinstance(message, Promise)
    assert str(message).endswith(".")


def test_every_reference_protects_what_it_points_at():
    references = [(model, field) for model, field in FIELDS if isinstance(field, models.ForeignKey)]
    loose = [(model, field) for model, field in references if field.remote_field.on_delete is not models.PROTECT]

    assert len(references) > 40
    assert names(loose) == LETS_GO


def test_every_model_keeps_its_history_but_those_whose_rows_are_history():
    without = {model.__name__ for model in MODELS if not hasattr(model, "history")}

    assert without == ROWS_THAT_ARE_HISTORY | NO_RECORD


def test_text_is_kept_by_fields_that_clean_it():
    """Django's own text field would keep hard spaces, and "" beside NULL."""
    texts = [(model, field) for model, field in FIELDS if isinstance(field, models.CharField | models.TextField)]
    cleaned = PlainTextField | DerivedField | models.SlugField
    kept_as_typed = [(model, field) for model, field in texts if not isinstance(field, cleaned) and not field.choices]

    assert names(kept_as_typed) == EXACT_BYTES | DJANGOS_OWN


def test_what_may_be_left_out_may_be_null_and_nothing_else():
    wrong = [
        (model, field)
        for model, field in FIELDS
        if isinstance(field, PlainTextField | ListField) and (field.null != field.blank or field.max_length)
    ]

    assert names(wrong) == set()


def test_keys_are_typed_by_nobody_and_made_from_fields_the_model_has():
    wrong = [
        (model, field)
        for model, field in FIELDS
        if isinstance(field, DerivedField)
        and (field.editable or not set(field.sources) <= {other.name for other in model._meta.fields})
    ]

    assert names(wrong) == set()


def test_models_and_fields_are_called_by_words_people_know():
    nameless = [model for model in MODELS if not isinstance(model._meta.verbose_name, Promise)]
    labels = [(model, field) for model, field in FIELDS if field.editable and not field.primary_key]
    unlabelled = [(model, field) for model, field in labels if not isinstance(field.verbose_name, Promise)]

    assert nameless == []
    assert names(unlabelled) == set()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such index and needs none")
@pytest.mark.django_db
def test_words_of_every_model_are_found_through_an_index():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_indexes WHERE indexdef LIKE '%gin_trgm_ops%'")
        indexed = {table for (table,) in cursor.fetchall()}

    assert indexed == {model._meta.db_table for model, field in FIELDS if isinstance(field, FoldedField)}
