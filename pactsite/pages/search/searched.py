"""What is searched: for each kind of hit, which rows hold the words, in a name or in a text, and of which year.

Written in SQL: one question over fourteen tables, which an ORM would take longer to word than a database to answer.
What the public may read is not said here, but by the querysets behind the tables told, told_year, told_unit and given.
"""

from functools import partial

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ALWAYS = 9999  # the year of what still stands: among equals it comes first


class Kind(TextChoices):
    """What a reader may look for, as it stands in the address."""

    PACT = "giao-uoc", _("Pacts")
    COMMITMENT = "noi-dung", _("Commitments")
    TARGET = "chi-tieu", _("Targets")
    CLUSTER = "cum-khoi", _("Clusters and blocs")
    UNIT = "don-vi", _("Units")
    PERSON = "nguoi", _("People")
    MOVEMENT = "phong-trao", _("Movements")
    DOCUMENT = "van-ban", _("Documents")
    AWARD = "khen-thuong", _("Awards")
    SOURCE = "nguon", _("Sources")


# --- Names that several kinds are found by: (id, f0, f1, …), 1 for each piece they hold ---


def sets(terms):
    """Yield (name, SQL): units by all their names, what lies in them, and clusters and years by name and place."""
    has, flags, names = terms.has, terms.flags, terms.names
    found = f"{flags(has, 'folded')} FROM {{}} WHERE {terms.any(has, 'folded')}"
    yield (
        "named",
        terms.gathered(
            [f"SELECT id, {found.format('clusters_unit')}", f"SELECT unit_id, {found.format('clusters_unitname')}"]
        ),
    )
    inner = f"SELECT u.id, {names('n')} FROM named n {terms.then} clusters_unit "
    yield (
        "within",
        terms.gathered(
            [
                f"SELECT n.id, {names('n')} FROM named n",
                f"{inner} u ON u.place_id = n.id",
                f"{inner} p ON p.place_id = n.id {terms.then} clusters_unit u ON u.place_id = p.id",
            ]
        ),
    )
    placed = flags(lambda piece: f"w.f{piece} = 1 OR {has('c.folded', piece)}")
    yield "clustered", f"SELECT c.id, {placed} FROM clusters_cluster c LEFT JOIN within w ON w.id = c.place_id"
    dated = flags(lambda piece: f"c.f{piece} = 1 OR {has('y.folded', piece)}")
    yield "dated", f"SELECT y.id, {dated} FROM clusters_clusteryear y LEFT JOIN clustered c ON c.id = y.cluster_id"
    yield "typed", f"SELECT id, {found.format('awards_awardtype')}"
    by = [("type_id", "typed"), ("unit_id", "named"), ("of_unit_id", "named")]
    yield (
        "honoured",
        terms.gathered(
            [
                f"SELECT r.id, {names('n')} FROM {name} n {terms.then} awards_award r ON r.{key} = n.id"
                for key, name in by
            ]
        ),
    )


# --- Hits of each kind: id, rank, year ---


def pact(terms):
    named = "d.f{} = 1".format
    title = begins_with("p", "title")
    held = lambda piece: f"({named(piece)} OR {terms.has('p.folded', piece)})"  # noqa: E731
    rank = terms.ranked(lambda piece: f"({named(piece)} OR {terms.has(title, piece)})", held)
    return (
        f"p.id, {rank}, t.year FROM pacts_pact p LEFT JOIN dated d ON d.id = p.cluster_year_id"
        f" {terms.then} told t ON t.id = p.id WHERE {terms.all(held)}"
    )


def cluster(terms):
    held = "k.f{} = 1".format
    year = standing_until("c.ended_on")
    return (
        f"c.id, {terms.ranked(held)}, {year} FROM clustered k {terms.then} clusters_cluster c ON c.id = k.id"
        f" WHERE {terms.all(held)}"
    )


def unit(terms):
    """One of its own names holds a word at least; the others may be where it lies."""
    year = standing_until("u.ended_on")
    return (
        f"u.id, {terms.ranked('n.f{} = 1'.format)}, {year} FROM named n {terms.then} within w ON w.id = n.id"
        f" {terms.then} clusters_unit u ON u.id = n.id"
        f" WHERE {terms.all('w.f{} = 1'.format)} AND (u.checked OR u.id IN (SELECT id FROM told_unit))"
    )


def commitment(terms, table="pacts_commitment"):
    held = partial(terms.has, "r.folded")
    return (
        f"r.id, {terms.ranked(None, held)}, t.year FROM {table} r {terms.then} told t ON t.id = r.pact_id{where(terms)}"
    )


target = partial(commitment, table="pacts_target")


def participation(terms):
    signed = "FROM told t WHERE t.conference_id = r.conference_id"
    return f"{person(terms)}, (SELECT MAX(t.year) {signed}) FROM pacts_participation r" + where(
        terms, f"EXISTS (SELECT 1 {signed})"
    )


def signatory(terms):
    return (
        f"{person(terms)}, t.year FROM pacts_signatory r {terms.then} clusters_membership m ON m.id = r.membership_id"
        f" {terms.then} told t ON t.cluster_year_id = m.cluster_year_id{where(terms)}"
    )


def person(terms):
    return f"r.id, {terms.ranked(partial(terms.has, begins_with('r', 'name')), partial(terms.has, 'r.folded'))}"


def head(terms):
    """The person who leads for a unit: a name that has no folded key, so the patterns think of its accents."""
    held = partial(terms.has_accented, "m.head_name")
    return (
        f"m.id, {terms.ranked(held)}, t.year FROM clusters_membership m"
        f" {terms.then} told t ON t.cluster_year_id = m.cluster_year_id"
        f" WHERE {terms.all(terms.looks_like, 'm.head_name')} AND {terms.all(held)}"
    )


def movement(terms):
    pacts = "FROM pacts_pactmovement l JOIN told t ON t.id = l.pact_id WHERE l.movement_id = r.id"
    rank = terms.ranked(partial(terms.has, "r.folded"))
    return f"r.id, {rank}, (SELECT MAX(t.year) {pacts}) FROM pacts_movement r" + where(
        terms, f"EXISTS (SELECT 1 {pacts})"
    )


def document(terms):
    rank = terms.ranked(partial(terms.has, "r.folded"))
    public = [
        "SELECT 1 FROM pacts_pactdocument l JOIN told t ON t.id = l.pact_id WHERE l.document_id = r.id",
        "SELECT 1 FROM clusters_clusteryear y JOIN told_year t ON t.id = y.id WHERE y.division_id = r.id",
        "SELECT 1 FROM awards_award a JOIN given t ON t.id = a.id WHERE a.decision_id = r.id",
    ]
    return f"r.id, {rank}, {year_of('r.issued_on')} FROM clusters_document r" + where(terms, any_of(public))


def award(terms):
    """By its type, its recipient and its citation. What is folded begins with its words and ends with the recipient."""
    name = begins_with("r", "as_written")
    recipient = "SUBSTR(r.folded, 1 + LENGTH(r.folded) - COALESCE(LENGTH(r.recipient_name), 0))"
    held = lambda piece: f"(h.f{piece} = 1 OR {terms.has('r.folded', piece)})"  # noqa: E731
    rank = terms.ranked(
        lambda piece: f"(h.f{piece} = 1 OR {terms.has(name, piece)} OR {terms.has(recipient, piece)})", held
    )
    return (
        f"r.id, {rank}, r.merit_year FROM awards_award r LEFT JOIN honoured h ON h.id = r.id"
        f" {terms.then} given t ON t.id = r.id WHERE {terms.all(held)}"
    )


def source(terms):
    rank = terms.ranked(partial(terms.has, begins_with("r", "title")), partial(terms.has, "r.folded"))
    public = [
        "SELECT 1 FROM clusters_clusteryear_sources l JOIN told_year t ON t.id = l.clusteryear_id"
        " WHERE l.source_id = r.id",
        "SELECT 1 FROM awards_award a JOIN given t ON t.id = a.id WHERE a.source_id = r.id",
    ]
    return f"r.id, {rank}, {year_of('r.published_on')} FROM clusters_source r" + where(terms, any_of(public))


# --- Parts of them ---


def where(terms, *conditions):
    return f" WHERE {' AND '.join([terms.all_in('r.folded'), *conditions])}"


def any_of(rows):
    return "(" + " OR ".join(f"EXISTS ({sql})" for sql in rows) + ")"


def begins_with(table, field):
    """The part of a folded key that comes from its first field: folding keeps the number of letters."""
    return f"SUBSTR({table}.folded, 1, COALESCE(LENGTH({table}.{field}), 0))"


def year_of(day):
    return f"CAST(SUBSTR({day}, 1, 4) AS integer)"


def standing_until(day):
    return f"COALESCE({year_of(day)}, {ALWAYS})"


# One kind may lie in several tables; equals of one rank and year come in this order.
TABLES = {
    "pact": (Kind.PACT, pact),
    "cluster": (Kind.CLUSTER, cluster),
    "unit": (Kind.UNIT, unit),
    "commitment": (Kind.COMMITMENT, commitment),
    "target": (Kind.TARGET, target),
    "participation": (Kind.PERSON, participation),
    "signatory": (Kind.PERSON, signatory),
    "head": (Kind.PERSON, head),
    "movement": (Kind.MOVEMENT, movement),
    "document": (Kind.DOCUMENT, document),
    "award": (Kind.AWARD, award),
    "source": (Kind.SOURCE, source),
}
NAMES = list(TABLES)
NUMBERS = {name: number for number, name in enumerate(NAMES)}
