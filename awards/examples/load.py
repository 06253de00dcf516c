"""Records from readable TOML files: award types, shared rows, and one file for each conference.

Shared rows are made where they are missing and otherwise left alone. A pact goes through the one door, like
everything typed at the desk, so a fault in a file is told in the same sentence. A year that has a pact is left alone.
"""

import tomllib
from pathlib import Path

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from awards.models import Award, AwardType
from clusters.models import Cluster, ClusterYear, Document, Succession, Unit, UnitName
from clusters.search.index import update_index
from pacts.document import save_document
from pacts.models import Pact
from pacts.services.lifecycle import sign_pact

YEAR_IDENTITY = ["label", "slug", "year"]
SHARED = {  # list in the file -> (model, fields by which a row is known)
    "documents": (Document, ["number", "issuer", "issued_on", "subject"]),
    "units": (Unit, ["slug"]),
    "names": (UnitName, ["unit", "sort", "name", "until"]),
    "successions": (Succession, ["predecessor", "successor"]),
    "types": (AwardType, ["code", "valid_from"]),
}


class FaultyFile(Exception):
    """A file cannot be loaded: says which one, where in it, and why, one line for each fault."""

    def __init__(self, path, place, messages):
        super().__init__("\n".join(f"{path.name}, {place}: {message}" for message in messages))


@transaction.atomic
def load_folder(folder, types):
    """Load the award types of a file and every conference of a folder, in the order of their names.

    Returns the number of pacts made. Raises FaultyFile, and then the database is as it was.
    """
    for path in [types, *sorted(folder.glob("*.toml"))]:
        _File(path).load()
    return Pact.objects.count()


class _File:
    def __init__(self, path):
        self.path, self.keys, self.saved = Path(path), {}, []
        try:
            self.data = tomllib.loads(self.path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise FaultyFile(self.path, _("the whole file"), [str(error)]) from error

    def load(self):
        for name, (model, known_by) in SHARED.items():
            if "cluster" in self.data:
                break
            for number, values in enumerate(self.data.get(name, []), start=1):
                self._row(f"{name} {number}", model, values, known_by)
        if "cluster" in self.data:
            self._pact()
        update_index(*self.saved)

    # --- One conference --------------------------------------------------------------------------

    def _pact(self):
        cluster = self._row("cluster", Cluster, self.data["cluster"], ["slug"])
        identity = {name: value for name, value in self.data["year"].items() if name in YEAR_IDENTITY}
        year = self._row("year", ClusterYear, identity | {"cluster": cluster}, ["cluster", "slug"])
        if Pact.objects.filter(cluster_year=year).exists():
            return
        pact = Pact.objects.create(cluster_year=year)
        try:
            save_document(pact=pact, document=self._document(), by=None)
            pact = sign_pact(pact=pact, by=None)
        except ValidationError as error:
            raise FaultyFile(self.path, _("pact"), error.messages) from error
        self._awards(pact)

    def _document(self):
        parts = {name: part for name, part in self.data.items() if name not in ("cluster", "awards")}
        return parts | {"year": {name: value for name, value in self.data["year"].items() if name not in YEAR_IDENTITY}}

    def _awards(self, pact):
        """Awards given at the conference; the first source speaks of them."""
        source = pact.cluster_year.sources.order_by("pk").first()
        for number, values in enumerate(self.data.get("awards", []), start=1):
            values_of_row = {"presented_at": pact.conference, "source": source, **values}
            if code := values_of_row.pop("type", None):
                values_of_row["type"] = self._type(f"awards {number}", code, values_of_row.get("merit_year"))
            self._row(f"awards {number}", Award, values_of_row, known_by=None)

    def _type(self, place, code, year):
        types = AwardType.objects.filter(code=code).valid_on(f"{year}-12-31")
        award_type = types.order_by(F("valid_from").desc(nulls_last=True)).first()
        if award_type is None:
            message = _("There is no award type “%(code)s” for the year %(year)s.") % {"code": code, "year": year}
            raise FaultyFile(self.path, place, [message])
        return award_type

    # --- One row ---------------------------------------------------------------------------------

    def _row(self, place, model, values, known_by):
        """Return the stored row known by these values, or a new one, checked by the model's own rules."""
        key = None
        if "key" in values:
            key, values = values["key"], {name: value for name, value in values.items() if name != "key"}
        values = {name: self._value(place, model, name, value) for name, value in values.items()}
        row = known_by and model.objects.filter(**{name: values.get(name) for name in known_by}).first()
        if not row:
            row = model(**values)
            try:
                row.full_clean()
            except ValidationError as error:
                raise FaultyFile(self.path, place, _with_fields(model, error)) from error
            row.save()
            self.saved.append(row)
        if key:
            self.keys[key] = row
        return row

    def _value(self, place, model, name, value):
        """Return a value as the model holds it: another row for a reference by address, or by key in this file."""
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            message = _("there is no field “%(name)s”.") % {"name": name}
            raise FaultyFile(self.path, place, [message]) from None
        if not isinstance(field, models.ForeignKey) or not isinstance(value, str):
            return value
        row = self.keys.get(value) or Unit.objects.filter(slug=value).first()
        if not isinstance(row, field.related_model):
            message = _("“%(name)s” refers to “%(value)s”, which is not there.") % {"name": name, "value": value}
            raise FaultyFile(self.path, place, [message])
        return row


def _with_fields(model, error):
    """Return an error's sentences, each after the name of its field where it has one."""
    if not hasattr(error, "error_dict"):
        return error.messages
    labels = {field.name: field.verbose_name for field in model._meta.fields}
    return [
        f"{labels[name]}: {message}" if name in labels else message
        for name, messages in error.message_dict.items()
        for message in messages
    ]
