"""How this site opens a database: options that settings and the backup commands share."""

SQLITE = "django.db.backends.sqlite3"
# synchronous=FULL: a commit is on the disk before the save is acknowledged, also after a power cut.
SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456;"


def required_migrations():
    """Return {(app, name)} of the migrations that must be applied in a database of this code.

    A squashed migration is not among them: it is applied when those it replaces are.
    """
    from django.db.migrations.loader import MigrationLoader  # here, because the settings import this module

    migrations = MigrationLoader(None).disk_migrations
    return {key for key, migration in migrations.items() if not migration.replaces}


def with_options(config):
    """Return a parsed database address with the options every connection of this site has."""
    options = dict(config.get("OPTIONS", {}))
    if "sqlite" in config["ENGINE"]:  # Django's own, or the one of this site
        # Writers queue instead of failing with "database is locked"; a search reads the file where it lies in memory.
        options |= {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START}
    else:
        options.setdefault("options", "-c jit=off")  # compiling a statement takes longer than running it
    return {**config, "OPTIONS": options, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
