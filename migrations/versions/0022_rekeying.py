"""Let the schedule's role encrypt anew what is otherwise kept as it is, when the field key changes."""

from migrations.wall import allow

revision = "0022"
down_revision = "0021"

SEALED = {"job_part": "input, start", "part_entry": "data", "step_note": "values"}
"""Table → columns that may hold secrets."""


def upgrade() -> None:
    """Give the role the columns, and no others."""
    for table, columns in SEALED.items():
        rights = ", ".join(f'UPDATE ("{column.strip()}")' for column in columns.split(","))
        allow(table, "bpo_system", rights, "true", "rekey")
