"""How the document's schema declares a part and a field: two frozen dataclasses, and what their values may be."""

from dataclasses import dataclass

from django.db.models import Model
from django.utils.functional import Promise

MAIN, MORE, HIDDEN = "main", "more", "hidden"  # where the desk shows a field
NAME, TEXT = "name", "text"  # what a searched field is


@dataclass(frozen=True)
class Field:
    """One field of a part, and what it is for."""

    name: str  # of the model's field, or of the reference
    seal: int | None = None  # the first format of the seal that binds it
    carry: bool = False  # brought along when the next year begins from this pact
    desk: str = MORE
    prose: bool = False  # words of the paper: compared word by word, and a source may misprint them
    data: str | None = None  # its key in the open data, "theme.text" for one that is nested; None: not told there
    column: str | None = None  # the heading of its column in the table of all pacts, where that has one
    search: str | None = None  # whether the search finds it as a NAME, which ranks first, or as TEXT; None: not at all
    refers_to: str | None = None  # "unit" (by address), or the list to whose rows it refers (by key)
    on_link: bool = False  # a field of the row that ties a shared record to the pact


@dataclass(frozen=True)
class Part:
    """One part of the document. `link` is the model that ties a shared record to a pact."""

    name: str
    label: Promise
    model: type[Model]
    fields: tuple[Field, ...]
    is_list: bool = True
    link: type[Model] | None = None

    def names(self, **wanted):
        """Return the names of the fields with these attributes, in their order: names(desk="main")."""
        return [each.name for each in self.fields if all(getattr(each, key) == it for key, it in wanted.items())]

    def searched(self, kind=None):
        """Return the names of the fields that the search reads: of one kind (NAME, TEXT), or all."""
        return [each.name for each in self.fields if each.search and kind in (None, each.search)]

    def sealed(self, number):
        """Return the names of the fields that a format of the seal binds."""
        return [each.name for each in self.fields if each.seal is not None and each.seal <= number]

    @property
    def own_fields(self):
        """The names of those that are fields of the part's model."""
        return [each.name for each in self.fields if each.refers_to is None and not each.on_link]

    @property
    def row_model(self):
        """The model whose rows stand in the list: the one that ties a shared record to a pact, else the part's own."""
        return self.link or self.model

    @property
    def shared_name(self):
        """The name of the link's field that leads to the shared record, or None."""
        fields = self.link._meta.fields if self.link else ()
        return next((field.name for field in fields if field.related_model is self.model), None)

    @property
    def is_of_pact(self):
        """Whether the rows refer to the pact itself, under the part's name: such lists share their code."""
        return self.is_list and any(field.name == "pact" for field in self.row_model._meta.fields)

    def model_field(self, each):
        """Return the model's field of one of the part's fields, on the linking row or on the part's own model."""
        return (self.link if each.on_link else self.model)._meta.get_field(each.name)

    def __getitem__(self, name):
        return next(each for each in self.fields if each.name == name)
