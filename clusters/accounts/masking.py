"""Logs without secrets: a link that opens an account is nobody's to read there."""

import logging
import re

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
