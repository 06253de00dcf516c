"""How everything is logged: one line each, with the number of its request, and no secrets."""

import logging
import re


def logging_from(level):
    """Return Django's LOGGING for a level ("INFO")."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "no_secrets": {"()": "clusters.common.log_settings.NoSecrets"},
            "request_number": {"()": "clusters.common.audit_log.RequestNumber"},
        },
        "formatters": {"line": {"()": "clusters.common.audit_log.Line"}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["no_secrets", "request_number"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Who did what is logged whatever the level of the rest.
            "clusters.audit": {"level": "INFO"},
            # It logs user names as they were typed, and people type passwords there. `log_event` says the same.
            "axes": {"level": "ERROR"},
        },
    }


SECRET = re.compile(r"(/loi-moi/|/mat-khau/dat-lai/[^/\s]+/)[^/\s\"']+")


def masked(value):
    """Return an argument of a log line without the tokens of links; what is no text stays as it is."""
    return SECRET.sub(r"\1***", value) if isinstance(value, str) else value


class NoSecrets(logging.Filter):
    """Masks tokens in what is logged. Lets every line pass."""

    def filter(self, record):
        record.msg = masked(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(masked, record.args))
        return True
