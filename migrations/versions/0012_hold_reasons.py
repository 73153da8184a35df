"""Keep the key of a hold's reason beside its words: contracts say of reasons whether they stop the clock."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

LABELS = {
    "question": "The client has to answer a question",
    "document": "The document is incomplete or cannot be read",
    "third_party": "Somebody outside has to answer first",
    "decision": "We have to decide something first",
    "outage": "A system we need is down",
    "force_majeure": "Nobody can help it (strike, disaster)",
}
"""The words that holds were placed with so far, by key."""


def upgrade() -> None:
    """Fill the key in from the words; a hold for the client's decision has its key for words."""
    op.add_column("hold", sa.Column("kind", sa.String(), nullable=True))
    op.execute("ALTER TABLE hold NO FORCE ROW LEVEL SECURITY")  # the rows of all clients
    hold = sa.table("hold", sa.column("kind", sa.String()), sa.column("reason", sa.String()))
    op.execute(
        hold.update().values(
            kind=sa.case(
                {words: key for key, words in LABELS.items()}, value=hold.c.reason, else_=hold.c.reason
            )
        )
    )
    op.execute("ALTER TABLE hold FORCE ROW LEVEL SECURITY")
    op.alter_column("hold", "kind", nullable=False)
