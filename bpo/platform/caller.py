"""Who is calling: a frozen value made at the door, never a row."""

from dataclasses import dataclass
from uuid import UUID

from flask_login import UserMixin

from bpo.platform.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller(UserMixin):
    """A person, or a program with an API key, for the length of one request.

    `kind` is `client` or `staff`; `tenants` are the clients whose rows the caller may see at this moment;
    `session` is the handle Flask-Login keeps in the signed cookie (empty for API keys).
    """

    id: UUID
    name: str
    email: str
    kind: str
    role: str
    permissions: frozenset[str]
    tenants: tuple[UUID, ...]
    cleared: tuple[UUID, ...] = ()
    """The compartments of confidential work that are open to the caller."""
    zone: str = "UTC"
    locale: str = "en_GB"
    session: str = ""

    def can(self, permission: str) -> bool:
        """True where the caller's role (or key) carries the permission."""
        return permission in self.permissions

    @property
    def is_client(self) -> bool:
        """True for people and keys of a client company."""
        return self.kind == "client"

    @property
    def tenant_id(self) -> UUID:
        """The one client of a client-side caller; NotFound for staff, to whom a client's own pages do not belong."""
        if not self.is_client:
            raise NotFound
        (tenant,) = self.tenants
        return tenant

    @property
    def initials(self) -> str:
        """Two letters for the account button."""
        words = [word for word in self.name.split() if word[0].isalnum()]
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()

    def get_id(self) -> str:
        """What Flask-Login keeps: the session's handle."""
        return self.session
