"""Readings whose SQL is written once read what a plain queryset reads."""

import pytest
from django.db.models import Prefetch, TextField, Value
from django.db.models.functions import Coalesce
from django.db.models.sql.compiler import SQLCompiler

from clusters import prepared as readings
from clusters.models import Cluster, Unit, UnitName
from clusters.prepared import prepared, question
from tests.factories import ClusterFactory, UnitFactory, UnitNameFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_written(monkeypatch, no_stale_statement):
    """Statements are written here as on the site: not once more to be compared."""
    monkeypatch.setattr(readings, "WRITTEN", {})
    monkeypatch.setattr(readings.WrittenOnce, "as_sql", no_stale_statement)


@pytest.fixture
def written(monkeypatch):
    """How many statements Django wrote."""
    setup, count = SQLCompiler.pre_sql_setup, []
    monkeypatch.setattr(SQLCompiler, "pre_sql_setup", lambda self, **kw: count.append(1) or setup(self, **kw))
    return count


def test_other_keys_are_asked_for_by_the_same_statement(written):
    units = [UnitFactory(place=UnitFactory(name="Tỉnh")) for _n in range(4)]
    written.clear()

    found = [list(prepared(Unit.objects.select_related("place")).filter(pk=unit.pk)) for unit in units]

    assert found == [[unit] for unit in units]
    assert [rows[0].place.name for rows in found] == ["Tỉnh"] * 4
    assert len(written) == 1


def test_another_order_other_columns_or_more_keys_are_another_statement(written):
    keys = [UnitFactory(name=name).pk for name in "ABC"]
    rows = Unit.objects.filter(pk__in=keys)
    written.clear()

    assert [unit.name for unit in prepared(rows.order_by("name"))] == ["A", "B", "C"]
    assert [unit.name for unit in prepared(rows.order_by("-name"))] == ["C", "B", "A"]
    assert [unit.name for unit in prepared(rows.only("name").order_by("name"))] == ["A", "B", "C"]
    assert [unit.name for unit in prepared(rows.order_by("name"))[1:2]] == ["B"]
    assert [unit.name for unit in prepared(Unit.objects.filter(pk__in=keys[:2]).order_by("name"))] == ["A", "B"]
    assert len(written) == 5


def test_values_of_annotations_stand_before_the_keys(written):
    units = [UnitFactory(name=name) for name in "AB"]
    rows = prepared(
        Unit.objects.annotate(place_named=Coalesce("place__name", Value("nowhere"), output_field=TextField()))
    )
    written.clear()

    assert [[unit.place_named for unit in rows.filter(pk=unit.pk)] for unit in units] == [["nowhere"]] * 2
    assert len(written) == 1


def test_a_question_is_worded_once_for_each_value_and_asked_each_time(written):
    @question
    def names_from(first):
        return Unit.objects.filter(name__gte=first).order_by("name").values_list("name")

    UnitFactory(name="A")
    assert (names_from("A"), names_from("B")) == ([("A",)], [])
    UnitFactory(name="B")
    written.clear()

    assert (names_from("A"), names_from("B")) == ([("A",), ("B",)], [("B",)])
    assert written == []


def test_what_is_brought_along_belongs_to_its_row():
    names = Prefetch("names", prepared(UnitName.objects.all()))
    for _n in range(2):
        UnitNameFactory(unit=UnitFactory(), name="Tên cũ")
        units = prepared(Unit.objects.prefetch_related(names)).filter(pk__in=Unit.objects.values("pk"))
        assert all([name.unit_id for name in unit.names.all()] == [unit.pk] for unit in units)


def test_many_to_many_rows_come_under_their_own():
    for _n in range(2):
        cluster = ClusterFactory()
        cluster.predecessors.add(ClusterFactory(name="Cụm trước"))
        rows = Cluster.objects.prefetch_related(Prefetch("predecessors", prepared(Cluster.objects.all())))

        [found] = rows.filter(pk=cluster.pk)

        assert [row.name for row in found.predecessors.all()] == ["Cụm trước"]


def test_counting_and_values_go_on_as_before():
    UnitFactory(name="A"), UnitFactory(name="B")
    rows = prepared(Unit.objects.filter(name__in=["A", "B"]))

    assert (list(rows) != [], rows.count(), rows.exists()) == (True, 2, True)
    assert sorted(rows.values_list("name", flat=True)) == ["A", "B"]


def test_no_keys_find_nothing_and_no_condition_finds_all():
    UnitFactory()

    assert list(prepared(Unit.objects.filter(pk__in=[]))) == []
    assert len(list(prepared(Unit.objects.all()))) == 1


def test_no_more_statements_are_kept_than_so_many(monkeypatch):
    monkeypatch.setattr(readings, "MOST", 2)
    for count in range(1, 6):
        list(prepared(Unit.objects.filter(pk__in=range(count))))

    assert len(readings.WRITTEN) <= 2


def test_rows_that_are_held_and_rows_that_are_not_are_two_statements(written):
    UnitFactory()
    written.clear()

    for rows in (Unit.objects.all(), Unit.objects.select_for_update(of=["self"])):
        list(prepared(rows.filter(name="A")))
        list(prepared(rows.filter(name="B")))

    assert len(written) == 2


def test_other_values_told_are_another_statement():
    UnitFactory()
    rows = Unit.objects.filter(pk__gt=0)

    told = [prepared(rows.annotate(day=Value(day)), day).get().day for day in ("2021", "2022", "2021")]

    assert told == ["2021", "2022", "2021"]
