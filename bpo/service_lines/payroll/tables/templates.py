"""Empty tables to fill: the titles and one line that shows how."""

from .columns import TABLES, Table


def template(table: Table) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """(titles, rows) of a table's template."""
    return tuple(column.key for column in table.columns), (tuple(column.example for column in table.columns),)


NAMES = {table.template: table for table in TABLES}
"""Name of a template's file, such as `employees-us` → its table."""
