"""A draft older than the forms: a renamed key moves, what no field can hold is set aside, shown, and blocks signing."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pacts.document import aside_of, carried_of, draft_of
from pacts.document.drafts import RENAMED, Aside, as_draft, lifted
from pacts.document.limits import MOST_LETTERS
from pacts.models import Pact, PactStatus
from pacts.services.drafts import remove_aside
from pacts.services.lifecycle import circulate_pact, reopen_pact, save_changes, save_draft, sign_pact
from tests.factories import ClusterFactory, ClusterYearFactory, MandateFactory, PactFactory, UnitFactory, UserFactory

OLD = {
    "pact": {"theme": "Đoàn kết", "motto": "Nhanh, mạnh, vững"},
    "commitments": [{"key": "a", "text": "Giữ kỷ cương", "standing": "solemn"}],
    "banner": [{"key": "1", "text": "Cờ hội nghị"}],
}


@pytest.fixture
def pact(client, db):
    unit = UnitFactory(slug="tinh-x", name="Tỉnh X", kind="province")
    cluster = ClusterFactory(slug="khoi-x", organiser=unit, place=unit)
    client.force_login(MandateFactory(organiser=True, unit=unit).user)
    return PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021), draft=OLD)


def address(name, *more):
    return reverse(f"desk:{name}", args=["khoi-x", "2021", *more])


def set_aside(draft):
    return [(each.section, each.row, each.field, each.value) for each in lifted(draft)[1]]


def stored():
    return Pact.objects.get()


# --- Reading ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draft", "aside"),
    [
        ({"banner": "cờ"}, [("banner", None, None, "cờ")]),
        ({"pact": {"motto": "nhanh"}}, [("pact", None, "motto", "nhanh")]),
        ({"pact": "nhanh"}, [("pact", None, None, "nhanh")]),
        ({"pact": {"theme": True}}, [("pact", None, "theme", True)]),
        ({"pact": {"theme": {"a": "b"}}}, [("pact", None, "theme", {"a": "b"})]),
        ({"pact": {"theme": ["a", {"a": "b"}]}}, [("pact", None, "theme", ["a", {"a": "b"}])]),
        ({"pact": {"theme_owner": "everybody"}}, [("pact", None, "theme_owner", "everybody")]),
        ({"pact": {"known_none": ["theme", "banner"]}}, [("pact", None, "known_none", ["banner"])]),
        ({"pact": {"open_ended": 5}}, [("pact", None, "open_ended", 5)]),
        ({"commitments": [{"key": "a", "mark": 3}]}, [("commitments", "a", "mark", 3)]),
        ({"commitments": [3, None, {"key": "a"}]}, [("commitments", None, None, 3)]),
        ({"commitments": {"a": 1}}, [("commitments", None, None, {"a": 1})]),
        ("nhanh", [(None, None, None, "nhanh")]),
        ({"banner": [], "pact": {"motto": "", "theme": {}}, "commitments": None, "year": []}, []),
    ],
)
def test_what_no_field_can_hold_is_set_aside_with_its_place(draft, aside):
    assert set_aside(draft) == aside


def test_what_fits_stays_where_it_is():
    document, _aside = lifted(OLD | {"pact": {"known_none": ["theme", "banner"], "stated_targets": "mười"}})

    assert document["pact"] == {"known_none": ["theme"], "stated_targets": "mười"}
    assert document["commitments"] == [{"key": "a", "text": "Giữ kỷ cương", "standing": None}]


def test_a_stored_draft_reads_the_same_again():
    once = lifted(OLD)

    assert len(once[1]) == 3
    assert lifted(as_draft(*once)) == once


@pytest.mark.parametrize("value", [5, "x", [5], {"a": "b"}, [{"section": 1, "row": None, "field": None, "value": "x"}]])
def test_what_is_stored_beside_the_document_is_never_lost(value):
    kept = value[0] if isinstance(value, list) else value

    assert set_aside({"aside": value}) == [("aside", None, None, kept)]


# --- Names of today -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "draft", "document"),
    [
        ("pact/motto", "pact/slogan", {"pact": {"motto": "nhanh"}}, {"pact": {"slogan": "nhanh"}}),
        ("year/motto", "pact/slogan", {"year": {"motto": "nhanh"}}, {"year": {}, "pact": {"slogan": "nhanh"}}),
        ("promises", "commitments", {"promises": [{"key": "a"}]}, {"commitments": [{"key": "a"}]}),
        (
            "commitments/words",
            "commitments/text",
            {"commitments": [{"key": "a", "words": "giữ"}, {"key": "b", "text": "giữ"}]},
            {"commitments": [{"key": "a", "text": "giữ"}, {"key": "b", "text": "giữ"}]},
        ),
    ],
)
def test_a_renamed_key_moves(monkeypatch, old, new, draft, document):
    monkeypatch.setitem(RENAMED, old, new)

    assert lifted(draft) == (document, [])


def test_a_key_renamed_twice_moves_twice(monkeypatch):
    monkeypatch.setitem(RENAMED, "promises", "vows")
    monkeypatch.setitem(RENAMED, "vows", "commitments")

    assert lifted({"promises": [{"key": "a"}]}) == ({"commitments": [{"key": "a"}]}, [])


def test_a_renamed_key_never_overwrites(monkeypatch):
    monkeypatch.setitem(RENAMED, "pact/motto", "pact/slogan")
    draft = {"pact": {"motto": "nhanh", "slogan": "vững"}}

    assert lifted(draft)[0] == {"pact": {"slogan": "vững"}}
    assert set_aside(draft) == [("pact", None, "motto", "nhanh")]


def test_what_was_carried_over_is_known_by_its_name_of_today(monkeypatch):
    monkeypatch.setitem(RENAMED, "promises", "commitments")
    monkeypatch.setitem(RENAMED, "commitments/words", "commitments/text")

    assert carried_of(Pact(draft_carried=["promises/1/2/words", "pact/closing"])) == [
        "commitments/1/2/text",
        "pact/closing",
    ]


# --- Keeping and removing -----------------------------------------------------------------------


def test_what_is_set_aside_stays_whatever_is_kept(pact):
    save_changes(
        pact=pact,
        changes=[{"do": "set", "section": "pact", "field": "theme", "before": "Đoàn kết", "value": "Mới"}],
        by=None,
    )
    save_draft(pact=pact, document={"pact": {"theme": "Mới hơn"}}, by=None)

    assert draft_of(stored()) == {"pact": {"theme": "Mới hơn"}}
    assert aside_of(stored()) == aside_of(pact)
    assert len(aside_of(pact)) == 3


def test_what_is_set_aside_counts_among_what_a_draft_may_hold(pact):
    long = as_draft({"pact": {}}, [Aside("pact", None, "motto", "x" * MOST_LETTERS)])
    Pact.objects.update(draft=long)

    with pytest.raises(ValidationError):
        save_draft(pact=pact, document={"pact": {"theme": "Mới"}}, by=None)


def test_one_value_is_removed_and_only_that(pact):
    first, *rest = aside_of(pact)

    assert remove_aside(pact=pact, key=first.key, by=None)
    assert aside_of(stored()) == rest
    assert stored().draft_revision == pact.draft_revision + 1


def test_removing_what_somebody_else_has_removed_changes_nothing(pact):
    [first, *_rest] = aside_of(pact)
    remove_aside(pact=pact, key=first.key, by=None)
    revision = stored().draft_revision

    assert not remove_aside(pact=pact, key=first.key, by=None)
    assert stored().draft_revision == revision


def test_nothing_is_removed_from_a_pact_that_is_not_being_written(pact):
    Pact.objects.update(status=PactStatus.CIRCULATED)

    with pytest.raises(ValidationError):
        remove_aside(pact=pact, key=aside_of(pact)[0].key, by=None)


@pytest.mark.parametrize("move", [circulate_pact, sign_pact])
def test_a_draft_with_something_set_aside_is_neither_circulated_nor_signed(pact, move):
    Pact.objects.update(draft=OLD | {"commitments": [{"key": "a", "text": "Giữ kỷ cương", "standing": "agreed"}]})
    with pytest.raises(ValidationError, match="2 nội dung"):
        move(pact=pact, by=None)
    for each in aside_of(stored()):
        remove_aside(pact=pact, key=each.key, by=None)

    assert move(pact=pact, by=None).status != PactStatus.DRAFT


# --- The desk -----------------------------------------------------------------------------------


def test_the_desk_shows_what_is_set_aside_and_where_it_stood(client, pact):
    page = client.get(address("pact")).content.decode()

    assert 'id="aside"' in page
    for text in ("Giao ước thi đua, “motto”", "Nhanh, mạnh, vững", "dòng 1 (“Giữ kỷ cương”)", "solemn", "Cờ hội nghị"):
        assert text in page
    assert page.count('value="aside:') == 3
    assert 'href="#aside"' in page


def test_a_draft_that_says_all_in_its_fields_has_no_such_part(client, pact):
    Pact.objects.update(draft={"pact": {"theme": "Đoàn kết"}})

    page = client.get(address("pact")).content.decode()

    assert 'id="aside"' not in page
    assert "#aside" not in page


def test_the_desk_does_not_offer_to_remove_while_units_comment(client, pact):
    Pact.objects.update(status=PactStatus.CIRCULATED)

    page = client.get(address("pact")).content.decode()

    assert "Nhanh, mạnh, vững" in page
    assert 'value="aside:' not in page


@pytest.mark.parametrize("move", ["circulate", "sign"])
def test_the_page_of_a_move_leads_to_what_is_set_aside(client, pact, move):
    link = f'<a href="{address("pact")}#aside">'

    assert link in client.get(address("move", move)).content.decode()
    answer = client.post(address("move", move), {"move": move})
    assert link in answer.content.decode()
    assert stored().status == PactStatus.DRAFT


def posted(client, then, revision, **typed):
    """Press a button of the page without a script: the whole form is sent."""
    page = client.get(address("pact"))
    forms = page.context["parts"]
    data = {}
    for part in forms:
        if part.form is not None:
            data |= {field.html_name: field.value() or "" for field in part.form}
            continue
        data |= {f"{part.name}-TOTAL_FORMS": len(part.rows), f"{part.name}-INITIAL_FORMS": 0}
        for row in part.rows:
            data |= {f.html_name: f.value() or "" for f in row.form if f.name != "DELETE"}
        data |= {f"{part.name}-is_whole": "1"}
    return client.post(address("pact"), data | typed | {"then": then, "revision": revision}, follow=True)


def test_a_button_removes_a_passage_without_a_script(client, pact):
    first, *rest = aside_of(pact)

    page = posted(client, f"aside:{first.key}", 0, **{"pact-theme": "Đoàn kết mới"})

    assert page.redirect_chain[-1][0].endswith("#aside")
    assert aside_of(stored()) == rest
    assert draft_of(stored())["pact"]["theme"] == "Đoàn kết mới"


def test_a_page_that_is_no_longer_the_newest_removes_nothing(client, pact):
    save_draft(pact=pact, document={"pact": {"theme": "Của người khác"}}, by=None)

    page = posted(client, f"aside:{aside_of(pact)[0].key}", 0, **{"pact-theme": "Của tôi"})

    assert page.status_code == 409
    assert aside_of(stored()) == aside_of(pact)


def test_a_passage_is_removed_once_though_two_press_the_button(client, pact):
    button = {"then": f"aside:{aside_of(pact)[0].key}", "kept": "1"}

    client.post(address("pact"), button)
    revision = stored().draft_revision
    page = client.post(address("pact"), button | {"typed_by": "2"}, follow=True)

    assert "Người khác đã bỏ nội dung này rồi." in page.content.decode()
    assert stored().draft_revision == revision


def test_the_desk_s_first_page_says_that_something_is_set_aside(client, pact):
    assert "3 nội dung không có ô tương ứng" in client.get(reverse("desk:home")).content.decode()


def test_the_administrators_page_shows_what_is_set_aside_and_keeps_it(client, pact):
    Pact.objects.update(draft=None)
    reopen_pact(pact=sign_pact(pact=pact, by=None), by=None, reason="Sửa")
    draft = draft_of(stored()) | {"banner": "Cờ hội nghị"}
    Pact.objects.update(draft=draft)
    client.force_login(UserFactory(admin=True))

    page = client.get(reverse("admin:pacts_pact_draft", args=[pact.pk])).content.decode()

    assert "Cờ hội nghị" in page
