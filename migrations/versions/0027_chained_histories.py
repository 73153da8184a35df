"""Chain each client's history, so that what is changed in it or taken away is found."""

import sqlalchemy as sa
from alembic import op

from migrations.wall import wall

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Make the table of links: the schedule adds to it, nobody changes or reads it otherwise."""
    op.create_table(
        "event_link",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("until", sa.Uuid(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_event_link_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_event_link")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_event_link_tenant_id_number")),
    )
    wall("event_link", client="", staff="", system="SELECT, INSERT")
