"""E-mails about accounts, in the language of the recipient."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

from clusters.common.audit_log import log_event

log = logging.getLogger(__name__)
# Errors of a mail server are OSErrors; an address or a subject that cannot be sent is a ValueError.
FAILURES = (OSError, ValueError)


def sends_letters():
    """Return whether this site is configured to send e-mail."""
    return not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")


def send_letter(name, person, context):
    """Send a person the letter with this template name ("invitation"). Return whether the mail server accepted it.

    May block for EMAIL_TIMEOUT seconds: call it through `run_after_response`.
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
