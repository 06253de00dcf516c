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

SHOWN = 40  # findings printed whole


def main(args):
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000), help="what decides every request")
    parser.add_argument("--seconds", type=float, default=80, help="how long to walk")
    parser.add_argument("--only", type=int, nargs="*", help="the numbers of requests to send again, and no others")
    options = parser.parse_args(args)
    print(f"seed {options.seed}: making the register ...", flush=True)
    prepare()

    from tests.fuzz.record import make_register
    from tests.fuzz.walking import Listener, Walk

    with Listener().listening() as listener:
        walk = Walk(options.seed, make_register(), listener)
        print(f"{len(walk.routes)} routes, {len(walk.places)} places (a route and a role)", flush=True)
        sent, findings = walked(walk, options)
    return told(walk, sent, findings, options.seed)


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


def walked(walk, options):
    """Return how many steps were made and what they found."""
    numbers = options.only if options.only else range(sys.maxsize)
    end, sent, findings = time.monotonic() + options.seconds, 0, []
    for number in numbers:
        if not options.only and time.monotonic() > end:
            break
        findings += walk.step(number)
        sent += 1
    return sent, findings


def told(walk, sent, findings, seed):
    """Print what was found, each sort of fault once, and return whether anything was."""
    sorts = Counter(finding.sort for finding in findings)
    shown = set()
    for finding in findings:
        if finding.sort in shown or len(shown) >= SHOWN:
            continue
        shown.add(finding.sort)
        print(f"\n--- --seed {seed} --only {finding.number}: {finding.route} as {finding.role}", end="")
        print(f" ({sorts[finding.sort]} times)\n    {finding.request}\n{finding.sentence.rstrip()}", flush=True)
    answers = ", ".join(f"{status} {count}x" for status, count in sorted(walk.statuses.items()))
    print(f"\nseed {seed}: {sent} steps of {len(walk.places)} places, answers {answers}")
    if sent < len(walk.places):
        print("Not every route was reached as every role: give it more --seconds.")
    print(f"{len(findings)} findings of {len(sorts)} sorts", flush=True)
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
