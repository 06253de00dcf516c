"""A form typed in an old font is asked about before it is stored; one key keeps it as typed."""

import pytest
from django.contrib.messages.middleware import MessageMiddleware
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from clusters.intake.font_question import OldFontQuestion
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"


def posted(data, **more):
    """Return (what the view got, or None; the page shown instead, or None)."""
    request = RequestFactory().post("/x/", data, **more)
    request.user, request.session = UserFactory(), {}
    MessageMiddleware(HttpResponse).process_request(request)
    answer = OldFontQuestion(lambda _request: None).process_view(request, None, [], {})
    return (None, answer.content.decode()) if answer else (request.POST.dict(), None)


def test_text_of_an_old_font_is_shown_converted_and_sent_again_as_typed():
    _got, page = posted({"theme": VNI, "unit": "so-y-te", "save": "1"})

    assert "Cộng hòa xã hội chủ nghĩa Việt Nam" in page
    assert f'name="theme" value="{VNI}"' in page
    assert 'name="save" value="1"' in page


def test_one_key_uses_the_converted_text_and_another_keeps_what_was_typed():
    converted, _page = posted({"theme": VNI, "old_font": "converted"})
    as_typed, _page = posted({"theme": VNI, "old_font": "as_typed"})

    assert converted == {"theme": "Cộng hòa xã hội chủ nghĩa Việt Nam"}
    assert as_typed["theme"] == VNI


@pytest.mark.parametrize(
    "data", [{"theme": "Lễ ký kết"}, {"theme": "José García"}, {"text": VNI}, {"password": VNI, "name": VNI}]
)
def test_other_forms_go_on(data):
    got, page = posted(data)

    assert (got, page) == (data, None)


def test_words_that_a_lossy_copy_left_unsure_are_named():
    _got, page = posted({"theme": "khen thëng, yªu níc"})

    assert "thưởng, nước" in page


def test_form_in_json_goes_on():
    _got, page = posted(b'{"a": "x"}', content_type="application/json")

    assert page is None


@pytest.mark.parametrize(
    ("text", "font", "read"), [(VNI, "VNI", "Cộng hòa xã hội chủ nghĩa Việt Nam"), ("Lễ ký", "", "Lễ ký")]
)
def test_the_desk_has_pasted_text_converted(client, text, font, read):
    client.force_login(UserFactory())

    answer = client.post(reverse("clusters:old_font"), {"text": text}).json()

    assert (answer["text"], answer["font"]) == (read, font)


def test_nobody_who_is_not_signed_in_has_text_converted(client):
    assert client.post(reverse("clusters:old_font"), {"text": VNI}).status_code == 302
