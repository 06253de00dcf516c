"""The content of a pact's paper, read from its document and its units."""

import json

import pytest
from django.utils import translation

from awards.examples.load import load_folder
from awards.management.commands.load_examples import AWARDS
from clusters.models import Cluster, ClusterYear
from pacts.document import document_of
from pacts.models import Pact, PactVersion
from pacts.paper.counts import unit_count
from pacts.paper.days import PaperDay
from pacts.paper.paper import Paper
from pacts.paper.parties import NOBODY, units_named
from pacts.paper.sealed import document_in, papers_of
from pacts.paper.targets import PaperTarget, short_figure
from pacts.seal.formats import FORMATS, in_newest_form
from pacts.seal.seal import content_of
from tests.factories import UnitFactory, UnitNameFactory
from tests.pacts.documents import full_document, signed


def paper_of(document, units=None):
    cluster = Cluster(name="Cụm thi đua số 1", kind="cum")
    return Paper(ClusterYear(cluster=cluster, year=2021, label="2021"), document, units)


def roster(*rows):
    return [{"key": row["unit"]} | row for row in rows]


# --- What is promised -------------------------------------------------------------------------


def test_a_direction_is_no_commitment():
    rows = [{"key": "a", "text": "Giữ kỷ cương"}, {"key": "b", "text": "Bám sát chủ đề", "standing": "direction"}]

    paper = paper_of({"commitments": rows})

    assert [row.text for row in paper.commitments] == ["Giữ kỷ cương"]
    assert [row.text for row in paper.directions] == ["Bám sát chủ đề"]


def test_targets_are_read_with_the_commitment_they_belong_to():
    targets = [{"key": "x", "text": "2 mô hình", "commitment": "a"}, {"key": "y", "text": "100%"}]

    paper = paper_of({"commitments": [{"key": "a", "text": "Giữ kỷ cương"}], "targets": targets})

    assert [target.text for target in paper.commitments[0].targets] == ["2 mô hình"]
    assert [target.text for target in paper.targets_under(None)] == ["100%"]


def test_a_part_of_a_target_is_read_inside_it():
    rows = [{"key": "x", "text": "100%", "commitment": "a"}, {"key": "y", "part_of": "x", "commitment": "a"}]

    paper = paper_of({"commitments": [{"key": "a", "text": "Giữ kỷ cương"}], "targets": rows})

    (top_target,) = paper.commitments[0].top_level_targets
    assert [part.key for part in top_target.inner] == ["y"]


def test_parts_without_a_key_belong_to_nothing():
    assert [target.inner for target in paper_of({"targets": [{"text": "a"}, {"text": "b"}]}).targets] == [[], []]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"operator": "=", "value": "100", "unit": "%"}, "= 100%"),
        ({"operator": "=", "value": "0"}, "không có"),
        ({"operator": "=", "value": "0", "unit": "%"}, "= 0%"),
        ({"operator": ">=", "value": "2.50", "unit": "mô hình"}, "ít nhất 2,5 mô hình"),
        ({"operator": "between", "value": "80", "value_to": "90", "unit": "%"}, "từ 80 đến 90%"),
        ({"operator": "<=", "value": "20000"}, "không quá 20.000"),
        ({"operator": ">", "value": "nhiều"}, "trên nhiều"),
        ({"value": "3"}, ""),
    ],
)
def test_figure_of_a_target_in_words(row, words):
    assert PaperTarget(row).figure == words


def test_figure_is_written_in_the_language_of_the_reader():
    with translation.override("en"):
        assert PaperTarget({"operator": ">=", "value": "1200.5"}).figure == "at least 1,200.5"


def test_words_of_a_target_tell_everything_but_its_text():
    row = {"text": "…", "change": "up", "operator": "=", "value": "5", "unit": "%", "baseline_year": 2020}
    row |= {"measure": "hộ", "population": "thôn", "grade": "tốt", "grade_or_better": True, "scope": "each_unit"}

    assert PaperTarget(row).words == ["tăng", "= 5%", "so với năm 2020", "hộ", "thôn", "tốt trở lên", "từng đơn vị"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"operator": ">=", "value": "2.5", "value_to": None, "unit": "mô hình"}, "≥ 2,5 mô hình"),
        ({"operator": "between", "value": "80", "value_to": "90", "unit": "%"}, "80–90 %"),
        ({"operator": None, "value": None, "value_to": None, "unit": None}, ""),
    ],
)
def test_short_figure_of_a_target(values, words):
    assert short_figure(values) == words


def test_an_open_list_is_known_from_a_draft_too():
    assert paper_of({"pact": {"open_ended": "True"}}).is_open_ended
    assert not paper_of({"pact": {"open_ended": None}}).is_open_ended


# --- The units --------------------------------------------------------------------------------


def test_leader_first_then_deputies_then_members_in_their_order():
    rows = [{"unit": "a"}, {"unit": "b", "role": "deputy"}, {"unit": "c"}, {"unit": "d", "role": "leader"}]

    paper = paper_of({"units": roster(*rows)})

    assert [unit.slug for unit in paper.units] == ["d", "b", "a", "c"]
    assert [unit.slug for unit in paper.roster] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("kind", "role", "words"),
    [
        ("khoi", "leader", "Đơn vị trưởng khối"),
        (None, "deputy", "Đơn vị phó cụm"),
        ("gì đó", "leader", "Đơn vị trưởng cụm"),
        ("khoi", "member", "đơn vị thành viên"),
    ],
)
def test_role_in_words_of_the_kind_the_document_names(kind, role, words):
    (unit,) = paper_of({"year": {"kind": kind}, "units": roster({"unit": "a", "role": role})}).units

    assert unit.role_words == words
    assert unit.leading_role == ("" if role == "member" else words)


@pytest.mark.django_db
@pytest.mark.parametrize(("held_on", "name"), [("31/12/2024", "Tỉnh cũ"), ("2025-01-01", "Tỉnh mới"), ("x", "Tỉnh cũ")])
def test_a_unit_is_called_as_on_the_day_of_signing_else_as_in_its_year(held_on, name):
    unit = UnitFactory(slug="tinh", name="Tỉnh mới")
    UnitNameFactory(unit=unit, sort="former", name="Tỉnh cũ", until="2024-12-31")

    paper = paper_of({"conference": {"held_on": held_on}, "units": roster({"unit": "tinh"})}, {"tinh": unit})

    assert paper.units[0].name == name


def test_a_unit_is_called_by_the_name_given_else_by_its_address():
    paper = paper_of({"units": roster({"unit": "a"}, {"unit": "b"})}, {"a": "Sở A"})

    assert [unit.name for unit in paper.units] == ["Sở A", "b"]


def test_who_signs_for_a_unit():
    signatories = [{"key": "s", "member": "a", "name": "Lê Thị B", "title": "Giám đốc", "state": "proxy"}]

    paper = paper_of({"units": roster({"unit": "a"}, {"unit": "b"}), "signatories": signatories})

    signatory = paper.signatory_of("a")
    assert (signatory.name, signatory.title, signatory.state_words) == ("Lê Thị B", "Giám đốc", "ký theo ủy quyền")
    assert paper.signatory_of("b") is paper.signatory_of("c") is NOBODY


@pytest.mark.parametrize(("head", "by_signatory"), [("Ông A", False), (None, True)])
def test_a_unit_is_represented_by_its_head_else_by_who_signs(head, by_signatory):
    signatories = [{"key": "s", "member": "a", "name": "Lê Thị B"}]

    (unit,) = paper_of({"units": roster({"unit": "a", "head_name": head}), "signatories": signatories}).units

    assert unit.is_represented_by_signatory is by_signatory


def test_a_unit_only_concluded_signs_where_somebody_is_entered():
    rows = roster({"unit": "a", "basis": "inferred"}, {"unit": "b", "basis": "inferred"}, {"unit": "c"})

    paper = paper_of({"units": rows, "signatories": [{"key": "s", "member": "b", "state": "signed"}]})

    assert [unit.slug for unit in paper.parties] == ["b", "c"]


@pytest.mark.parametrize(
    ("signatories", "remark"),
    [
        ([{"member": "a", "name": "Ông A"}, {"member": "b", "state": "signed"}], "1 đơn vị đã ký; nguồn không"),
        ([{"member": "a", "name": "Ông A"}], ""),
        ([], "Nguồn không nêu họ tên người ký."),
    ],
)
def test_what_is_said_of_signers_not_known(signatories, remark):
    paper = paper_of({"units": roster({"unit": "a"}, {"unit": "b"}), "signatories": signatories})

    assert paper.signing_remark(from_source=True).startswith(remark)
    assert bool(paper.signing_remark(from_source=True)) == bool(remark)


def test_witnesses_are_those_present_with_that_role():
    people = [
        {"key": "p", "name": "Lê B", "titles": ["Phó Chủ tịch", "Ủy viên"], "roles": ["witness"]},
        {"key": "q", "as_written": "Lãnh đạo Ban\nđại diện Sở", "roles": ["guest", "witness"]},
        {"key": "r", "name": "Khách", "roles": ["guest"]},
    ]

    witnesses = paper_of({"participants": people}).witnesses

    assert [(row.key, row.name, row.words, row.titles) for row in witnesses] == [
        ("p", "Lê B", "", "Phó Chủ tịch, Ủy viên"),
        ("q", "", "Lãnh đạo Ban; đại diện Sở", ""),
    ]


@pytest.mark.parametrize(
    ("state", "words"), [("proxy", "Đã ký thay"), ("pending", "Ký, đóng dấu"), (None, "Ký, đóng dấu")]
)
def test_what_is_written_where_a_unit_signs(state, words):
    signatories = [{"key": "s", "member": "a", "state": state}]

    assert (
        paper_of({"units": roster({"unit": "a"}), "signatories": signatories}).units[0].signatory.signature_words
        == words
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("until", "name"), [("2021", "Tỉnh cũ"), ("2020-12-31", "Tỉnh mới")])
def test_units_named_are_read_with_their_names_of_the_day(until, name, django_assert_num_queries):
    organiser = UnitFactory(slug="tinh", name="Tỉnh mới")
    UnitNameFactory(unit=organiser, sort="former", name="Tỉnh cũ", until=until)
    year = ClusterYear(cluster=Cluster(organiser=organiser), year=2021, label="2021")
    document = {"conference": {"host": "tinh", "held_on": "5/3/2021"}}

    with django_assert_num_queries(1):
        paper = Paper(year, document, units_named(year, document))

        assert (paper.host, paper.organiser) == (name, name)


# --- Counts; what is none and what is unknown -------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "counts_leaders", "counted"),
    [(None, None, (2, 2)), (9, None, (9, 2)), (9, True, (9, 2)), (9, False, (10, 2))],
)
def test_units_stated_beside_units_listed(stated, counts_leaders, counted):
    units = [("leader", "listed"), ("member", "recorded"), ("member", "inferred")]

    count = unit_count(units, stated=stated, counts_leaders=counts_leaders)

    assert (count.total, count.listed) == counted


def test_number_of_units_is_unknown_where_only_the_host_is_known():
    assert unit_count([("leader", "host")], stated=None, counts_leaders=None) is None


def test_a_unit_that_left_is_not_counted():
    rows = roster({"unit": "a", "basis": "listed"}, {"unit": "b", "basis": "listed", "left_on": "2021-05"})

    assert paper_of({"units": rows}).unit_count.total == 1


@pytest.mark.parametrize(("stated", "remark"), [(3, "Nguồn nêu 3 nội dung"), (1, ""), (None, "")])
def test_commitments_stated_beside_commitments_listed(stated, remark):
    rows = [{"key": "a", "text": "a"}, {"key": "b", "text": "b", "standing": "direction"}]

    words = paper_of({"pact": {"stated_commitments": stated}, "commitments": rows}).commitments_remark

    assert (words[: len(remark)], bool(words)) == (remark, bool(remark))


@pytest.mark.parametrize(
    ("none", "from_source", "words"),
    [(["theme"], True, "Không có"), ([], True, "Nguồn không nêu"), (None, False, "Chưa có thông tin")],
)
def test_why_a_part_is_empty(none, from_source, words):
    assert paper_of({"pact": {"known_none": none}}).absent_words("theme", from_source) == words


def test_a_role_is_missing_where_only_a_unit_that_left_held_it():
    rows = roster({"unit": "a", "role": "leader", "left_on": "2021-05"}, {"unit": "b", "role": "deputy"})

    assert paper_of({"units": rows}).missing_roles(True) == [("Đơn vị trưởng cụm", "Nguồn không nêu")]


def test_a_role_known_to_be_none_is_said_to_be_none():
    paper = paper_of({"year": {"known_none": ["leader", "deputy"]}})

    assert [word for _role, word in paper.missing_roles(True)] == ["Không có", "Không có"]


# --- Papers cited, day ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"as_written": "Quyết định 12", "number": "12/QĐ"}, "Quyết định 12"),
        ({"as_written": None, "name": "Quyết định số 12"}, "Quyết định số 12"),
        ({"kind": "decision", "number": "12/QĐ", "issued_on": "5/1/2021"}, "Quyết định số 12/QĐ ngày 05/01/2021"),
        ({"kind": "decision", "number": "12/QĐ", "issued_on": "32/1"}, "Quyết định số 12/QĐ"),
    ],
)
def test_a_document_is_cited_in_the_language_of_the_paper(row, words):
    with translation.override("en"):
        assert paper_of({"documents": [row]}).documents[0].cited == words


def test_grounds_are_only_what_the_pact_rests_on():
    rows = [{"key": "a", "number": "1", "state": "ground"}, {"key": "b", "number": "2", "state": "cited"}]

    assert [row.key for row in paper_of({"documents": rows}).grounds] == ["a"]


@pytest.mark.parametrize(
    ("typed", "parts", "words"),
    [
        ("2021-03-05", ("05", "3", "2021"), "05/03/2021"),
        ("2/2021", ("", "02", "2021"), "02/2021"),
        (None, ("", "", ""), ""),
        ("32/1/2021", ("", "", ""), "32/1/2021"),
    ],
)
def test_a_day_as_the_paper_writes_it(typed, parts, words):
    day = PaperDay(typed, 2021)

    assert ((day.day, day.month, day.year), day.words) == (parts, words)
    assert typed != "32/1/2021" or day.stored == "2021"


@pytest.mark.parametrize(("typed", "words"), [("morning", "sáng"), ("xế", "xế"), (None, None)])
def test_part_of_the_day_in_the_language_of_the_paper(typed, words):
    assert paper_of({"conference": {"part_of_day": typed}}).part_of_day == words


def test_an_empty_document_says_nothing():
    paper = paper_of({})

    assert (paper.name, paper.label, paper.theme, paper.host) == ("Cụm thi đua số 1", "Năm 2021", None, "")
    assert (paper.commitments, paper.units, paper.unit_count, paper.needs_ellipsis) == ([], [], None, False)


# --- Sealed versions --------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("number", FORMATS)
def test_a_sealed_content_is_read_as_a_document(number):
    pact = signed(**full_document())

    document = document_in(in_newest_form(json.loads(content_of(pact, number))))

    assert [row["key"] for row in document["commitments"]] == ["1"]
    assert [(row["key"], row["commitment"], row["part_of"]) for row in document["targets"]] == [
        ("1", "1", None),
        ("2", None, "1"),
    ]
    assert [row["member"] for row in document["signatories"]] == ["huyen-dai-tu"]
    assert document["conference"]["venue"] == "Hội trường"


def paper_content(paper):
    """Return the content of a paper, without the keys of its rows."""
    return {
        "name": paper.name,
        "day": paper.day.stored,
        "theme": paper.theme,
        "commitments": [(row.text, [target.text for target in row.targets]) for row in paper.commitments],
        "targets": [(target.text, target.words) for target in paper.targets],
        "units": [(unit.name, unit.role_words, unit.signatory.name, unit.is_party) for unit in paper.units],
        "none": paper.none,
        "count": paper.unit_count,
    }


@pytest.mark.django_db
def test_a_sealed_version_says_what_the_stored_pact_says():
    load_folder(AWARDS / "examples", AWARDS / "data" / "award_types.toml")
    papers = {
        paper.version.pact_id: paper
        for paper in papers_of(PactVersion.objects.select_related("pact__cluster_year__cluster"))
    }

    assert len(papers) == 5
    for pact in Pact.objects.select_related("cluster_year__cluster"):
        sealed = papers[pact.pk]
        assert paper_content(sealed) == paper_content(Paper(pact.cluster_year, document_of(pact), sealed.units_by_slug))


@pytest.mark.django_db
@pytest.mark.parametrize("versions", [1, 3])
def test_sealed_versions_are_read_in_two_queries(django_assert_num_queries, versions):
    pact = signed(**full_document())
    (version,) = PactVersion.objects.select_related("pact__cluster_year__cluster")
    assert version.pact == pact

    with django_assert_num_queries(2):
        papers = papers_of([version] * versions)

    assert {unit.name for paper in papers for unit in paper.units} == {"Huyện Đại Từ", "Huyện Định Hóa"}
