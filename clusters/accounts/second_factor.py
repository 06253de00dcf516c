"""The second factor: a code from a telephone after the password, or one of ten recovery codes.

Somebody who has given the password only is nobody yet: to every page but those of the second factor and signing out
they are a stranger, so none of them has to remember to ask.
"""

from base64 import b32encode

import segno
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
from django_otp.plugins.otp_static.models import StaticDevice

from clusters.accounts.sessions import person_in_session
from clusters.models import AuthenticatorDevice
from clusters.permissions import needs_second_factor

SHOWN = "second_factor"  # in the session: the device whose code was shown
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none is taken for another
CODES, CODE_LENGTH = 10, 10


def nobody_before_the_second_factor(get_response):
    """Let a person be a stranger until the second factor is shown, if one is asked of them."""

    def middleware(request):
        request.user = SimpleLazyObject(lambda: _through(request))
        return get_response(request)

    return middleware


def _through(request):
    user = person_in_session(request)
    return AnonymousUser() if is_waiting(request, user) else user


def is_waiting(request, user):
    """Say whether somebody has given the password and not yet the second factor asked of them."""
    if not user.is_authenticated or _has_shown(request, user):
        return False
    return user.second_factor is not None or needs_second_factor(user)


def _has_shown(request, user):
    return user.second_factor is not None and request.session.get(SHOWN) == user.second_factor


def person_of(request):
    """Return who has given the password, with or without the second factor."""
    return person_in_session(request)


def waiting_person(request):
    """Return who has given the password and must still show the second factor, or None."""
    user = person_in_session(request)
    return user if is_waiting(request, user) else None


def let_through(request, device):
    """Remember in the session that the second factor was shown; the session gets a new key."""
    request.session.cycle_key()
    request.session[SHOWN] = device.pk
    user = person_in_session(request)
    user.second_factor = device.pk
    request.user = user


# --- Setting up -------------------------------------------------------------------------------


def device_being_set_up(user):
    """Return the person's device that waits for its first code."""
    device = AuthenticatorDevice.objects.filter(user=user, confirmed=False).order_by("-pk").first()
    if device is not None and not device.is_readable:
        device.delete()
        device = None
    return device or AuthenticatorDevice.objects.create(user=user, name="totp", confirmed=False)


def secret_in_words(device):
    """Return the secret in groups of four letters, for those who type it."""
    secret = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


def picture_of(text):
    """Return a QR code as an SVG element without any style of its own."""
    picture = segno.make(text, micro=False, error="m")
    drawn = picture.svg_inline(omitsize=True, border=4, dark="#000", light="#fff")
    return mark_safe(drawn)  # drawn by numbers alone: nothing of the text is in it


def told_of(device):
    """Return the secret of a device as its page shows it: a picture, a link that opens the app, and words."""
    address = device.config_url
    return {"picture": picture_of(address), "link": address, "secret": secret_in_words(device)}


@transaction.atomic
def confirm_device(user, code):
    """Make the device being set up the person's only one, if its code is right.

    Returns it, the recovery codes, and when to try again where too many were wrong.
    """
    device = AuthenticatorDevice.objects.select_for_update().filter(user=user, confirmed=False).order_by("-pk").first()
    may, why = device.verify_is_allowed() if device else (False, None)
    if not may:
        return None, [], why and why["locked_until"]
    if not device.verify_token(code):
        return None, [], None
    AuthenticatorDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save()
    return device, renew_codes(user), None


@transaction.atomic
def renew_codes(user):
    """Return ten new recovery codes; those before no longer work. Only their digests are kept."""
    StaticDevice.objects.filter(user=user).delete()
    codes = [get_random_string(CODE_LENGTH, LETTERS) for number in range(CODES)]
    device = StaticDevice.objects.create(user=user, name="static")
    for code in codes:
        device.token_set.create(token=digest_of(code))
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def digest_of(code):
    """Return what is kept of a recovery code: sixteen letters that only this site's secret leads to."""
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return b32encode(salted_hmac("recovery code", plain, algorithm="sha256").digest()).decode()[:16]


def codes_left(user):
    device = StaticDevice.objects.filter(user=user).first()
    return device.token_set.count() if device else 0


@transaction.atomic
def remove_second_factor(user):
    AuthenticatorDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


# --- Showing ----------------------------------------------------------------------------------


@transaction.atomic
def shown_by(user, code):
    """Return the person's device if a code from it, or a recovery code, is right, else None; and when to try again."""
    digits = "".join(code.split())
    kind = AuthenticatorDevice if digits.isdigit() and len(digits) <= 8 else StaticDevice
    shown = kind.objects.select_for_update().filter(user=user, confirmed=True).order_by("pk").first()
    if shown is None:
        return None, None
    may, why = shown.verify_is_allowed()
    if not may:
        return None, why["locked_until"]
    if not shown.verify_token(digits if kind is AuthenticatorDevice else digest_of(code)):
        return None, None
    return AuthenticatorDevice.objects.filter(user=user, confirmed=True).order_by("pk").first(), None
