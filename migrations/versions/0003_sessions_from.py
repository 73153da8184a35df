"""Let an account that was switched off and on again begin without its old sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the instant from which a person's sessions count."""
    op.add_column("person", sa.Column("sessions_from", sa.DateTime(timezone=True)))
