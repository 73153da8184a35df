"""Let large files of lists be read and put into force by workers, with how far they are."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0029"
down_revision = "0028"

STATES = "state IN ('reading', 'looked_at', 'going_in', 'applied', 'undone', 'dropped', 'refused')"


def upgrade() -> None:
    """Add the states of what is under way, what is to follow, and the progress."""
    op.drop_constraint(op.f("ck_master_change_state"), "master_change")
    op.create_check_constraint(op.f("ck_master_change_state"), "master_change", STATES)
    op.add_column("master_change", sa.Column("intent", sa.String(), nullable=False, server_default="ask"))
    op.alter_column("master_change", "intent", server_default=None)
    op.create_check_constraint(
        op.f("ck_master_change_intent"),
        "master_change",
        "intent IN ('ask', 'apply', 'apply_partly', 'forget')",
    )
    op.add_column("master_change", sa.Column("progress", JSONB(), nullable=True))
