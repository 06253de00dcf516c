"""Verification of a fingerprint: the version found, the download, a pasted text."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse

from pacts.models import PactVersion
from pacts.services.lifecycle import reopen_pact, save_draft, sign_pact, withdraw_pact
from pactsite.pages.verify import MAX_TEXT
from tests.factories import PactFactory
from tests.pacts.documents import full_document, signed

pytestmark = pytest.mark.django_db
ADDRESS = "/xac-minh/"


@pytest.fixture
def version():
    return signed(**full_document()).versions.get()


def text_of(response):
    return " ".join(response.content.decode().split())


def corrected(pact, text, reason):
    reopened = reopen_pact(pact=pact, by=None, reason="Sai chữ")
    save_draft(pact=reopened, document=reopened.draft | {"pact": reopened.draft["pact"] | {"slogan": text}}, by=None)
    return sign_pact(pact=reopened, by=None, reason=reason)


def two_alike(start="0" * 10):
    """Create two versions whose fingerprints have the same start."""
    for pact, end in [(PactFactory(), "a"), (PactFactory(), "b")]:
        PactVersion.objects.create(pact=pact, number=1, format=1, content="{}", seal=(start + end).ljust(64, "f"))


# --- What is typed ----------------------------------------------------------------------------

WRITTEN = {
    "as it is": lambda seal: seal,
    "in capitals": str.upper,
    "in fours": lambda seal: " ".join(seal[place : place + 4] for place in range(0, 64, 4)),
    "as certutil once printed it": lambda seal: " ".join(seal[place : place + 2] for place in range(0, 64, 2)),
    "over two lines": lambda seal: f" {seal[:32]}\r\n{seal[32:]} ",
    "with its kind": lambda seal: f"sha256:{seal}",
    "with its kind, otherwise": lambda seal: f"SHA-256 = {seal}",
    "as sha256sum prints it": lambda seal: f"{seal}  giao-uoc.json",
    "as openssl prints it": lambda seal: f"SHA256(giao-uoc.json)= {seal}",
    "its page": lambda seal: f"https://giaouoc.example.vn/xac-minh/?ma={seal}",
    "its file": lambda seal: f"https://giaouoc.example.vn/xac-minh/{seal}.json",
    "the half": lambda seal: seal[:32],
    "eight digits": lambda seal: seal[:8],
    "cut short": lambda seal: f"{seal[:12]}…",
    "its ends": lambda seal: f"{seal[:8]}…{seal[-6:]}",
    "its ends, with points": lambda seal: f"SHA256: {seal[:4]} {seal[4:8]}...{seal[-4:]}",
    "parted by strokes": lambda seal: "-".join(seal[place : place + 8] for place in range(0, 64, 8)),
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_verify_reads_a_fingerprint_however_it_is_written(client, version, written):
    response = client.get(ADDRESS, {"ma": written(version.seal)})

    assert response.context["found"].version == version
    assert "Phiên bản hiện hành của một giao ước" in text_of(response)
    assert version.pact.get_absolute_url() in text_of(response)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("xyz", "Mã xác thực chỉ gồm các chữ số từ 0 đến 9"),
        ("mã xác thực", "Mã xác thực chỉ gồm các chữ số từ 0 đến 9"),
        ("abcdef1", "Hãy nhập ít nhất 8 ký tự đầu"),
        ("…abcdef12", "Hãy nhập ít nhất 8 ký tự đầu"),
        ("a" * 65, "Chuỗi quá dài: mã xác thực chỉ có 64 ký tự."),
        ("a" * 5_000, "Chuỗi quá dài: mã xác thực chỉ có 64 ký tự."),
    ],
)
def test_verify_what_is_no_fingerprint_is_answered_by_a_sentence_and_kept(client, version, typed, sentence):
    response = client.get(ADDRESS, {"ma": typed})

    assert response.status_code == 200
    assert sentence in text_of(response)
    assert f'value="{typed[:2000]}"' in text_of(response)
    assert "Sổ không có mã xác thực này" not in text_of(response)


@pytest.mark.parametrize("typed", ["0" * 64, "0" * 8])
def test_verify_an_unknown_fingerprint_is_said_to_be_unknown(client, version, typed):
    response = client.get(ADDRESS, {"ma": typed})

    assert "Sổ không có mã xác thực này" in text_of(response)
    assert response.context["found"] is None


def test_verify_half_a_fingerprint_that_fits_several_asks_for_more(client):
    two_alike()

    assert "hãy nhập thêm ký tự" in text_of(client.get(ADDRESS, {"ma": "0" * 10}))
    assert client.get(ADDRESS, {"ma": "0" * 10 + "a"}).context["found"] is not None
    assert "Sổ không có mã" in text_of(client.get(ADDRESS, {"ma": "0" * 10 + "…abc"}))


def test_verify_without_a_fingerprint_says_what_to_do(client):
    response = client.get(ADDRESS)

    assert "sha256sum giao-uoc.json" in text_of(response)
    assert "Sổ không có mã" not in text_of(response)


# --- What it belongs to -----------------------------------------------------------------------


def test_verify_an_earlier_version_says_which_holds_and_why(client, version):
    pact = corrected(version.pact, "Giữ kỷ cương", "Đính chính nội dung 1")
    corrected(pact, "Giữ nghiêm kỷ cương", "Đính chính lần hai")

    text = text_of(client.get(ADDRESS, {"ma": version.seal}))

    assert "Phiên bản cũ của một giao ước" in text
    assert "Lý do: Đính chính nội dung 1" in text
    assert "Lý do: Đính chính lần hai" in text
    assert 'Phiên bản 3 <span class="chip signed">hiện hành</span>' in text


def test_verify_a_version_under_correction_says_so_and_tells_nothing_of_the_draft(client, version):
    reopened = reopen_pact(pact=version.pact, by=None, reason="Sai chữ")
    save_draft(pact=reopened, document=reopened.draft | {"pact": {"theme": "Chủ đề bí mật"}}, by=None)

    text = text_of(client.get(ADDRESS, {"ma": version.seal}))

    assert "Đang đính chính từ ngày" in text
    assert "bí mật" not in text + client.get(f"{ADDRESS}{version.seal}.json").content.decode()


def test_verify_a_withdrawn_pact_tells_the_reason_and_hands_out_nothing(client, version):
    withdraw_pact(pact=version.pact, by=None, reason="Nhập nhầm hai lần.")

    page, file = client.get(ADDRESS, {"ma": version.seal}), client.get(f"{ADDRESS}{version.seal}.json")

    assert "Nhập nhầm hai lần." in text_of(page)
    assert "Tải văn bản đã niêm phong</a>" not in text_of(page)
    assert "Đoàn kết; sáng tạo" not in text_of(page) + text_of(file)
    assert (file.status_code, "Nhập nhầm hai lần." in text_of(file)) == (410, True)


def test_verify_a_text_changed_in_the_store_is_told(client, version):
    content = version.content.replace("Đoàn kết", "Mất đoàn kết")
    PactVersion.objects.filter(pk=version.pk).update(content=content)

    text = text_of(client.get(ADDRESS, {"ma": version.seal}))

    assert "Văn bản đang lưu không còn khớp với mã xác thực" in text
    assert "cho đúng mã xác thực này" not in text


@pytest.mark.parametrize("versions", [1, 4])
def test_verify_query_count_does_not_grow(client, django_assert_max_num_queries, version, versions):
    for number in range(1, versions):
        corrected(version.pact, f"Nội dung {number}", f"Đính chính {number}")

    with django_assert_max_num_queries(4):
        client.get(ADDRESS, {"ma": version.seal})


def test_a_pact_leads_to_its_fingerprint(client, version):
    text = text_of(client.get(version.pact.get_absolute_url()))

    assert f'href="/xac-minh/?ma={version.seal}"' in text


# --- The sealed text --------------------------------------------------------------------------


def test_the_sealed_text_is_exactly_the_bytes_the_fingerprint_is_of(client, version):
    response = client.get(reverse("pages:sealed_text", args=[version.seal]))

    assert hashlib.sha256(response.content).hexdigest() == version.seal
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    year = version.pact.cluster_year
    assert response.headers["Content-Disposition"] == (f'attachment; filename="{year.cluster.slug}-{year.slug}-1.json"')


@pytest.mark.parametrize("seal", ["0" * 64, "abc", "x" * 64])
def test_the_sealed_text_of_an_unknown_fingerprint_is_not_there(client, version, seal):
    assert client.get(f"{ADDRESS}{seal}.json").status_code == 404


# --- A pasted text ----------------------------------------------------------------------------


def test_a_pasted_text_is_hashed_and_found_without_cookie_or_token(version):
    stranger = Client(enforce_csrf_checks=True)

    response = stranger.post(ADDRESS, {"van-ban": f"\ufeff{version.content}\r\n"})

    assert response.context["found"].version == version
    assert dict(response.cookies) == {}


def test_a_pasted_text_with_one_letter_changed_is_unknown_and_kept(client, version):
    changed = version.content.replace("Đoàn kết", "Đoàn  kết")

    response = client.post(ADDRESS, {"van-ban": changed})

    assert "chưa từng được niêm phong đúng như vậy" in text_of(response)
    assert "Đoàn  kết" in response.content.decode()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Hãy dán văn bản đã niêm phong vào ô trước."),
        ("x" * (MAX_TEXT + 1), "Văn bản quá dài"),
    ],
    ids=["nothing", "too much"],
)
def test_a_pasted_text_nobody_can_read_gets_a_sentence(client, text, sentence):
    response = client.post(ADDRESS, {"van-ban": text})

    assert sentence in text_of(response)
    assert "Sổ không có mã" not in text_of(response)
