"""Pure decisions about lists: what a cell may hold, what names a row, what an import changes."""

INDEXED = 8
"""Columns of a list by which its rows are found without reading the list."""
