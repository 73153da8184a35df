"""XML from strangers: parsed without document types, entities, network or oversized trees."""

import re
from typing import Any

from lxml import etree

MAX_BYTES = 30 * 1024 * 1024
MAX_ELEMENTS = 400_000
_MISLABELLED = re.compile(
    rb"""^((?:\xef\xbb\xbf)?<\?xml[^>]*?)\s+encoding\s*=\s*["']utf-?16(?:le|be)?["']""", re.IGNORECASE
)
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


class RefusedXml(Exception):
    """The bytes are not XML that is safe to read; `reason` says why, in words for the client."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse_xml(content: bytes) -> etree._Element:
    """The root element. Raises `RefusedXml` for anything with a DTD, too large, or not well-formed.

    Document types are refused before the parser sees them, in whatever encoding they come, so neither
    external entities nor entity expansion can be tried.
    """
    if len(content) > MAX_BYTES:
        raise RefusedXml("The XML is larger than an invoice can be.")
    content = _as_it_is(content)
    if _declares_doctype(content):
        raise RefusedXml("The XML declares a document type or entities, which invoices never do.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, recover=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusedXml(f"The XML is damaged: {str(error)[:120]}") from None
    if root is None:
        raise RefusedXml("The XML is empty.")
    tree: Any = root.getroottree()
    if tree.docinfo.doctype:
        raise RefusedXml("The XML declares a document type, which invoices never do.")
    count = sum(1 for _ in zip(root.iter(), range(MAX_ELEMENTS + 1), strict=False))
    if count > MAX_ELEMENTS:
        raise RefusedXml("The XML has more elements than an invoice can have.")
    return _out_of_envelope(root)


def _as_it_is(content: bytes) -> bytes:
    """Bytes without two faults that programs make and no reader need stumble over.

    White space before the declaration, and a declaration that says UTF-16 in letters of one byte: text that was
    UTF-16 in memory and was written as UTF-8.
    """
    return _MISLABELLED.sub(rb"\1", content.lstrip(b" \t\r\n"), count=1)


def _out_of_envelope(root: etree._Element) -> etree._Element:
    """The document in the envelope that Peppol sends it in (SBDH), or the root as it is."""
    if local_name(root) != "StandardBusinessDocument":
        return root
    within = [item for item in root if local_name(item) not in ("", "StandardBusinessDocumentHeader")]
    return within[0] if len(within) == 1 else root


def _declares_doctype(content: bytes) -> bool:
    if _DOCTYPE.search(content):
        return True
    narrowed = content[:1_000_000].replace(b"\x00", b"")  # UTF-16 and UTF-32 hide it behind zero bytes
    return b"\x00" in content[:1_000_000] and _DOCTYPE.search(narrowed) is not None


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first descendant along a path of local names, one level each."""
    for name in names:
        if element is None:
            return None
        element = next((item for item in element if local_name(item) == name), None)
    return element


def children(element: etree._Element | None, name: str) -> list[etree._Element]:
    """All direct children of that local name."""
    return [] if element is None else [item for item in element if local_name(item) == name]


def text_of(element: etree._Element | None, *names: str) -> str | None:
    """The trimmed text at a path of local names; None where missing or empty."""
    found = child(element, *names)
    if found is None or found.text is None:
        return None
    text = re.sub(r"\s+", " ", found.text).strip()
    return text or None
