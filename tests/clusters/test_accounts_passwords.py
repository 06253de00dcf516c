"""Validators for easily guessed passwords, and their messages beside the field."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from clusters.accounts.password_rules import CommonHereValidator, OwnNamesValidator, common_words, lowest_cost
from clusters.services.accounts import digest_of
from tests.clusters.accounts import NEW_PASSWORD
from tests.factories import PASSWORD, ClusterFactory, InvitationFactory, MandateFactory, UnitFactory, UserFactory


def is_refused(validator, password, user=None):
    try:
        validator.validate(password, user)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize(
    "password",
    [
        "matkhau123", "Mật khẩu 123", "M@tKh4u!", "m4tkh4u2026", "thidua2026", "THIDUA@2026", "Thi đua 2026",
        "2026thidua",
        "thi2026dua", "giaouoc1", "giaouocthidua", "khenthuong", "khenthuong2025", "thiduakhenthuong", "abc12345",
        "anhyeuem1", "P@ssw0rd1", "hanoi1954", "Đà Nẵng 43", "Thừa Thiên Huế", "thiduahue2026", "h0chiminh",
        "admin@2026",
    ],
)  # fmt: skip
def test_a_common_word_is_refused_however_it_is_written(password):
    assert is_refused(CommonHereValidator(), password)


@pytest.mark.parametrize(
    "password", [PASSWORD, NEW_PASSWORD, "xK9#mLq2pw", "thi đua như trâu già", "correct horse battery", "h9u#e2&7qz"]
)
def test_other_words_pass(password):
    assert not is_refused(CommonHereValidator(), password)


@pytest.fixture
def person(db):
    user = UserFactory(full_name="Trần Văn Khôi", username="khoitv", email="tvk@example.vn")
    MandateFactory(member=True, user=user, unit=UnitFactory(name="Sở Tài nguyên và Môi trường"))
    MandateFactory(user=user, cluster=ClusterFactory(name="Cụm Ven biển"))
    return user


@pytest.mark.parametrize(
    "password",
    ["tranvankhoi", "Khôi Trần 1985", "khoitv2026", "khoitv@123", "tvk12345", "sotainguyen", "stnvmt2026",
     "cumvenbien", "venbien2026", "TàiNguyênMôiTrường", "moitruonghue2026"],
)  # fmt: skip
def test_ones_own_names_are_refused(person, password):
    assert is_refused(OwnNamesValidator(), password, person)


@pytest.mark.parametrize("password", [NEW_PASSWORD, "moitruongtrongxanh", "xK9#mLq2pw"])
def test_more_than_ones_own_names_passes(person, password):
    assert not is_refused(OwnNamesValidator(), password, person)


def test_another_persons_unit_is_no_name_of_ones_own(person):
    assert not is_refused(OwnNamesValidator(), "venbien2026", UserFactory())


def test_somebody_invited_is_told_beside_the_field_and_keeps_what_was_typed(client, person):
    person.set_unusable_password()
    person.save()
    InvitationFactory(digest=digest_of("token"), user=person)

    page = client.post("/loi-moi/token/", {"full_name": "Trần Khôi", "password": "venbien2026"})

    assert list(page.context["form"].errors) == ["password"]
    assert 'value="Trần Khôi"' in page.text
    assert "venbien2026" not in page.text


@pytest.mark.parametrize("password", ["thidua2026", "venbien2026"])
def test_a_password_that_is_set_is_refused_with_one_sentence(person, password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, person)

    assert len(refused.value.messages) == 1


def test_the_words_are_plain_and_each_stands_once():
    words = common_words()

    assert [word for word in words if not (word.isascii() and word.isalpha() and word.islower())] == []
    assert len(words) > 150


def test_a_long_text_costs_no_more_than_its_length():
    looked_at = []

    class Words(dict):
        def __contains__(self, word):
            looked_at.append(word)
            return super().__contains__(word)

    words = Words({"a" * 10: 1})
    lowest_cost("a" * 1000, words)

    assert len(looked_at) <= 10 * 1000
