"""`make test`: the suite on SQLite, on PostgreSQL and in a browser, as far as this machine can.

With CI=true every part must run. Whatever follows the command goes to pytest: `make test ARGS="-k seal"`.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

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
    outcomes = [on_sqlite(args), on_postgresql(args), in_browser(args)]
    return verdict(outcomes, complete=os.environ.get("CI", "").lower() in ("1", "true"))


def on_sqlite(args):
    return run_pytest("SQLite", args)


def on_postgresql(args):
    programs = find_server()
    if not programs:
        return Outcome("PostgreSQL", left_out="no PostgreSQL server program found (apt install postgresql)")
    with running_server(programs) as environment:
        return run_pytest("PostgreSQL", args, **environment)


def in_browser(args):
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not browser:
        return Outcome("browser", left_out="no Chromium found (apt install chromium)")
    driver = subprocess.run([sys.executable, "-m", "playwright", "--version"], capture_output=True, text=True)
    if driver.returncode:
        reason = driver.stderr.strip().splitlines()[-1:] or ["no reason given"]
        return Outcome("browser", left_out=f"Playwright does not start (apt install libatomic1): {reason[0]}")
    # Playwright keeps an event loop in the thread of the tests; Django would refuse its own queries there.
    # The migrations have run twice by now: here the tables are made straight from the models.
    args = [*args, "-m", "browser", "--no-migrations"]
    environment = {"CHROMIUM": browser, "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
    return tried_once_more(run_pytest("browser", args, **environment), args, **environment)


def tried_once_more(first, args, **environment):
    """Try what failed once more, where it is little: a browser on a busy machine misses a beat now and then."""
    if not 0 < first.failed <= FEW:
        return first
    second = run_pytest("browser", [*args, "--last-failed"], **environment)
    if second.code or second.passed != first.failed:
        return first
    print(f"{first.failed} of the browser's tests passed only when tried again: look at them.")
    passed, seconds = first.passed + second.passed, first.seconds + second.seconds
    return Outcome("browser", passed=passed, skipped=first.skipped, seconds=seconds)


def run_pytest(part, args, **environment):
    """One pass over the suite, on two cores; pytest writes straight to the terminal."""
    print(f"\n=== {part} ===", flush=True)
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [sys.executable, "-m", "pytest", "-n", "2", "-q", f"--junitxml={report}", *args]
        code = wait_for(subprocess.Popen(command, env={**os.environ, **environment}))
        outcome = Outcome(part, code=code, seconds=time.monotonic() - start)
        for test in ElementTree.parse(report).iter("testcase") if report.exists() else []:
            marks = {mark.tag for mark in test}
            outcome.failed += bool(marks & {"failure", "error"})
            outcome.skipped += "skipped" in marks
            outcome.passed += not marks & {"failure", "error", "skipped"}
    return outcome


def wait_for(process):
    """Whatever ends this program first ends pytest too, which then clears up its databases."""
    try:
        return process.wait()
    except BaseException as reason:
        if not isinstance(reason, KeyboardInterrupt):  # a Ctrl-C has reached pytest already
            process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=20)
        raise
    finally:
        process.kill()


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
