"""Payslips as PDF: one employee a page, the figures with what explains them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportlab.lib.pagesizes import LETTER
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ..pay_run.gross_to_net import Slip
from ..pay_run.records import Employee

_LEFT, _RIGHT = 56.0, LETTER[0] - 56.0
_LINES = (
    ("gross", "Gross pay", 1),
    ("pretax_401k", "401(k), before tax", -1),
    ("health_125", "Health premium, before tax", -1),
    ("fit", "Federal income tax", -1),
    ("ss", "Social Security", -1),
    ("medicare", "Medicare", -1),
    ("addl_medicare", "Additional Medicare", -1),
    ("garnishment", "Garnishment", -1),
    ("deductions", "Other deductions", -1),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What all slips of a run have in common."""

    employer: str
    period_start: date
    period_end: date
    pays_on: date


def payslips(slips: Sequence[tuple[Employee, Slip]], occasion: Occasion) -> bytes:
    """One PDF, a page for each employee. The same input gives the same bytes."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=LETTER, invariant=True, pageCompression=1)
    canvas.setTitle(f"Payslips {occasion.pays_on.isoformat()}")
    canvas.setAuthor(occasion.employer)
    for employee, slip in slips:
        _page(canvas, employee, slip, occasion)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _page(canvas: Canvas, employee: Employee, slip: Slip, occasion: Occasion) -> None:
    y = LETTER[1] - 72
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(_LEFT, y, _plain(occasion.employer))
    canvas.setFont("Helvetica", 10)
    canvas.drawRightString(_RIGHT, y, "Payslip")
    facts = (
        ("Employee", f"{employee.first_name} {employee.last_name} ({employee.employee_id})"),
        ("Social Security number", f"***-**-{employee.ssn[-4:]}" if employee.ssn else "not given"),
        ("Period", f"{occasion.period_start.isoformat()} to {occasion.period_end.isoformat()}"),
        ("Paid on", occasion.pays_on.isoformat()),
        ("Into account", f"ending {employee.account[-4:]}" if employee.account else "not given"),
    )
    y -= 34
    for label, value in facts:
        canvas.drawString(_LEFT, y, label)
        canvas.drawString(_LEFT + 150, y, _plain(value))
        y -= 15
    y -= 12
    why = dict(slip.why)
    for key, label, sign in _LINES:
        amount: Decimal = getattr(slip, key)
        if amount or key == "gross":
            y = _line(canvas, y, label, amount * sign, why.get(key, ()))
    canvas.line(_LEFT, y + 6, _RIGHT, y + 6)
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(_LEFT, y - 12, "Net pay")
    canvas.drawRightString(_RIGHT, y - 12, f"{slip.net:,.2f} USD")


def _line(canvas: Canvas, y: float, label: str, amount: Decimal, why: Sequence[str]) -> float:
    canvas.setFont("Helvetica", 10)
    canvas.drawString(_LEFT, y, label)
    canvas.drawRightString(_RIGHT, y, f"{amount:,.2f}")
    canvas.setFont("Helvetica", 7.5)
    for reason in why:
        y -= 10
        canvas.drawString(_LEFT + 10, y, _fitting(_plain(reason), "Helvetica", 7.5, _RIGHT - _LEFT - 100))
    return y - 17


def _plain(text: str) -> str:
    """What the PDF's standard fonts can show (Windows-1252)."""
    return text.encode("cp1252", "replace").decode("cp1252")


def _fitting(text: str, font: str, size: float, width: float) -> str:
    while text and stringWidth(text, font, size) > width:
        text = text[:-2]
    return text
