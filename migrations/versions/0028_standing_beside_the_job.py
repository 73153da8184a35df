"""Let what pages read by the thousand say in which compartment it stands, instead of asking its job for each row."""

import sqlalchemy as sa
from alembic import op

from migrations.wall import guard

revision = "0028"
down_revision = "0027"

STAND_WITH = {"drawing": "job", "review": "job", "hold": "job", "automation_sample": "job", "attempt": "task"}

STANDS = """
CREATE FUNCTION stands_with_its_{parent}() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  SELECT p.compartment INTO NEW.compartment FROM public.{parent} p
   WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.{parent}_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such {parent} is open to the caller' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION stands_with_its_{parent}() FROM PUBLIC;
"""
"""Who writes does not say it: the database looks, with the eyes of who writes."""

COUNTED = {
    "ix_drawing_finished": ["tenant_id", "work_type", "finished_at"],
    "ix_drawing_when": ["tenant_id", "finished_at"],
}
INCLUDED = {
    "ix_drawing_finished": ["stratum", "good", "compartment"],
    "ix_drawing_when": ["work_type", "stratum", "good", "compartment"],
}
"""Counted from the index alone."""


def upgrade() -> None:
    """Give the tables their column, fill it, and have their policies read it."""
    for parent in sorted(set(STAND_WITH.values())):
        op.execute(STANDS.format(parent=parent))
        op.execute(
            f"ALTER TABLE {parent} NO FORCE ROW LEVEL SECURITY"
        )  # the owner sees no rows of a forced one
    for table, parent in STAND_WITH.items():
        op.add_column(table, sa.Column("compartment", sa.Uuid(), nullable=True))
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(
            f"UPDATE {table} SET compartment = p.compartment FROM {parent} p WHERE p.tenant_id = {table}.tenant_id"
            f" AND p.id = {table}.{parent}_id AND p.compartment IS NOT NULL"
        )
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE TRIGGER stands_with_its_{parent} BEFORE INSERT OR UPDATE OF tenant_id, {parent}_id, compartment"
            f" ON {table} FOR EACH ROW EXECUTE FUNCTION stands_with_its_{parent}()"
        )
        guard(table)
    for parent in sorted(set(STAND_WITH.values())):
        op.execute(f"ALTER TABLE {parent} FORCE ROW LEVEL SECURITY")
    for index, columns in COUNTED.items():
        op.drop_index(index, "drawing")
        op.create_index(index, "drawing", columns, postgresql_include=INCLUDED[index])
