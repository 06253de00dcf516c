"""Texts as tokens: what both databases index, cut the same way by the same code."""

import re

from clusters.common.text import fold

TOKEN = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
LONGEST = 100  # letters of a token; PostgreSQL refuses lexemes of 2 kB
BETWEEN = "__"  # no phrase reaches from one text into the next


def tokens_of(text):
    """Return the tokens of a text, without accents: words, and each sign on its own ("100%" is two tokens).

    A sign is written as its code, so that no tokenizer of a database takes it for a space.
    """
    return [_token(token) for token in TOKEN.findall(fold(text))]


def indexed(texts):
    """Return texts as one string of tokens; unknown ones are None."""
    parts = [" ".join(tokens_of(text)) for text in texts if text]
    return f" {BETWEEN} ".join(part for part in parts if part)


def _token(token):
    return token[:LONGEST] if token[0].isascii() and token[0].isalnum() else f"_{ord(token):x}_"
