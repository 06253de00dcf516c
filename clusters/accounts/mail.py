"""Letters about accounts, in the language of who gets them."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

from clusters.common.audit_log import log_event

log = logging.getLogger(__name__)
# Every fault of a mail server is an OSError; an address or a subject that cannot be sent is a ValueError.
FAILURES = (OSError, ValueError)


def sends_letters():
    """Say whether this site sends letters at all."""
    return not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")


def send_letter(name, person, context):
    """Send a person the letter of this name ("invitation"). Returns whether the mail server took it.

    A server that does not answer takes EMAIL_TIMEOUT seconds: see `after_answer`.
    """
    with translation.override(person.language):
        subject = " ".join(render_to_string(f"clusters/letters/{name}_subject.txt", context).split())
        words, page = (render_to_string(f"clusters/letters/{name}.{kind}", context) for kind in ("txt", "html"))
    try:
        sent = send_mail(subject, words, None, [person.email], html_message=page) == 1
    except FAILURES:
        log.warning("A letter was not taken by the mail server.", exc_info=True)
        sent = False
    log_event("letter_sent" if sent else "letter_failed", letter=name, to=person.pk)
    return sent
