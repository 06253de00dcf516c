"""Admin of accounts: who may sign in, and their history."""

import pytest
from django.contrib.auth import authenticate, get_user
from django.contrib.auth.models import Group

from clusters.models import User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("demo_is_on", "account", "may"),
    [(False, {}, True), (False, {"demo": True}, False), (True, {}, True), (True, {"demo": True}, True)],
)
def test_a_demo_account_signs_in_only_where_the_demo_is_on(settings, demo_is_on, account, may):
    settings.DEMO = demo_is_on
    user = UserFactory(**account)

    assert authenticate(username=user.username, password=PASSWORD) == (user if may else None)


def test_a_demo_account_is_nobody_from_the_moment_the_demo_is_switched_off(settings, client):
    settings.DEMO = True
    client.force_login(user := UserFactory(demo=True))
    assert get_user(client) == user

    settings.DEMO = False

    assert get_user(client).is_anonymous


@pytest.mark.parametrize("account", [{"is_active": False}, {"is_active": False, "demo": True}])
def test_an_account_that_was_closed_signs_in_nowhere(settings, account):
    settings.DEMO = True
    user = UserFactory(**account)

    assert authenticate(username=user.username, password=PASSWORD) is None


def test_a_wrong_password_signs_nobody_in():
    user = UserFactory()

    assert authenticate(username=user.username, password="đoán mò") is None


def test_a_person_is_called_by_the_full_name():
    user = UserFactory(full_name="Nguyễn  Thị\u00a0Hoa ")

    assert (str(user), user.get_full_name(), user.get_short_name()) == (user.full_name,) * 3


def test_an_account_from_the_command_line_needs_a_full_name_only():
    user = User.objects.create_superuser("quan-tri", password=PASSWORD, full_name="Quản trị")

    assert (user.position, user.telephone, user.is_demo) == (None, None, False)


def test_the_history_of_an_account_tells_who_was_called_what():
    user = UserFactory(full_name="Nguyễn Thị Hoa")

    user.full_name = "Nguyễn Thị Hoà"
    user.save()

    assert list(user.history.values_list("history_type", "full_name")) == [
        ("~", "Nguyễn Thị Hoà"),
        ("+", "Nguyễn Thị Hoa"),
    ]


def test_the_history_of_an_account_holds_neither_password_nor_last_login():
    stored = {field.name for field in User.history.model._meta.fields}

    assert stored.isdisjoint({"password", "last_login"})
    assert {"full_name", "is_staff", "is_superuser", "is_active"} <= stored


def test_signing_in_leaves_no_trace_in_the_history(client):
    user = UserFactory()

    assert client.login(username=user.username, password=PASSWORD)

    user.refresh_from_db()
    assert user.last_login
    assert user.history.count() == 1


def test_a_change_saved_together_with_a_login_is_in_the_history():
    user = UserFactory()

    user.is_staff = True
    user.save(update_fields=["is_staff", "last_login"])

    assert list(user.history.values_list("is_staff", flat=True)) == [True, False]


def test_rights_of_an_account_are_its_own_rows_and_no_history():
    user = UserFactory()

    user.groups.add(Group.objects.create(name="x"))

    assert user.history.count() == 1
