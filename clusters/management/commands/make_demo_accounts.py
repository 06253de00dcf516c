"""Demo accounts with passwords made on this machine, told once on screen and kept in a file only its owner reads."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from clusters.models import User

ACCOUNTS = [("quantri", "Quản trị viên (tài khoản thử)", {"is_staff": True, "is_superuser": True})]
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    help = "Makes the demo accounts that are missing. Sign-in refuses them where DEMO is off."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError(_("Demo accounts are made only where DEMO is on."))
        lines = []
        for username, full_name, rights in ACCOUNTS:
            if User.objects.filter(username=username).exists():
                continue
            password = get_random_string(12, LETTERS)
            User.objects.create_user(username, password=password, full_name=full_name, is_demo=True, **rights)
            lines.append(f"{username}  {password}  {full_name}")
        if lines:
            self._keep(lines)
        self.stdout.write("\n".join(lines))

    def _keep(self, lines):
        path = settings.VAR / "demo-accounts.txt"
        path.parent.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
