"""Second factor: after the password a code from an authenticator app, or one of ten recovery codes.

Until the code is verified, `request.user` is AnonymousUser, so no other page has to check for the second factor.
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

VERIFIED_DEVICE = "second_factor"  # session key: pk of the device whose code was verified
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without letters and digits that look alike
CODES, CODE_LENGTH = 10, 10


def second_factor_middleware(get_response):
    """Middleware that sets `request.user`: AnonymousUser while a required second factor is not verified."""

    def middleware(request):
        request.user = SimpleLazyObject(lambda: _effective_user(request))
        return get_response(request)

    return middleware


def _effective_user(request):
    user = person_in_session(request)
    return AnonymousUser() if awaits_second_factor(request, user) else user


def awaits_second_factor(request, user):
    """Return whether the user has entered the password but not yet the second factor that is required of them."""
    if not user.is_authenticated or _is_verified(request, user):
        return False
    return user.second_factor is not None or needs_second_factor(user)


def _is_verified(request, user):
    return user.second_factor is not None and request.session.get(VERIFIED_DEVICE) == user.second_factor


def person_of(request):
    return person_in_session(request)


def waiting_person(request):
    """Return the user who has entered the password but not yet a required second factor, or None."""
    user = person_in_session(request)
    return user if awaits_second_factor(request, user) else None


def mark_verified(request, device):
    """Record in the session that the second factor is verified, and give the session a new key."""
    request.session.cycle_key()
    request.session[VERIFIED_DEVICE] = device.pk
    user = person_in_session(request)
    user.second_factor = device.pk
    request.user = user


# --- Setting up -------------------------------------------------------------------------------


def device_being_set_up(user):
    """Return the user's unconfirmed device, created where there is none or its secret cannot be decrypted."""
    device = AuthenticatorDevice.objects.filter(user=user, confirmed=False).order_by("-pk").first()
    if device is not None and not device.is_readable:
        device.delete()
        device = None
    return device or AuthenticatorDevice.objects.create(user=user, name="totp", confirmed=False)


def grouped_secret(device):
    """Return the secret of a device in groups of four letters, for typing."""
    secret = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(secret[index : index + 4] for index in range(0, len(secret), 4))


def qr_code(text):
    """Return a QR code of the text as an SVG element without inline styles."""
    picture = segno.make(text, micro=False, error="m")
    svg = picture.svg_inline(omitsize=True, border=4, dark="#000", light="#fff")
    return mark_safe(svg)  # the SVG holds only coordinates, nothing of the text


def device_context(device):
    address = device.config_url
    return {"picture": qr_code(address), "link": address, "secret": grouped_secret(device)}


@transaction.atomic
def confirm_device(user, code):
    """Confirm the device being set up and delete the user's other ones, if the code is right.

    Return (device or None, recovery codes, time of the next try or None).
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
    """Replace the user's recovery codes and return ten new ones. Only their digests are stored."""
    StaticDevice.objects.filter(user=user).delete()
    codes = [get_random_string(CODE_LENGTH, LETTERS) for number in range(CODES)]
    device = StaticDevice.objects.create(user=user, name="static")
    for code in codes:
        device.token_set.create(token=digest_of(code))
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def digest_of(code):
    """Return the digest under which a recovery code is stored: sixteen letters, keyed with SECRET_KEY."""
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
def verify_code(user, code):
    """Check a code of the user's device or a recovery code.

    Return (the user's confirmed device or None, time of the next try or None).
    """
    digits = "".join(code.split())
    kind = AuthenticatorDevice if digits.isdigit() and len(digits) <= 8 else StaticDevice
    device = kind.objects.select_for_update().filter(user=user, confirmed=True).order_by("pk").first()
    if device is None:
        return None, None
    may, why = device.verify_is_allowed()
    if not may:
        return None, why["locked_until"]
    if not device.verify_token(digits if kind is AuthenticatorDevice else digest_of(code)):
        return None, None
    return AuthenticatorDevice.objects.filter(user=user, confirmed=True).order_by("pk").first(), None
