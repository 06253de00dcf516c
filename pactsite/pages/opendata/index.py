"""The page about the open data."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from clusters.common.public import public_page
from pacts.models import Pact


@dataclass(frozen=True)
class File:
    """One kind of record: its label, its files, and the filters of its address, separated by spaces."""

    label: str
    json: str
    csv: str
    filters: str


@public_page
def data_index(request):
    newest = Pact.objects.public().select_related("cluster_year__cluster").newest_first().first()
    context = {"files": files(), "example": newest, "codes": codes()}
    return render(request, "pages/data.html", context)


def files():
    rows = [
        ("pacts", _("Pacts"), "q nam loai to_chuc don_vi trang_thai"),
        ("clusters", _("Clusters and blocs"), "q"),
        ("units", _("Units"), "q"),
        ("awards", _("Awards"), "q nam loai nhom doi_tuong tham_quyen to_chuc dia_ban don_vi"),
    ]
    return [
        File(label, reverse(f"pages:{name}_json"), reverse(f"pages:{name}_csv"), query) for name, label, query in rows
    ]


def codes():
    """Return {value or key in the data: its meaning} for unknown and partly known values."""
    return {
        "null": _("Not stated: no source says it, and nobody has entered it."),
        "[]": _("None is known. That there is none is certain only where the list is named in known_none."),
        "known_none": _("The parts of which it is known that there are none, for example no deputy unit."),
        "inferred": _("What was concluded, not read, with the reason. “units.2.role” is the role of the second unit."),
        "as_written": _("The words of the source, where they differ from the name the register uses."),
        "errata": _("Mistakes of the source, literally, each with what is meant."),
        "2021, 2021-03": _("A day known only to its year or its month is as long as it is known."),
    }
