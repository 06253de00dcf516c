"""Papers and sources: how they are cited, and that a source keeps its mistakes."""

import pytest
from django.utils.translation import override

from clusters.models import Document, DocumentKind
from tests.factories import DocumentFactory, SourceFactory
from tests.rules import sentences

pytestmark = pytest.mark.django_db


def wording(**values):
    with override("en"):
        return DocumentFactory.build(**{"number": None, **values}).wording


def test_a_paper_of_which_all_is_known_is_cited_by_kind_number_day_issuer_and_subject():
    cited = wording(
        number="311/KH-UBND", issued_on="2018-09-17", issuer="UBND tỉnh Bắc Ninh", subject="Bắc Ninh chung sức"
    )

    assert cited == "Plan no. 311/KH-UBND of 17 September 2018 by UBND tỉnh Bắc Ninh Bắc Ninh chung sức"


def test_a_paper_is_cited_by_what_is_known_of_it():
    assert wording(subject="Dự thảo quy chế hoạt động", kind="regulation") == "Regulation Dự thảo quy chế hoạt động"


def test_a_paper_of_no_known_kind_is_cited_by_its_subject():
    assert wording(subject="Nội dung phát động", kind=DocumentKind.OTHER) == "Nội dung phát động"


def test_a_paper_is_called_as_it_is_cited():
    document = DocumentFactory()

    assert str(document) == document.wording


def test_papers_without_a_number_may_have_one_subject_since_nothing_tells_them_apart():
    papers = [DocumentFactory(number=None, subject="Kế hoạch thi đua", issued_on="2021") for _ in range(2)]

    assert [sentences(paper) for paper in papers] == [{}, {}]


def test_one_number_issued_by_two_bodies_is_two_papers():
    for issuer in ("UBND tỉnh Bắc Ninh", "UBND tỉnh Hà Giang"):
        DocumentFactory(number="01/KH-UBND", issuer=issuer)

    assert Document.objects.matching("01/kh-ubnd").count() == 2


def test_an_unknown_issuer_or_day_does_not_make_a_second_paper_of_one_number():
    DocumentFactory(number="01/KH-UBND")
    again = DocumentFactory()
    again.number = "01/KH-UBND"

    assert sentences(again) == {"__all__": ["A document with this number, issuer and day is already in the register."]}


def test_a_source_keeps_its_authors_its_stamp_and_its_mistakes_literally():
    source = SourceFactory(
        title="Ký kết giao ước thi đua các huyện, thành phố, thị xã",
        authors=["Huyền Trang", "Quang Tuấn"],
        credit="T/h",
        published_as_written="02-04-2021 10:07",
        published_on="2021-04-02",
        errata=[{"as_written": "công tác tuyên, phát hiện", "meant": "tuyên truyền, phát hiện"}],
    )

    source.refresh_from_db()

    assert sentences(source) == {}
    assert source.authors == ["Huyền Trang", "Quang Tuấn"]
    assert source.errata == [{"as_written": "công tác tuyên, phát hiện", "meant": "tuyên truyền, phát hiện"}]
    assert str(source) == source.title


@pytest.mark.parametrize("address", ["https://thainguyen.gov.vn/tin?id=1", "http://bacninh.gov.vn/tin/a.html", None])
def test_a_source_may_have_an_address_on_the_web(address):
    assert sentences(SourceFactory(address=address)) == {}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x.vn/a", "báo giấy", "//x.vn"])
def test_what_is_no_address_on_the_web_is_told_so(address):
    source = SourceFactory()
    source.address = address

    assert sentences(source) == {"address": ["Enter a valid URL."]}
