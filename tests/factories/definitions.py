"""Definitions of work types, as tests need them."""

from bpo.catalog.rules import Region, ScorecardLine, Weight
from bpo.catalog.rules.definitions import (
    CrossFieldRule,
    Definition,
    FieldDefinition,
    StepDefinition,
    StepKind,
)

SCORECARD = (
    ScorecardLine(key="right", text="Every field is right.", weight=Weight.CRITICAL_CLIENT, points=100),
)


def claims(*kinds: StepKind, header: bool = False) -> Definition:
    """A small form with one field of each interesting kind; keyed in the steps given (by one person)."""
    return Definition(
        name="Claims",
        unit="claim",
        instructions="Key what stands there.\n- Nothing else.",
        fields=(
            FieldDefinition(
                key="policy_no",
                label="Policy number",
                type="code",
                required=True,
                mask="A99999999",
                total="hash" if header else "",
                region=Region(page=0, box=(0.1, 0.1, 0.4, 0.15)),
            ),
            FieldDefinition(key="last_name", label="Last name", type="name", required=True),
            FieldDefinition(key="born", label="Date of birth", type="date", most="2026-01-01"),
            FieldDefinition(key="reported", label="Reported on", type="date"),
            FieldDefinition(
                key="amount", label="Amount", type="money", least="0", total="amount" if header else ""
            ),
            FieldDefinition(
                key="kind", label="Kind", type="choice", choices=(("a", "Accident"), ("t", "Theft"))
            ),
            FieldDefinition(key="police", label="Police report", type="text"),
            FieldDefinition(key="plan", label="Plan", type="code", list_key="plan_codes"),
        ),
        rules=(
            CrossFieldRule(kind="before", field="born", others=("reported",)),
            CrossFieldRule(
                kind="required_if",
                field="police",
                others=("kind",),
                values=("t",),
                says="Theft needs a report.",
            ),
        ),
        steps=tuple(StepDefinition(kind=kind, name=kind.value.title()) for kind in kinds or (StepKind.KEY,)),
        header=header,
        lists=(("plan_codes", "Plan codes"),),
        scorecard=SCORECARD,
        title=("policy_no", "last_name"),
        unique=("policy_no",),
    )
