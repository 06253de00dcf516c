"""A whole article pasted at the desk: shown as it was read, and entered as it is ticked."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from pacts.models import Pact
from tests.factories import ClusterFactory, ClusterYearFactory, MandateFactory, PactFactory, UnitFactory

pytestmark = pytest.mark.django_db
ARTICLE = (
    "Khối thi đua số 1 ký giao ước\n\nSáng ngày 3/2/2021, tại hội trường Sở Y tế, Khối thi đua số 1 tổ chức hội nghị "
    "ký kết giao ước thi đua năm 2021, gồm 2 đơn vị: Sở Một (trưởng khối), "
    "Sở Hai.\n\nCác đơn vị ký giao ước với 2 nội dung: "
    "đoàn kết nội bộ; 100% cán bộ hoàn thành nhiệm vụ.\n\nĐồng chí Nguyễn Văn Bốn, Giám đốc Sở Một chủ trì hội nghị."
)


@pytest.fixture
def pact(client):
    province = UnitFactory(slug="tinh-x", name="Tỉnh X", kind="province")
    cluster = ClusterFactory(slug="khoi-x", organiser=province, place=province)
    pact = PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))
    client.force_login(MandateFactory(organiser=True, unit=province).user)
    return pact


def page(name="article"):
    return reverse(f"desk:{name}", args=["khoi-x", "2021"])


def ticked(response):
    """Return the form of the page as a browser sends it back unchanged."""
    context = response.context
    data = {"text": context["paste"].text, "apply": "1"} | ({"source": "1"} if context["source_taken"] else {})
    for line in context["lines"]:
        data |= {f"fact-{line.number}": line.text} | ({f"take-{line.number}": "1"} if line.is_taken else {})
    for proposal in context["proposals"]:
        data[f"shown-{proposal.number}"] = proposal.match.piece.text
        if proposal.answer is not None:
            data[proposal.field] = proposal.answer
    return data


def test_an_article_is_shown_marked_and_nothing_is_entered_before(client, pact):
    response = client.post(page(), {"text": ARTICLE})

    content = response.content.decode()
    assert "<mark" in content
    assert "đoàn kết nội bộ" in content
    assert [line.fact.kind for line in response.context["lines"]].count("commitments") == 2
    assert Pact.objects.get().draft is None


def test_what_is_ticked_is_entered(client, pact):
    response = client.post(page(), {"text": ARTICLE})

    client.post(page(), ticked(response))

    draft = Pact.objects.get().draft
    assert (draft["conference"]["held_on"], draft["conference"]["part_of_day"]) == ("2021-02-03", "morning")
    assert (draft["conference"]["venue"], draft["year"]["stated_units"]) == ("hội trường Sở Y tế", 2)
    assert [row["text"] for row in draft["commitments"]][-2:] == ["đoàn kết nội bộ", "100% cán bộ hoàn thành nhiệm vụ"]
    assert [(row["name"], row["titles"]) for row in draft["participants"]] == [("Nguyễn Văn Bốn", ["Giám đốc Sở Một"])]
    assert [row["title"] for row in draft["sources"]][-1] == "Khối thi đua số 1 ký giao ước"
    assert [row["as_written"] for row in draft["units"] if row.get("as_written")][-2:] == ["Sở Một", "Sở Hai"]


def test_what_is_unticked_is_left_out(client, pact):
    response = client.post(page(), {"text": ARTICLE})
    data = {name: value for name, value in ticked(response).items() if not name.startswith("take-")}

    client.post(page(), data)

    assert "đoàn kết nội bộ" not in str(Pact.objects.get().draft)


def test_a_fact_can_be_put_elsewhere(client, pact):
    response = client.post(page(), {"text": ARTICLE})
    line = next(line for line in response.context["lines"] if line.text == "đoàn kết nội bộ")

    client.post(page(), ticked(response) | {f"place-{line.number}": "slogan"})

    assert Pact.objects.get().draft["pact"]["slogan"] == "đoàn kết nội bộ"


def test_what_the_draft_says_otherwise_is_shown_and_not_preselected(client, pact):
    Pact.objects.filter(pk=pact.pk).update(draft={"conference": {"venue": "Nơi khác"}})

    response = client.post(page(), {"text": ARTICLE})

    [line] = [line for line in response.context["lines"] if line.fact.kind == "venue"]
    assert (line.is_taken, line.differs) == (False, "Nơi khác")


def test_an_article_entered_twice_adds_nothing_twice(client, pact):
    for _time in range(2):
        client.post(page(), ticked(client.post(page(), {"text": ARTICLE})))

    draft = Pact.objects.get().draft
    assert [len(draft[name]) for name in ("participants", "sources")] == [1, 1]
    assert str(draft["commitments"]).count("đoàn kết nội bộ") == 1


def test_an_undecided_unit_blocks_the_button(client, pact):
    for slug in ("mot-a", "mot-b"):
        UnitFactory(name="Sở Một", slug=slug, place=pact.cluster_year.cluster.place)
    data = ticked(client.post(page(), {"text": ARTICLE}))

    response = client.post(page(), data)

    assert "Sở Một" in response.content.decode().split('role="alert"')[1][:200]
    assert Pact.objects.get().draft is None


def test_a_file_is_read_and_a_broken_one_is_refused_beside_the_box(client, pact):
    read = client.post(page(), {"file": ContentFile(ARTICLE.encode(), name="a.txt")})
    refused = client.post(page(), {"file": ContentFile(b"%PDF-1.7 x", name="a.pdf")})

    assert len(read.context["lines"]) > 5
    assert 'id="text_error"' in refused.content.decode()


def test_the_pact_page_leads_there(client, pact):
    assert page() in client.get(page("pact")).content.decode()
