"""Three nets under every test: no misspelt template variable, no stale SQL, no network. Hypothesis leaves no trace."""

import gc
import logging
import socket
from ipaddress import ip_address
from pathlib import Path

import pytest
from _pytest.runner import pytest_runtest_protocol as run_test
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase
from django.test.client import store_rendered_templates
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

from tests.both_databases import ON_BOTH, name_of
from tests.databases import create_database, empty_database
from tests.settings import FOLDER

set_hypothesis_home_dir(FOLDER)
settings.register_profile("register", deadline=None, database=None)  # no time limit on a busy machine
settings.load_profile("register")

DATABASE = {"db", "transactional_db", "live_server"}
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


def pytest_ignore_collect(collection_path):
    """Beside PostgreSQL, not even read the files that run beside SQLite alone; None leaves it to pytest."""
    is_test = collection_path.name.startswith("test_")
    return True if is_test and connection.vendor != "sqlite" and name_of(collection_path) not in ON_BOTH else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Beside PostgreSQL, leave out what uses no database and what is marked `once` (tests/both_databases.py)."""
    if connection.vendor == "sqlite":
        return
    chosen = [asks_the_database(item) and not item.get_closest_marker("once") for item in items]
    config.hook.pytest_deselected(items=[item for item, yes in zip(items, chosen, strict=True) if not yes])
    items[:] = [item for item, yes in zip(items, chosen, strict=True) if yes]


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session):
    """Take all that is imported and collected out of the garbage collector's sight, and let it run less often.

    With Python's own thresholds it walks through these objects so often that it takes a seventh of the suite's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """Run the test as pytest does, in a frame that makes Python reserve half a megabyte for the frames below it.

    Python keeps its frames in blocks of 16 KB. A loop that happens to call from the end of one block into the next maps
    and unmaps memory with each call; below pytest's and Django's many frames that was a seventh of the suite's time.
    """
    return _run_test(item, nextitem)


def _run_test(item, nextitem):
    return run_test(item, nextitem)


_run_test.__code__ = _run_test.__code__.replace(co_stacksize=2**16)


def asks_the_database(item):
    return bool(item.get_closest_marker("django_db") or DATABASE & set(item.fixturenames))


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """A copy of the migrated database, instead of pytest-django's own migrating in each process."""
    with django_db_blocker.unblock():
        usual = create_database(request.config.rootpath / ".pytest_cache" / "databases")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: empty_database())
        yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(usual, verbosity=0)


class Unresolved(logging.Handler):
    """Gathers the names that a page of ours asked for and did not get."""

    def __init__(self):
        super().__init__()
        self.names = []

    def emit(self, record):
        if record.msg.startswith("Exception while resolving variable"):
            name, template = record.args
            # Pages of the admin lean on Django's own templates, which ask for much that is not there.
            if not template.startswith("admin/") and (TEMPLATES / template).is_file():
                self.names.append(f"{template}: {name}")


@pytest.fixture(autouse=True)
def no_undefined_template_variables(monkeypatch):
    logger, unresolved = logging.getLogger("django.template"), Unresolved()
    monkeypatch.setattr(logger, "handlers", [unresolved])
    monkeypatch.setattr(logger, "propagate", False)
    before = logger.level
    logger.setLevel(logging.DEBUG)
    yield
    logger.setLevel(before)
    assert sorted(set(unresolved.names)) == []


@pytest.fixture(autouse=True, scope="session")
def no_copies_of_widgets():
    """Leave the templates of form fields out of `response.context` and `response.templates`, which copy each of them.

    A page of the desk has hundreds, and no test asks for one.
    """

    def store(store, signal, sender, template, context, **kwargs):
        if not (template.name or "").startswith("django/forms/"):
            store_rendered_templates(store, signal, sender, template, context, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.test.client.store_rendered_templates", store)
        yield


@pytest.fixture(autouse=True)
def no_kept_pages():
    """Each test begins with empty caches: the databases of two tests may have the same revision."""
    caches["pages"].clear()
    caches["figures"].clear()


@pytest.fixture(autouse=True, scope="session")
def no_network():
    """Only this machine may be spoken to; a refusal is no Exception, so nothing can swallow it."""

    def guarded(method):
        def connect(self, address, *args):
            if self.family != socket.AF_UNIX and not is_this_machine(address[0]):
                pytest.fail(f"a test tried to reach {address[0]}")
            return method(self, address, *args)

        return connect

    def resolve(host, *args, method=socket.getaddrinfo, **kwargs):
        if not is_this_machine(host):
            pytest.fail(f"a test tried to look up {host}")
        return method(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", resolve)
        yield


def is_this_machine(host):
    try:
        return host in (None, "", "localhost", socket.gethostname()) or ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture
def pages_drawn_anew(monkeypatch):
    """No page is kept: a test may look at what each of its requests was drawn from."""
    monkeypatch.setattr("clusters.common.page_cache.LARGEST", -1)
