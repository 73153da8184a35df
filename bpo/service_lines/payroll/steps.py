"""The steps of a pay run: worked out, exceptions decided, prepared, checked by another, approved by the client."""

from bpo.catalog.rules import Actor, Step

from .form import CHECK_INSTRUCTIONS

STEPS = (
    Step(key="calculate", name="Work out", actor=Actor.AUTOMATION),
    Step(key="prepare", name="Prepare", actor=Actor.PERSON, minutes=20.0),
    Step(
        key="check",
        name="Check",
        actor=Actor.PERSON,
        separate_from=("prepare",),
        decides=True,
        instructions=CHECK_INSTRUCTIONS,
        minutes=10.0,
    ),
    Step(key="approve", name="Approval", actor=Actor.CLIENT, decides=True),
)
