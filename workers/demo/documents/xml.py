"""A short way to write namespaced XML: nested nodes, put into elements in one go."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lxml import etree


class Node(NamedTuple):
    """One element: prefixed name, its text or its children (None among them is left out), attributes."""

    name: str
    content: "str | Sequence[Node | None]"
    attributes: Mapping[str, str] = {}


def _qualified(name: str, namespaces: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{namespaces[prefix]}}}{local}"


def _append(parent: etree._Element, nodes: Iterable[Node | None], namespaces: Mapping[str, str]) -> None:
    for node in nodes:
        if node is None:
            continue
        element = etree.SubElement(parent, _qualified(node.name, namespaces), dict(node.attributes))
        if isinstance(node.content, str):
            element.text = node.content
        else:
            _append(element, node.content, namespaces)


def document(root: str, nodes: Iterable[Node | None], namespaces: Mapping[str, str]) -> bytes:
    """The XML document with element `root` (prefixed) holding `nodes`; None among them is left out."""
    top = etree.Element(_qualified(root, namespaces), nsmap=namespaces)
    _append(top, nodes, namespaces)
    return etree.tostring(top, xml_declaration=True, encoding="UTF-8", pretty_print=True)
