"""Admin of units, documents and years: search by former names, slugs, successions."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from clusters.models import ClusterYear, Document, Succession, Unit, UnitName, User
from tests.admin import address, errors_of, sentence_of, typed
from tests.factories import (
    ClusterYearFactory,
    DocumentFactory,
    SuccessionFactory,
    UnitFactory,
    UnitNameFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def administrator(client):
    user = UserFactory(admin=True)
    client.force_login(user)
    return user


def add(client, **answers):
    url = address(Unit, "add")
    return client.post(url, typed(client.get(url), **answers))


def choices(client, model, field, term):
    params = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field}
    response = client.get("/admin/autocomplete/", {**params, "term": term})
    return [result["text"] for result in response.json()["results"]]


def test_unit_is_added_with_a_vietnamese_address(client):
    assert add(client, name="Xã Đồng Liên – Đạ Tẻh").status_code == 302

    assert Unit.objects.get().slug == "xa-dong-lien-da-teh"


def test_unit_of_the_same_name_has_its_place_in_its_address_then_a_number(client):
    place = UnitFactory(name="Tỉnh Bắc Ninh")
    for _again in range(3):
        add(client, name="Sở Nội vụ", place=place.pk)

    assert list(Unit.objects.exclude(pk=place.pk).order_by("pk").values_list("slug", flat=True)) == [
        "so-noi-vu",
        "so-noi-vu-tinh-bac-ninh",
        "so-noi-vu-tinh-bac-ninh-2",
    ]


def test_name_without_letters_needs_an_address_typed(client):
    assert errors_of(add(client, name="…")) == ["Trường này là bắt buộc."]


def test_address_is_never_changed_later(client):
    unit = UnitFactory(slug="so-noi-vu")
    url = address(Unit, "change", unit.pk)

    client.post(url, typed(client.get(url), name="Sở Nội vụ", slug="khac"))

    assert Unit.objects.values_list("name", "slug").get() == ("Sở Nội vụ", "so-noi-vu")


def test_unit_is_found_by_a_former_name_without_accents(client):
    unit = UnitFactory(name="Phường Võ Cường")
    UnitNameFactory(unit=unit, name="Xã Đông Liên", former=True)
    UnitFactory()

    results = client.get(address(Unit, "changelist"), {"q": "dong LIEN"}).context["cl"].result_list

    assert list(results) == [unit]
    assert choices(client, UnitName, "place", "đong liên") == ["Phường Võ Cường"]


def test_choice_of_a_unit_tells_its_place_and_that_it_has_ended(client):
    place = UnitFactory(name="Tỉnh Bắc Giang", ended_on="2025-07-01", end_reason="merged")
    UnitFactory(name="Sở Nội vụ", place=place)

    assert choices(client, UnitName, "place", "so noi vu") == ["Sở Nội vụ (Tỉnh Bắc Giang)"]
    assert choices(client, UnitName, "place", "bac giang") == [_("%(unit)s, ended") % {"unit": "Tỉnh Bắc Giang"}]


def test_unit_does_not_succeed_itself(client):
    unit = UnitFactory()
    url = address(Unit, "change", unit.pk)

    response = client.post(url, typed(client.get(url), **{"origins-0-predecessor": unit.pk}))

    assert errors_of(response) == [sentence_of(Succession, "succession_not_itself")]


def test_same_variant_twice_is_refused_on_its_row(client):
    name = UnitNameFactory(name="UBND xã")
    url = address(Unit, "change", name.unit_id)
    row = {"sort": "variant", "name": " UBND  xã".replace("  ", " ")}

    response = client.post(url, typed(client.get(url), **{f"names-1-{field}": row[field] for field in row}))

    assert errors_of(response) == [sentence_of(UnitName, "unitname_once")]


def test_succession_said_twice_is_refused(client):
    existing = SuccessionFactory()
    url = address(Succession, "add")
    answers = {"predecessor": existing.predecessor_id, "successor": existing.successor_id}

    response = client.post(url, typed(client.get(url), **answers))

    assert errors_of(response) == [sentence_of(Succession, "succession_pair_once")]


@pytest.mark.parametrize("count", [1, 9])
def test_unit_with_many_names_and_heirs_asks_no_more_than_with_one(client, count, django_assert_max_num_queries):
    unit, place = UnitFactory(), UnitFactory()
    for number in range(count):
        UnitNameFactory(unit=unit, former=True, name=f"Tên {number}", place=place, parent=place)
    SuccessionFactory.create_batch(count, predecessor=unit)
    SuccessionFactory.create_batch(count, successor=unit)

    with django_assert_max_num_queries(13):
        client.get(address(Unit, "change", unit.pk))


@pytest.mark.parametrize("value", ["abc", "0x1", "9" * 40, "\x00", "-1"])
def test_nonsense_is_refused_and_never_an_error_page(client, value):
    row = {"names-0-name": "Cũ", "names-0-sort": "variant"}
    names = ["place", "kind", "founded_on", "names-0-place"]

    response = add(client, name="Sở", **row, **dict.fromkeys(names, value))

    assert len(errors_of(response)) == len(names)


# --- Documents --------------------------------------------------------------------------------


PDF = b"%PDF-1.7\n%"


@pytest.fixture
def scanned(client):
    document = DocumentFactory(number="17-CV/ĐU")
    url = address(Document, "change", document.pk)
    client.post(url, {**typed(client.get(url)), "file": SimpleUploadedFile("Đơn vị.pdf", PDF)})
    return Document.objects.get()


def test_file_goes_out_as_a_download_that_no_browser_opens(client, scanned):
    response = client.get(address(Document, "file", scanned.pk))

    assert b"".join(response.streaming_content) == PDF
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_page_of_a_document_links_only_to_that_download(client, scanned):
    page = client.get(address(Document, "change", scanned.pk)).content.decode()

    assert address(Document, "file", scanned.pk) in page
    assert scanned.file.name not in page


def test_file_is_nobodys_but_the_staffs(client, scanned):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(address(Document, "file", scanned.pk)).status_code == 403

    client.logout()
    assert client.get(address(Document, "file", scanned.pk)).status_code == 302


# --- People and years -------------------------------------------------------------------------


def test_account_is_added_with_one_full_name(client):
    url = address(User, "add")
    answers = {"username": "nguyen.van.a", "full_name": "Nguyễn Văn A", "usable_password": "true"}
    secret = "ba con trâu cày ruộng"

    response = client.post(url, typed(client.get(url), **answers, password1=secret, password2=secret))

    assert response.status_code == 302
    assert User.objects.get(username="nguyen.van.a").full_name == "Nguyễn Văn A"


def test_account_is_found_without_accents(client, administrator):
    wanted = UserFactory(full_name="Đặng Thị Ước")

    results = client.get(address(User, "changelist"), {"q": "dang uoc"}).context["cl"].result_list

    assert list(results) == [wanted]


def test_reason_of_a_conclusion_is_typed_under_the_name_people_use(client):
    year, label = ClusterYearFactory(), str(ClusterYear._meta.get_field("year").verbose_name)
    url = address(ClusterYear, "change", year.pk)

    client.post(url, typed(client.get(url), inferred=f"{label.capitalize()}: nguồn chỉ nêu tháng"))

    assert ClusterYear.objects.get().inferred == {"year": "nguồn chỉ nêu tháng"}
    assert f"{label}: nguồn chỉ nêu tháng" in client.get(url).content.decode()
