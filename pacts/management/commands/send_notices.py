"""Send the day's notices and e-mails, run by a timer. Exits with 1 if the mail server refused any."""

from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from pacts.notices.mail import Sent, send_mails, summary_of, takes_mail
from pacts.services.notices import make_due_notices


def day_of_notices(text):
    """Return the day given as yyyy-mm-dd. Raises ArgumentTypeError outside the years 2000 to 2199."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not 2000 <= day.year <= 2199:
        raise ArgumentTypeError(_("Give a day between 2000 and 2199, as yyyy-mm-dd."))
    return day


class Command(BaseCommand):
    help = "Tells people what falls due, and sends each at most one e-mail a day. May be run again: nothing goes twice."

    def add_arguments(self, parser):
        parser.add_argument("--day", type=day_of_notices, help="As if it were this day (yyyy-mm-dd).")

    def handle(self, *args, day=None, **options):
        day = day or timezone.localdate()
        made = make_due_notices(day=day)
        if not takes_mail():
            self.stdout.write(_("No mail server is set (EMAIL_URL): notices are shown in the page only."))
        result = send_mails(day=day) if takes_mail() else Sent(0, 0)
        self.stdout.write(summary_of(made, result))
        if result.failed:
            raise CommandError(_("The mail server did not take everything: what is left goes out on another day."))
