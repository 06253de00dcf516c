"""Nothing is left on the disk of a file whose row was not saved."""

import errno
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, OperationalError
from django.test import Client
from django.urls import reverse

from clusters.common.upload_storage import remove_unused, saved_names
from clusters.models import Document
from pacts.services.lifecycle import sign_pact
from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    DocumentFactory,
    MandateFactory,
    MembershipFactory,
    PactFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 scan"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def browser():
    return Client(raise_request_exception=False)


@pytest.fixture
def year():
    organiser = UnitFactory(name="Tỉnh X", kind="province")
    return ClusterYearFactory(cluster=ClusterFactory(slug="khoi-x", organiser=organiser), year=2021)


@pytest.fixture
def organiser(browser, year):
    user = MandateFactory(organiser=True, unit=year.cluster.organiser).user
    browser.force_login(user)
    return user


def files_in(folder):
    return sorted(path.name for path in Path(folder).rglob("*") if path.is_file())


def pdf():
    return SimpleUploadedFile("ban-ky.pdf", PDF)


def fail(error):
    def failing(*args, **more):
        raise error

    return failing


ORIGINALS = "/ban-lam-viec/khoi-x/2021/ban-goc/"
DECISION = {"label": "2026", "number": "1/QĐ", "issued_on": "01/02/2026", "issuer": "UBND tỉnh X"}


# --- Where a row is not saved ---------------------------------------------------------------------


def test_a_scan_leaves_nothing_where_its_pact_cannot_take_it(browser, organiser, year, folder, monkeypatch):
    sign_pact(pact=PactFactory(cluster_year=year), by=None)
    monkeypatch.setattr("pacts.services.originals.PactDocument.save", fail(OperationalError("disk full")))

    answer = browser.post(ORIGINALS, {"file": pdf()})

    assert (answer.status_code, Document.objects.count(), files_in(folder)) == (503, 0, [])


def test_a_scan_that_is_kept_stays(browser, organiser, year, folder):
    sign_pact(pact=PactFactory(cluster_year=year), by=None)

    browser.post(ORIGINALS, {"file": pdf()})

    assert [Path(Document.objects.get().file.name).name] == files_in(folder)


def test_a_division_decision_leaves_nothing_where_the_years_cannot_open(browser, organiser, year, folder, monkeypatch):
    monkeypatch.setattr("pacts.services.years.open_year", fail(IntegrityError("x")))

    words = DECISION | {"clusters": [year.cluster.pk], "file": pdf()}
    answer = browser.post("/ban-lam-viec/nam-moi/", words)

    assert (answer.status_code, files_in(folder)) == (500, [])


def test_a_programme_leaves_nothing_where_its_row_cannot_be_kept(browser, year, folder, monkeypatch):
    member = MembershipFactory(cluster_year=year)
    sign_pact(pact=PactFactory(cluster_year=year), by=None)
    browser.force_login(MandateFactory(member=True, unit=member.unit).user)
    monkeypatch.setattr("pacts.services.unit_parts.ActionProgramme.save", fail(OperationalError("x")))

    address = reverse("my_unit:programme", args=[member.pk])
    stamp = browser.get(address).context["form"].mark

    answer = browser.post(address, {"file": pdf(), "then": "save", "seen": stamp})

    assert (answer.status_code, files_in(folder)) == (503, [])


def test_the_admin_leaves_nothing_of_a_document_that_another_made_meanwhile(browser, folder, monkeypatch):
    browser.force_login(UserFactory(admin=True))
    monkeypatch.setattr("django.contrib.admin.ModelAdmin.log_addition", fail(IntegrityError("x")))

    answer = browser.post("/admin/clusters/document/add/", {"kind": "plan", "number": "1/KH", "file": pdf()})

    assert (answer.status_code, files_in(folder)) == (302, [])


def test_a_refused_form_leaves_nothing(browser, organiser, year, folder):
    sign_pact(pact=PactFactory(cluster_year=year), by=None)

    answer = browser.post(ORIGINALS, {"file": SimpleUploadedFile("a.pdf", b"MZ program")})

    assert (answer.status_code, files_in(folder)) == (200, [])


# --- What stays -----------------------------------------------------------------------------------


def test_a_file_that_only_the_history_has_stays(folder):
    document = DocumentFactory(file=ContentFile(PDF, name="a.pdf"))
    former = document.file.name
    document.file = ContentFile(PDF, name="b.pdf")
    document.save()

    assert remove_unused([former, document.file.name]) == 0
    assert len(files_in(folder)) == 2


def test_files_stay_where_the_database_cannot_say_whose_they_are(folder, monkeypatch):
    name = default_storage.save("documents/a.pdf", ContentFile(PDF))
    monkeypatch.setattr("django.db.models.query.QuerySet.filter", fail(OperationalError("x")))

    assert remove_unused([name]) == 0
    assert files_in(folder) == ["a.pdf"]


def test_a_command_keeps_what_it_writes(folder):
    assert saved_names.get() is None
    default_storage.save("documents/a.pdf", ContentFile(PDF))

    assert files_in(folder) == ["a.pdf"]


# --- A disk that fills up meanwhile ---------------------------------------------------------------


class Breaking(ContentFile):
    """A file of which the disk takes only the beginning."""

    def chunks(self, chunk_size=None):
        yield b"%PDF-1.7"
        raise OSError(errno.ENOSPC, "No space left on device")


def test_half_a_file_does_not_stay(folder):
    with pytest.raises(OSError):
        default_storage.save("documents/a.pdf", Breaking(PDF, name="a.pdf"))

    assert files_in(folder) == []
