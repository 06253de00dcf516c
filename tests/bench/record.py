"""A register of 2,000 invented pacts, the same each time. No fact of it is true."""

import random

from django.db import connection, transaction

from awards.models import Award
from clusters.models import (
    Cluster,
    ClusterKind,
    ClusterYear,
    Mandate,
    Membership,
    Source,
    Unit,
    UnitKind,
    UnitName,
    User,
)
from clusters.search.index import rebuild_index
from pacts.document.load import document_of
from pacts.models import (
    Commitment,
    Conference,
    Movement,
    Pact,
    PactMovement,
    PactStatus,
    PactVersion,
    Participation,
    Signatory,
    Target,
)
from pacts.seal.formats import NEWEST
from pacts.seal.seal import content_of, seal_of
from tests import factories
from tests.bench.measuring import PASSWORD, USERNAME

SEED = 2026
CLUSTERS, YEARS = 200, range(2016, 2026)
OF_ONE_ORGANISER = 90  # clusters
UNITS, COMMITMENTS, TARGETS, PEOPLE, AWARDS = 11, 9, 4, 5, 3
WORDS = (
    "thực hiện nhiệm vụ chính trị được giao đẩy mạnh cải cách hành chính xây dựng nông thôn mới đô thị văn minh chuyển "
    "đổi số phát triển kinh tế xã hội giữ vững quốc phòng an ninh nâng cao chất lượng đời sống nhân dân học tập và làm "
    "theo tư tưởng đạo đức phong cách bảo vệ môi trường giảm nghèo bền vững thu hút đầu tư kỷ cương trách nhiệm"
).split()
NAMES = "An Bình Châu Dũng Đào Giang Hà Khánh Lan Minh Nam Oanh Phúc Quang Sơn Thảo Uyên Việt Xuân Yến".split()
BODIES = "Sở Nội vụ|Sở Tài chính|Sở Y tế|Ban Dân vận|Công an tỉnh|Thanh tra tỉnh|Báo|Trường Chính trị|Sở Xây dựng"


def store(model, values):
    """Store a row of a model for each dictionary of values, in one go, and return the rows."""
    build = getattr(factories, f"{model.__name__}Factory").build
    return model.objects.bulk_create([build(**each) for each in values], batch_size=400)


class Register:
    """Makes the whole register next to the examples, which are loaded before."""

    def __init__(self):
        self.chance = random.Random(SEED)

    def make(self):
        """Return {"large": key of the pact whose draft is the largest, "example": path of the largest example}."""
        examples = PactVersion.objects.select_related("pact__cluster_year__cluster")
        example = max(examples, key=lambda version: len(str(version.content))).pact
        with transaction.atomic():
            self.people()
            self.years()
            self.pacts()
            self.promises()
            self.sealed()
            largest = self.drafts()
            rebuild_index()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as in a register that has grown over years
        return {"large": largest.pk, "example": example.get_absolute_url()}

    def words(self, least, most):
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(least, most))).capitalize()

    def person(self):
        return " ".join(self.chance.choices(NAMES, k=3))

    # --- Who takes part ---

    def people(self):
        names = [f"Tỉnh {first} {second}" for first in NAMES[:2] for second in NAMES[:17]]
        values = [{"name": name, "slug": f"tinh-{n}", "kind": UnitKind.PROVINCE} for n, name in enumerate(names)]
        self.provinces = store(Unit, values)
        self.clusters = store(Cluster, [self.cluster(n) for n in range(CLUSTERS)])
        places = [cluster.place for cluster in self.clusters for _ in range(UNITS)]
        bodies = BODIES.split("|")
        values = [
            {"name": f"{bodies[n % len(bodies)]} {self.person()}", "slug": f"don-vi-{n}", "place": place}
            for n, place in enumerate(places)
        ]
        self.units = store(Unit, values)
        values = [
            {"unit": unit, "sort": UnitName.Sort.FORMER, "name": f"{unit.name} cũ", "until": "2018-12-31"}
            for unit in self.units[::5]
        ]
        store(UnitName, values)

    def cluster(self, n):
        kind, place = list(ClusterKind)[n % 2], self.provinces[n % len(self.provinces)]
        name = f"{kind.label} thi đua số {n + 1} {place.name}"
        organiser = self.provinces[0] if n < OF_ONE_ORGANISER else place
        return {"name": name, "slug": f"{kind}-{n + 1}", "kind": kind, "place": place, "organiser": organiser}

    def years(self):
        values = [{"cluster": cluster, "year": year} for cluster in self.clusters for year in YEARS]
        self.cluster_years = store(ClusterYear, values)
        sources = store(Source, [{"title": self.words(8, 14), "outlet": "Báo"} for _year in self.cluster_years])
        through = ClusterYear.sources.through
        pairs = zip(self.cluster_years, sources, strict=True)
        through.objects.bulk_create([through(clusteryear=year, source=source) for year, source in pairs])
        self.members = store(Membership, [row for year in self.cluster_years for row in self.roster(year)])

    def roster(self, year):
        first = self.clusters.index(year.cluster) * UNITS
        leader = year.year % UNITS  # leaders rotate
        roles = {leader: Membership.Role.LEADER, (leader + 1) % UNITS: Membership.Role.DEPUTY}
        for n, unit in enumerate(self.units[first : first + UNITS]):
            role = roles.get(n, Membership.Role.MEMBER)
            yield {"cluster_year": year, "unit": unit, "position": n, "role": role}

    # --- What was promised, and earned ---

    def pacts(self):
        values = [self.conference(year) for year in self.cluster_years]
        self.conferences = store(Conference, values)
        values = [
            {"conference": row, "position": n, "name": self.person(), "titles": ["Phó Chủ tịch"], "roles": ["guest"]}
            for row in self.conferences
            for n in range(PEOPLE)
        ]
        store(Participation, values)
        pairs = zip(self.cluster_years, self.conferences, strict=True)
        self.signed = store(Pact, [self.pact(year, conference) for year, conference in pairs])

    def conference(self, year):
        month, day = self.chance.randint(1, 4), self.chance.randint(1, 28)
        return {"held_on": f"{year.year}-{month:02}-{day:02}", "venue": f"Hội trường {year.cluster.place}"}

    def pact(self, year, conference):
        status = PactStatus.SIGNED if year.year == YEARS[-1] else PactStatus.CLOSED
        theme = self.words(8, 16)
        return {"cluster_year": year, "conference": conference, "theme": theme, "status": status}

    def promises(self):
        rows = [{"pact": pact, "position": n} for pact in self.signed for n in range(COMMITMENTS)]
        store(Commitment, [row | {"text": self.words(25, 60) + "."} for row in rows])
        rows = [{"pact": pact, "position": n} for pact in self.signed for n in range(TARGETS)]
        aim = {"operator": ">=", "value": 90, "unit": "%"}
        store(Target, [row | aim | {"text": f"{self.words(6, 10)} từ 90% trở lên"} for row in rows])
        signed = {"title": "Giám đốc", "state": Signatory.State.SIGNED}
        store(Signatory, [signed | {"membership": row, "name": self.person()} for row in self.members])
        movements = store(Movement, [{"name": f"Phong trào {self.words(4, 8)}"} for _n in range(40)])
        store(PactMovement, [{"pact": pact, "movement": self.chance.choice(movements)} for pact in self.signed])
        store(Award, [row for pact in self.signed for row in self.awards(pact)])

    def awards(self, pact):
        first = self.clusters.index(pact.cluster_year.cluster) * UNITS
        for unit in self.chance.sample(self.units[first : first + UNITS], AWARDS):
            given = {"presented_at": pact.conference, "merit_year": pact.cluster_year.year - 1}
            yield given | {"type": None, "as_written": "Bằng khen", "unit": unit}

    def sealed(self):
        values = []
        for pact in self.signed:
            content = content_of(pact)
            values.append({"pact": pact, "number": 1, "format": NEWEST, "content": content, "seal": seal_of(content)})
        store(PactVersion, values)

    # --- What is being written ---

    def drafts(self):
        """Add two drafts of next year: one of 11 units, and one of 30 units and 40 commitments; and who writes them."""
        user = User.objects.create_user(USERNAME, password=PASSWORD, full_name="Người đo", is_demo=True)
        place = self.clusters[0].organiser
        store(Mandate, [{"user": user, "organiser": True, "unit": place}])
        small, large = self.clusters[0], self.clusters[len(self.provinces)]  # both of that organiser
        self.draft(small, UNITS, COMMITMENTS)
        return self.draft(large, 30, 40)

    def draft(self, cluster, units, commitments):
        (year,) = store(ClusterYear, [{"cluster": cluster, "year": YEARS[-1] + 1}])
        (pact,) = store(Pact, [{"cluster_year": year}])
        rows = range(units)
        pact.draft = document_of(pact) | {
            "units": [{"key": f"u{n}", "unit": self.units[n].slug, "role": "member"} for n in rows],
            "signatories": [{"key": f"s{n}", "member": f"u{n}", "name": self.person()} for n in rows],
            "commitments": [
                {"key": f"c{n}", "text": self.words(25, 60), "standing": "agreed"} for n in range(commitments)
            ],
            "targets": [{"key": f"t{n}", "text": self.words(6, 10)} for n in range(commitments // 2)],
        }
        pact.save()
        return pact
