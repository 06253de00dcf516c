"""Every record in the administration: found without accents, listed in a fixed number of queries, with its history."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.text import capfirst

from clusters.models import Cluster, SearchEntry, SentForm, Source, User
from pacts.models import ChainHead, Conference
from tests import factories
from tests.admin import address
from tests.factories import ClusterYearFactory, ConferenceFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db
DERIVED = [SearchEntry]  # rebuilt from the records
MACHINES_OWN = [ChainHead, SentForm]  # the lock of a chain, and what is gone after a day: nothing to read
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
FACTORIES = {
    factory._meta.model: factory
    for factory in vars(factories).values()
    if isinstance(factory, type) and hasattr(factory, "_meta") and factory._meta.model
}


@pytest.fixture
def administrator(client):
    user = UserFactory(admin=True)
    client.force_login(user)
    return user


def queries_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries)


def test_every_model_of_the_rooms_is_in_the_administration():
    ours = [
        model
        for room in ("clusters", "pacts", "awards")
        for model in apps.get_app_config(room).get_models()
        if not model.__name__.startswith("Historical")
        and not model._meta.proxy
        and model not in [*DERIVED, *MACHINES_OWN]
    ]

    assert set(ours) == set(MODELS)


@pytest.mark.parametrize("model", MODELS)
def test_list_of_three_asks_no_more_than_list_of_one(client, administrator, model):
    rows = [FACTORIES[model]()]
    client.get(address(model, "changelist"))
    one = queries_of(client, address(model, "changelist"))
    rows += FACTORIES[model].create_batch(2)

    three = queries_of(client, address(model, "changelist"))

    assert three == one


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("page", ["change", "history", "delete"])
def test_pages_of_a_record_open(client, administrator, model, page):
    row = FACTORIES[model]()

    response = client.get(address(model, page, row.pk))

    refused = page == "delete" and not admin.site._registry[model].has_delete_permission(response.wsgi_request, row)
    assert response.status_code == (403 if refused else 200)


@pytest.mark.parametrize("model", MODELS)
def test_add_page_opens_where_rows_are_added_by_hand(client, administrator, model):
    response = client.get(address(model, "add"))

    allowed = admin.site._registry[model].has_add_permission(response.wsgi_request)
    assert response.status_code == (200 if allowed else 403)


@pytest.mark.parametrize("model", MODELS)
def test_search_answers_whatever_is_typed(client, administrator, model):
    FACTORIES[model]()

    assert client.get(address(model, "changelist"), {"q": "đơn Vị 'x' \0 %"}).status_code == 200


@pytest.mark.parametrize("model", [model for model in MODELS if hasattr(model, "history")])
def test_history_of_a_record_can_be_read_and_never_put_back(client, administrator, model):
    row = FACTORIES[model]()
    url = address(model, "simple_history", row.pk, row.history.first().pk)

    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 403


def test_history_of_an_account_shows_no_password(client, administrator):
    page = client.get(address(User, "simple_history", administrator.pk, administrator.history.first().pk))

    assert administrator.username in page.text
    assert administrator.password not in page.text


def test_history_shows_a_long_wording_whole(client, administrator):
    conference = ConferenceFactory()
    conference.purpose = "Ký kết giao ước thi đua. " * 20
    conference.save()

    page = client.get(address(Conference, "history", conference.pk))

    assert page.context["page_obj"][0].history_delta_changes[0]["new"] == conference.purpose


def test_what_others_refer_to_among_several_is_not_deleted(client, administrator):
    year = ClusterYearFactory()
    source = SourceFactory()
    year.sources.add(source)

    page = client.post(address(Source, "delete", source.pk), {"post": "yes"})

    assert page.context["protected"] == [str(year)]
    assert list(year.sources.all()) == [source]


def test_what_is_deleted_with_a_record_is_told_without_links_nobody_named(client, administrator):
    conference = ConferenceFactory()
    conference.cluster_years.add(ClusterYearFactory())

    page = client.get(address(Conference, "delete", conference.pk))

    assert (len(page.context["deleted_objects"]), len(dict(page.context["model_count"]))) == (1, 1)


@pytest.mark.parametrize("version", ["abc", "9" * 20, "9" * 5000])
def test_a_version_of_history_that_is_no_number_is_nowhere(client, administrator, version):
    assert client.get(address(Conference, "simple_history", ConferenceFactory().pk, version)).status_code == 404


@pytest.mark.parametrize("key", ["x", "9" * 20, "9" * 5000])
def test_a_choice_of_several_records_refuses_what_is_no_key(client, administrator, key):
    page = client.post(address(Cluster, "add"), {"predecessors": key})

    assert "predecessors" in page.context["adminform"].form.errors


def test_history_tells_a_change_in_the_words_of_the_page(client, administrator):
    conference = ConferenceFactory(held_on="2021-03")
    conference.held_on, conference.part_of_day = "2021-03-31", Conference.PartOfDay.MORNING
    conference.known_none, conference.inferred = None, {"held_on": "theo ngày đăng"}
    conference.save()

    page = client.get(address(Conference, "history", conference.pk))

    changes = {
        change["field"]: (change["old"], change["new"]) for change in page.context["page_obj"][0].history_delta_changes
    }
    held_on, part_of_day, inferred = (
        Conference._meta.get_field(name) for name in ("held_on", "part_of_day", "inferred")
    )
    assert changes == {
        capfirst(held_on.verbose_name): ("03/2021", "31/03/2021"),
        capfirst(part_of_day.verbose_name): ("–", str(Conference.PartOfDay.MORNING.label)),
        capfirst(inferred.verbose_name): ("–", f"{held_on.verbose_name}: theo ngày đăng"),
    }


def test_a_stranger_is_sent_to_sign_in_and_a_person_without_the_right_is_refused(client):
    url = reverse("admin:index")

    assert client.get(url, follow=True).redirect_chain[-1][0] == f"/dang-nhap/?next={url}"
    client.force_login(UserFactory())
    assert client.get(url, follow=True).status_code == 403


@pytest.mark.parametrize("path", ["chu/history/", "1/history/chu/", "chu/history/1/", "1;a/history/", "-1/history/"])
@pytest.mark.parametrize("model", ["unit", "clusteryear", "user"])
def test_a_word_in_the_place_of_a_number_leads_nowhere(client, model, path):
    client.force_login(UserFactory(admin=True))

    assert client.get(f"/admin/clusters/{model}/{path}").status_code in (302, 404)


@pytest.mark.parametrize("question", ["pk__in=99999999999999999999", f"q={'%20'.join(map(str, range(1_200)))}"])
@pytest.mark.parametrize("model", [Cluster, Conference])
def test_a_list_asked_an_odd_question_answers_without_a_fault(client, administrator, model, question):
    assert client.get(f"{address(model, 'changelist')}?{question}").status_code in (200, 302)
