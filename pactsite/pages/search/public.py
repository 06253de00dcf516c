"""What the public may read, as its querysets say it, for a question in SQL."""

import functools

from awards.models import Award
from clusters.models import ClusterYear, Unit
from pacts.models import Pact
from pactsite.pages.clusters import TOLD
from pactsite.pages.units import told


@functools.cache
def public():
    """Return ({name with columns: SQL}, the parameters in them).

    told: public pacts. told_year: years whose roster is public. given: public awards.
    told_unit: of the units that await a check, those everybody may read of; a checked one is everybody's.
    """
    pacts = Pact.objects.public().order_by()
    sets = {
        "told (id, cluster_year_id, conference_id, year)": pacts.values_list(
            "pk", "cluster_year", "conference", "cluster_year__year"
        ),
        "told_year (id)": ClusterYear.objects.filter(TOLD).order_by().values_list("pk"),
        "told_unit (id)": told(Unit.objects.filter(checked=False)).order_by().values_list("pk"),
        "given (id)": Award.objects.public().order_by().values_list("pk"),
    }
    found, parameters = {}, {}
    for name, rows in sets.items():
        sql, values = rows.query.sql_with_params()
        names = [f"own{len(parameters) + number}" for number in range(len(values))]
        parameters |= dict(zip(names, values, strict=True))
        found[name] = sql % tuple(f"%({name})s" for name in names)
    return found, parameters
