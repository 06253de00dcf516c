"""`make bench`: the site of 2,000 pacts on each database, behind gunicorn, page by page beside the floor.

`make bench ARGS=search` measures only the pages whose name holds that word.
"""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.measuring import Client, Page, measure
from tests.postgres import find_server, running_server

PAGES = [
    Page("a pact with 11 units, 9 commitments, 11 signatories", "/giao-uoc/cum-1/2021/", 14, 6, most_bytes=60_000),
    Page("the same, asked again unchanged (304)", "/giao-uoc/cum-1/2021/", 3, 1.5, again=True),
    Page("the register, 20 rows", "/", 6, 6),
    Page("the list, 20 rows", "/giao-uoc/", 6, 6),
    Page("search, 20 results: four words", "/tim-kiem/?q=xay+dung+nong+thon", 8, 10, cold=True),
    Page("search: a common word", "/tim-kiem/?q=an", 8, 10, cold=True),
    Page("search: one letter", "/tim-kiem/?q=t", 8, 10, cold=True),
    Page("search: two words", "/tim-kiem/?q=so+lan", 8, 10, cold=True),
    Page("search: rare", "/tim-kiem/?q=don+vi+199+2021", 8, 10, cold=True),
    Page("search: one kind", "/tim-kiem/?q=an&loai=nguon", 8, 10, cold=True),
    Page("search: nothing", "/tim-kiem/?q=khongco", 8, 10, cold=True),
    Page("a unit through 10 years", "/don-vi/don-vi-0/", 10, 6),
    Page("a pact as JSON", "/du-lieu/giao-uoc/cum-1/2021.json", 14, 4),
    Page("keeping what was typed at the desk", "/ban-lam-viec/cum-1/2026/", 6, 5, keeps=True),
    Page("the whole check of 30 units and 40 commitments", "/bench/check/{large}/", 12, 20),
]

MAKE = "from tests.bench.record import Register; print(Register().make().pk)"


def main():
    with tempfile.TemporaryDirectory(prefix="so-giao-uoc-bench-") as folder:
        environment = {**os.environ, "BENCH_FOLDER": folder, "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
        Path(folder, "static").mkdir()
        run("manage.py", "collectstatic", "--no-input", "--verbosity=0", environment=with_sqlite(environment, folder))
        held = [on("SQLite", with_sqlite(environment, folder))]
        if programs := find_server():
            with running_server(programs) as server:
                there = {**environment, **server, "DATABASE_URL": "postgres:///postgres"}
                held.append(on("PostgreSQL", there))
        else:
            print("PostgreSQL  left out: no server program found (apt install postgresql)")
    return not all(held)


def with_sqlite(environment, folder):
    return {**environment, "DATABASE_URL": f"sqlite:///{folder}/register.sqlite3"}


def run(*command, environment):
    """Run a Python command and return what it printed."""
    done = subprocess.run([sys.executable, *command], env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def on(database, environment):
    """Make the register on a database, measure each page, print the table, and say whether every budget holds."""
    print(f"\n=== {database}: making 2,000 pacts ===", flush=True)
    run("manage.py", "migrate", "--verbosity=0", environment=environment)
    large = run("manage.py", "shell", "--verbosity=0", "--command", MAKE, environment=environment).strip()
    with serving(environment) as port:
        found = [told(measure(port, page)) for page in pages(large)]
    return all(found)


def pages(large):
    for page in PAGES:
        if not all(word in page.name for word in sys.argv[1:]):
            continue
        page = Page(**vars(page))
        page.path = page.path.format(large=large)
        yield page


def told(found):
    """Print one line of the table, and return whether its budget holds."""
    page = found.page
    numbers = (
        f"{found.queries:>3} of {page.queries:>2} queries  {found.times_the_floor:5.2f} of {page.floors:>4} floors"
    )
    milliseconds = sorted(found.seconds)[len(found.seconds) // 2] * 1000
    print(
        f"{page.name:<52}{found.status}  {numbers}  {milliseconds:6.1f} ms  {found.size:>7,} bytes"
        f"{'' if found.holds else '   OVER'}",
        flush=True,
    )
    return found.holds


@contextlib.contextmanager
def serving(environment):
    """Serve the site with two workers, as `make run` does; gives the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["-m", "gunicorn", "pactsite.wsgi", f"--bind=127.0.0.1:{port}", "--workers=2", "--log-level=error"]
    server = subprocess.Popen(
        [sys.executable, *command, "--no-control-socket", "--limit-request-line=0"], env=environment
    )
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def wait_for(port):
    for _attempt in range(100):
        with contextlib.suppress(OSError):
            return Client(port).ask("/healthz")
        time.sleep(0.2)
    raise SystemExit("The site did not start.")


if __name__ == "__main__":
    sys.exit(main())
