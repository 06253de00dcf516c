"""How everything is logged: one line each, with the number of its request, and no secrets."""


def logging_from(level):
    """Return Django's LOGGING for a level ("INFO")."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "no_secrets": {"()": "clusters.accounts.masking.NoSecrets"},
            "request_number": {"()": "clusters.audit_log.RequestNumber"},
        },
        "formatters": {"line": {"()": "clusters.audit_log.Line"}},
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
