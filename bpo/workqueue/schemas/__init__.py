"""What people send from the work screen, and how it is read."""

from bpo.workqueue.schemas.filled import (
    HandIn,
    HandInSchema,
    PlaceSchema,
    Typed,
    filled_form,
    filled_so_far,
    hand_in,
    local_of,
)
from bpo.workqueue.schemas.leaving import (
    AnswerForm,
    EndHoldForm,
    HandBackForm,
    HoldForm,
    LeaveForm,
    MovePersonForm,
    ReassignForm,
    RejectForm,
    TakeForm,
)

__all__ = [
    "AnswerForm",
    "EndHoldForm",
    "HandBackForm",
    "HandIn",
    "HandInSchema",
    "HoldForm",
    "LeaveForm",
    "MovePersonForm",
    "PlaceSchema",
    "ReassignForm",
    "RejectForm",
    "TakeForm",
    "Typed",
    "filled_form",
    "filled_so_far",
    "hand_in",
    "local_of",
]
