"""The history of a pact: its sealed versions, its public moves, one version and its differences."""

import json

import pytest
from django.urls import reverse

from pacts.document import document_of
from pacts.models import PactVersion
from pacts.paper.lines import lines_of
from pacts.paper.sealed import papers_of
from pacts.services.lifecycle import (
    amend_pact,
    circulate_pact,
    close_pact,
    reopen_pact,
    save_draft,
    sign_pact,
    withdraw_pact,
)
from pactsite.pages.differences import compare_sections
from tests.factories import PactFactory, UnitFactory, UnitNameFactory, UserFactory
from tests.pacts.documents import full_document, signed

pytestmark = pytest.mark.django_db


def address(pact):
    return reverse("pages:pact_history", args=[pact.cluster_year.cluster.slug, pact.cluster_year.slug])


def text_of(client, pact, **params):
    return " ".join(client.get(address(pact), params).content.decode().split())


def corrected(pact, /, by=None, reason="Đính chính", **parts):
    """Reopen a pact, replace these parts of its document, and sign it."""
    pact = reopen_pact(pact=pact, by=by, reason="Sai chữ")
    pact = save_draft(pact=pact, document=pact.draft | parts, by=by)
    return sign_pact(pact=pact, by=by, reason=reason)


def many(rows):
    """Return a document with so many signing units, commitments and targets."""
    units = [UnitFactory(slug=f"xa-{number}") for number in range(rows)]
    for unit in units:
        UnitNameFactory(unit=unit, former=True)
    return {
        "conference": {"held_on": "2021-03-31", "host": "xa-0"},
        "units": [{"key": unit.slug, "unit": unit.slug} for unit in units],
        "signatories": [{"member": unit.slug, "state": "signed"} for unit in units],
        "commitments": [{"text": f"Nội dung {unit.slug}"} for unit in units],
        "targets": [{"text": f"Chỉ tiêu {unit.slug}", "operator": ">=", "value": "2"} for unit in units],
    }


# --- The versions and the moves ---------------------------------------------------------------


@pytest.mark.parametrize("versions", [1, 3])
def test_history_query_count_does_not_grow(client, django_assert_num_queries, versions):
    pact = signed(commitments=[{"text": "Nội dung"}])
    for number in range(1, versions):
        corrected(pact, commitments=[{"text": f"Nội dung {number}"}])

    with django_assert_num_queries(4):
        response = client.get(address(pact))

    assert [version.number for version in response.context["versions"]] == list(range(versions, 0, -1))


def test_history_gives_number_reason_and_fingerprint_of_each_version_and_names_nobody(client):
    user = UserFactory(full_name="Nguyễn Thị Thư Ký", username="thu-ky")
    pact = corrected(signed(by=user, commitments=[{"text": "a"}]), by=user, commitments=[{"text": "b"}])
    first, second = pact.versions.all()

    text = text_of(client, pact)

    assert first.seal[:4] + " " + first.seal[4:8] in text
    assert second.seal[:4] + " " + second.seal[4:8] in text
    assert "Lý do: Đính chính" in text
    assert "Thư Ký" not in text
    assert "thu-ky" not in text


def test_history_tells_the_public_moves_newest_first_and_not_how_a_draft_went_to_and_fro(client):
    pact = circulate_pact(pact=PactFactory(), by=None, reason="Gửi lần một")
    pact = close_pact(pact=sign_pact(pact=pact, by=None), by=None, reason="Hết năm")
    pact = circulate_pact(pact=reopen_pact(pact=pact, by=None, reason="Sai ngày"), by=None, reason="Gửi lần hai")

    shown = [(what, reason) for _move, what, reason in client.get(address(pact)).context["moves"]]

    assert shown == [("Mở lại để đính chính", "Sai ngày"), ("Kết thúc", "Hết năm"), ("Ghi nhận đã ký", None)]


def test_history_under_correction_says_so_and_shows_nothing_of_the_draft(client):
    pact = reopen_pact(pact=signed(commitments=[{"text": "Đã ký"}]), by=None, reason="Sai chữ")
    save_draft(pact=pact, document=pact.draft | {"commitments": [{"key": "1", "text": "Điều bí mật"}]}, by=None)

    shown = text_of(client, pact) + text_of(client, pact, ban="1")

    assert "Đang đính chính từ ngày" in shown
    assert "Đã ký" in shown
    assert "bí mật" not in shown


@pytest.mark.parametrize("state", ["", "circulated"])
def test_history_of_a_pact_never_sealed_is_not_there(client, state):
    assert client.get(address(PactFactory(**({state: True} if state else {})))).status_code == 404


@pytest.mark.parametrize("params", [{}, {"ban": "1"}])
def test_history_of_a_withdrawn_pact_is_gone_and_says_why(client, params):
    pact = withdraw_pact(pact=signed(pact={"theme": "Chủ đề nhập nhầm"}), by=None, reason="Nhập nhầm.")

    response = client.get(address(pact), params)

    assert response.status_code == 410
    assert "Nhập nhầm." in response.content.decode()
    assert "Chủ đề nhập nhầm" not in response.content.decode()


@pytest.mark.parametrize("number", ["x", "-1", "1.0", "²", "9" * 30])
def test_history_wrong_version_number_says_so(client, number):
    response = client.get(address(signed()), {"ban": number})

    assert response.status_code == 200
    assert "Số của phiên bản không hợp lệ." in response.content.decode()


@pytest.mark.parametrize("number", ["0", "2", "99"])
def test_history_version_that_never_was_is_not_there(client, number):
    assert client.get(address(signed()), {"ban": number}).status_code == 404


@pytest.mark.parametrize("query", ["", "?ban=1"])
def test_history_names_its_own_address(client, query):
    pact = signed()

    text = client.get(address(pact) + query).content.decode()

    assert f'<link rel="canonical" href="http://testserver{address(pact)}{query}">' in text


# --- One version ------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 12])
def test_version_query_count_does_not_grow(client, django_assert_num_queries, rows):
    pact = signed(**many(rows))
    corrected(pact, commitments=[{"key": str(number), "text": f"Khác {number}"} for number in range(rows)], targets=[])

    with django_assert_num_queries(7):
        response = client.get(address(pact), {"ban": "2"})

    assert len(response.context["page"].sections["units"]) == rows


def test_version_says_what_the_paper_said_whatever_came_later(client):
    pact = corrected(signed(**full_document()), pact={"theme": "Chủ đề mới"})

    text = text_of(client, pact, ban="1")

    assert "Đoàn kết; sáng tạo" in text
    assert "Hoàn thành nhiệm vụ; giữ kỷ cương…" in text
    assert "= 100%" in text
    assert "Đơn vị trưởng cụm · Phạm Quang Anh" in text
    assert "dân vận khéo; Dân vận khéo" in text
    assert "Chủ đề mới" not in text
    assert "Bám sát chủ đề năm" not in text  # directions are not sealed


def test_version_names_a_unit_as_it_was_called_that_day(client):
    unit = UnitFactory(slug="so-xay-dung", name="Sở Xây dựng")
    UnitNameFactory(unit=unit, former=True, name="Sở Giao thông vận tải")
    pact = signed(conference={"held_on": "2021-03-31"}, units=[{"key": "a", "unit": unit.slug}])

    assert ">Sở Giao thông vận tải</a>" in text_of(client, pact, ban="1")


def test_version_marks_the_words_that_came_and_went(client):
    pact = signed(commitments=[{"text": "Giữ vững <b>kỷ cương"}])
    commitment = {"key": str(pact.commitments.get().pk), "text": "Giữ nghiêm <b>kỷ cương"}
    corrected(pact, commitments=[commitment])

    text = text_of(client, pact, ban="2")

    assert '<del><span class="hidden">[đã bỏ: </span>vững<span class="hidden">]</span></del>' in text
    assert '<ins><span class="hidden">[mới thêm: </span>nghiêm<span class="hidden">]</span></ins>' in text
    assert "&lt;b&gt;kỷ cương" in text
    assert "<b>kỷ" not in text


def test_version_that_only_puts_lines_in_another_order_says_so(client):
    pact = signed(commitments=[{"text": "một"}, {"text": "hai"}])
    document = reopen_pact(pact=pact, by=None, reason="Sai thứ tự").draft
    save_draft(pact=pact, document=document | {"commitments": document["commitments"][::-1]}, by=None)
    sign_pact(pact=pact, by=None)

    assert "Thứ tự các mục có thay đổi." in text_of(client, pact, ban="2")


def test_version_amended_without_reopening_tells_who_left(client):
    pact = signed(**full_document())
    document = document_of(pact)
    document["units"][1] |= {"left_on": "2021-07-01", "left_reason": "Chia tách"}
    amend_pact(pact=pact, document=document, by=None, reason="Chia tách huyện")

    text = text_of(client, pact, ban="2")

    assert "Lý do: Chia tách huyện" in text
    assert "Rời từ 01/07/2021 · Chia tách" in text


OTHER = [
    ("label", "Năm học 2021-2022"),
    *((name, "Khác") for name in ("title", "theme", "slogan", "preamble", "closing")),
    *((name, 77) for name in ("stated_commitments", "stated_targets", "key_works_minimum")),
    ("theme_owner", "unit"),
    ("theme_by", ["Tỉnh ủy"]),
    ("open_ended", False),
    ("known_none", ["awards"]),
    ("roster name", "Khác"),
    ("roster kind", "khoi"),
    ("roster stated_units", 77),
    ("roster stated_units_as_written", "bảy bảy"),
    ("roster counts_leaders", True),
    ("roster known_none", ["deputy"]),
    ("signing held_on", "2021-04"),
    ("signing held_as_written", "cuối tháng"),
    ("signing part_of_day", "evening"),
    ("signing venue", "Khác"),
    ("signing host", "huyen-dinh-hoa"),
    *((f"units 0 {name}", "Khác") for name in ("as_written", "role_basis", "head_name", "head_title")),
    ("units 0 role", "deputy"),
    ("units 0 joined_on", "2021-05"),
    ("units 0 left_on", "2021-05"),
    ("commitments 0", "Khác"),
    *((f"targets 0 {name}", "Khác") for name in ("text", "measure", "population", "unit", "grade")),
    ("targets 0 scope", "cluster"),
    ("targets 0 operator", ">="),
    ("targets 0 value", "99"),
    ("targets 0 change", "up"),
    ("targets 0 baseline_year", 2020),
    ("targets 0 commitment", None),
    ("targets 1 part_of", None),
    ("signatories 0 name", "Khác"),
    ("signatories 0 title", "Khác"),
    ("signatories 0 state", "absent"),
    ("signatories 0 signed_on", "2021-05"),
    ("units 0 basis", "inferred"),
    ("units 0 name", "Tên khác"),
    ("movements 0 as_written", ["Khác"]),
    ("documents 0 state", "ground"),
    ("documents 0 as_written", "Khác"),
]


@pytest.mark.parametrize(("path", "value"), OTHER, ids=[path for path, _value in OTHER])
def test_whatever_is_sealed_is_told_when_it_differs(path, value):
    pact = signed(**full_document())
    version = pact.versions.get()
    content = place = json.loads(version.content)
    *way, last = (int(step) if step.isdigit() else step for step in path.split())
    for step in way:
        place = place[step]
    place[last] = value
    other = PactVersion(pact=pact, number=2, content=json.dumps(content))

    before, after = papers_of([version, other])

    assert [part.name for part in compare_sections(lines_of(before), lines_of(after)) if part.differs]
