"""Find the counts of a period without those of what hands did, which are many and read by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Part the index on days."""
    op.drop_index("ix_tally_day", "tally")
    for name, kept in (
        ("ix_tally_day", "measure NOT LIKE 'effort.%'"),
        ("ix_tally_hands", "measure LIKE 'effort.%'"),
    ):
        op.create_index(name, "tally", ["tenant_id", "day"], postgresql_where=sa.text(kept))
