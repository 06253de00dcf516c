"""`make test`: the suite on SQLite, on PostgreSQL and in a browser, as far as this machine can.

The parts run at the same time, so that no core is idle while a browser waits; each writes what it has to say when it
has ended. With CI=true every part must run. Whatever follows the command goes to pytest: `make test ARGS="-k seal"`.
Where it names files, only the parts run that have one of them.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.both_databases import ON_BOTH, name_of
from tests.postgres import find_server, running_server

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FEW = 3  # tests in a browser that are tried again
NO_TEST_CHOSEN = 5  # what pytest answers when its arguments leave nothing to run


@dataclass
class Outcome:
    part: str
    code: int = 0
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0
    left_out: str = ""

    def __str__(self):
        if self.left_out:
            return f"{self.part:<11} left out: {self.left_out}"
        counts = f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped in {self.seconds:.0f} s"
        return f"{self.part:<11} {counts}" + (
            "" if self.code in (0, NO_TEST_CHOSEN) else f" (pytest ended with {self.code})"
        )


def main(args):
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))
    with ThreadPoolExecutor() as pool, ended_with_this_program():
        running = [pool.submit(run, args) for run in parts_for(args)]
        outcomes = [part.result() for part in running]
    return verdict(outcomes, complete=os.environ.get("CI", "").lower() in ("1", "true"))


def parts_for(args):
    """Return the parts that the arguments leave something to do in."""
    files = files_in(args)
    if not files:
        return [in_browser, on_sqlite, on_postgresql]
    in_page = [file for file in files if file.parent.name == "browser"]
    parts = {
        in_browser: in_page,
        on_sqlite: len(in_page) < len(files),
        on_postgresql: any(name_of(file) in ON_BOTH for file in files),
    }
    return [part for part, has_one in parts.items() if has_one]


def files_in(args):
    """Return the test files that the arguments name, with or without a test of theirs."""
    return [Path(arg.partition("::")[0]) for arg in args if arg.partition("::")[0].endswith(".py")]


def on_sqlite(args):
    return run_pytest("SQLite", args, workers=2)


def on_postgresql(args):
    programs = find_server()
    if not programs:
        return Outcome("PostgreSQL", left_out="no PostgreSQL server program found (apt install postgresql)")
    with running_server(programs) as environment:
        return run_pytest("PostgreSQL", args, workers=0, **environment)


def in_browser(args):
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not browser:
        return Outcome("browser", left_out="no Chromium found (apt install chromium)")
    driver = subprocess.run([sys.executable, "-m", "playwright", "--version"], capture_output=True, text=True)
    if driver.returncode:
        reason = driver.stderr.strip().splitlines()[-1:] or ["no reason given"]
        return Outcome("browser", left_out=f"Playwright does not start (apt install libatomic1): {reason[0]}")
    # Playwright keeps an event loop in the thread of the tests; Django would refuse its own queries there.
    # A cache of its own, because `--last-failed` reads there what the other parts would overwrite.
    folder = [] if files_in(args) else ["tests/browser"]
    args = [*args, *folder, "-m", "browser", "-o", "cache_dir=.pytest_cache/browser"]
    environment = {"CHROMIUM": browser, "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
    return tried_once_more(run_pytest("browser", args, workers=2, **environment), args, **environment)


def tried_once_more(first, args, **environment):
    """Try what failed once more, where it is little: a browser on a busy machine misses a beat now and then."""
    if not 0 < first.failed <= FEW or STOPPED.is_set():
        return first
    second = run_pytest("browser", [*args, "--last-failed"], workers=1, **environment)
    if second.code or second.passed != first.failed:
        return first
    print(f"{first.failed} of the browser's tests passed only when tried again: look at them.")
    passed, seconds = first.passed + second.passed, first.seconds + second.seconds
    return Outcome("browser", passed=passed, skipped=first.skipped, seconds=seconds)


RUNNING, WRITING, STOPPED = set(), threading.Lock(), threading.Event()


def run_pytest(part, args, *, workers, **environment):
    """Run pytest over one part, and print what it says when it has ended."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report, words = Path(folder, "report.xml"), Path(folder, "words")
        workers = 0 if files_in(args) else workers  # a file or two are over before another process has started
        command = [sys.executable, "-m", "pytest", "-n", str(workers), "-q", f"--junitxml={report}", *args]
        # A browser's tests measure how soon something happens: what only computes goes after them.
        command = command if part == "browser" else ["nice", "-n", "5", *command]
        with words.open("w") as file:
            process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=file, stderr=file)
            RUNNING.add(process)
            code = process.wait()
        outcome = Outcome(part, code=code, seconds=time.monotonic() - start)
        with WRITING:
            print(f"\n=== {part} ===", words.read_text(errors="replace"), sep="\n", flush=True)
        for test in ElementTree.parse(report).iter("testcase") if report.exists() else []:
            marks = {mark.tag for mark in test}
            outcome.failed += bool(marks & {"failure", "error"})
            outcome.skipped += "skipped" in marks
            outcome.passed += not marks & {"failure", "error", "skipped"}
    return outcome


@contextlib.contextmanager
def ended_with_this_program():
    """Whatever ends this program first ends each pytest too, which then clears up its databases."""
    try:
        yield
    except BaseException as reason:
        STOPPED.set()
        if not isinstance(reason, KeyboardInterrupt):  # a Ctrl-C has reached each pytest already
            for process in RUNNING:
                process.send_signal(signal.SIGINT)
        for process in RUNNING:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=20)
            process.kill()
        raise


def verdict(outcomes, *, complete):
    print("\n=== the whole suite ===", *outcomes, sep="\n")
    broken = [outcome.part for outcome in outcomes if outcome.code not in (0, NO_TEST_CHOSEN)]
    missing = [outcome.part for outcome in outcomes if outcome.left_out]
    passed, failed, skipped = (sum(getattr(o, count) for o in outcomes) for count in ("passed", "failed", "skipped"))
    if broken:
        print("Failed:", ", ".join(broken))
    if missing and complete:
        print("Failed: with CI=true nothing may be left out, but this was:", ", ".join(missing))
    if not passed + failed:
        print("Failed: no test ran.")
    print(f"total: {passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return bool(broken or (missing and complete) or not passed + failed)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
