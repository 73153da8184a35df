"""Figures as tables: what is exported is what the pages show."""

from bpo.reporting.schemas.asked import SPANS, Asked, asked_for, choices
from bpo.reporting.schemas.tables import TABLES, Table, table_of
from bpo.reporting.schemas.told import FiguresAsked, FiguresOut, figures_json

__all__ = [
    "SPANS",
    "TABLES",
    "Asked",
    "FiguresAsked",
    "FiguresOut",
    "Table",
    "asked_for",
    "choices",
    "figures_json",
    "table_of",
]
