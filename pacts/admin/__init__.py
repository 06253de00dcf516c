"""The administration of what was promised. A seal closes what it holds, here as everywhere."""

from pacts.admin.conference import ConferenceAdmin, ParticipationAdmin
from pacts.admin.pact import PactAdmin
from pacts.admin.records import PactMoveAdmin, PactVersionAdmin
from pacts.admin.rows import (
    CommitmentAdmin,
    MovementAdmin,
    PactDocumentAdmin,
    PactMovementAdmin,
    SignatoryAdmin,
    TargetAdmin,
)
from pacts.admin.years import SealableClusterYearAdmin

__all__ = [
    "CommitmentAdmin",
    "ConferenceAdmin",
    "MovementAdmin",
    "PactAdmin",
    "PactDocumentAdmin",
    "PactMoveAdmin",
    "PactMovementAdmin",
    "PactVersionAdmin",
    "ParticipationAdmin",
    "SealableClusterYearAdmin",
    "SignatoryAdmin",
    "TargetAdmin",
]
