"""The schema's history (Alembic), and the wall that a new tenant table gets."""
