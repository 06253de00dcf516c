"""The settings measured: the site's own, with a database, static files and two addresses of the bench's."""

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
from pactsite.settings import MIDDLEWARE, ROOT, TEMPLATES

ROOT_URLCONF = "tests.bench.urls"
MIDDLEWARE = ["tests.bench.counting.count_queries", *MIDDLEWARE]
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], ROOT / "tests" / "bench" / "templates"]
STATIC_ROOT = os.environ["BENCH_FOLDER"] + "/static"
MEDIA_ROOT = os.environ["BENCH_FOLDER"] + "/files"
