"""Texts on the work screen: sources that are text, and instructions in their plainest form."""

from flask import current_app

from bpo.jobs.models import Document

RAW_SHOWN = 200_000
"""Characters of a raw file that are shown on the page."""


def raw_text(document: Document) -> str:
    """The beginning of a text file, to be shown escaped."""
    with current_app.extensions["storage"].of(document.tenant_id).open(document.storage_key) as file:
        content: bytes = file.read(RAW_SHOWN * 2)
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return content.decode(encoding, errors="replace")[:RAW_SHOWN]


def blocks_of(text: str) -> list[tuple[str, list[str]]]:
    """Instructions as blocks: ("p", [line]) and ("ul", items)."""
    blocks: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("- "):
            if not blocks or blocks[-1][0] != "ul":
                blocks.append(("ul", []))
            blocks[-1][1].append(line.removeprefix("- "))
        elif line.strip():
            blocks.append(("p", [line.strip()]))
    return blocks
