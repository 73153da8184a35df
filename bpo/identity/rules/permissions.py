"""Roles and what they permit.

A permission says *what* may be done ("noun.verb"); *whose* rows are seen is decided by row-level
security from the clients a person belongs or is assigned to. Both must hold.
"""

from collections.abc import Iterable
from enum import StrEnum
from types import MappingProxyType

PERMISSIONS = MappingProxyType(
    {
        "job.submit": "Hand in work",
        "job.view": "See jobs, their documents and state",
        "job.answer": "Answer a question that holds a job up",
        "job.cancel": "Cancel a job that is not yet delivered",
        "job.accept": "Accept a delivered job",
        "job.return": "Send a delivered job back with a reason",
        "job.approve": "Approve finished work before it is delivered, send it back or reject it",
        "job.hold": "Put a job on hold or resume it outside a task",
        "job.prioritise": "Change a job's priority",
        "deliverable.download": "Download what was delivered",
        "payment.view": "See what finished work asks to be paid, and the payment files made of it",
        "payment.make": "Make payment files of finished work, and declare them void",
        "timeline.view": "See a job's history, minute by minute",
        "user.manage": "Invite, change and switch off the users of one's own client",
        "apikey.manage": "Make and revoke the API keys of one's own client",
        "master.view": "See the lists and policies that a client's work goes by",
        "master.edit": "Import, change and take back those lists",
        "master.reveal": "See bank accounts and other secrets in them; each look is written down",
        "definition.edit": "Write down work types of a client's own, and publish them",
        "task.claim": "Get the next task",
        "task.work": "Work on a task one holds: draft, submit, ask, hand back",
        "task.pick": "Take a particular task by hand, with a reason",
        "task.take_over": "Take a task from the person who holds it, with a reason",
        "review.claim": "Get the next review",
        "review.score": "Score a review one holds and decide its outcome",
        "feedback.view": "See the reviews of one's own work, and contest one",
        "quality.view": "See accuracy, lots, people's results, and what automation has proved",
        "quality.manage": "Make known-answer items and calibrations, ask for reviews, pause and reinstate people",
        "floor.view": "See queues, people and what will be late",
        "floor.move": "Assign and certify people, move them between queues",
        "report.view": "Read the reports of closed months",
        "report.close": "Close a month, send its report, restate it or leave a dispute as it is",
        "report.answer": "Confirm or dispute the report of a month",
        "accounts.view": "See service levels, backlog and throughput of one's clients",
        "secret.reveal": "See what is hidden in a job's record, with a reason; each look is written down",
        "clearance.manage": "Say who of the staff may see a client's confidential work",
        "figures.view": "See the service levels and the quality of one's own company's work",
        "figures.own": "See one's own figures and what reviews said of one's work",
        "admin.tenants": "Make and change clients",
        "admin.users": "Make and change any user, staff or client",
        "contract.view": "See the contracts of one's clients, or one's own company's",
        "contract.draft": "Draft contract versions and calendars, and lay them before the client",
        "contract.agree": "Confirm a contract version for the provider",
        "contract.confirm": "Confirm or decline a contract version for one's own company",
        "hold.contest": "Contest that a hold stopped the clock",
        "hold.decide": "Uphold or reject what a client contests: that a hold stopped the clock, or a result",
        "admin.health": "See the health of the installation",
        "outbox.view": "Read mails that were not sent because no mail server is set",
    }
)
"""Every permission there is, with what it allows in words."""


class Kind(StrEnum):
    """The two sides of the wall: a client's own people, and the provider's."""

    CLIENT = "client"
    STAFF = "staff"


class Role(StrEnum):
    """What a person comes for."""

    SUBMITTER = "submitter"
    APPROVER = "approver"
    AGENT = "agent"
    REVIEWER = "reviewer"
    TEAM_LEAD = "team_lead"
    ACCOUNT_MANAGER = "account_manager"
    ADMINISTRATOR = "administrator"


ROLE_NAMES = MappingProxyType(
    {
        Role.SUBMITTER: "Submitter",
        Role.APPROVER: "Client manager",
        Role.AGENT: "Agent",
        Role.REVIEWER: "Reviewer",
        Role.TEAM_LEAD: "Team lead",
        Role.ACCOUNT_MANAGER: "Account manager",
        Role.ADMINISTRATOR: "Administrator",
    }
)

_SUBMITTER = frozenset(
    {
        "job.submit",
        "job.view",
        "job.answer",
        "job.cancel",
        "job.prioritise",
        "job.accept",
        "job.return",
        "deliverable.download",
        "timeline.view",
        "hold.contest",
    }
)
_MASTERS = frozenset({"master.view", "master.edit", "master.reveal"})
_CONTRACTS = frozenset({"contract.view", "contract.draft", "contract.agree"})
_AGENT = frozenset({"job.view", "task.claim", "task.work", "figures.own", "feedback.view"})
_REVIEWER = frozenset(
    {
        "job.view",
        "timeline.view",
        "review.claim",
        "review.score",
        "figures.own",
        "quality.view",
    }
)

ROLES: MappingProxyType[Role, frozenset[str]] = MappingProxyType(
    {
        Role.SUBMITTER: _SUBMITTER,
        Role.APPROVER: _SUBMITTER
        | _MASTERS
        | {
            "job.approve",
            "figures.view",
            "payment.view",
            "payment.make",
            "report.view",
            "report.answer",
            "user.manage",
            "apikey.manage",
            "contract.confirm",
            "secret.reveal",
        },
        Role.AGENT: _AGENT,
        Role.REVIEWER: _REVIEWER,
        Role.TEAM_LEAD: _AGENT
        | {
            "timeline.view",
            "task.pick",
            "task.take_over",
            "floor.view",
            "floor.move",
            "quality.view",
            "quality.manage",
            "clearance.manage",
            "secret.reveal",
            "job.hold",
            "job.prioritise",
        },
        Role.ACCOUNT_MANAGER: _CONTRACTS
        | _MASTERS
        | {"definition.edit", "report.view", "report.close", "quality.view"}
        | {"job.view", "timeline.view", "deliverable.download", "accounts.view", "floor.view", "hold.decide"},
        # An administrator sets the house up; clients' documents are not part of that task.
        Role.ADMINISTRATOR: _CONTRACTS
        | {
            "admin.tenants",
            "admin.users",
            "admin.health",
            "outbox.view",
            "clearance.manage",
            "definition.edit",
        }
        | (_MASTERS - {"master.reveal"}),
    }
)
"""What each role permits."""

_CLIENT_ROLES = (Role.SUBMITTER, Role.APPROVER)


def kind_of(role: Role) -> Kind:
    """Which side of the wall a role belongs to."""
    return Kind.CLIENT if role in _CLIENT_ROLES else Kind.STAFF


def roles_for(kind: Kind) -> tuple[Role, ...]:
    """The roles a person of this kind may have, in the order they are offered."""
    return tuple(role for role in Role if kind_of(role) is kind)


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    """All that these roles permit together. ValueError for a role there is not."""
    granted: frozenset[str] = frozenset()
    for role in roles:
        granted |= ROLES[Role(role)]
    return granted


def role_problems(kind: Kind, roles: Iterable[str]) -> tuple[str, ...]:
    """Why a person of this kind may not have these roles, in sentences; empty when all is well."""
    asked = tuple(roles)
    if not asked:
        return ("Choose at least one role.",)
    known = {role.value for role in Role}
    problems = [f"There is no role “{name}”." for name in asked if name not in known]
    side = "a client's user" if kind is Kind.CLIENT else "a member of staff"
    problems += [
        f"The role “{ROLE_NAMES[Role(name)]}” is not for {side}."
        for name in asked
        if name in known and kind_of(Role(name)) is not kind
    ]
    return tuple(problems)
