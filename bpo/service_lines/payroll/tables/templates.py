"""Empty tables to fill: the titles and one line that shows how."""

from bpo.catalog.rules import SheetTemplate

from .columns import TABLES

TEMPLATES = tuple(
    SheetTemplate(
        key=table.template,
        name=table.name,
        header=tuple(column.key for column in table.columns),
        rows=(tuple(column.example for column in table.columns),),
    )
    for table in TABLES
)
