"""What was promised: conferences, pacts and the rows a pact holds."""

from pacts.models.chain import Chain, ChainEntry, ChainHead
from pacts.models.conference import Conference, Participation
from pacts.models.notices import Mailing, Notice
from pacts.models.pact import BEING_WRITTEN, PACT_ARROWS, Pact, PactMove, PactStatus, PactVersion
from pacts.models.rows import Commitment, Movement, PactDocument, PactMovement, Signatory, Target
from pacts.models.unit_parts import ActionProgramme, Comment, Deadline, KeptSignatory, KeyWork, Submission

__all__ = [
    "BEING_WRITTEN",
    "PACT_ARROWS",
    "ActionProgramme",
    "Chain",
    "ChainEntry",
    "ChainHead",
    "Comment",
    "Commitment",
    "Conference",
    "Deadline",
    "KeptSignatory",
    "KeyWork",
    "Mailing",
    "Movement",
    "Notice",
    "Pact",
    "PactDocument",
    "PactMove",
    "PactMovement",
    "PactStatus",
    "PactVersion",
    "Participation",
    "Signatory",
    "Submission",
    "Target",
]
