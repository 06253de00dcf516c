"""What a unit has sent, as the secretariat reads it; and the division decision of the year."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from pacts.services.unit_parts import name_signatory, save_unsent_signatory, send_part
from pacts.unit.task_registry import task_for
from tests.factories import (
    ActionProgrammeFactory,
    CommentFactory,
    DeadlineFactory,
    DocumentFactory,
    KeyWorkFactory,
    MandateFactory,
    MembershipFactory,
    SignatoryFactory,
    SubmissionFactory,
)
from tests.pacts.units import circulated, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pact():
    return circulated()


@pytest.fixture
def own(client, pact):
    client.force_login(MandateFactory(cluster=pact.cluster_year.cluster, first_year=2021).user)
    return member_of(pact)


def address(own, name="unit_part"):
    return reverse(f"desk:{name}", args=["khoi-x", "2021", *([own.pk] if name == "unit_part" else [])])


def test_what_was_sent_is_read_and_what_was_only_kept_is_not(client, own):
    KeyWorkFactory(membership=own, text="Số hóa hồ sơ")
    ActionProgrammeFactory(membership=own, text="Bốn nhóm việc")
    unsent = client.get(address(own)).content.decode()

    SubmissionFactory(membership=own, asked="key_works")
    SubmissionFactory(membership=own, asked="programme")
    sent = client.get(address(own)).content.decode()

    assert ("Số hóa hồ sơ" in unsent, "Bốn nhóm việc" in unsent) == (False, False)
    assert ("Số hóa hồ sơ" in sent, "Bốn nhóm việc" in sent) == (True, True)


def test_a_signatory_is_read_once_the_unit_has_sent_it(client, own, pact):
    officer = MandateFactory(member=True, unit=own.unit).user
    save_unsent_signatory(membership=own, name="Trần Thị Bình", title="Giám đốc", by=officer)
    unsent = client.get(address(own)).content.decode()
    sheet = client.get(reverse("desk:pact", args=["khoi-x", "2021"])).content.decode()

    name_signatory(membership=own, name="Trần Thị Bình", title="Giám đốc", by=officer)
    send_part(membership=own, task=task_for("signatory"), by=officer)
    sent = client.get(address(own)).content.decode()

    assert ("Trần Thị Bình" in unsent, "Trần Thị Bình" in sheet, "Trần Thị Bình" in sent) == (False, False, True)


def test_who_stands_on_the_sheet_without_a_word_of_the_unit_is_no_answer_of_it(client, own):
    SignatoryFactory(membership=own, name="Lê Văn Cường")

    assert "Lê Văn Cường" not in client.get(address(own)).content.decode()


def test_the_board_leads_to_each_unit(client, own, pact):
    SubmissionFactory(membership=own, asked="signatory")
    DeadlineFactory(cluster_year=pact.cluster_year, asked="signatory")

    assert address(own) in client.get(reverse("desk:board", args=["khoi-x", "2021"])).content.decode()


def test_a_unit_of_another_year_is_not_there(client, own):
    other = MembershipFactory(cluster_year__cluster=own.cluster_year.cluster, cluster_year__year=2020)

    assert client.get(reverse("desk:unit_part", args=["khoi-x", "2021", other.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 9])
def test_the_page_takes_the_same_queries_however_much_was_sent(client, own, pact, count, django_assert_num_queries):
    for asked in ("key_works", "programme", "remarks"):
        SubmissionFactory(membership=own, asked=asked)
    ActionProgrammeFactory(membership=own, document=DocumentFactory(file="documents/a.pdf"))
    for number in range(count):
        KeyWorkFactory(membership=own)
        CommentFactory(pact=pact, membership=own)
        SubmissionFactory(membership=member_of(pact, f"Sở {number}"), asked="key_works")
    client.get(address(own))

    with django_assert_num_queries(10):
        client.get(address(own))


def test_the_division_decision_is_handed_out_to_those_who_keep_the_year(client, own, pact):
    missing = client.get(address(own, "division")).status_code
    pact.cluster_year.division = DocumentFactory(file=ContentFile(b"%PDF-1.7", name="a.pdf"))
    pact.cluster_year.save()

    answer = client.get(address(own, "division"))

    assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    assert (missing, answer.status_code, answer.headers["X-Content-Type-Options"]) == (404, 200, "nosniff")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert address(own, "division") in client.get(reverse("desk:board", args=["khoi-x", "2021"])).content.decode()
    client.force_login(MandateFactory(first_year=2021).user)
    assert client.get(address(own, "division")).status_code == 404
