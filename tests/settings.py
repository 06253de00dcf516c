"""The settings under test: the site's own, with nothing taken from this machine."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.folders import fast_folder

# Workers of one run share the folder of the process that started them.
if "TEST_FOLDER" not in os.environ:
    os.environ["TEST_FOLDER"] = tempfile.mkdtemp(prefix="so-giao-uoc-", dir=fast_folder())
    atexit.register(shutil.rmtree, os.environ["TEST_FOLDER"], ignore_errors=True)
FOLDER = Path(os.environ["TEST_FOLDER"])

# Said before the settings are read, so that neither `.env` nor the shell reaches a test.
OUTSIDE = {
    "SECRET_KEY": "known to everybody, and long enough: good for tests only",
    "SECRETS_KEYS": "",
    "SECOND_FACTOR_FOR": "administrator,organiser",
    "DEBUG": "False",
    "HTTPS": "False",
    "DEMO": "False",
    "ALLOWED_HOSTS": "localhost,127.0.0.1",
    "CHAIN_SIGNING_KEY": "",
    "PROXIES": "0",
    "BACKUP_KEY": os.environ.get("TEST_BACKUP_KEY", ""),
    "EMAIL_URL": "memorymail://",
    "EMAIL_TIMEOUT": "10",
    "MAIL_FROM": "so-giao-uoc@localhost",
    "SITE_URL": "https://giaouoc.example.vn",
    "SEARCHES_A_MINUTE": "0",
    "EXPORTS_A_MINUTE": "0",
    "SITE_OWNER": "",
    "SITE_RESPONSIBLE": "",
    "SITE_CONTACT": "",
    "DISK_FREE_MB": "1",
    "LOG_LEVEL": "WARNING",
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", f"sqlite:///{FOLDER}/register.sqlite3"),
}
os.environ.update(OUTSIDE)

from pactsite.settings import *  # noqa: E402, F403
from pactsite.settings import DATABASES, STORAGES  # noqa: E402

if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, as on a real site: in memory two threads meet locks that no time-out waits for.
    DATABASES["default"]["TEST"] = {"NAME": FOLDER / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["must_exist"] = False

STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
VAR = FOLDER
STATIC_ROOT = FOLDER / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_ROOT = FOLDER / "files"
RATE_LIMITS = {"search": 0, "export": 0, "verify": 0, "paste": 0}  # switched on where they are what a test is about
RATE_LIMITS_FILE = FOLDER / f"rate-limits-{os.environ.get('PYTEST_XDIST_WORKER', '')}.sqlite3"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECOND_FACTOR = False  # switched on where it is what a test is about
