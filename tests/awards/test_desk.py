"""Awards at the desk: one entered, corrected, ended; who may; what the public then sees."""

import pytest
from django.urls import reverse

from awards.models import Award
from clusters.models import Document, DocumentKind
from pacts.seal.seal import content_of
from pacts.services.lifecycle import reopen_pact, withdraw_pact
from tests.awards.desk import address, pact_at_the_desk, stored, typed
from tests.factories import AwardFactory, DocumentFactory, MandateFactory, PactFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pact():
    return pact_at_the_desk()


@pytest.fixture
def organiser(client, pact):
    user = MandateFactory(organiser=True, unit=pact.cluster_year.cluster.organiser).user
    client.force_login(user)
    return user


def given(**values):
    return AwardFactory(**{"presented_at": stored().conference, "granted_count": 3, "as_written": "Cờ"} | values)


def errors(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


# --- Entering ---------------------------------------------------------------------------------


def test_an_award_is_entered_with_its_type_year_conference_and_who(client, organiser):
    response = client.post(address(), typed())

    award = Award.objects.get()
    assert response.url == address()
    assert (award.type.code, award.as_written, award.granted_count, award.merit_year) == (
        "co-thi-dua-tinh",
        None,
        3,
        2020,
    )
    assert (award.presented_at, award.state) == (stored().conference, "granted")
    assert award.history.get().history_user == organiser


def test_the_year_before_is_proposed_and_its_types_are_offered(client, organiser):
    response = client.get(address())

    assert response.context["form"]["merit_year"].value() == 2020
    assert '<option value="Cờ thi đua cấp tỉnh">' in response.content.decode()
    assert '<option value="Sở Nội vụ">' in response.content.decode()


def test_words_that_are_no_known_type_are_kept_as_written(client, organiser):
    client.post(address(), typed(award="  Giải   chạy toàn dân "))

    assert Award.objects.values_list("type", "as_written").get() == (None, "Giải chạy toàn dân")


def test_a_wording_beside_the_type_is_kept(client, organiser):
    client.post(address(), typed(award="Cờ thi đua của UBND tỉnh"))

    assert Award.objects.values_list("type__code", "as_written").get() == (
        "co-thi-dua-tinh",
        "Cờ thi đua của UBND tỉnh",
    )


def test_a_unit_is_matched_and_a_person_kept_by_name(client, organiser):
    client.post(address(), typed(recipient="so noi vu", number=""))
    client.post(address(), typed(recipient="Nguyễn Văn A", recipient_kind="individual", number="1"))

    rows = Award.objects.order_by("pk").values_list("unit__slug", "recipient_name")
    assert list(rows) == [("so-noi-vu-x", None), (None, "Nguyễn Văn A")]


def test_where_several_units_may_be_meant_a_person_chooses(client, organiser):
    other = UnitFactory(slug="so-noi-vu-cu", name="Sở Nội vụ", place=stored().cluster_year.cluster.place)
    data = typed(recipient="Sở Nội vụ", number="")

    response = client.post(address(), data)
    client.post(address(), data | {"unit": other.slug})

    assert "unit" in errors(response)
    assert Award.objects.values_list("unit__slug", flat=True).get() == other.slug


def test_a_unit_may_be_kept_as_written(client, organiser):
    client.post(address(), typed(recipient="Sở Nội vụ", number="", unit="text"))

    assert Award.objects.values_list("unit", "recipient_name").get() == (None, "Sở Nội vụ")


def test_a_unit_that_was_not_offered_is_not_taken(client, organiser):
    UnitFactory(slug="bo-noi-vu", name="Bộ Nội vụ")
    client.post(address(), typed(recipient="Sở Nội vụ", number="", unit="bo-noi-vu"))

    assert Award.objects.get().unit.slug == "so-noi-vu-x"


def test_a_decision_is_one_document_for_all_awards_it_gives(client, organiser):
    decision = {"decision_number": "12/QĐ-UBND", "decision_issuer": "UBND tỉnh X", "decision_on": "5/1/2021"}
    client.post(address(), typed(**decision))
    client.post(address(), typed(number="2", **decision))

    document = Document.objects.get()
    assert (document.kind, document.number, document.issuer, document.issued_on, document.awards.count()) == (
        DocumentKind.DECISION,
        "12/QĐ-UBND",
        "UBND tỉnh X",
        "2021-01-05",
        2,
    )


def test_a_proposal_counts_as_proposed(client, organiser):
    client.post(address(), typed(state="proposed"))

    assert Award.objects.values_list("proposed_count", "granted_count").get() == (3, None)


def test_a_form_sent_twice_enters_one_award(client, organiser):
    client.post(address(), typed())
    response = client.post(address(), typed(), follow=True)

    assert Award.objects.count() == 1
    assert "giống từng chữ" in response.content.decode()


def test_what_was_taken_out_may_be_entered_again(client, organiser):
    client.post(address(), typed())
    client.post(address("move", Award.objects.get().pk, "withdrawn"), {"reason": "Nhập nhầm"})

    client.post(address(), typed())

    assert list(Award.objects.order_by("pk").values_list("state", flat=True)) == ["withdrawn", "granted"]


def test_an_award_of_a_conference_nobody_knew_of_makes_it_and_breaks_no_seal(client, organiser):
    pact = stored()
    pact.conference = None
    pact.save()
    before = content_of(stored())

    client.post(address(), typed())

    assert stored().conference == Award.objects.get().presented_at
    assert content_of(stored()) == before


# --- Wrong input ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "beside"),
    [
        ({"award": ""}, ["award"]),
        ({"number": "0"}, ["number"]),
        ({"number": "-3"}, ["number"]),
        ({"number": "ba"}, ["number"]),
        ({"number": "9" * 30}, ["number"]),
        ({"number": "3", "recipient": "Sở Nội vụ"}, ["number"]),
        ({"recipient": "3 tập thể", "number": ""}, ["recipient"]),
        ({"recipient_kind": "x"}, ["recipient_kind"]),
        ({"merit_year": "20"}, ["merit_year"]),
        ({"merit_year": "năm ngoái"}, ["merit_year"]),
        ({"decision_on": "31/02/2021", "decision_number": "1/QĐ"}, ["decision_on"]),
        ({"decision_issuer": "UBND tỉnh X"}, ["decision_number"]),
        ({"state": "revoked"}, ["state"]),
        ({"state": ""}, ["state"]),
        ({"award": "Giải A", "as_written": "Giải B"}, ["award"]),
    ],
)
def test_wrong_input_is_said_beside_its_field_and_keeps_what_was_typed(client, organiser, fields, beside):
    data = typed(citation="Dẫn đầu khối") | fields

    response = client.post(address(), data)

    assert (response.status_code, list(errors(response)), Award.objects.count()) == (200, beside, 0)
    assert {name: response.context["form"][name].value() for name in data} == data


def test_a_number_that_is_another_paper_is_told(client, organiser):
    DocumentFactory(kind=DocumentKind.PLAN, number="12/KH-UBND")

    response = client.post(address(), typed(decision_number="12/KH-UBND"))

    assert (list(errors(response)), Award.objects.count()) == (["decision_number"], 0)


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "9" * 40])
def test_a_page_of_the_list_that_is_not_there_is_a_404(client, organiser, page):
    assert client.get(address(), {"trang": page}).status_code == 404


# --- Correcting and ending --------------------------------------------------------------------


def correct(client, pk, **fields):
    page = address("award", pk)
    return client.post(page, typed(seen=client.get(page).context["seen"]) | fields)


def test_an_award_is_corrected_and_history_keeps_both(client, organiser):
    award = given(as_written="Cờ thi dua")

    correct(client, award.pk, award="Cờ thi đua của UBND tỉnh", number="4")

    award.refresh_from_db()
    assert (award.type.code, award.granted_count, award.state) == ("co-thi-dua-tinh", 4, "granted")
    assert list(award.history.values_list("as_written", flat=True)) == ["Cờ thi đua của UBND tỉnh", "Cờ thi dua"]


def test_a_recipient_corrected_to_another_unit_is_that_unit(client, organiser):
    award = given(granted_count=None, unit=stored().cluster_year.memberships.first().unit)

    correct(client, award.pk, recipient="Sở Y tế", unit="so-noi-vu-x", number="")

    award.refresh_from_db()
    assert (award.unit.slug, award.recipient_name) == ("so-y-te-x", None)


def test_the_form_of_a_stored_award_kept_as_it_is_changes_nothing(client, organiser):
    unit = UnitFactory(name="Sở đã giải thể", ended_on="2010", end_reason="merged")
    paper = DocumentFactory(kind=DocumentKind.DECISION, number="1/QĐ", issuer="UBND", issued_on="2020-12")
    award = given(granted_count=None, unit=unit, merit_year=2019, decision=paper, citation="Dẫn đầu", note="Ghi chú")
    page = client.get(address("award", award.pk))
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}

    response = client.post(address("award", award.pk), data | {"seen": page.context["seen"]})

    assert (response.status_code, award.history.count()) == (302, 1)


def test_a_stale_page_does_not_overwrite_what_somebody_else_kept(client, organiser):
    award = given()
    seen = client.get(address("award", award.pk)).context["seen"]
    correct(client, award.pk, number="4")

    response = client.post(address("award", award.pk), typed(seen=seen, number="5"))

    award.refresh_from_db()
    assert (response.status_code, award.granted_count) == (200, 4)
    assert response.context["form"].non_field_errors()


@pytest.mark.parametrize("to", ["refused", "withdrawn", "revoked"])
def test_an_award_ends_with_a_reason_and_never_without(client, organiser, to):
    award = given(state="proposed" if to == "refused" else "granted")

    refused = client.post(address("move", award.pk, to), {"reason": " "})
    client.post(address("move", award.pk, to), {"reason": "Khai man thành tích", "decision_number": "9/QĐ-UBND"})

    award.refresh_from_db()
    assert list(errors(refused)) == ["reason"]
    assert (award.state, award.state_reason) == (to, "Khai man thành tích")
    assert bool(award.revoked_by) == (to == "revoked")


def test_a_proposal_that_is_granted_asks_how_many_were(client, organiser):
    award = given(state="proposed", proposed_count=74, granted_count=None)

    refused = client.post(address("move", award.pk, "granted"))
    client.post(address("move", award.pk, "granted"), {"granted_count": "69"})

    award.refresh_from_db()
    assert list(errors(refused)) == ["granted_count"]
    assert (award.state, award.proposed_count, award.granted_count) == ("granted", 74, 69)
    assert "đề nghị 74, được tặng 69" in client.get(address()).content.decode()


@pytest.mark.parametrize("state", ["refused", "withdrawn", "revoked"])
def test_an_ended_award_is_neither_corrected_nor_moved(client, organiser, state):
    award = given(state=state, state_reason="x")

    assert client.get(address("award", award.pk)).status_code == 403
    for to in ("proposed", "granted", "refused", "withdrawn", "revoked"):
        assert client.post(address("move", award.pk, to), {"reason": "y"}).status_code in (302, 404)
    award.refresh_from_db()
    assert (award.state, award.state_reason) == (state, "x")


def test_an_award_of_another_conference_is_not_here(client, organiser):
    award = AwardFactory()

    for page in (address("award", award.pk), address("move", award.pk, "withdrawn")):
        assert client.get(page).status_code == 404


# --- Who, and when ----------------------------------------------------------------------------


def test_the_clusters_secretariat_reads_and_writes_nothing(client, pact):
    award = given()
    client.force_login(MandateFactory(cluster=pact.cluster_year.cluster, first_year=2021).user)

    assert client.get(address()).context["form"] is None
    assert client.post(address(), typed()).status_code == 403
    for page in (address("paste"), address("award", award.pk), address("move", award.pk, "withdrawn")):
        assert client.get(page).status_code == 403
        assert client.post(page, typed()).status_code == 403
    assert Award.objects.count() == 1


@pytest.mark.parametrize("who", ["another year", "another organiser", "member", "nobody"])
def test_to_others_the_page_is_not_there(client, pact, who):
    user = {
        "another year": lambda: MandateFactory(cluster=pact.cluster_year.cluster, first_year=2022).user,
        "another organiser": lambda: MandateFactory(organiser=True).user,
        "member": lambda: MandateFactory(member=True).user,
        "nobody": UserFactory,
    }[who]()
    client.force_login(user)

    assert client.get(address()).status_code == 404
    assert client.post(address(), typed()).status_code == 404


def test_an_administrator_says_why_and_history_keeps_it(client, pact):
    client.force_login(UserFactory(admin=True))

    refused = client.post(address(), typed())
    client.post(address(), typed(reason="Bổ sung theo công văn"))

    assert list(errors(refused)) == ["reason"]
    assert Award.objects.get().history.get().history_change_reason == "Bổ sung theo công văn"


def test_before_the_signing_the_page_says_what_to_do(client, pact, organiser):
    PactFactory(cluster_year__cluster=pact.cluster_year.cluster, cluster_year__year=2022)
    page = reverse("awards_desk:awards", args=["khoi-x", "2022"])

    response = client.get(page)

    assert "hãy ghi nhận đã ký trước" in response.content.decode()
    assert client.post(page, typed()).status_code == 403


def test_beside_a_correction_awards_are_entered_and_beside_a_withdrawn_pact_only_ended(client, organiser, pact):
    reopen_pact(pact=pact, by=None, reason="Sai chữ")
    client.post(address(), typed())
    withdraw_pact(pact=pact, by=None, reason="Nhập nhầm")

    assert client.post(address(), typed(number="9")).status_code == 403
    client.post(address("move", Award.objects.get().pk, "withdrawn"), {"reason": "Nhập nhầm"})
    assert Award.objects.get().state == "withdrawn"


def test_the_pacts_desk_page_links_here(client, organiser):
    assert f'href="{address()}"' in client.get(reverse("desk:pact", args=["khoi-x", "2021"])).content.decode()


# --- What the public sees ---------------------------------------------------------------------


@pytest.mark.parametrize("state", ["proposed", "granted", "refused", "withdrawn", "revoked"])
def test_the_public_sees_what_was_granted_and_what_was_revoked(client, pact, state):
    given(as_written="Cờ riêng của khối", state=state, state_reason="Lý do")

    page = client.get(pact.get_absolute_url()).content.decode()

    assert ("Cờ riêng của khối" in page) == (state in ("granted", "revoked"))


# --- Queries ----------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 40])
def test_the_list_takes_the_same_queries_however_long(client, organiser, count, django_assert_num_queries):
    for number in range(count):
        given(granted_count=number + 1, decision=DocumentFactory(kind=DocumentKind.DECISION))

    with django_assert_num_queries(12):
        response = client.get(address())

    assert (response.context["page"].paginator.count, len(response.context["page"])) == (count, min(count, 20))
