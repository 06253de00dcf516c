"""Documents for tests, and pacts saved from them."""

import os
from copy import deepcopy

from clusters.models import Unit
from pacts.document import save_document
from pacts.models import Pact
from pacts.services.lifecycle import reopen_pact, save_draft, sign_pact
from tests.copies import make_or_copy
from tests.databases import WRITTEN_BY_MIGRATE, filled_tables
from tests.factories import PactFactory, UnitFactory

FULL_DOCUMENT = {
    "year": {"stated_units": 9, "as_written": ["Cụm thi đua các huyện"]},
    "conference": {
        "held_on": "2021-03-31",
        "part_of_day": "morning",
        "venue": "Hội trường",
        "host": "huyen-dai-tu",
    },
    "pact": {"theme": "Đoàn kết; sáng tạo", "theme_owner": "cluster", "open_ended": True},
    "units": [
        {"key": "dai-tu", "unit": "huyen-dai-tu", "role": "leader", "head_name": "Phạm Quang Anh"},
        {"key": "dinh-hoa", "unit": "huyen-dinh-hoa"},
    ],
    "signatories": [{"member": "dai-tu", "state": "signed"}],
    "participants": [{"key": "anh", "name": "Phạm Quang Anh", "titles": ["PBT HU", "Chủ tịch"], "roles": ["guest"]}],
    "commitments": [
        {"key": "viec", "text": "Hoàn thành nhiệm vụ; giữ kỷ cương…"},
        {"text": "Bám sát chủ đề năm", "standing": "direction", "by": "anh"},
    ],
    "targets": [
        {
            "key": "ca",
            "text": "100% hoàn thành",
            "commitment": "viec",
            "operator": "=",
            "value": "100",
            "unit": "%",
        },
        {"text": "trong đó 20% xuất sắc", "part_of": "ca", "operator": "=", "value": "20.50", "unit": "%"},
    ],
    "movements": [{"name": "Dân vận khéo", "as_written": ["dân vận khéo", "Dân vận khéo"]}],
    "documents": [{"kind": "plan", "number": "311/KH-UBND", "issued_on": "2019-08-27", "state": "cited"}],
    "sources": [
        {"title": "Ký kết", "authors": ["A", "B"], "errata": [{"as_written": "tuyên,", "meant": "tuyên truyền,"}]}
    ],
}
# The tables with rows where there is nothing but the units of the full document.
TABLES_BEFORE = {"clusters_unit", "clusters_historicalunit", "clusters_searchentry", "pacts_chainhead"}
UNITS_BEFORE = {"huyen-dai-tu", "huyen-dinh-hoa"}


def written(by=None, **parts):
    """Return a pact with a saved document of these parts."""
    pact = PactFactory()
    return save_document(pact=pact, document=parts, by=by)


def signed(by=None, **parts):
    """Return a signed and sealed pact with this content."""
    if by is None and parts == FULL_DOCUMENT and _has_only_its_units():
        # A copy belongs to one process, because the numbers in names go on from where factories have come to in it.
        make_or_copy(f"signed-{os.getpid()}", lambda: sign_pact(pact=written(**parts), by=None))
        return Pact.objects.select_related("cluster_year__cluster").get()
    return sign_pact(pact=written(by=by, **parts), by=by)


def _has_only_its_units():
    if filled_tables() - WRITTEN_BY_MIGRATE <= TABLES_BEFORE:
        return set(Unit.objects.values_list("slug", flat=True)) == UNITS_BEFORE
    return False


def corrected(pact):
    """Return a signed pact with a second version that has another closing text."""
    draft = reopen_pact(pact=pact, by=None, reason="Sai chữ").draft
    draft["pact"]["closing"] = "Các đơn vị cam kết thực hiện"
    save_draft(pact=pact, document=draft, by=None)
    return sign_pact(pact=pact, by=None, reason="Đính chính")


def full_document():
    """Return a document with something in every part. Creates the units it names."""
    UnitFactory(slug="huyen-dai-tu", name="Huyện Đại Từ")
    UnitFactory(slug="huyen-dinh-hoa", name="Huyện Định Hóa")
    return deepcopy(FULL_DOCUMENT)
