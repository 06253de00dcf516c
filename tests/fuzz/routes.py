"""Every route of the site, admin included, with addresses that fill its parameters well or badly."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from django.apps import apps
from django.contrib import admin
from django.urls import URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from awards.desk.views import MOVES as AWARD_MOVES
from clusters.models import Cluster, ClusterYear, Unit
from pacts.models import PactVersion
from pacts.moves import MOVES
from tests.fuzz.hostile import PATHS

PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
MODELS = {"award": "awards.Award", "membership": "clusters.Membership"}
BY_ROUTE = {  # whose number a route's <int:pk> is
    "tai-khoan/phien/": "clusters.UserSession",
    "tai-khoan/phan-cong/": "clusters.Mandate",
    "tai-khoan/": "clusters.User",
    "ban-lam-viec/": "clusters.Membership",
    "don-vi-cua-toi/": "clusters.Membership",
}


@dataclass(frozen=True)
class Route:
    """One route: its pattern as written, the name it is called by, and the model of the admin it is about."""

    pattern: str
    name: str
    model: str = ""

    def __str__(self):
        return f"/{self.pattern}"


def all_routes():
    models = {f"{m._meta.app_label}_{m._meta.model_name}": m._meta.label for m in admin.site._registry}
    found = []
    for pattern, name in _walk(get_resolver(), "", ""):
        about = next((label for key, label in models.items() if name.startswith(f"admin:{key}_")), "")
        found.append(Route(pattern, name, about))
    return found


def _walk(resolver, before, space):
    for entry in resolver.url_patterns:
        written = entry.pattern._route if isinstance(entry.pattern, RoutePattern) else "<str:anything>"
        if isinstance(entry, URLResolver):
            yield from _walk(entry, before + str(entry.pattern), f"{entry.namespace}:" if entry.namespace else space)
        else:
            yield before + written, space + (entry.name or written)


class Addresses:
    """Fills routes with what stands in the register, read once, or with what nobody would type."""

    def __init__(self):
        self.years = list(ClusterYear.objects.order_by("pk").values_list("cluster__slug", "slug"))
        own = [pair for pair in self.years if pair[0] in ("khoi-x", "khoi-y")]
        self.years = own * 3 + self.years  # mostly those that somebody keeps
        self.slugs = list(Cluster.objects.values_list("slug", flat=True)) + list(
            Unit.objects.values_list("slug", flat=True)
        )
        self.seals = list(PactVersion.objects.order_by("pk").values_list("seal", flat=True))
        self.numbers = {}

    def of(self, route, rng):
        """Return an address of a route, percent-encoded."""
        cluster, label = rng.choice(self.years)
        good = {"cluster": cluster, "label": label, "seal": rng.choice(self.seals)}
        good["move"] = rng.choice(sorted(MOVES))
        good["to"] = rng.choice(sorted(map(str, AWARD_MOVES)))
        good["year"] = rng.randint(2019, 2027)

        def filled(match):
            name = match["name"]
            if rng.random() < 0.12:
                return _encoded(rng.choice(PATHS), rng)
            if name in good:
                return str(good[name])
            if name in ("slug", "sheet"):
                return rng.choice([*self.slugs, "khen-thuong-theo-loai", "khen-thuong-theo-cap"])
            model = MODELS.get(name) or next(
                (m for start, m in BY_ROUTE.items() if route.pattern.startswith(start)), ""
            )
            if route.model or model:
                return str(rng.choice(self._numbers(route.model or model)))
            return rng.choice(["1", "2", "x", "jsi18n", "khong-co"])

        return "/" + PARAMETER.sub(filled, route.pattern)

    def _numbers(self, label):
        if label not in self.numbers:
            self.numbers[label] = list(apps.get_model(label).objects.order_by("pk").values_list("pk", flat=True)) or [1]
        return self.numbers[label]


def _encoded(value, rng):
    return quote(value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value, safe="")
