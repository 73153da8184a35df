"""Who plays in the demo month: a provider, three clients with their vendors and terms, the people.

Plain data under short keys. All names are invented; all addresses end in `.example`.
"""

from workers.demo.cast.clients import Client, client, clients
from workers.demo.cast.people import (
    CARDS,
    CLAIMS,
    CLIENT_USERS,
    CONFIDENTIAL,
    INVOICES,
    PASSWORD,
    PAYROLL,
    STAFF,
    Person,
    agents,
    of_client,
    people,
    sign_ins,
)
from workers.demo.cast.vendors import vendors_of

PROVIDER = "Northgate"

__all__ = [
    "CARDS",
    "CLAIMS",
    "CLIENT_USERS",
    "CONFIDENTIAL",
    "INVOICES",
    "PASSWORD",
    "PAYROLL",
    "PROVIDER",
    "STAFF",
    "Client",
    "Person",
    "agents",
    "client",
    "clients",
    "of_client",
    "people",
    "sign_ins",
    "vendors_of",
]
