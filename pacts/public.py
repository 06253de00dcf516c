"""What of clusters' years everybody may read."""

from django.db.models import Q

from pacts.models import Pact

# A roster is public where a decision alone made it, or with its public pact; not where a draft or a withdrawn pact did.
PUBLIC_YEAR = Q(pact=None) | Q(pact__in=Pact.objects.public())
