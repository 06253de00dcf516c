"""What was earned: award types and awards."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = _("Awards")

    def ready(self):
        """Link the pages of awards at the desk, and register the units' task and panels."""
        from django.db.models.signals import post_migrate

        import awards.search_entries  # noqa: F401 – registers the entries of awards
        from awards.intake.article import award_facts
        from awards.unit.panels import awards_received, registered
        from awards.unit.registrations import RegistrationsTask
        from clusters.search.migration import fill_empty_index
        from pacts.desk import links as desk
        from pacts.intake.article.reading import register_reader
        from pacts.unit.panels import Panel, add_panel
        from pacts.unit.task_registry import register_task

        post_migrate.connect(fill_empty_index, sender=self)  # here all kinds of entries are registered
        desk.add_neighbour(desk.Neighbour(_("Awards given at the conference"), "awards_desk:awards"))
        table = "awards_desk:registrations"
        desk.add_neighbour(desk.Neighbour(_("What the units register for"), table, of_units=True))
        register_task(RegistrationsTask())
        register_reader("awards", _("Award"), award_facts)
        add_panel(Panel("awards/unit/_awards_panel.html", awards_received))
        add_panel(Panel("awards/unit/_registered_panel.html", registered))
