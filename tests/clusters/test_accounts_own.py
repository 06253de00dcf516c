"""The user's own account: personal data, password, language and sessions."""

import logging

import pytest
from django.core import mail
from django.utils import timezone

from clusters.accounts.sessions import device_label
from clusters.common.log_settings import NoSecrets
from clusters.models import User, UserSession
from tests.clusters.accounts import NEW_PASSWORD, html_of, link_in_letter, sign_in
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"
WORDS = {"full_name": "Trần Văn An", "language": "vi", "email": "an@example.vn"}


@pytest.fixture
def person(client):
    user = UserFactory(full_name="Trần An", email="an@example.vn")
    client.force_login(user)
    return user


# --- Personal data ----------------------------------------------------------------------------


def test_one_changes_what_one_says_of_oneself_and_it_is_in_the_history(client, person):
    client.post("/tai-khoan/", WORDS | {"position": "Phó phòng", "telephone": "0912", "wants_mail": "on"})

    person.refresh_from_db()
    assert (person.full_name, person.position, person.telephone, person.wants_mail) == (
        "Trần Văn An", "Phó phòng", "0912", True,
    )  # fmt: skip
    assert person.history.first().history_user == person


def test_notices_by_mail_are_on_until_switched_off(client, person):
    assert person.wants_mail

    client.post("/tai-khoan/", WORDS)

    assert not User.objects.get(pk=person.pk).wants_mail


@pytest.mark.parametrize("wrong", [{"full_name": " "}, {"email": "x"}, {"language": "fr"}])
def test_wrong_words_get_a_sentence_and_nothing_is_kept(client, person, wrong):
    page = client.post("/tai-khoan/", WORDS | {"position": "Phó phòng"} | wrong)

    assert list(page.context["form"].errors) == list(wrong)
    assert "Phó phòng" in page.text
    assert User.objects.get(pk=person.pk).position is None


@pytest.mark.parametrize("email", ["an.moi@example.vn", ""])
def test_another_address_for_letters_asks_for_the_password(client, person, email):
    words = WORDS | {"email": email, "position": "Phó phòng"}

    without_password = client.post("/tai-khoan/", words)
    wrong = client.post("/tai-khoan/", words | {"password": "đoán mò"})
    assert [list(page.context["form"].errors) for page in (without_password, wrong)] == [["password"]] * 2
    assert 'value="Phó phòng"' in without_password.text
    assert email in without_password.text
    assert (without_password.text.count('type="password"'), "đoán mò" in wrong.text) == (1, False)
    assert (User.objects.get(pk=person.pk).email, User.objects.get(pk=person.pk).position) == ("an@example.vn", None)

    assert client.post("/tai-khoan/", words | {"password": PASSWORD}).status_code == 302
    assert User.objects.get(pk=person.pk).email == email


def test_all_else_asks_for_no_password(client, person):
    assert 'type="password"' not in client.get("/tai-khoan/").text
    assert client.post("/tai-khoan/", WORDS | {"telephone": "0912", "language": "en"}).status_code == 302


def test_guessing_the_password_by_another_address_is_locked_like_signing_in(client, person):
    words = WORDS | {"email": "an.moi@example.vn", "password": "x"}

    assert [client.post("/tai-khoan/", words).status_code for number in range(5)] == [200] * 4 + [429]


def test_rights_are_nothing_one_gives_oneself(client, person):
    client.post("/tai-khoan/", WORDS | {"is_staff": "on", "is_superuser": "on", "username": "khac"})

    changed = User.objects.get(pk=person.pk)
    assert (changed.is_staff, changed.is_superuser, changed.username) == (False, False, person.username)


def test_pages_speak_the_language_one_has_chosen_and_to_strangers_vietnamese(client, person):
    person.language = "en"
    person.save()

    assert "My account" in client.get("/tai-khoan/").text
    assert "My account" not in type(client)().get("/").text
    assert "Đăng nhập" in type(client)().get("/dang-nhap/").text


def test_the_new_language_says_that_it_is_kept(client, person):
    page = client.post("/tai-khoan/", WORDS | {"language": "en"}, follow=True)

    assert [str(message) for message in page.context["messages"]] == ["Your account has been saved."]


def test_the_first_fault_has_the_cursor_and_no_other_field(client, person):
    page = client.post("/tai-khoan/", WORDS | {"email": "x", "language": "fr"})

    fields = page.context["form"].fields
    assert [name for name, field in fields.items() if field.widget.attrs.get("autofocus")] == ["email"]
    assert page.text.count(" autofocus") == 1


# --- Password ---------------------------------------------------------------------------------


def test_the_password_is_changed_with_the_present_one_and_other_places_are_signed_out(client, person):
    other = type(client)()
    sign_in(other, person)
    before = client.session.session_key
    words = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}

    assert client.post("/mat-khau/doi/", {"old_password": "x", **words}).context["form"].errors
    client.post("/mat-khau/doi/", {"old_password": PASSWORD, **words})

    assert User.objects.get(pk=person.pk).check_password(NEW_PASSWORD)
    assert client.get("/tai-khoan/").status_code == 200
    assert client.session.session_key != before
    assert other.get("/tai-khoan/").status_code == 302


def test_guessing_the_present_password_is_locked_like_signing_in(client, person):
    words = {"old_password": "x", "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}

    assert [client.post("/mat-khau/doi/", words).status_code for number in range(5)] == [200] * 4 + [429]


def test_a_letter_leads_to_a_new_password(client, person):
    client.post("/mat-khau/quen/", {"email": "AN@example.vn"})
    stranger = type(client)()
    form = stranger.get(link_in_letter(), follow=True).redirect_chain[-1][0]

    answer = stranger.post(form, {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})

    assert answer.url == "/dang-nhap/"
    assert User.objects.get(pk=person.pk).check_password(NEW_PASSWORD)
    assert "_auth_user_id" not in stranger.session
    assert client.get("/tai-khoan/").status_code == 302


def test_the_letter_is_a_page_too_in_the_language_of_who_gets_it(client, person):
    person.language = "en"
    person.full_name = "An <b>"
    person.save()

    client.post("/mat-khau/quen/", {"email": person.email})

    page = html_of(mail.outbox[0])
    assert f'href="https://giaouoc.example.vn{link_in_letter()}"' in page
    assert ('<html lang="en">' in page, "Dear An &lt;b&gt;," in page) == (True, True)


def test_the_letters_link_works_once(client, person):
    client.post("/mat-khau/quen/", {"email": person.email})
    form = client.get(link_in_letter(), follow=True).redirect_chain[-1][0]
    client.post(form, {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})

    assert client.get(link_in_letter(), follow=True).context["validlink"] is False


@pytest.mark.parametrize("email", ["an@example.vn", "khong-ai@example.vn"])
def test_asking_for_a_letter_is_answered_the_same_for_every_address(client, person, email):
    answer = client.post("/mat-khau/quen/", {"email": email}, follow=True)

    assert answer.redirect_chain == [("/mat-khau/quen/da-gui/", 302)]
    assert email not in answer.text


def test_the_answer_does_not_wait_for_the_letter(rf, person):
    from clusters.accounts.views import password_forgotten

    answer = password_forgotten(rf.post("/mat-khau/quen/", {"email": person.email}))

    assert (answer.status_code, len(mail.outbox)) == (302, 0)
    answer.close()
    assert len(mail.outbox) == 1


def test_a_person_gets_one_letter_in_five_minutes(client, person):
    for _number in range(3):
        client.post("/mat-khau/quen/", {"email": person.email})
    assert len(mail.outbox) == 1
    person.reset_sent_at = timezone.now() - timezone.timedelta(minutes=6)
    person.save()

    client.post("/mat-khau/quen/", {"email": person.email})

    assert len(mail.outbox) == 2
    assert person.history.count() == 2  # creation, and the full save above


def test_a_site_without_a_mail_server_says_so(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    assert "<form method" not in client.get("/mat-khau/quen/").text.split("<main")[1]


# --- Sessions ---------------------------------------------------------------------------------


def test_signing_in_is_noted_with_its_device(client):
    user = UserFactory()

    client.post("/dang-nhap/", {"username": user.username, "password": PASSWORD}, headers={"User-Agent": WINDOWS})

    place = UserSession.objects.get()
    assert (place.user, place.key, place.device) == (user, client.session.digest, "Chrome, Windows")


@pytest.mark.parametrize(("minutes", "is_noted"), [(4, False), (6, True)])
def test_being_seen_is_written_down_every_five_minutes_at_most(client, person, monkeypatch, minutes, is_noted):
    before = UserSession.objects.get().seen_at
    later = timezone.now() + timezone.timedelta(minutes=minutes)
    monkeypatch.setattr("clusters.accounts.sessions.timezone.now", lambda: later)

    client.get("/tai-khoan/")

    assert (UserSession.objects.get().seen_at > before) == is_noted


def test_another_place_is_signed_out_alone(client, person):
    others = [type(client)(), type(client)()]
    for other in others:
        sign_in(other, person)
    place = UserSession.objects.get(key=others[0].session.digest)

    client.post(f"/tai-khoan/phien/{place.pk}/")

    assert [one.get("/tai-khoan/").status_code for one in (client, *others)] == [200, 302, 200]


def test_signing_out_everywhere_ends_every_session(client, person):
    other = type(client)()
    sign_in(other, person)

    client.post("/tai-khoan/phien/")

    assert [one.get("/tai-khoan/").status_code for one in (client, other)] == [302, 302]
    assert not UserSession.objects.exists()


def test_nobody_signs_out_another_person(client, person):
    other = type(client)()
    sign_in(other, UserFactory())
    place = UserSession.objects.get(key=other.session.digest)

    assert client.post(f"/tai-khoan/phien/{place.pk}/").status_code == 404
    assert other.get("/tai-khoan/").status_code == 200


def test_the_page_shows_this_place_first_and_none_that_has_ended(client, person):
    other, gone = type(client)(), type(client)()
    sign_in(other, person)
    sign_in(gone, person)
    gone.session.flush()

    places = client.get("/tai-khoan/").context["sessions"]

    assert [place.key for place in places] == [client.session.digest, other.session.digest]


def test_the_key_of_a_session_is_on_no_page(client, person):
    assert client.session.session_key not in client.get("/tai-khoan/").text


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (WINDOWS, "Chrome, Windows"),
        (WINDOWS.replace("Chrome", "coc_coc_browser/117.0 Chrome"), "Cốc Cốc, Windows"),
        (WINDOWS + " Edg/120.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 13) Chrome/120.0 Mobile Safari/537.36 Zalo android", "Zalo, Android"),
        ("", "Thiết bị không rõ"),
        ("<script>", "Thiết bị không rõ"),
    ],
)
def test_a_device_is_told_in_words(agent, words):
    assert device_label(agent) == words


# --- Logs -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/loi-moi/abc-DEF_1/", "/loi-moi/***/"),
        ("/mat-khau/dat-lai/MQ/c1-22/", "/mat-khau/dat-lai/MQ/***/"),
        ("/tai-khoan/moi/", "/tai-khoan/moi/"),
    ],
)
def test_logs_hold_no_token(path, shown):
    line = logging.LogRecord("django.request", logging.WARNING, "", 1, "%s: %s", ("Not Found", path), None)

    assert NoSecrets().filter(line)
    assert line.getMessage() == f"Not Found: {shown}"


# --- Letters and the administration ---------------------------------------------------------------


@pytest.mark.parametrize("host", ["testserver", "evil.example", "localhost:8000"])
def test_a_letter_names_the_site_and_never_the_host_of_a_request(client, person, settings, host):
    settings.ALLOWED_HOSTS = ["*"]

    client.post("/mat-khau/quen/", {"email": person.email}, headers={"Host": host})

    letter = mail.outbox[0]
    assert [host in text for text in (letter.body, html_of(letter))] == [False, False]
    assert "https://giaouoc.example.vn/mat-khau/dat-lai/" in letter.body


@pytest.mark.parametrize("admin", [True, False])
@pytest.mark.parametrize("address", ["/admin/password_change/", "/admin/password_change/done/"])
def test_the_administrations_page_for_passwords_leads_to_the_sites_own(client, address, admin):
    client.force_login(UserFactory(admin=admin))

    assert client.get(address).url == "/mat-khau/doi/"
