"""`make fuzz`: hostile requests to every route as every role, and what must hold after each.

`make fuzz ARGS="--seed 7 --seconds 600"` walks longer; `--seed 7 --only 123` sends request 123 of that walk again.
Whatever a request writes is rolled back, so each stands by itself.
"""

import argparse
import os
import random
import sys
import time
from collections import Counter
from multiprocessing import Pipe, get_context

SHOWN = 40  # findings printed whole


def main(args):
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000), help="what decides every request")
    parser.add_argument("--seconds", type=float, default=80, help="how long to walk")
    parser.add_argument("--only", type=int, nargs="*", help="the numbers of requests to send again, and no others")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes walk, each its share of the numbers")
    options = parser.parse_args(args)
    print(f"seed {options.seed}: making the register ...", flush=True)
    prepare()

    from tests.fuzz.record import make_register
    from tests.fuzz.walking import Listener, Walk

    with Listener().listening() as listener:
        walk = Walk(options.seed, make_register(), listener)
        print(f"{len(walk.routes)} routes, {len(walk.places)} places (a route and a role)", flush=True)
        sent, findings, statuses = walked(walk, options)
    return told(walk, sent, findings, statuses, options.seed)


def prepare():
    """Set Django up over an empty database in memory, its tables made straight from the models."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "TEST_DATABASE_URL": "sqlite://:memory:"}
    import django
    from django.conf import settings
    from django.core.management import call_command

    class NoMigrations(dict):
        def __contains__(self, app):
            return True

        def __getitem__(self, app):
            return None

    django.setup()
    settings.MIGRATION_MODULES = NoMigrations()
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    call_command("migrate", run_syncdb=True, verbosity=0)

    from django.db import connection

    from clusters.search.backends import backend

    with connection.schema_editor() as editor:  # what a migration creates beside the tables of the models
        backend(connection).create(editor)


def walked(walk, options):
    """Return how many steps were made, what they found and how they were answered, shared among processes."""
    if options.only:
        return steps(walk, options.only, end=None)
    end, jobs = time.monotonic() + options.seconds, options.jobs
    ends = [Pipe(duplex=False) for _job in range(jobs)]
    # The register lies in memory: a fork copies it, with everything the walk has read of it.
    for first, (_reader, writer) in enumerate(ends):
        numbers = range(first, sys.maxsize, jobs)
        get_context("fork").Process(target=lambda w, n: w.send(steps(walk, n, end)), args=(writer, numbers)).start()
        writer.close()  # the process has its own: one that dies is an EOFError here
    sent, findings, statuses = zip(*[reader.recv() for reader, _writer in ends], strict=True)
    return sum(sent), [finding for part in findings for finding in part], sum(statuses, Counter())


def steps(walk, numbers, end):
    sent, findings = 0, []
    for number in numbers:
        if end and time.monotonic() > end:
            break
        findings += walk.step(number)
        sent += 1
    return sent, findings, walk.statuses


def told(walk, sent, findings, statuses, seed):
    """Print what was found, each sort of fault once, and return whether anything was."""
    sorts = Counter(finding.sort for finding in findings)
    shown = set()
    for finding in findings:
        if finding.sort in shown or len(shown) >= SHOWN:
            continue
        shown.add(finding.sort)
        print(f"\n--- --seed {seed} --only {finding.number}: {finding.route} as {finding.role}", end="")
        print(f" ({sorts[finding.sort]} times)\n    {finding.request}\n{finding.sentence.rstrip()}", flush=True)
    answers = ", ".join(f"{status} {count}x" for status, count in sorted(statuses.items()))
    print(f"\nseed {seed}: {sent} steps of {len(walk.places)} places, answers {answers}")
    if sent < len(walk.places):
        print("Not every route was reached as every role: give it more --seconds.")
    print(f"{len(findings)} findings of {len(sorts)} sorts", flush=True)
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
