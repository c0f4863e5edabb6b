"""What the public reads of events is kept with its generation: every change of these rows begins a new one."""

from base.generation import bumps_on_change
from workshops.models import (
    Commitment,
    CommitmentAssessment,
    CommitmentEvidence,
    CommitmentUpdate,
    CoOwnership,
    Event,
    EventHost,
    EventModule,
    EventSeries,
    EventSession,
    EventTrack,
    Material,
    MaterialFile,
    RecordEdition,
    SessionPart,
)

bumps_on_change(
    Event,
    EventHost,
    EventModule,
    EventSeries,
    EventSession,
    EventTrack,
    SessionPart,
    Material,
    MaterialFile,
    RecordEdition,
    Commitment,
    CoOwnership,
    CommitmentAssessment,
    CommitmentEvidence,
    CommitmentUpdate,
)
