"""Command that creates the demo accounts, prints their random passwords once and writes them to a private file."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from clusters.models import Cluster, Mandate, Unit, User

# (user name, full name, rights, arguments of `_add_mandate`)
ACCOUNTS = [
    ("quantri", "Quản trị viên (tài khoản thử)", {"is_staff": True, "is_superuser": True}, {}),
    ("tochuc", "Thư ký cơ quan tổ chức, thành phố Huế (tài khoản thử)", {}, {"unit": "thanh-pho-hue"}),
    (
        "thuky",
        "Thư ký Khối Tổng hợp (tài khoản thử)",
        {},
        {"cluster": "khoi-tong-hop-thua-thien-hue", "first_year": 2021},
    ),
    ("donvi", "Cán bộ Sở Nội vụ (tài khoản thử)", {}, {"member": "so-noi-vu-thua-thien-hue"}),
]
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    help = "Makes the demo accounts that are missing. Sign-in refuses them where DEMO is off."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError(_("Demo accounts are made only where DEMO is on."))
        lines = []
        for username, full_name, rights, acts_for in ACCOUNTS:
            if User.objects.filter(username=username).exists():
                continue
            password = get_random_string(12, LETTERS)
            user = User.objects.create_user(username, password=password, full_name=full_name, is_demo=True, **rights)
            self._add_mandate(user, **acts_for)
            lines.append(f"{username}  {password}  {full_name}")
        if lines:
            self._write_file(lines)
        self.stdout.write("\n".join(lines))

    def _add_mandate(self, user, unit=None, cluster=None, first_year=None, member=None):
        """Give the account its mandate, if the example unit or cluster is loaded."""
        unit, cluster = Unit.objects.filter(slug=member or unit).first(), Cluster.objects.filter(slug=cluster).first()
        if unit or cluster:
            Mandate.objects.create(
                user=user,
                scope=Mandate.Scope.CLUSTER if cluster else Mandate.Scope.UNIT if member else Mandate.Scope.ORGANISER,
                kind=Mandate.Kind.MEMBER if member else Mandate.Kind.SECRETARIAT,
                unit=unit,
                cluster=cluster,
                first_year=first_year,
                starts_on=timezone.localdate(),
            )

    def _write_file(self, lines):
        path = settings.VAR / "demo-accounts.txt"
        path.parent.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
