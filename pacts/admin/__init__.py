"""Administration of pacts. What a seal covers is read-only here too."""

from pacts.admin.conference import ConferenceAdmin, ParticipationAdmin
from pacts.admin.pact import PactAdmin
from pacts.admin.records import ChainEntryAdmin, PactMoveAdmin, PactVersionAdmin
from pacts.admin.rows import (
    CommitmentAdmin,
    MovementAdmin,
    PactDocumentAdmin,
    PactMovementAdmin,
    SignatoryAdmin,
    TargetAdmin,
)
from pacts.admin.sealed import SealableClusterYearAdmin
from pacts.admin.unit_parts import (
    ActionProgrammeAdmin,
    CommentAdmin,
    DeadlineAdmin,
    KeyWorkAdmin,
    MailingAdmin,
    NoticeAdmin,
    SubmissionAdmin,
)

__all__ = [
    "ActionProgrammeAdmin",
    "ChainEntryAdmin",
    "CommentAdmin",
    "CommitmentAdmin",
    "ConferenceAdmin",
    "DeadlineAdmin",
    "KeyWorkAdmin",
    "MailingAdmin",
    "MovementAdmin",
    "NoticeAdmin",
    "PactAdmin",
    "PactDocumentAdmin",
    "PactMoveAdmin",
    "PactMovementAdmin",
    "PactVersionAdmin",
    "ParticipationAdmin",
    "SealableClusterYearAdmin",
    "SignatoryAdmin",
    "SubmissionAdmin",
    "TargetAdmin",
]
