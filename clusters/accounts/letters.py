"""Letters about accounts, in the language of who gets them."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

log = logging.getLogger(__name__)


def sends_letters():
    """Say whether this site sends letters at all."""
    return not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")


def send_invitation(*, invitation, address):
    """Mail the link of an invitation. Returns whether the letter went out; the page shows the link anyhow."""
    person = invitation.user
    if not person.email or not sends_letters():
        return False
    with translation.override(person.language):
        context = {"person": person, "invitation": invitation, "address": address}
        subject = render_to_string("clusters/letters/invitation_subject.txt", context).strip()
        words, page = (render_to_string(f"clusters/letters/invitation.{kind}", context) for kind in ("txt", "html"))
    try:
        return send_mail(subject, words, None, [person.email], html_message=page) == 1
    except OSError:  # what every fault of a mail server is
        log.warning("An invitation could not be mailed.", exc_info=True)
        return False
