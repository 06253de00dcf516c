"""A signed pact amended at the desk: a late signature, another leader, a unit that joins or leaves."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from clusters.models import Membership, SentForm, Unit
from pacts.models import ChainEntry, Notice, Pact, PactVersion
from pacts.services.lifecycle import close_pact, reopen_pact, save_draft, sign_pact, withdraw_pact
from tests.copies import make_or_copy_here
from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    MandateFactory,
    MembershipFactory,
    PactFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db

DOCUMENT = {
    "conference": {"held_on": "2021-03-31"},
    "pact": {"theme": "Đoàn kết; sáng tạo"},
    "units": [
        {"key": "a", "unit": "so-a", "role": "leader", "head_name": "Phạm Quang Anh", "head_title": "Giám đốc"},
        {"key": "b", "unit": "so-b", "role": "deputy"},
        {"key": "c", "unit": "so-c"},
        {"key": "d", "unit": "so-d"},
    ],
    "signatories": [
        {"key": "1", "member": "a", "name": "Phạm Quang Anh", "state": "signed"},
        {"key": "2", "member": "c", "name": "Lê Thị Cúc", "title": "Phó Giám đốc", "state": "absent"},
    ],
    "commitments": [{"key": "1", "text": "Hoàn thành nhiệm vụ."}],
}


@pytest.fixture
def pact():
    make_or_copy_here("pact to amend", make_pact)
    return Pact.objects.get()


def make_pact():
    cluster = ClusterFactory(slug="khoi-x", name="Khối X", organiser=UnitFactory(name="Tỉnh X", kind="province"))
    for letter in "abcd":
        UnitFactory(slug=f"so-{letter}", name=f"Sở {letter.upper()}", place=cluster.place)
    pact = PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))
    sign_pact(pact=save_draft(pact=pact, document=DOCUMENT, by=None), by=None)


@pytest.fixture
def secretary(client, pact):
    """The cluster's secretariat of that year, signed in."""
    user = MandateFactory(cluster=pact.cluster_year.cluster, first_year=2021, last_year=2021).user
    client.force_login(user)
    return user


PAGE = "/ban-lam-viec/khoi-x/2021/bo-sung/"


def member(letter):
    return Membership.objects.get(unit__slug=f"so-{letter}")


def posted(kind, step="seal", version=1, **fields):
    """Return a form as the page sends it."""
    values = {"version": version, "reason": "Bổ sung theo biên bản", **fields}
    return {"kind": kind, "step": step} | {f"{kind}-{name}": value for name, value in values.items()}


def signature(letter="c", **fields):
    usual = {"member": member(letter).pk, "state": "signed", "signed_on": "15/04/2021"}
    return posted("signature", **(usual | fields))


def role(**fields):
    usual = {"role": "leader", "member": member("c").pk, "since": "01/07/2021", "becomes": "member"}
    return posted("role", **(usual | fields))


def joining(**fields):
    return posted("joining", **({"name": "Sở E", "joined_on": "01/06/2021"} | fields))


def leaving(**fields):
    usual = {"member": member("d").pk, "left_on": "01/07/2021", "left_reason": "Sáp nhập"}
    return posted("leaving", **(usual | fields))


def text_of(response):
    """Return what a page says, without tags."""
    return " ".join(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL).split())


def last(pact):
    return PactVersion.objects.filter(pact=pact).latest("number")


# --- What each kind does ----------------------------------------------------------------------


def test_a_late_signature_makes_the_next_version(client, secretary, pact):
    response = client.post(PAGE, signature(signer="Lê Thị Cúc", signer_title="Giám đốc"))

    row = member("c").signatory
    assert response.url == "/ban-lam-viec/khoi-x/2021/"
    assert (row.name, row.title, row.state, row.signed_on) == ("Lê Thị Cúc", "Giám đốc", "signed", "2021-04-15")
    assert (last(pact).number, last(pact).reason, last(pact).sealed_by) == (2, "Bổ sung theo biên bản", secretary)


def test_a_late_signature_without_a_name_keeps_the_name_that_is_known(client, secretary, pact):
    client.post(PAGE, signature())

    assert (member("c").signatory.name, member("c").signatory.title) == ("Lê Thị Cúc", "Phó Giám đốc")


def test_a_late_signature_by_proxy_is_not_that_of_the_person_known_before(client, secretary, pact):
    client.post(PAGE, signature(state="proxy"))

    assert (member("c").signatory.name, member("c").signatory.state) == (None, "proxy")


def test_a_unit_without_a_signatory_signs_late(client, secretary, pact):
    client.post(PAGE, signature("d", signer="Trần Văn Dũng"))

    assert member("d").signatory.name == "Trần Văn Dũng"


def test_a_unit_that_signed_or_left_is_not_offered_for_a_late_signature(client, secretary, pact):
    client.post(PAGE, leaving())

    fields = client.get(PAGE).context["forms"][0].fields
    assert [name for _key, name in fields["member"].choices[1:]] == ["Sở B", "Sở C"]


def test_another_unit_leads_and_the_old_leader_stays_as_a_member(client, secretary, pact):
    client.post(PAGE, role(role_basis="Khối bầu", head_name="Lê Thị Cúc"))

    new, old = member("c"), member("a")
    assert (new.role, new.role_basis) == ("leader", "Khối bầu; giữ vai trò này từ 01/07/2021")
    assert (new.head_name, old.head_name, old.head_title) == ("Lê Thị Cúc", None, None)
    assert (old.role, old.role_basis, old.left_on) == ("member", "Đơn vị trưởng đến 01/07/2021", None)
    assert last(pact).number == 2


def test_another_unit_leads_where_it_stands_before_the_old_leader_that_leaves(client, secretary, pact):
    client.post(PAGE, role(becomes="left"))
    client.post(PAGE, role(version=2, member=member("b").pk, becomes="left"))

    rows = [(row.role, row.left_on) for row in Membership.objects.filter(cluster_year=pact.cluster_year)]
    left = ("leader", "2021-07-01")
    assert rows == [left, ("leader", None), left, ("member", None)]


def test_leader_and_deputy_change_places(client, secretary, pact):
    client.post(PAGE, role(member=member("b").pk, becomes="deputy"))

    assert (member("a").role, member("b").role) == ("deputy", "leader")
    assert member("a").head_name == "Phạm Quang Anh"


def test_a_deputy_is_added_or_replaced(client, secretary, pact):
    client.post(PAGE, role(role="deputy"))
    client.post(PAGE, role(version=2, role="deputy", member=member("d").pk, replaced=member("b").pk))

    assert [member(letter).role for letter in "abcd"] == ["leader", "member", "deputy", "deputy"]


def test_a_unit_the_register_knows_joins(client, secretary, pact):
    UnitFactory(slug="so-e", name="Sở E", place=pact.cluster_year.cluster.place)

    client.post(PAGE, joining())

    row = member("e")
    assert (row.role, row.basis, row.joined_on, row.position) == ("member", "recorded", "2021-06-01", 5)
    assert not hasattr(row, "signatory")


def test_a_unit_joins_with_who_signs_for_it(client, secretary, pact):
    UnitFactory(slug="so-e", name="Sở E", place=pact.cluster_year.cluster.place)

    client.post(PAGE, joining(signer="Vũ Minh", signer_title="Giám đốc", state="signed", signed_on="02/06/2021"))

    row = member("e").signatory
    assert (row.name, row.title, row.state, row.signed_on) == ("Vũ Minh", "Giám đốc", "signed", "2021-06-02")


def test_a_unit_nobody_knows_is_chosen_as_new_and_made_only_with_the_seal(client, secretary, pact):
    asked = client.post(PAGE, joining())
    look = client.post(PAGE, joining(step="look", unit="new", shown="Sở E"))

    assert "Chọn đơn vị được nói đến." in text_of(asked)
    assert "Sở E" in text_of(look)
    assert not Unit.objects.filter(name="Sở E").exists()

    client.post(PAGE, joining(unit="new", shown="Sở E"))

    unit = Unit.objects.get(name="Sở E")
    assert (unit.checked, unit.memberships.count()) == (False, 1)


def test_what_was_chosen_for_another_name_is_asked_again(client, secretary, pact):
    response = client.post(PAGE, joining(name="Sở Ê", unit="new", shown="Sở E"))

    assert "Chọn đơn vị được nói đến." in text_of(response)


def test_a_unit_leaves_and_its_row_stays(client, secretary, pact):
    client.post(PAGE, leaving())

    assert (member("d").left_on, member("d").left_reason) == ("2021-07-01", "Sáp nhập")
    assert last(pact).number == 2


def test_what_other_clusters_share_with_the_pact_hinders_no_amendment(client, secretary, pact):
    """The cluster's secretariat may not change a conference at which another cluster signed, and changes nothing."""
    reopened = reopen_pact(pact=pact, by=None, reason="x")
    shared = {
        "participants": [{"key": "1", "name": "Nguyễn Đức Lực", "roles": ["guest"]}],
        "movements": [{"name": "Dân vận khéo"}],
        "documents": [{"kind": "plan", "number": "311/KH-UBND", "issued_on": "2019-08-27", "state": "cited"}],
        "sources": [{"title": "Ký kết", "address": "https://example.vn/1"}],
    }
    save_draft(pact=reopened, document=reopened.draft | shared, by=None)
    sign_pact(pact=reopened, by=None)
    pact.refresh_from_db()
    other = PactFactory(signed=True, conference=pact.conference)
    other.cluster_year.sources.set(pact.cluster_year.sources.all())
    for row in [*pact.movements.all(), *pact.documents.all()]:
        row.pk, row.pact = None, other
        row._state.adding = True
        row.save()

    client.post(PAGE, leaving(version=2))

    assert (last(pact).number, member("d").left_on) == (3, "2021-07-01")


# --- What is refused --------------------------------------------------------------------------


FAULTS = [
    (lambda: signature(signed_on=""), "signed_on", "Trường này là bắt buộc."),
    (lambda: signature(signed_on="31/02/2021"), "signed_on", "Ghi ngày theo dạng"),
    (lambda: signature(signed_on="30/03/2021"), "signed_on", "trước ngày ký kết 31/03/2021"),
    (lambda: signature(signed_on="01/01/2999"), "signed_on", "Ngày này chưa đến."),
    (lambda: signature("a"), "member", "không hợp lệ"),
    (lambda: signature(signer="x" * 100_001), "signer", "quá dài"),
    (lambda: signature(reason=" "), "reason", "bắt buộc"),
    (lambda: role(since="2020"), "since", "trước ngày ký kết"),
    (lambda: role(member=member("a").pk), "member", "đã giữ vai trò này"),
    (lambda: role(role="deputy", replaced=member("a").pk), "replaced", "không giữ vai trò đó"),
    (lambda: role(role="deputy", replaced=member("b").pk, becomes="deputy"), "becomes", "thôi chính vai trò đó"),
    (lambda: joining(name="Sở D"), "name", "đã có trong danh sách"),
    (lambda: joining(name="x" * 301), "name", "300"),
    (lambda: joining(joined_on="30/03/2021", unit="new", shown="Sở E"), "joined_on", "trước ngày ký kết"),
    (lambda: leaving(left_on="mai"), "left_on", "Ghi ngày theo dạng"),
]


@pytest.mark.parametrize(("data", "field", "words"), FAULTS)
def test_a_fault_stands_beside_its_field_and_what_was_typed_stays(client, secretary, pact, data, field, words):
    data = data()

    response = client.post(PAGE, data)

    form = next(form for form in response.context["forms"] if form.is_bound)
    assert (response.status_code, last(pact).number) == (200, 1)
    assert list(form.errors) == [field]
    assert words in " ".join(form.errors[field])
    prefix = f"{data['kind']}-"
    typed = {name.removeprefix(prefix): str(value) for name, value in data.items() if name.startswith(prefix)}
    assert {name: str(form[name].value()) for name in typed} == typed


REFUSALS = {
    "draft": "Giao ước này đang được đính chính",
    "closed": "Giao ước này đã kết thúc",
    "withdrawn": "Đã rút khỏi sổ",
}


@pytest.mark.parametrize(("status", "words"), REFUSALS.items())
def test_a_pact_that_is_not_signed_now_is_not_amended(client, secretary, pact, status, words):
    {"draft": reopen_pact, "closed": close_pact, "withdrawn": withdraw_pact}[status](pact=pact, by=None, reason="x")

    page, sent = client.get(PAGE), client.post(PAGE, signature(signer="Lê Thị Cúc"))

    assert (page.status_code, sent.status_code, last(pact).number) == (403, 409, 1)
    assert words in text_of(page)
    assert words in text_of(sent)
    assert "Lê Thị Cúc" in sent.content.decode()
    assert 'name="step"' not in sent.content.decode()


def test_a_page_older_than_the_newest_version_is_refused_once(client, secretary, pact):
    client.post(PAGE, leaving())

    response = client.post(PAGE, signature())

    assert (response.status_code, last(pact).number) == (409, 2)
    assert "Trong lúc đó đã có phiên bản khác" in text_of(response)
    assert 'name="signature-version" value="2"' in response.content.decode()


def test_what_cannot_be_sealed_after_the_look_comes_back_with_its_sentence(client, secretary, pact, monkeypatch):
    from django.core.exceptions import ValidationError

    from pacts.desk import amendment

    def refuse(**_values):
        raise ValidationError("Người khác vừa lập phiên bản.")

    monkeypatch.setattr(amendment, "amend_pact", refuse)

    response = client.post(PAGE, signature(signer="Vũ Minh"))

    assert response.status_code == 409
    assert "Người khác vừa lập phiên bản." in text_of(response)
    assert "Vũ Minh" in response.content.decode()


def test_a_damaged_form_says_so(client, secretary, pact):
    response = client.post(PAGE, signature(version="x"))

    assert (response.status_code, last(pact).number) == (200, 1)
    assert "Dữ liệu của trang bị hỏng" in text_of(response)


@pytest.mark.parametrize("kind", ["", "x", "signature"])
def test_an_empty_form_of_any_kind_changes_nothing(client, secretary, pact, kind):
    response = client.post(PAGE, {"kind": kind, "step": "seal"})

    assert (response.status_code, last(pact).number) == (200, 1)


def test_another_clusters_secretariat_finds_no_page(client, pact):
    client.force_login(MandateFactory(first_year=2021).user)

    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, signature()).status_code == 404


# --- What is shown before and after -----------------------------------------------------------


def test_what_changes_is_shown_before_anything_is_sealed(client, secretary, pact):
    response = client.post(PAGE, role(step="look"))

    text = text_of(response)
    assert "Thay đổi từ phiên bản 1 sang phiên bản 2" in text
    assert "Vai trò đơn vị trưởng cụm (khối) → đơn vị thành viên" in text
    assert "Vai trò đơn vị thành viên → đơn vị trưởng cụm (khối)" in text
    assert "Bổ sung theo biên bản" in text
    assert [unit.is_new for unit in response.context["changes"]] == [False, False]
    assert last(pact).number == 1


def test_what_the_new_version_lacks_is_told_and_what_lacked_before_is_not(client, secretary, pact):
    response = client.post(PAGE, leaving(step="look", member=member("a").pk))

    told = [remark.sentence for remark in response.context["remarks"]]
    assert told == ["Chưa có đơn vị trưởng cụm (khối)."]
    assert told[0] in text_of(response)


def test_the_form_comes_back_as_it_was_typed_to_be_changed(client, secretary, pact):
    response = client.post(PAGE, signature(step="mend", signer="Lê Thị Cúc"))

    assert (response.status_code, last(pact).number) == (200, 1)
    assert [form["signer"].value() for form in response.context["forms"] if form.is_bound] == ["Lê Thị Cúc"]


def test_the_look_sends_everything_on_to_the_seal(client, secretary, pact):
    look = client.post(PAGE, leaving(step="look"))

    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', look.content.decode()))
    client.post(PAGE, hidden | {"step": "seal"})

    assert (member("d").left_on, last(pact).reason) == ("2021-07-01", "Bổ sung theo biên bản")


def test_the_reason_is_proposed_in_the_language_of_the_paper(client, secretary, pact):
    client.post(reverse("clusters:language"), {"language": "en", "next": "/"})

    response = client.get(PAGE)

    assert "Amend after the signing" in text_of(response)
    assert "Ký bổ sung sau hội nghị." in text_of(response)


def test_a_form_sent_twice_seals_one_version(client, secretary, pact):
    data = signature() | {"csrfmiddlewaretoken": "t"}

    first, second = client.post(PAGE, data), client.post(PAGE, data)

    assert (first.url, second.url, last(pact).number) == ("/ban-lam-viec/khoi-x/2021/",) * 2 + (2,)
    assert SentForm.objects.count() == 1


def test_the_seals_and_the_chain_stand_after_each_kind(client, secretary, pact):
    UnitFactory(slug="so-e", name="Sở E", place=pact.cluster_year.cluster.place)
    client.post(PAGE, signature())
    client.post(PAGE, role(version=2))
    client.post(PAGE, joining(version=3))
    client.post(PAGE, leaving(version=4))

    call_command("check_seals")
    entries = list(ChainEntry.objects.values_list("number", "kind", "version"))
    assert entries == [(number, "sealed", number) for number in range(1, 6)]


def test_everybody_reads_the_new_version_and_its_reason(client, secretary, pact):
    client.post(PAGE, leaving())
    client.logout()

    assert "Lý do có phiên bản này: Bổ sung theo biên bản" in text_of(client.get(pact.get_absolute_url()))
    history = text_of(client.get(f"{pact.get_absolute_url()}lich-su/"))
    assert "Lý do: Bổ sung theo biên bản" in history


def test_those_who_act_for_the_units_are_told(client, secretary, pact):
    person = MandateFactory(member=True, unit=Unit.objects.get(slug="so-b")).user

    client.post(PAGE, leaving())

    assert list(Notice.objects.values_list("user", "sort")) == [(person.pk, "amended")]
    client.force_login(person)
    assert "lập phiên bản mới" in text_of(client.get(reverse("notices:notices")))


def test_the_pact_at_the_desk_leads_there_only_while_it_is_signed(client, secretary, pact):
    assert f'href="{PAGE}"' in client.get("/ban-lam-viec/khoi-x/2021/").content.decode()

    close_pact(pact=pact, by=None)

    assert f'href="{PAGE}"' not in client.get("/ban-lam-viec/khoi-x/2021/").content.decode()


@pytest.mark.parametrize("count", [0, 25])
def test_the_page_takes_the_same_queries_however_many_units(client, secretary, pact, count, django_assert_num_queries):
    MembershipFactory.create_batch(count, cluster_year=pact.cluster_year)

    with django_assert_num_queries(11):
        client.get(PAGE)


@pytest.mark.parametrize("count", [0, 25])
def test_the_look_takes_the_same_queries_however_many_units(client, secretary, pact, count, django_assert_num_queries):
    MembershipFactory.create_batch(count, cluster_year=pact.cluster_year)

    with django_assert_num_queries(14):
        client.post(PAGE, signature(step="look"))
