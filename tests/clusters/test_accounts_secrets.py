"""A copy of the database gives no access: no typed data, session keys or plain second-factor secrets."""

from importlib import import_module

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from cryptography.fernet import Fernet
from django.apps import apps
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as PlainStore
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from clusters.accounts.account_settings import checked_roles, checked_secret_key, checked_secrets_keys
from clusters.accounts.encryption import Unreadable, decrypt, encrypt
from clusters.accounts.migration import encrypt_second_factors
from clusters.accounts.session_store import SessionStore, digest_of
from clusters.models import AuthenticatorDevice, UserSession
from tests.clusters.accounts import NEW_PASSWORD, code_of, link_in_letter, sign_in, with_second_factor
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
COOKIE = "sessionid"


def run_migration(name, function):
    getattr(import_module(f"clusters.migrations.{name}"), function)(apps, connection.schema_editor())


# --- What was typed ---------------------------------------------------------------------------


def test_nothing_typed_is_kept_with_a_failed_sign_in(client):
    user = UserFactory()
    client.force_login(user)
    words = {"old_password": "mistyped", "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}

    for _number in range(2):  # axes adds the second to the row of the first
        client.post("/mat-khau/doi/?x=secret", words)

    [attempt] = AccessAttempt.objects.all()
    assert (attempt.post_data, attempt.get_data, attempt.failures_since_start) == ("", "", 2)
    assert (AccessFailureLog.objects.count(), AccessLog.objects.count()) == (0, 0)


def test_a_migration_empties_what_was_kept():
    attempt = AccessAttempt.objects.create(username="a", failures_since_start=1)
    AccessAttempt.objects.update(post_data="new_password1=x", get_data="y")

    run_migration("0010_no_typed_data", "empty")

    attempt.refresh_from_db()
    assert (attempt.post_data, attempt.get_data) == ("", "")


# --- Sessions ---------------------------------------------------------------------------------


def test_the_database_does_not_hold_the_key_in_the_cookie(client):
    sign_in(client, UserFactory())

    key, [session] = client.cookies[COOKIE].value, Session.objects.all()

    assert (session.session_key, UserSession.objects.get().key) == (digest_of(key), digest_of(key))
    assert key not in session.session_data
    assert len(session.session_key) == 40


def test_what_the_database_holds_opens_no_session(client):
    sign_in(client, UserFactory())
    thief = type(client)()

    thief.cookies[COOKIE] = Session.objects.get().session_key

    assert thief.get("/tai-khoan/").status_code == 302


def test_the_token_of_a_link_to_a_new_password_cannot_be_read_in_the_database(client):
    user = UserFactory(email="an@example.vn")
    client.post("/mat-khau/quen/", {"email": user.email})
    token = link_in_letter().split("/")[-2]

    client.get(link_in_letter(), follow=True)

    assert client.session["_password_reset_token"] == token
    assert decrypt(Session.objects.get().session_data)
    assert "_password_reset_token" not in str(PlainStore().decode(Session.objects.get().session_data))


def test_a_session_is_made_kept_renamed_and_ended():
    store = SessionStore()
    store["a"] = 1
    store.save()
    first = store.session_key
    assert SessionStore(first)["a"] == 1
    assert store.exists(first)

    store.cycle_key()
    assert (SessionStore(first).get("a"), SessionStore(store.session_key)["a"]) == (None, 1)

    other = SessionStore(store.session_key)
    assert other["a"] == 1
    store.flush()
    assert not Session.objects.exists()
    with pytest.raises(UpdateError):  # deleted meanwhile: saving does not recreate it
        other.save()


def test_two_sessions_never_get_one_key(monkeypatch):
    keys = iter(["a" * 32, "a" * 32, "b" * 32])
    monkeypatch.setattr(SessionStore, "_get_new_session_key", lambda self: next(keys))

    first, second = SessionStore(), SessionStore()
    first.create()
    second.create()

    assert (first.session_key, second.session_key) == ("a" * 32, "b" * 32)


def test_sessions_past_their_time_are_cleared():
    store = SessionStore()
    store["a"] = 1
    store.save()
    Session.objects.update(expire_date=timezone.now() - timezone.timedelta(seconds=1))

    assert SessionStore(store.session_key).get("a") is None
    call_command("clearsessions")
    assert not Session.objects.exists()


def test_a_session_encrypted_with_another_key_has_ended(client, settings):
    sign_in(client, UserFactory())

    settings.SECRET_KEY = "another secret key, just as long as the one of before"

    assert client.get("/tai-khoan/").status_code == 302


def test_nobody_is_signed_out_by_the_migration(client, settings):
    user, key = UserFactory(), "k" * 32
    client.force_login(user)
    session_data = dict(client.session.items()) | {"known_as": [key, timezone.now().timestamp()]}
    Session.objects.all().delete()
    ends = timezone.now() + timezone.timedelta(days=1)
    Session.objects.create(session_key=key, session_data=PlainStore().encode(session_data), expire_date=ends)
    Session.objects.create(session_key="forged", session_data="x", expire_date=ends)
    UserSession.objects.update(key=key)

    run_migration("0011_session_digests", "convert")
    client.cookies[COOKIE] = key

    assert client.get("/tai-khoan/").status_code == 200
    assert [place.is_here for place in client.get("/tai-khoan/").context["sessions"]] == [True]
    assert list(Session.objects.values_list("session_key", flat=True)) == [digest_of(key)]
    assert key not in decrypt(Session.objects.get().session_data).decode()


# --- The second factor ------------------------------------------------------------------------


def test_the_secret_of_a_second_factor_is_encrypted(client):
    device, _codes = with_second_factor(user := UserFactory())

    stored = TOTPDevice.objects.get().key

    assert device.bin_key.hex() not in stored
    assert bytes.fromhex(decrypt(stored).decode()) == device.bin_key
    sign_in(client, user)
    client.post("/dang-nhap/ma/", {"code": code_of(device)})
    assert client.get("/tai-khoan/").status_code == 200
    assert TOTPDevice.objects.get().key == stored


@pytest.mark.django_db(
    transaction=True
)  # PostgreSQL cannot alter a table with pending row changes in the same transaction
def test_a_migration_encrypts_secrets_and_goes_back():
    device = TOTPDevice.objects.create(user=UserFactory(), name="totp", key="ab" * 20)

    migration, editor = encrypt_second_factors(), connection.schema_editor()

    migration.code(apps, editor)
    assert AuthenticatorDevice.objects.get().bin_key == bytes.fromhex("ab" * 20)
    assert len(AuthenticatorDevice.objects.get().key) > 80

    migration.reverse_code(apps, editor)
    device.refresh_from_db()
    assert device.key == "ab" * 20
    migration.code(apps, editor)  # the tests after this one need the wide column


def test_a_secret_that_stands_in_clear_lets_nobody_in():
    TOTPDevice.objects.create(user=UserFactory(), name="totp", key="ab" * 20, confirmed=True)

    device = AuthenticatorDevice.objects.get()

    assert (device.is_readable, device.verify_token("123456")) == (False, False)


def test_a_secret_whose_key_is_lost_is_a_wrong_code_and_never_an_error(client, settings):
    settings.SECRETS_KEYS = [Fernet.generate_key().decode()]
    device, codes = with_second_factor(user := UserFactory())
    code = code_of(device)
    settings.SECRETS_KEYS = []
    sign_in(client, user)

    assert client.post("/dang-nhap/ma/", {"code": code}).context["form"].errors
    client.post("/dang-nhap/ma/", {"code": codes[0]})
    assert client.get("/tai-khoan/").status_code == 200


def test_setting_up_begins_anew_where_the_secret_begun_cannot_be_read(client, settings):
    client.force_login(user := UserFactory())
    settings.SECRETS_KEYS = [Fernet.generate_key().decode()]
    AuthenticatorDevice.objects.create(user=user, name="totp", confirmed=False)
    settings.SECRETS_KEYS = []

    assert client.get("/tai-khoan/xac-thuc/").status_code == 200
    assert [device.is_readable for device in AuthenticatorDevice.objects.all()] == [True]


# --- Keys -------------------------------------------------------------------------------------


def test_the_first_key_encrypts_all_decrypt_and_rotating_lets_the_old_ones_go(settings):
    device, _codes = with_second_factor(UserFactory())  # with the key derived from SECRET_KEY
    secret, old, new = device.bin_key, Fernet.generate_key().decode(), Fernet.generate_key().decode()

    settings.SECRETS_KEYS = [old]
    call_command("rotate_secrets")
    settings.SECRETS_KEYS = [new, old]
    assert AuthenticatorDevice.objects.get().bin_key == secret
    call_command("rotate_secrets")
    settings.SECRETS_KEYS = [new]
    settings.SECRET_KEY = "another secret key, just as long as the one of before"

    assert AuthenticatorDevice.objects.get().bin_key == secret


def test_rotating_tells_whose_secret_no_key_reads(settings, capsys):
    readable, _codes = with_second_factor(UserFactory())
    settings.SECRETS_KEYS = [Fernet.generate_key().decode()]
    with_second_factor(UserFactory(username="lost"))
    settings.SECRETS_KEYS = [Fernet.generate_key().decode()]

    with pytest.raises(CommandError, match="lost"):
        call_command("rotate_secrets")

    settings.SECRETS_KEYS = settings.SECRETS_KEYS[:1]
    assert AuthenticatorDevice.objects.get(pk=readable.pk).is_readable
    assert "1" in capsys.readouterr().out


def test_a_text_of_another_site_cannot_be_read(settings):
    text = encrypt(b"x")
    settings.SECRET_KEY = "another secret key, just as long as the one of before"

    with pytest.raises(Unreadable):
        decrypt(text)


@pytest.mark.parametrize("key", ["", "short", "x" * 60, "abcd" * 20, "a" * 49])
def test_a_secret_key_that_can_be_guessed_stops_the_start(key):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is"):
        checked_secret_key(key)


def test_keys_that_are_none_and_roles_that_are_unknown_stop_the_start():
    good = Fernet.generate_key().decode()

    assert checked_secrets_keys(f"{good}, {good}") == [good, good]
    assert checked_roles("member, administrator") == {"member", "administrator"}
    with pytest.raises(ImproperlyConfigured, match="number 2 of SECRETS_KEYS"):
        checked_secrets_keys(f"{good},x")
    with pytest.raises(ImproperlyConfigured, match="knows no boss"):
        checked_roles("member,boss")
