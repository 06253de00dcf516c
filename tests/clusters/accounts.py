"""Helpers for tests of accounts: signing in, invitations, letters and authenticator codes."""

import re
import time

from django.core import mail
from django_otp.oath import TOTP

from clusters.accounts.second_factor import renew_codes
from clusters.models import AuthenticatorDevice
from tests.factories import PASSWORD

NEW_PASSWORD = "mưa tháng bảy gãy cành trám"


def sign_in(client, user, password=PASSWORD, **more):
    return client.post("/dang-nhap/", {"username": user.username, "password": password, **more})


def code_of(device, steps=0):
    """Return the current code of the device, or the one `steps` later. Each code works only once."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time() + steps * device.step
    return f"{totp.token():06d}"


def with_second_factor(user):
    """Create a confirmed device and recovery codes for a user; return (device, codes)."""
    device = AuthenticatorDevice.objects.create(user=user, name="totp", confirmed=True)
    return device, renew_codes(user)


def link_in(text):
    return re.search(r"https://giaouoc\.example\.vn(/[^\s\"<]+)", text)[1]


def link_in_letter():
    return link_in(mail.outbox[-1].body)


def html_of(letter):
    """Return the HTML alternative of a letter."""
    [(content, kind)] = letter.alternatives
    assert kind == "text/html"
    return content


def invite(client, **words):
    """Submit the invitation form and return the response."""
    return client.post("/tai-khoan/moi/", {"full_name": "Nguyễn Thị Hoa", "scope": "unit", **words})
