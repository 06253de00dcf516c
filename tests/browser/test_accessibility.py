"""axe finds nothing: every page, light and dark, on a phone, a small and a large screen."""

import pytest

from pacts.document import document_of, save_document
from pacts.models import Commitment, Pact
from pacts.services.lifecycle import reopen_pact, save_draft, sign_pact, withdraw_pact
from tests.browser.hands import sign_in
from tests.browser.looking import faults_of
from tests.examples import load_examples
from tests.factories import MandateFactory, PactFactory, UnitFactory, UserFactory

ADMIN_PAGES = [
    "/admin/",
    "/admin/clusters/unit/",
    "/admin/clusters/clusteryear/add/",
    "/admin/pacts/pact/add/",
    "/admin/awards/award/add/",
]
# What Django's own admin templates bring; ours add nothing to it.
OF_DJANGO = {"empty-table-header", "link-in-text-block"}


@pytest.fixture
def examples(transactional_db):
    load_examples()
    pacts = list(Pact.objects.newest_first())
    reopen_pact(pact=pacts[0], by=None, reason="Sai ngày ký")
    withdrawn = PactFactory(signed=True)
    withdraw_pact(pact=withdrawn, by=None, reason="Nhập nhầm")
    return [*pacts, withdrawn, with_a_second_version(next_years(pacts[1]))]


def next_years(pact):
    """Sign a pact like this one for the year after."""
    year = pact.cluster_year
    following = PactFactory(cluster_year__cluster=year.cluster, cluster_year__year=year.year + 1)
    document = document_of(pact) | {"participants": [], "sources": []}
    document["commitments"] = [{"key": "new", "text": "Giữ kỷ cương"}, *agreed(document)[1:]]
    return sign_pact(pact=save_document(pact=following, document=document, by=None), by=None)


def agreed(document):
    return [row for row in document["commitments"] if row["standing"] == Commitment.Standing.AGREED]


def with_a_second_version(pact):
    draft = reopen_pact(pact=pact, by=None, reason="Sai chữ").draft
    draft["commitments"][0]["text"] = "Giữ vững kỷ cương, kỷ luật"
    save_draft(pact=pact, document=draft, by=None)
    return sign_pact(pact=pact, by=None, reason="Đính chính")


def public_pages(pacts):
    clusters = [pact.cluster_year.cluster for pact in pacts]
    units = [row.unit for pact in pacts[:1] for row in pact.cluster_year.memberships.all()]
    return [
        "/",
        "/giao-uoc/",
        "/giao-uoc/?q=khong-co-gi",
        "/giao-uoc/?nam=x",
        "/giao-uoc/?don_vi=so-noi-vu-thua-thien-hue&nam=2019",
        "/giao-uoc/?don_vi=so+noi+vu",
        *(pact.get_absolute_url() for pact in pacts),
        *(f"{pacts[-1].get_absolute_url()}{page}" for page in ("lich-su/", "lich-su/?ban=2", "so-sanh/")),
        f"{pacts[0].get_absolute_url()}so-sanh/",
        "/cum-khoi/",
        *(cluster.get_absolute_url() for cluster in clusters[:2]),
        "/don-vi/",
        *(unit.get_absolute_url() for unit in units[:3]),
        "/don-vi/thanh-pho-hue/",
        "/don-vi/xa-dong-lien-thanh-pho-thai-nguyen/",
        "/don-vi/phuong-gia-sang/",
        "/don-vi/so-noi-vu-thai-nguyen/",
        "/khen-thuong/",
        "/khen-thuong/?don_vi=khong-co&nhom=x",
        "/khen-thuong/so-lieu/",
        "/khen-thuong/so-lieu/?nam=2020",
        "/tim-kiem/",
        "/tim-kiem/?q=thi+dua",
        "/tim-kiem/?q=khong-co-gi",
        "/gioi-thieu/",
        "/xac-minh/",
        "/xac-minh/?ma=xyz",
        *(f"/xac-minh/?ma={pact.versions.first().seal}" for pact in pacts[-2:]),
        "/ngon-ngu/",
        "/du-lieu/",
        "/dang-nhap/",
        "/khong-co/",
    ]


@pytest.mark.parametrize("half", [0, 1])
def test_no_public_page_has_a_fault(page, examples, half):
    assert faults_of(page(), public_pages(examples)[half::2]) == []


def test_no_page_of_the_desk_has_a_fault(page, examples):
    pact = examples[1]
    cluster = pact.cluster_year.cluster
    cluster.organiser = UnitFactory(name="Sở Nội vụ")
    cluster.save()
    reopen_pact(pact=pact, by=None, reason="Sai chữ")
    desk = f"/ban-lam-viec/{cluster.slug}/"
    opened = page()
    opened.goto("/dang-nhap/")
    sign_in(opened, MandateFactory(organiser=True, unit=cluster.organiser).user)

    pages = [
        "",
        "bai-viet/",
        "don-vi-moi/",
        "noi-dung/",
        "don-vi/",
        "chuyen/sign/",
        "ban-goc/",
        "khen-thuong/",
        "khen-thuong/dan/",
    ]
    of_the_pact = [f"{desk}{pact.cluster_year.slug}/{name}" for name in pages]
    others = ["/ban-lam-viec/", "/ban-lam-viec/cum-khoi-moi/", f"{desk}nam-moi/"]
    assert faults_of(opened, [*others, *of_the_pact]) == []


def test_the_admin_adds_no_fault_to_djangos_own(page, examples):
    opened = page()
    opened.goto("/dang-nhap/")
    sign_in(opened, UserFactory(admin=True))

    found = faults_of(opened, ADMIN_PAGES)

    assert [fault for fault in found if fault.split()[3].rstrip(":") not in OF_DJANGO] == []
