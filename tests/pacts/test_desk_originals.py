"""The scan of the signed original: what is taken, who attaches it, who reads it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from clusters.models import Document
from pacts.document import document_of
from pacts.models import PactDocument
from pacts.services.lifecycle import reopen_pact, sign_pact, withdraw_pact
from tests.factories import ClusterFactory, ClusterYearFactory, MandateFactory, PactFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

PDF, PNG = b"%PDF-1.7 scan", b"\x89PNG\r\n\x1a\nIHDR"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def pact():
    organiser = UnitFactory(name="Tỉnh X", kind="province")
    cluster = ClusterFactory(slug="khoi-x", name="Khối X", organiser=organiser)
    return sign_pact(pact=PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021)), by=None)


@pytest.fixture
def organiser(client, pact):
    user = MandateFactory(organiser=True, unit=pact.cluster_year.cluster.organiser).user
    client.force_login(user)
    return user


def address(name, *more):
    return reverse(name, args=["khoi-x", "2021", *more])


def attach(client, name="ban-ky.pdf", content=PDF):
    return client.post(address("desk:originals"), {"file": SimpleUploadedFile(name, content)})


def row():
    return PactDocument.objects.originals().get()


def test_a_scan_is_attached_to_a_signed_pact_and_breaks_no_seal(client, organiser, pact):
    attach(client)

    call_command("check_seals")
    assert (row().pact, row().document.kind) == (pact, "signed_original")
    assert row().document.wording == "Bản gốc đã ký Giao ước thi đua Khối X năm 2021, tệp 1"


def test_everybody_who_reads_the_pact_may_download_it(client, organiser, pact):
    attach(client)
    client.logout()

    page = client.get(pact.get_absolute_url()).content.decode()
    response = client.get(address("pages:pact_original", row().pk))

    assert address("pages:pact_original", row().pk) in page
    assert b"".join(response.streaming_content) == PDF
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_the_scan_of_a_draft_or_of_a_withdrawn_pact_is_not_public(client, organiser, pact):
    attach(client)
    withdraw_pact(pact=pact, by=None, reason="Nhập nhầm")
    client.logout()

    assert client.get(address("pages:pact_original", row().pk)).status_code == 404


def test_another_paper_of_the_pact_is_no_scan(client, organiser, pact):
    other = PactDocument.objects.create(pact=pact, document=Document.objects.create(kind="plan", number="1/KH"))

    assert client.get(address("pages:pact_original", other.pk)).status_code == 404
    assert client.get(address("desk:original_file", other.pk)).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("ban-ky.docx", b"PK\x03\x04", "Nội dung tệp không đúng với đuôi tệp."),
        ("ban-ky.pdf", PNG, "Nội dung tệp không đúng với đuôi tệp."),
        ("ban-ky.exe", b"MZ", "Chỉ nhận tệp PDF, JPEG, PNG, Word (.docx) và Excel (.xlsx)."),
        ("", b"", "Trường này là bắt buộc."),
    ],
)
def test_a_wrong_file_is_refused_with_the_reason_beside_its_field(client, organiser, pact, name, content, sentence):
    data = {"file": SimpleUploadedFile(name, content)} if name else {}
    form = client.post(address("desk:originals"), data).context["form"]

    assert form.errors.keys() == {"file"}
    assert not PactDocument.objects.exists()


def test_a_correction_keeps_the_scan(client, organiser, pact):
    attach(client)
    reopen_pact(pact=pact, by=None, reason="Sai ngày")

    sign_pact(pact=pact, by=None)

    assert row().pact == pact
    assert document_of(pact)["documents"] == []


def test_a_scan_is_taken_off_with_a_reason_and_its_file_stays(client, organiser, pact):
    attach(client)
    document = row().document

    without = client.post(address("desk:original_remove", row().pk), {"reason": " "})
    client.post(address("desk:original_remove", row().pk), {"reason": "Quét nhầm văn bản"})

    assert without.context["form"].errors.keys() == {"reason"}
    assert not PactDocument.objects.originals().exists()
    assert document.file.storage.exists(document.file.name)
    assert PactDocument.history.first().history_change_reason == "Quét nhầm văn bản"


def test_a_clusters_secretariat_attaches_and_does_not_take_off_what_is_public(client, pact):
    client.force_login(MandateFactory(cluster=pact.cluster_year.cluster, first_year=2021).user)
    attach(client)

    assert b"".join(client.get(address("desk:original_file", row().pk)).streaming_content) == PDF
    assert client.post(address("desk:original_remove", row().pk), {"reason": "x"}).status_code == 403


def test_strangers_to_the_cluster_find_nothing(client, organiser, pact):
    attach(client)
    client.force_login(UserFactory())

    for name, *more in (["originals"], ["original_file", row().pk], ["original_remove", row().pk]):
        assert client.get(address(f"desk:{name}", *more)).status_code == 404
