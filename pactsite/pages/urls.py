"""URLs of the public pages."""

from django.urls import path

from pactsite.pages.clusters import cluster_detail, cluster_list
from pactsite.pages.compare import pact_compare
from pactsite.pages.history import pact_history
from pactsite.pages.home import about, home, start
from pactsite.pages.opendata.awards import awards_csv, awards_json
from pactsite.pages.opendata.chain import chain_json, chain_jsonl
from pactsite.pages.opendata.clusters import clusters_csv, clusters_json
from pactsite.pages.opendata.feeds import news
from pactsite.pages.opendata.index import data_index
from pactsite.pages.opendata.openapi import openapi
from pactsite.pages.opendata.pacts import pact_json, pacts_csv, pacts_json
from pactsite.pages.opendata.sitemap import robots, sitemap
from pactsite.pages.opendata.units import units_csv, units_json
from pactsite.pages.pact import pact_detail
from pactsite.pages.pact_files import pact_original, pact_picture
from pactsite.pages.pacts import pact_list
from pactsite.pages.search.views import search
from pactsite.pages.units import unit_detail, unit_list
from pactsite.pages.verify import chain, sealed_text, verify

app_name = "pages"

urlpatterns = [
    path("", home, name="home"),
    path("bat-dau/", start, name="start"),
    path("giao-uoc/", pact_list, name="pacts"),
    path("giao-uoc/<slug:cluster>/<slug:label>/", pact_detail, name="pact"),
    path("giao-uoc/<slug:cluster>/<slug:label>/lich-su/", pact_history, name="pact_history"),
    path("giao-uoc/<slug:cluster>/<slug:label>/so-sanh/", pact_compare, name="pact_compare"),
    path("giao-uoc/<slug:cluster>/<slug:label>/anh.png", pact_picture, name="pact_picture"),
    path("giao-uoc/<slug:cluster>/<slug:label>/ban-goc/<int:pk>/", pact_original, name="pact_original"),
    path("cum-khoi/", cluster_list, name="clusters"),
    path("cum-khoi/<slug:slug>/", cluster_detail, name="cluster"),
    path("don-vi/", unit_list, name="units"),
    path("don-vi/<slug:slug>/", unit_detail, name="unit"),
    path("tim-kiem/", search, name="search"),
    path("gioi-thieu/", about, name="about"),
    path("xac-minh/", verify, name="verify"),
    path("xac-minh/chuoi/", chain, name="chain"),
    path("xac-minh/<slug:seal>.json", sealed_text, name="sealed_text"),
    path("du-lieu/", data_index, name="data"),
    path("du-lieu/openapi.yaml", openapi, name="openapi"),
    path("du-lieu/giao-uoc.json", pacts_json, name="pacts_json"),
    path("du-lieu/giao-uoc.csv", pacts_csv, name="pacts_csv"),
    path("du-lieu/giao-uoc/<slug:cluster>/<slug:label>.json", pact_json, name="pact_json"),
    path("du-lieu/cum-khoi.json", clusters_json, name="clusters_json"),
    path("du-lieu/cum-khoi.csv", clusters_csv, name="clusters_csv"),
    path("du-lieu/don-vi.json", units_json, name="units_json"),
    path("du-lieu/don-vi.csv", units_csv, name="units_csv"),
    path("du-lieu/khen-thuong.json", awards_json, name="awards_json"),
    path("du-lieu/khen-thuong.csv", awards_csv, name="awards_csv"),
    path("du-lieu/chuoi.json", chain_json, name="chain_json"),
    path("du-lieu/chuoi.jsonl", chain_jsonl, name="chain_jsonl"),
    path("tin.atom", news, name="atom"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
]
