"""A PostgreSQL server of the tests' own: started for them, thrown away after them."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.folders import fast_folder

PROGRAMS = ("initdb", "pg_ctl", "postgres")

# Nothing here has to outlive a power cut, and nothing outside this machine has to reach it.
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
fsync = off
synchronous_commit = off
full_page_writes = off
max_wal_size = 128MB
min_wal_size = 32MB
max_parallel_workers_per_gather = 0
"""


def find_server():
    """The folder of the newest server's programs, or None."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    on_path = [Path(postgres).parent] if (postgres := shutil.which("postgres")) else []
    for folder in [*reversed(installed), *on_path]:
        if all((folder / program).exists() for program in PROGRAMS):
            return folder
    return None


@contextlib.contextmanager
def running_server(programs):
    """Run the server in a folder of its own; gives the environment that leads to it."""
    # The server refuses to run as root, and its account must be able to enter the folder.
    owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(
        prefix="so-giao-uoc-", dir=fast_folder() or "/tmp", ignore_cleanup_errors=True
    ) as folder:
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        run = _runner(programs, folder, owner)
        run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
        with Path(folder, "data", "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS.format(folder=folder))
        try:
            run("pg_ctl", "start", "--wait", "--silent", f"--log={folder}/log")
            yield {"PGHOST": folder, "PGUSER": "postgres", "TEST_DATABASE_URL": "postgres:///register"}
        finally:
            run("pg_ctl", "stop", "--wait", "--silent", "--mode=immediate", check=False)


def _runner(programs, folder, owner):
    def run(program, *args, check=True):
        # Its words only matter when it fails; a file, because the server keeps what it is given open.
        with Path(folder, "words").open("w+") as words:
            command = [programs / program, *args, f"--pgdata={folder}/data"]
            account = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
            environment = {"PATH": os.defpath, "LC_ALL": "C"}
            done = subprocess.run(command, stdout=words, stderr=words, cwd=folder, env=environment, **account)
            if check and done.returncode:
                words.seek(0)
                raise SystemExit(f"{program} failed:\n{words.read()}")

    return run
