"""Let clients have work types of their own: drafts, published versions, and the version a job was received under."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.wall import wall

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make both tables; a client's people read them, since its portal names what they may hand in."""
    op.create_table(
        "own_work_type",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("draft", JSONB(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=True),
        sa.Column("storage_key", sa.String(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("changed_by_name", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("version >= 0", name=op.f("ck_own_work_type_version")),
        sa.CheckConstraint(
            "(storage_key IS NULL) = (media_type IS NULL)", name=op.f("ck_own_work_type_sample")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_own_work_type_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_own_work_type")),
    )
    wall("own_work_type", client="SELECT")
    op.create_table(
        "own_work_type_version",
        sa.Column("own_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", JSONB(), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.Column("published_by_name", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_own_work_type_version_number")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_own_work_type_version_tenant_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "own_id"],
            ["own_work_type.tenant_id", "own_work_type.id"],
            name=op.f("fk_own_work_type_version_tenant_id_own_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_own_work_type_version")),
        sa.UniqueConstraint(
            "tenant_id", "own_id", "number", name=op.f("uq_own_work_type_version_tenant_id_own_id_number")
        ),
    )
    wall("own_work_type_version", client="SELECT", staff="SELECT, INSERT", system="SELECT, INSERT, DELETE")
    op.add_column("job", sa.Column("work_type_version", sa.Integer(), nullable=True))
