"""Hybrid invoices: a PDF for people that carries its own XML for machines (Factur-X, ZUGFeRD)."""

import re
from datetime import date

import facturx


def hybrid_of(pdf: bytes, xml: bytes, *, title: str, author: str, day: date) -> bytes:
    """`pdf` as a Factur-X file of profile EN 16931 with `xml` (CII) inside, dated `day`.

    The library stamps the hour of writing into the file; it is replaced by `day`, so that the same
    invoice gives the same bytes.
    """
    made = bytes(
        facturx.generate_from_binary(
            pdf,
            xml,
            flavor="factur-x",
            level="en16931",
            check_xsd=False,
            check_schematron=False,
            xmp_compression=False,
            pdf_metadata={"author": author, "title": title, "subject": title, "keywords": "Factur-X"},
        )
    )
    compact, dashed = day.strftime("%Y%m%d090000").encode(), day.isoformat().encode() + b"T09:00:00"
    made = re.sub(rb"(D\\072)\d{14}", lambda hit: hit.group(1) + compact, made)
    return re.sub(rb"(?<=Date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", lambda _: dashed, made)
