"""A drafted revision raises the wall of what it makes."""

from alembic.autogenerate import render_python_code
from alembic.operations.ops import CreateTableOp, DowngradeOps, MigrationScript, UpgradeOps
from sqlalchemy import Column, MetaData, Table, Uuid

from migrations.commands import raise_walls


def drafted(*tables: Table) -> list[str]:
    """The lines that raise walls, of a revision that makes these tables."""
    ups = UpgradeOps([CreateTableOp.from_table(table) for table in tables])
    raise_walls([MigrationScript("0001", ups, DowngradeOps([]))])
    return [line.strip() for line in render_python_code(ups).splitlines() if line.strip().startswith("wall(")]


def table(name: str, *keys: str, **info: str) -> Table:
    return Table(name, MetaData(), *(Column(key, Uuid, primary_key=True) for key in keys), info=info)


def test_a_clients_table_gets_its_wall_with_the_rights_its_model_states():
    assert drafted(
        table("plum", "tenant_id", "id"),
        table("pear", "tenant_id", "id", wall="tenant", client="SELECT", gate="SELECT"),
        table("quince", "tenant_id", "id", wall="tenant", client=""),
        table("house", "key", wall="house"),
    ) == ["wall('plum')", "wall('pear', client='SELECT', gate='SELECT')", "wall('quince', client='')"]
