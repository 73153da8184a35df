"""Let no SQL but our own say whose rows a transaction may see: every policy asks whether the scope is sealed.

From here on processes of an older release are refused: stop them before, not after.
"""

import sqlalchemy as sa
from alembic import op

from migrations.wall import FUNCTIONS, SEALED

revision = "0009"
down_revision = "0008"

POLICIES = """
SELECT policyname::text AS name, tablename::text AS of, qual AS reads, with_check AS writes
  FROM pg_policies WHERE schemaname = 'public'
"""


def upgrade() -> None:
    """Replace the functions, and seal the policies that do not ask them, or only for some rows."""
    if op.get_bind().scalar(sa.text("SELECT to_regclass('wall.seal_key')")) is None:
        raise RuntimeError(
            "The keys of the wall are missing: migrate once with DATABASE_URL set to an administrator's account,"
            " which provisions the database anew (docs/operating.md)."
        )
    op.execute(FUNCTIONS)
    for policy in op.get_bind().execute(sa.text(POLICIES)).all():
        reads, writes = sealed(policy.reads), sealed(policy.writes)
        if (reads, writes) != (policy.reads, policy.writes):
            using = f" USING ({reads})" if reads else ""
            check = f" WITH CHECK ({writes})" if writes else ""
            op.execute(f"ALTER POLICY {policy.name} ON {policy.of}{using}{check}")


def sealed(condition: str | None) -> str | None:
    """The condition, asking for the seal if none of what it asks does so for every row."""
    if condition is None or "app_sealed" in condition:
        return condition
    if condition == "true":
        return SEALED
    asks = "app_tenants" in condition or "app_actor" in condition
    return condition if asks and " OR " not in condition else f"{SEALED} AND ({condition})"
