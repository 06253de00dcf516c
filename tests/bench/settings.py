"""The site's own settings with a database, static files and some addresses of the bench."""

import os

os.environ |= {
    "SECRET_KEY": "known-to-everybody-9wQx7LrT2vKp4ZsN8bHd6mYc3JfGu5Ea-only-for-measuring",
    "DEBUG": "False",
    "HTTPS": "False",
    "DEMO": "True",
    "LOG_LEVEL": "CRITICAL",
    "EMAIL_URL": "memorymail://",
}

from pactsite.settings import *  # noqa: F403
from pactsite.settings import LOGGING, MIDDLEWARE, RATE_LIMITS, ROOT, TEMPLATES

ROOT_URLCONF = "tests.bench.urls"
MIDDLEWARE = ["tests.bench.counting.count_queries", *MIDDLEWARE]
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], ROOT / "tests" / "bench" / "templates"]
STATIC_ROOT = os.environ["BENCH_FOLDER"] + "/static"
LOGGING["root"] = {"handlers": []}  # every export writes a line, which would hide the table
RATE_LIMITS = dict.fromkeys(RATE_LIMITS, 1_000_000)  # counted as usual, never reached
RATE_LIMITS_FILE = os.environ["BENCH_FOLDER"] + "/rate-limits.sqlite3"
MEDIA_ROOT = os.environ["BENCH_FOLDER"] + "/files"
