"""Count the keys, clicks and corrections of an attempt: what a corrected document costs its agent."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns; of attempts there are nobody counted."""
    for name in ("keystrokes", "clicks", "corrected"):
        op.add_column("attempt", sa.Column(name, sa.Integer(), nullable=True))
