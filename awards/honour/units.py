"""The units in the filters of the roll, given by slug or by words of their name; what lies in a place."""

from dataclasses import dataclass, field

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from awards.models import Award
from clusters.common.list_query import LONGEST, one_line
from clusters.common.text import fold, slugify
from clusters.models import Unit, UnitName
from pacts.models import Pact

MOST_CHOICES = 10


@dataclass
class Named:
    """A text for a unit, and the unit it means; if there is no such unit, those it may mean and a sentence."""

    text: str = ""
    found: Unit | None = None
    choices: list = field(default_factory=list)
    problem: str = ""


def find_units(place, unit, organiser):
    """Return the Named of each of these texts; all slugs are looked up in one query."""
    texts = [one_line(text) for text in (place, unit, organiser)]
    slugs = [text for text in texts if text and len(text) <= LONGEST and text == slugify(text)]
    units = {row.slug: row for row in known().filter(slug__in=slugs).with_place()} if slugs else {}
    return [find_unit(text, units, among) for text, among in zip(texts, (places(), awarded(), None), strict=True)]


def find_unit(text, units, among):
    """Return the Named of a text: a slug in `units`, else words of a name of the units `among` (None: no names)."""
    if not text or text in units or among is None:
        return Named(text, units.get(text))
    if len(text) > LONGEST:
        return Named(
            text[:LONGEST], problem=_("A name to look for is too long: at most %(most)s letters.") % {"most": LONGEST}
        )
    rows = list(among.matching(text).with_place().order_by("sort_key", "pk")[: MOST_CHOICES + 1])
    same = rows if len(rows) == 1 else [row for row in rows if fold(row.name) == fold(text)]
    if len(same) == 1:
        return Named(text, same[0])
    if not rows:
        return Named(text, problem=_("No unit of the roll is called “%(name)s”.") % {"name": text})
    problem = _("Several units are called “%(name)s”: choose the one you mean.") % {"name": text}
    return Named(text, choices=rows[:MOST_CHOICES], problem=problem)


def awarded():
    """Return the units that the roll names as a recipient, or as the unit of one."""
    return Unit.objects.filter(
        Exists(Award.objects.public().filter(Q(unit=OuterRef("pk")) | Q(of_unit=OuterRef("pk"))))
    )


def known():
    """Return the units that are public here: an unchecked unit belongs to a draft until it receives an award."""
    return Unit.objects.filter(Q(checked=True) | Q(pk__in=awarded().values("pk")))


def places():
    """Return the public territories in which units lie."""
    return known().filter(Exists(Unit.objects.filter(place=OuterRef("pk"))))


def in_place(place):
    """Return the condition that an award belongs to a territory or to anything under it.

    Its recipient lies there now, or lay there in the year of merit. Where no unit is named the place is the
    organiser's, or that of the cluster of whose year, or at whose conference, the award is told.
    """
    within = Unit.objects.filter(Q(pk=place.pk) | Q(place=place) | Q(place__place=place) | Q(place__place__place=place))
    within = within.values("pk")
    here = Q(unit__in=within) | Q(of_unit__in=within)
    for unit in ("unit", "of_unit"):
        states = UnitName.objects.filter(sort=UnitName.Sort.FORMER, unit=OuterRef(unit), place__in=within)
        here |= Exists(states.filter(until__gte=Cast(OuterRef("merit_year"), CharField())))
    pacts = Pact.objects.public().filter(conference=OuterRef("presented_at"), cluster_year__cluster__place__in=within)
    of_nobody = Q(organiser__in=within) | Q(cluster_year__cluster__place__in=within) | Exists(pacts)
    return here | (Q(unit=None, of_unit=None) & of_nobody)
