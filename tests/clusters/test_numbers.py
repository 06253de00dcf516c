"""Counts and years: the same limits on both databases, told beside the field."""

import pytest
from django.db import models
from django.forms import modelform_factory
from django.utils.translation import override

from clusters.common.fields import NumberField
from clusters.models import ClusterYear
from tests.factories import AwardFactory, ClusterYearFactory
from tests.rules import record_models, sentences

pytestmark = pytest.mark.django_db

FOUR_DIGITS = "Write the year in four digits."


@pytest.mark.parametrize("count", [0, 1, 441, 1_000_000_000, None])
def test_a_count_may_be_unknown_none_or_large(count):
    assert sentences(AwardFactory(granted_count=count)) == {}


@pytest.mark.parametrize("count", [-1, 1_000_000_001, 10**30, "nhiều"])
def test_a_count_no_column_can_hold_is_told_beside_its_field(count):
    award = AwardFactory()
    award.granted_count = count

    assert list(sentences(award)) == ["granted_count"]


@pytest.mark.parametrize("year", [1948, 2021, 2199])
def test_a_year_of_four_digits_is_a_year(year):
    assert sentences(ClusterYearFactory(year=year)) == {}


@pytest.mark.parametrize("year", [21, 0, 202, 1021, 2200, 20211])
def test_any_other_number_is_told_how_a_year_is_written(year):
    row = ClusterYearFactory()
    row.year = year

    assert sentences(row) == {"year": [FOUR_DIGITS]}


def test_a_form_tells_so_too():
    form = modelform_factory(ClusterYear, fields=["year"])({"year": "21"})

    with override("en"):
        assert form.errors == {"year": [FOUR_DIGITS]}


def test_people_type_no_number_without_limits():
    loose = [
        f"{model.__name__}.{field.name}"
        for model in record_models()
        for field in model._meta.local_fields
        if isinstance(field, models.IntegerField)
        and not isinstance(field, NumberField)
        and field.editable
        and not field.primary_key
    ]

    assert set(loose) <= {"PactVersion.number", "PactVersion.format"}
