"""What a migration does to the secrets of second factors that were stored before they were encrypted."""

from django.db import migrations

from clusters.accounts.encryption import decrypt, encrypt

# Length of `key` in characters, here and in django-otp. An encrypted secret has about 160 characters.
ENCRYPTED, PLAIN = 500, 80


def encrypt_second_factors():
    """Return the operation that widens the column `key` of django-otp's devices and encrypts what it holds."""
    return migrations.RunPython(_encrypt_all, _decrypt_all)


def _resize(schema_editor, length):
    if schema_editor.connection.vendor == "sqlite":  # which does not limit the length of a column
        return
    table, column = map(schema_editor.quote_name, ("otp_totp_totpdevice", "key"))
    schema_editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar({length})")


def _rewrite(apps, schema_editor, convert):
    devices = apps.get_model("otp_totp", "TOTPDevice").objects.using(schema_editor.connection.alias)
    for pk, key in list(devices.values_list("pk", "key")):
        devices.filter(pk=pk).update(key=convert(key))


def _encrypt_all(apps, schema_editor):
    _resize(schema_editor, ENCRYPTED)
    _rewrite(apps, schema_editor, lambda key: encrypt(key.encode()))


def _decrypt_all(apps, schema_editor):
    _rewrite(apps, schema_editor, lambda key: decrypt(key).decode())
    _resize(schema_editor, PLAIN)
