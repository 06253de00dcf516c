"""A register with something in every corner, and an empty machine beside it."""

import uuid

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import translation

from tests.backup.machines import Machine
from tests.factories import DocumentFactory, UserFactory
from tests.pacts.documents import corrected, full_document, signed


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def site(transactional_db, settings, tmp_path):
    """This site, with folders of its own: commands of other processes read what is committed here."""
    settings.VAR, settings.MEDIA_ROOT = tmp_path / "site" / "var", tmp_path / "site" / "files"
    settings.BACKUP_KEY = ""
    settings.MEDIA_ROOT.mkdir(parents=True)
    return settings


@pytest.fixture
def register(site):
    """A pact signed twice, an account that is signed in, and an uploaded file."""
    corrected(signed(by=UserFactory(username="lan"), **full_document()))
    session = SessionStore()
    session["word"] = "chỉ trong phiên"
    session.save()
    document = DocumentFactory()
    document.file.save("quyết định.pdf", ContentFile(b"%PDF-1.7 a decision"))
    return site


@pytest.fixture
def machine(tmp_path):
    """An empty machine with a database of the same kind as the one under test."""
    if connection.vendor == "sqlite":
        yield Machine(tmp_path / "other", f"sqlite:///{tmp_path}/other/register.sqlite3")
        return
    name = f"other_{uuid.uuid4().hex}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield Machine(tmp_path / "other", f"postgres:///{name}")
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
