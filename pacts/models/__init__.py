"""What was promised: conferences, pacts and the rows a pact holds."""

from pacts.models.conference import Conference, Participation
from pacts.models.pact import BEING_WRITTEN, PACT_ARROWS, Pact, PactMove, PactStatus, PactVersion
from pacts.models.promises import Commitment, Movement, PactDocument, PactMovement, Signatory, Target

__all__ = [
    "BEING_WRITTEN",
    "PACT_ARROWS",
    "Commitment",
    "Conference",
    "Movement",
    "Pact",
    "PactDocument",
    "PactMove",
    "PactMovement",
    "PactStatus",
    "PactVersion",
    "Participation",
    "Signatory",
    "Target",
]
