"""What must hold after every request: of its answer, and of the tables of the register."""

import re
from collections import defaultdict

from django.apps import apps
from django.db import connection

from awards.models import Award
from clusters.models import Cluster, ClusterYear, Document, Mandate, Membership, Source, Unit, User
from pacts.models import Conference, Movement, Pact
from tests.fuzz.hostile import MARK

ROOMS = ("clusters", "pacts", "awards")
WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"(\w+)"', re.I)
TEMPLATE_MARKS = re.compile(
    r"\{% |\{\{ |(?:<|&lt;)(?:django|Query|function|class)[ .]|object at 0x|Traceback \(most recent"
)
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}

# Besides those of the lock after wrong passwords. The set-up of a second factor keeps its secret as the page opens.
TECHNICAL = {"django_session", "clusters_usersession", "clusters_sentform", "clusters_searchentry", "pacts_chainhead"}
SET_UP = "otp_totp_totpdevice"
OF_THE_ACCOUNT = {SET_UP, "otp_static_staticdevice", "otp_static_statictoken", "pacts_notice"}
OF_A_UNIT = {"signatory", "keywork", "actionprogramme", "comment", "submission", "titleregistration"}
APPEND_ONLY = {"pacts_pactversion", "pacts_pactmove", "pacts_chainentry"}  # and every history
GIVES_MANDATES = {"clusters_user", "clusters_mandate", "clusters_invitation"}

# How a row of the register leads to the clusters it belongs to, where that is not by its own foreign keys.
TO_CLUSTERS = {
    Cluster: "pk",
    ClusterYear: "cluster",
    Conference: "cluster_years__cluster",
    Document: "pacts__pact__cluster_year__cluster",
    Movement: "pacts__pact__cluster_year__cluster",
    Source: "cluster_years__cluster",
    Unit: "memberships__cluster_year__cluster",
    Pact: "cluster_year__cluster",
    Membership: "cluster_year__cluster",
    Award: "presented_at__cluster_years__cluster",
}


def path_to(model, goal, known):
    """Return the lookup that leads from a model to another over its own foreign keys, or None."""
    queue, seen = [(model, "")], {model}
    while queue:
        here, path = queue.pop(0)
        if here in known:
            return path + known[here]
        if here is goal:
            return path + "pk"
        for field in here._meta.fields:
            there = field.related_model
            if there and there not in seen and there is not User and there._meta.app_label in ROOMS:
                seen.add(there)
                queue.append((there, f"{path}{field.name}__"))
    return None


class Tables:
    """The rows of every table as they were made, and which of them a request has changed."""

    def __init__(self):
        self.models = {}
        for model in apps.get_models(include_auto_created=True):
            self.models[model._meta.db_table] = model
        self.before = {table: self._rows(table) for table in connection.introspection.table_names()}
        self.to_clusters = {t: path_to(m, Cluster, TO_CLUSTERS) for t, m in self.models.items() if self._is_record(m)}
        self.to_units = {t: path_to(m, Membership, {Unit: "pk", Membership: "unit"}) for t, m in self.models.items()}
        self.owners = {table: self._owners(table) for table in self.to_clusters}
        self.written = set()

    def watch(self, execute, sql, params, many, context):
        """Note which table a statement writes."""
        if found := WRITES.match(sql):
            self.written.add(found[1])
        return execute(sql, params, many, context)

    def changed(self):
        """Return {table: {number of a row: "added", "changed" or "removed"}} for what was written since."""
        found = {}
        for table in sorted(self.written):
            before, now = self.before[table], self._rows(table)
            sorts = {pk: "added" if pk not in before else "changed" for pk in now if before.get(pk) != now[pk]}
            sorts |= dict.fromkeys(before.keys() - now.keys(), "removed")
            if sorts:
                found[table] = sorts
        return found

    def _rows(self, table):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            model = self.models.get(table)
            place = names.index(model._meta.pk.column) if model else 0
            return {row[place]: hash(row) for row in cursor.fetchall()}

    @staticmethod
    def _is_record(model):
        return model._meta.app_label in ROOMS and not hasattr(model, "history_id") and not model._meta.auto_created

    def _owners(self, table, path=None):
        path = path or self.to_clusters[table]
        owners = defaultdict(set)
        if path:
            for pk, owner in self.models[table]._base_manager.values_list("pk", path):
                owners[pk] |= {owner} - {None}
        return owners

    def owners_of(self, table, pks):
        """Return the clusters that rows belonged or belong to."""
        now, before = self._owners(table), self.owners[table]
        return {pk: now.get(pk, set()) | before.get(pk, set()) for pk in pks}

    def units_of(self, table, pks):
        path = self.to_units.get(table)
        units = self._owners(table, path) if path else {}
        return {pk: units.get(pk, set()) for pk in pks}


class Person:
    """What a role may write, said here once more and apart from the site's own permissions."""

    def __init__(self, role, user):
        self.role, self.user = role, user
        mandates = Mandate.objects.in_force().filter(user=user) if user and not user.is_demo else Mandate.objects.none()
        self.clusters = {m.cluster_id for m in mandates if m.cluster_id}
        organised = [m.unit_id for m in mandates if m.scope == "organiser"]
        self.organises = bool(organised)
        self.clusters |= set(Cluster.objects.filter(organiser__in=organised).values_list("pk", flat=True))
        self.units = {m.unit_id for m in mandates if m.kind == "member"}
        self.is_demo = bool(user and user.is_demo)

    def faults(self, tables, method):
        """Yield a sentence for each row that this person may not have written."""
        for table, sorts in tables.changed().items():
            if table in TECHNICAL or table.startswith("axes_"):
                continue
            if method in SAFE and not (table == SET_UP and self.user):
                yield f"{method} wrote {table}: {_told(sorts)}"
            elif table in APPEND_ONLY or "historical" in table:
                if set(sorts.values()) - {"added"}:
                    yield f"{table} is only ever added to: {_told(sorts)}"
            elif self.role != "administrator":
                yield from self._faults(tables, table, sorts)

    def _faults(self, tables, table, sorts):
        own = table in OF_THE_ACCOUNT or (table == "clusters_user" and self.user and set(sorts) == {self.user.pk})
        gives = self.organises and table in {*GIVES_MANDATES, "clusters_cluster"}
        if self.user is None or self.is_demo:
            yield f"a stranger wrote {table}: {_told(sorts)}"
        elif own or gives:
            pass
        elif not self.clusters and not self.units:
            yield f"somebody without a mandate wrote {table}: {_told(sorts)}"
        elif table in tables.to_clusters:
            yield from self._others(tables, table, sorts)

    def _others(self, tables, table, sorts):
        if not self.clusters:
            if table.partition("_")[2] not in OF_A_UNIT:
                yield f"a unit wrote {table}: {_told(sorts)}"
                return
            owners = tables.units_of(table, sorts)
            for pk, sort in sorts.items():
                if sort != "removed" and owners[pk] - self.units:
                    yield f"a unit wrote another's row in {table}: {pk} {sort}"
            return
        for pk, owners in tables.owners_of(table, sorts).items():
            if owners - self.clusters or (not owners and sorts[pk] != "added"):
                yield f"a row of another cluster was {sorts[pk]} in {table}: {pk} (clusters {sorted(owners)})"


def _told(sorts):
    return ", ".join(f"{pk} {sort}" for pk, sort in list(sorts.items())[:6])


def faults_of_answer(response, path):
    """Yield a sentence for each thing that is wrong with an answer, wherever it came from."""
    status = response.status_code
    if status >= 500 and not (status == 503 and path.startswith("/healthz")):
        yield f"the answer is {status}"
    if "default-src 'none'" not in response.headers.get("Content-Security-Policy", ""):
        yield f"no strict policy on a {status}"
    if response.headers.get("X-Content-Type-Options") != "nosniff":
        yield f"no nosniff on a {status}"
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return
    page = text_of(response)
    if MARK[:6] in page:
        yield "typed markup stands on the page as markup"
    if found := TEMPLATE_MARKS.search(page):
        yield f"the page shows {page[max(0, found.start() - 60) : found.end() + 60]!r}"


def text_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "replace")
