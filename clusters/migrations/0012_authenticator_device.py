"""The secrets of second factors are encrypted. The package's column is made wide enough for that on PostgreSQL."""

from django.db import migrations

from clusters.accounts.migration import encrypt_second_factors


class Migration(migrations.Migration):
    dependencies = [("clusters", "0011_session_digests"), ("otp_totp", "0003_add_timestamps")]

    operations = [
        migrations.CreateModel(
            name="AuthenticatorDevice",
            fields=[],
            options={
                "verbose_name": "authenticator app",
                "verbose_name_plural": "authenticator apps",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("otp_totp.totpdevice",),
        ),
        encrypt_second_factors(),
    ]
