"""Payslips as PDF: one employee a page, the figures with what explains them; each by itself, and all in one file."""

import io
import re
import textwrap
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..money import ZERO
from ..pay_run import Case, Line, Occasion
from ..scheme import Scheme
from .pdf import BOLD, Page, pdf_file

_LEFT, _MARGIN = 56.0, 56.0
_WIDE = 112
"""Characters of an explanation that fit on its line."""
_FACTS = {
    "uk": (("Tax code", "tax_code"), ("NI category", "ni_category")),
    "us": (("Filing status", "filing_status"),),
}
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payslips:
    """All payslips of a run: `bundle` one PDF, `each` a ZIP of one PDF an employee, `net` the sum they say."""

    bundle: bytes
    each: bytes
    count: int
    net: Decimal


def payslips(
    paid: Sequence[tuple[Case, Line]], scheme: Scheme, occasion: Occasion, *, employer: str
) -> Payslips:
    """The payslips of who is paid. The same input gives the same bytes."""
    pages, net = [], ZERO
    out = io.BytesIO()
    title = f"Payslips {occasion.pays_on}"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number, (case, line) in enumerate(paid, start=1):
            page = _page(case, line, scheme, occasion, employer)
            pages.append(page)
            net += line.net
            name = re.sub(r"[^0-9A-Za-z._-]", "_", case.employee_id)[:60]
            single = pdf_file([page], title=f"Payslip {case.employee_id}", author=employer)
            archive.writestr(zipfile.ZipInfo(f"{number:05}-{name}.pdf", _EPOCH), single)
    bundle = pdf_file(pages or [_nobody(scheme)], title=title, author=employer)
    return Payslips(bundle=bundle, each=out.getvalue(), count=len(pages), net=net)


def _nobody(scheme: Scheme) -> Page:
    page = Page(*scheme.page)
    page.text(_LEFT, scheme.page[1] - 72, "Nobody is paid in this run.")
    return page


def _page(case: Case, line: Line, scheme: Scheme, occasion: Occasion, employer: str) -> Page:
    page = Page(*scheme.page)
    right, y = scheme.page[0] - _MARGIN, scheme.page[1] - 72
    page.text(_LEFT, y, employer, size=16, font=BOLD)
    page.text_to(right, y, "Payslip")
    y -= 30
    for label, value in _facts(case, scheme, occasion):
        page.text(_LEFT, y, label, size=9)
        page.text(_LEFT + 150, y, value, size=9)
        y -= 14
    y -= 10
    for item in scheme.items:
        amount = line.figures.get(item.key, ZERO)
        if item.employer or not item.sign or not (amount or item.key == "gross"):
            continue
        y = _figure(page, y, right, item.label, amount * item.sign, line.why.get(item.key, ()))
    page.rule(_LEFT, y + 6, right)
    page.text(_LEFT, y - 12, "Net pay", size=12, font=BOLD)
    page.text_to(right, y - 12, f"{line.net:,.2f} {scheme.currency}", size=12, font=BOLD)
    y -= 40
    for item in scheme.items:
        amount = line.figures.get(item.key, ZERO)
        if amount and (item.employer or not item.sign):
            page.text(_LEFT, y, item.label, size=8)
            page.text_to(right, y, f"{amount:,.2f}", size=8)
            y -= 11
    return page


def _facts(case: Case, scheme: Scheme, occasion: Occasion) -> list[tuple[str, str]]:
    number, account = case.text(scheme.number), case.text("account")
    period = " to ".join(day.isoformat() for day in occasion.period) if occasion.period else ""
    return [
        ("Employee", f"{case.name} ({case.employee_id})"),
        (scheme.number_label, f"ending {number[-4:]}" if number else "not given"),
        ("Period", period),
        ("Paid on", occasion.pays_on.isoformat() if occasion.pays_on else ""),
        ("Into account", f"ending {account[-4:]}" if account else "not given"),
        *((label, case.text(key)) for label, key in _FACTS[scheme.key]),
    ]


def _figure(page: Page, y: float, right: float, label: str, amount: Decimal, why: Sequence[str]) -> float:
    page.text(_LEFT, y, label)
    page.text_to(right, y, f"{amount:,.2f}")
    for reason in why:
        for part in [reason] if len(reason) <= _WIDE else textwrap.wrap(reason, _WIDE):
            y -= 9
            page.text(_LEFT + 10, y, part, size=7)
    return y - 16
