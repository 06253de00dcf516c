"""What was earned: award types and awards."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = _("Awards")

    def ready(self):
        """Link the pages of awards from the desk page of a pact, and from a unit's own page."""
        from django.db.models.signals import post_migrate

        import awards.search_entries  # noqa: F401 – registers the entries of awards
        from awards.unit.panels import awards_received, registered, registered_words, registering_for_none
        from clusters.search.migration import fill_empty_index
        from pacts.desk import neighbours as desk
        from pacts.models import Asked
        from pacts.unit import neighbours as unit

        post_migrate.connect(fill_empty_index, sender=self)  # here all kinds of entries are registered
        desk.add_neighbour(desk.Neighbour(_("Awards given at the conference"), "awards_desk:awards"))
        table = "awards_desk:registrations"
        desk.add_neighbour(desk.Neighbour(_("What the units register for"), table, of_units=True))
        place, asked = "awards_unit:registrations", Asked.REGISTRATIONS
        none = {"none": registering_for_none, "none_words": _("Registers for no title")}
        action = pgettext_lazy("action", "Register")
        unit.add_neighbour(unit.Neighbour(action, place, asked, says=registered_words, **none))
        unit.add_panel(unit.Panel("awards/unit/_awards_panel.html", awards_received))
        unit.add_panel(unit.Panel("awards/unit/_registered_panel.html", registered))
