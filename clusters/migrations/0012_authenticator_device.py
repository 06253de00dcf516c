"""The secrets of second factors are encrypted. The package's column is made wide enough for that on PostgreSQL."""

from django.db import migrations

from clusters.accounts.encryption import decrypt, encrypt

WIDE = 500  # letters; an encrypted secret has about 160


def resize(schema_editor, letters):
    """Change how many letters `key` holds. SQLite keeps no such limit."""
    if schema_editor.connection.vendor == "sqlite":
        return
    table = schema_editor.quote_name("otp_totp_totpdevice")
    schema_editor.execute(f"ALTER TABLE {table} ALTER COLUMN {schema_editor.quote_name('key')} TYPE varchar({letters})")


def encrypt_all(apps, schema_editor):
    resize(schema_editor, WIDE)
    devices = apps.get_model("otp_totp", "TOTPDevice").objects.using(schema_editor.connection.alias)
    for pk, key in list(devices.values_list("pk", "key")):
        devices.filter(pk=pk).update(key=encrypt(key.encode()))


def decrypt_all(apps, schema_editor):
    devices = apps.get_model("otp_totp", "TOTPDevice").objects.using(schema_editor.connection.alias)
    for pk, key in list(devices.values_list("pk", "key")):
        devices.filter(pk=pk).update(key=decrypt(key).decode())
    resize(schema_editor, 80)


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
        migrations.RunPython(encrypt_all, decrypt_all),
    ]
