"""Documents for tests: what is typed, part by part, and a signed pact."""

from pacts.document import save_document
from pacts.services import keep_draft, reopen_pact, sign_pact
from tests.factories import PactFactory, UnitFactory


def written(by=None, **parts):
    """Return a pact into which a document of these parts was saved."""
    pact = PactFactory()
    return save_document(pact=pact, document=parts, by=by)


def signed(by=None, **parts):
    """Return a signed and sealed pact that says this."""
    return sign_pact(pact=written(by=by, **parts), by=by)


def corrected(pact):
    """Return a signed pact with a second version: its closing is another."""
    draft = reopen_pact(pact=pact, by=None, reason="Sai chữ").draft
    draft["pact"]["closing"] = "Các đơn vị cam kết thực hiện"
    keep_draft(pact=pact, document=draft, by=None)
    return sign_pact(pact=pact, by=None, reason="Đính chính")


def full_document():
    """Return a document that has something in every part. Makes the units it names."""
    UnitFactory(slug="huyen-dai-tu", name="Huyện Đại Từ")
    UnitFactory(slug="huyen-dinh-hoa", name="Huyện Định Hóa")
    return {
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
        "participants": [
            {"key": "anh", "name": "Phạm Quang Anh", "titles": ["PBT HU", "Chủ tịch"], "roles": ["guest"]}
        ],
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
