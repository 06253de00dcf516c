"""What was earned: award types and awards."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = _("Awards")

    def ready(self):
        """Link the awards given at a conference from the desk page of the pact signed there."""
        from pacts.desk.neighbours import Neighbour, add_neighbour

        add_neighbour(Neighbour(_("Awards given at the conference"), "awards_desk:awards"))
