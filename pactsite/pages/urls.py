"""The public pages."""

from django.urls import path

from pactsite.pages.about import about
from pactsite.pages.clusters import cluster_detail, cluster_list
from pactsite.pages.compare import pact_compare
from pactsite.pages.history import pact_history
from pactsite.pages.home import home
from pactsite.pages.opendata.pacts import pact_json, pacts_json
from pactsite.pages.originals import pact_original
from pactsite.pages.pact import pact_detail
from pactsite.pages.pacts import pact_list
from pactsite.pages.start import start
from pactsite.pages.units import unit_detail, unit_list
from pactsite.pages.verify import sealed_text, verify

app_name = "pages"

urlpatterns = [
    path("", home, name="home"),
    path("bat-dau/", start, name="start"),
    path("giao-uoc/", pact_list, name="pacts"),
    path("giao-uoc/<slug:cluster>/<slug:label>/", pact_detail, name="pact"),
    path("giao-uoc/<slug:cluster>/<slug:label>/lich-su/", pact_history, name="pact_history"),
    path("giao-uoc/<slug:cluster>/<slug:label>/so-sanh/", pact_compare, name="pact_compare"),
    path("giao-uoc/<slug:cluster>/<slug:label>/ban-goc/<int:pk>/", pact_original, name="pact_original"),
    path("cum-khoi/", cluster_list, name="clusters"),
    path("cum-khoi/<slug:slug>/", cluster_detail, name="cluster"),
    path("don-vi/", unit_list, name="units"),
    path("don-vi/<slug:slug>/", unit_detail, name="unit"),
    path("gioi-thieu/", about, name="about"),
    path("xac-minh/", verify, name="verify"),
    path("xac-minh/<slug:seal>.json", sealed_text, name="sealed_text"),
    path("du-lieu/giao-uoc.json", pacts_json, name="pacts_json"),
    path("du-lieu/giao-uoc/<slug:cluster>/<slug:label>.json", pact_json, name="pact_json"),
]
