"""`make bench`: the site with 2,000 pacts on each database, behind gunicorn, each page next to the floor.

`make bench ARGS=search` measures only the pages whose name contains that word. The exit code is 1 if a page is over
its budget.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from tests.bench.measuring import Bench, Client
from tests.bench.pages import PAGES
from tests.postgres import find_server, running_server

MAKE = "import json; from tests.bench.record import Register; print(json.dumps(Register().make()))"
COLUMNS = ["queries", "cold", "warm", "unchanged"]


def main():
    with tempfile.TemporaryDirectory(prefix="so-giao-uoc-bench-") as folder:
        environment = {**os.environ, "BENCH_FOLDER": folder, "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
        Path(folder, "static").mkdir()
        sqlite = {**environment, "DATABASE_URL": f"sqlite:///{folder}/register.sqlite3"}
        run("manage.py", "collectstatic", "--no-input", "--verbosity=0", environment=sqlite)
        found = {"SQLite": on("SQLite", sqlite)}
        if programs := find_server():
            with running_server(programs) as server:
                postgresql = {**environment, **server, "DATABASE_URL": "postgres:///postgres"}
                found["PostgreSQL"] = on("PostgreSQL", postgresql)
        else:
            print("PostgreSQL  left out: no server program found (apt install postgresql)")
    return summary(found)


def run(*command, environment):
    """Run a Python command and return what it printed."""
    done = subprocess.run([sys.executable, *command], env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def on(database, environment):
    """Make the register on a database, measure each page and print the table. Return the pages measured."""
    print(f"\n=== {database}: making 2,000 pacts ===", flush=True)
    run("manage.py", "migrate", "--verbosity=0", environment=environment)
    run("manage.py", "load_examples", "--verbosity=0", environment=environment)
    made = run("manage.py", "shell", "--verbosity=0", "--command", MAKE, environment=environment)
    names = json.loads(made.strip().splitlines()[-1])
    print(f"{'':<38} {'queries':>8} {'cold':>14} {'warm':>14} {'unchanged':>14} {'cold, ms':>9} {'bytes':>8}")
    measured = []
    with serving(environment) as port:
        bench = Bench(port, database.lower())
        for page in pages(names):
            measured.append(bench.measure(page))
            print(line_of(measured[-1]), flush=True)
    return measured


def pages(names):
    """Yield the pages asked for on the command line, each with its path."""
    for page in PAGES:
        if all(word in page.name for word in sys.argv[1:]):
            yield replace(page, path=page.path.format(**names))


def line_of(measured):
    """Return the line of a page in the table. Costs are shown as "measured of budget", in floors but for queries."""
    figures = {figure.name: str(figure) for figure in measured.figures}
    queries, *floors = (figures.get(name, "") for name in COLUMNS)
    cells = " ".join(f"{cell:>14}" for cell in floors)
    over = f"   OVER: {', '.join(figure.name for figure in measured.over)}" if measured.over else ""
    return f"{measured.page.name:<38} {queries:>8} {cells} {measured.milliseconds:>9.1f} {measured.size:>8,}{over}"


def summary(found):
    """Print what is over its budget, and return the exit code."""
    over = [(database, row) for database, rows in found.items() for row in rows if row.over]
    print(f"\n{len(over)} of {sum(map(len, found.values()))} pages are over their budget.")
    for database, row in over:
        print(f"  {database}, {row.page.name}: {'; '.join(f'{figure.name} {figure}' for figure in row.over)}")
    return int(bool(over))


@contextlib.contextmanager
def serving(environment):
    """Serve the site with two workers, as `make run` does, and yield the port."""
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
