"""Let the client hand in again under the reference of a job that was rejected."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

KEY = ["tenant_id", "work_type", "client_reference"]


def upgrade() -> None:
    """Hold only jobs that were taken in to the key."""
    op.drop_constraint("uq_job_tenant_id_work_type_client_reference", "job", type_="unique")
    op.create_index(
        "uq_job_client_reference", "job", KEY, unique=True, postgresql_where=sa.text("state <> 'rejected'")
    )
