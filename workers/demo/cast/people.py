"""The people of the demo month: the provider's staff and the clients' users."""

from dataclasses import dataclass
from typing import Any

PROVIDER_DOMAIN = "northgate.example"
PASSWORD = "winter ferry brass lantern"  # noqa: S105 - the published password of invented people
INVOICES = "invoice_processing"
PAYROLL = "payroll"
CARDS = "contact_cards"
CLAIMS = "claims_register"
KEYED = (CARDS, CLAIMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A user. `role` is one of administrator, account_manager, team_lead, reviewer, agent, submitter,
    approver; `clients` are the keys of the clients served (for client users: their own); `skills` are
    work types a person is certified for. `pace` is a person's minutes per task relative to the norm,
    `care` the share of work without a mistake.
    """

    key: str
    name: str
    email: str
    role: str
    clients: tuple[str, ...] = ()
    skills: tuple[str, ...] = (INVOICES,)
    zone: str = "Europe/Berlin"
    shift: tuple[str, str] = ("08:00", "16:30")
    pace: float = 1.0
    care: float = 0.97


def _staff(key: str, name: str, role: str, *served: str, **more: Any) -> Person:
    email = f"{key}@{PROVIDER_DOMAIN}"
    return Person(key=key, name=name, email=email, role=role, clients=served, **more)


STAFF: tuple[Person, ...] = (
    _staff("ingrid.vale", "Ingrid Vale", "administrator", skills=()),
    _staff("tobias.renner", "Tobias Renner", "account_manager", "alder", "brightwater", skills=()),
    _staff("marisol.quint", "Marisol Quint", "account_manager", "cascadia", skills=()),
    _staff("henrike.moll", "Henrike Moll", "team_lead", "alder", "brightwater", "cascadia"),
    _staff("aurel.stanciu", "Aurel Stanciu", "reviewer", "alder", "brightwater", shift=("09:00", "17:00")),
    _staff(
        "philippa.reed",
        "Philippa Reed",
        "reviewer",
        "brightwater",
        "cascadia",
        zone="Europe/London",
        shift=("11:00", "19:30"),
    ),
    _staff("jonas.feld", "Jonas Feld", "agent", "alder", "brightwater", pace=0.8, care=0.985),
    _staff("samira.haddad", "Samira Haddad", "agent", "alder", shift=("09:00", "17:30"), care=0.97),
    _staff(
        "owen.parry",
        "Owen Parry",
        "agent",
        "brightwater",
        "cascadia",
        zone="Europe/London",
        shift=("09:30", "18:00"),
        pace=1.1,
        care=0.96,
    ),
    _staff(
        "dakota.wells",
        "Dakota Wells",
        "agent",
        "alder",
        "brightwater",
        "cascadia",
        zone="America/Los_Angeles",
        shift=("07:30", "16:00"),
        pace=1.2,
        care=0.93,
    ),
    _staff("lene.kruse", "Lene Kruse", "agent", "alder", "cascadia", skills=KEYED, care=0.99),
    _staff("piet.hoekstra", "Piet Hoekstra", "agent", "alder", "cascadia", skills=KEYED, care=0.97),
    _staff("amira.saleh", "Amira Saleh", "agent", "alder", "cascadia", skills=KEYED),
    _staff("nadia.brandt", "Nadia Brandt", "agent", "brightwater", "cascadia", skills=(PAYROLL,)),
    _staff("conrad.weiss", "Conrad Weiss", "agent", "brightwater", "cascadia", skills=(PAYROLL,)),
)
CONFIDENTIAL = (PAYROLL,)
"""What only people cleared for it see: those with the skill, and the clients' managers."""

CLIENT_USERS: tuple[Person, ...] = (
    Person(
        key="katrin.vogt",
        name="Katrin Vogt",
        email="katrin.vogt@alder-foods.example",
        role="submitter",
        clients=("alder",),
        skills=(),
    ),
    Person(
        key="matthias.brandes",
        name="Matthias Brandes",
        email="matthias.brandes@alder-foods.example",
        role="approver",
        clients=("alder",),
        skills=(),
    ),
    Person(
        key="ute.sander",
        name="Ute Sander",
        email="ute.sander@alder-foods.example",
        role="approver",
        clients=("alder",),
        skills=(),
    ),
    Person(
        key="hannah.whitlock",
        name="Hannah Whitlock",
        email="hannah.whitlock@brightwater.example",
        role="submitter",
        clients=("brightwater",),
        skills=(),
        zone="Europe/London",
    ),
    Person(
        key="gareth.lowe",
        name="Gareth Lowe",
        email="gareth.lowe@brightwater.example",
        role="approver",
        clients=("brightwater",),
        skills=(),
        zone="Europe/London",
    ),
    Person(
        key="elena.marsh",
        name="Elena Marsh",
        email="elena.marsh@cascadia.example",
        role="submitter",
        clients=("cascadia",),
        skills=(),
        zone="America/Los_Angeles",
    ),
    Person(
        key="victor.ames",
        name="Victor Ames",
        email="victor.ames@cascadia.example",
        role="approver",
        clients=("cascadia",),
        skills=(),
        zone="America/Los_Angeles",
    ),
)


def people() -> tuple[Person, ...]:
    """Everyone, staff first."""
    return STAFF + CLIENT_USERS


def agents() -> tuple[Person, ...]:
    """Those who work on invoices."""
    return tuple(one for one in STAFF if one.role == "agent" and INVOICES in one.skills)


def of_client(key: str, role: str) -> Person:
    """The first user of a client in a role (`submitter` or `approver`); raises StopIteration if none."""
    return next(one for one in CLIENT_USERS if one.role == role and one.clients == (key,))


def sign_ins() -> list[tuple[str, str, str]]:
    """One (role, e-mail, password) for each role, in the order people meet them."""
    order = ("submitter", "approver", "agent", "reviewer", "team_lead", "account_manager", "administrator")
    return [(role, next(one.email for one in people() if one.role == role), PASSWORD) for role in order]
