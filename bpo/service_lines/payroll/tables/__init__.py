"""What a client hands in for a pay run, read strictly: files recognised by their headers, every bad row named."""

from .columns import EMPLOYEES_UK, EMPLOYEES_US, TABLES, Column, Table
from .given import UNUSED, Given, Problem, Row, read_files
from .templates import TEMPLATES

__all__ = [
    "EMPLOYEES_UK",
    "EMPLOYEES_US",
    "TABLES",
    "TEMPLATES",
    "UNUSED",
    "Column",
    "Given",
    "Problem",
    "Row",
    "Table",
    "read_files",
]
