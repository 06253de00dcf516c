"""Sessions are found by a digest of their key, and what they hold is encrypted. Nobody is signed out.

Backwards every session ends: the keys cannot be had back.
"""

from django.contrib.sessions.backends.db import SessionStore as PlainStore
from django.db import migrations
from django.utils import timezone

from clusters.accounts.session_store import SessionStore, digest_of

MARK = "known_as"


def convert(apps, schema_editor):
    alias = schema_editor.connection.alias
    sessions = apps.get_model("sessions", "Session").objects.using(alias)
    places = apps.get_model("clusters", "UserSession").objects.using(alias)
    sessions.filter(expire_date__lte=timezone.now()).delete()
    for key, data, ends in list(sessions.values_list("session_key", "session_data", "expire_date")):
        held = PlainStore().decode(data)
        if MARK in held:
            held[MARK] = [digest_of(held[MARK][0]), held[MARK][1]]
        sessions.filter(session_key=key).delete()
        if held:  # else it was not signed by this site
            sessions.create(session_key=digest_of(key), session_data=SessionStore().encode(held), expire_date=ends)
    for place in list(places.all()):
        places.filter(pk=place.pk).update(key=digest_of(place.key))


def end_all(apps, schema_editor):
    alias = schema_editor.connection.alias
    apps.get_model("sessions", "Session").objects.using(alias).all().delete()
    apps.get_model("clusters", "UserSession").objects.using(alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [("clusters", "0010_no_typed_data"), ("sessions", "0001_initial")]

    operations = [migrations.RunPython(convert, end_all)]
