"""Sums, currency and lines, put into the record: what arithmetic ties together is surer than its parts."""

import re
from decimal import Decimal

from .account_numbers import ibans, tax_ids
from .amounts import currency_in
from .header_fields import Pair
from .layout import Span
from .lines import Lines
from .money import numbers_in
from .reader import Reader
from .record import money_text, number_text
from .totals import TaxRow, Totals, labelled_amounts, tax_rows
from .totals_choice import choose


def read_sums(reader: Reader, lines: Lines) -> Totals:
    """The reading of the sums that was chosen, the lines' own sum being one witness."""
    skip = lines.rows | lines.header_rows
    amounts = labelled_amounts(reader.document, reader.labels, reader.mark, skip)
    taxes = tax_rows(reader.document, reader.mark, skip, reader.labels)
    others = {
        number.value: number.span
        for row in reader.document.rows
        if row.index not in skip
        for number in numbers_in(row.tokens, reader.mark)
        if number.places == 2 and not number.percent
    }
    totals = choose(amounts, taxes, lines.sum, others)
    totals.labelled = amounts
    return totals


def read_currency(reader: Reader, pairs: list[Pair]) -> None:
    """Sets the currency: labelled, else by the signs and codes beside amounts, else by country as a guess."""
    labelled = next((pair for pair in pairs if pair.field == "currency"), None)
    if labelled is not None:
        reader.put("currency", labelled.value, labelled.span, 0.98)
        return
    votes: dict[str, list[Span]] = {}
    for row in reader.document.rows:
        for number in numbers_in(row.tokens, reader.mark):
            code = number.currency
            if code is not None:
                votes.setdefault(code, []).append(number.span)
    for row in reader.document.rows:
        for segment in row.segments:
            for match in re.finditer(
                r"(?<![A-Za-z])(EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|CAD|AUD|JPY|ISK|€|£|\$)(?![A-Za-z])",
                segment.text,
            ):
                code = currency_in(match[1])
                if code is not None:
                    votes.setdefault(code, []).append(segment.sub(*match.span()))
    if votes:
        code = max(votes, key=lambda key: len(votes[key]))
        contested = len(votes) > 1 and sorted(len(v) for v in votes.values())[-2] * 2 > len(votes[code])
        dollars = "$" in votes[code][0].text and code == "USD"
        reader.put("currency", code, votes[code][0], 0.6 if contested else 0.9 if dollars else 0.96)
        return
    _currency_by_country(reader)


_BY_COUNTRY = {
    "GB": "GBP",
    "SE": "SEK",
    "DK": "DKK",
    "NO": "NOK",
    "CH": "CHF",
    "PL": "PLN",
    "CZ": "CZK",
    "HU": "HUF",
    "RO": "RON",
}


def _currency_by_country(reader: Reader) -> None:
    """No currency is printed: that of the countries on the page, surer where they all have the same."""
    places = [(value[:2], span) for value, _, span in ibans(reader.document)]
    places += [(tax.value[:2], tax.span) for tax in tax_ids(reader.document) if tax.kind == "vat"]
    if places:
        named = {_BY_COUNTRY.get(country, "EUR") for country, _ in places}
        currency = _BY_COUNTRY.get(places[0][0], "EUR")
        reader.put(
            "currency",
            currency,
            places[0][1],
            0.92 if len(named) == 1 and len(places) > 1 else 0.8,
            derived=True,
        )


def write_totals(reader: Reader, totals: Totals, lines: Lines, sign: int) -> None:
    """Sums into the record. What arithmetic ties together is surer than any of its parts."""
    base = 0.5
    if totals.proven:
        base = 0.985 if totals.with_lines else 0.95
        if totals.rivals and not totals.with_lines:
            base -= 0.05
    for name, value in totals.values.items():
        value = abs(value) if name in ("allowance_total", "charge_total", "prepaid") else value * sign
        span = totals.spans.get(name)
        derived = span is None
        confidence = base - (0.02 if derived and totals.with_lines else 0.06 if derived else 0.0)
        if totals.proven and span is not None:
            reader.put_exact(name, money_text(value), span, confidence)
        else:
            reader.put(name, money_text(value), span, confidence, derived=derived)
    rows = []
    _complete_taxes(totals, lines)
    for index, tax in enumerate(totals.taxes):
        taxable = None if tax.taxable is None else money_text(tax.taxable * sign)
        rows.append(
            {
                "category": "S" if tax.rate else None,
                "rate": number_text(tax.rate),
                "taxable": taxable,
                "tax": money_text(tax.tax * sign),
            }
        )
        reader.put(f"vat_breakdown.{index}.tax", rows[-1]["tax"], tax.span, base)
    reader.record["vat_breakdown"] = rows


def _complete_taxes(totals: Totals, lines: Lines) -> None:
    """Bases of VAT rates that only the lines tell, where base x rate gives the tax that is printed.

    Without a printed breakdown the one rate of all lines is it, where it makes the VAT.
    """
    nets: dict[Decimal, Decimal] = {}
    for item in lines.items:
        rate, net = item.values.get("vat_rate"), item.values.get("line_net")
        if rate is None or net is None:
            return
        nets[rate] = nets.get(rate, Decimal(0)) + net
    stated = {tax.rate for tax in totals.taxes}
    if len(nets) == 1 and not totals.taxes and totals.proven and "net" in totals.values:
        (rate,) = nets
        net, vat = totals.values["net"], totals.values["vat"]
        if rate and abs(net * rate / 100 - vat) <= _ROUNDED and "vat" in totals.spans:
            totals.taxes = [TaxRow(rate, net, vat, totals.spans["vat"], -1)]
        return
    if stated != {rate for rate in nets if rate}:
        return
    for tax in totals.taxes:
        base = nets[tax.rate]
        if tax.taxable is None and abs(base * tax.rate / 100 - tax.tax) <= _ROUNDED:
            tax.taxable = base


_ROUNDED = Decimal("0.02")
"""By how much VAT rounded line by line may differ from that of the sum."""


def _turn(values: dict[str, Decimal]) -> None:
    """A line of a credit note printed below nothing, turned: what is charged again on it becomes a quantity below."""
    for name in ("line_net", "unit_price"):
        if name in values and (name == "line_net" or values[name] < 0):
            values[name] = -values[name]
    net, quantity = values.get("line_net"), values.get("quantity")
    if quantity is not None and net is not None and (quantity < 0) != (net < 0):
        values["quantity"] = -quantity


def write_lines(reader: Reader, lines: Lines, totals: Totals, sign: int) -> None:
    """Lines into the record; with `sign` -1 a credit note's amounts are turned positive."""
    rows = []
    for index, item in enumerate(lines.items):
        if sign < 0:
            _turn(item.values)
        row = item.as_row()
        rows.append(row)
        base = (0.85 if item.divided else 0.97) if item.proven else 0.75
        if totals.with_lines:
            base += 0.015
        for name in ("description", "quantity", "unit_price", "line_net"):
            span = item.spans.get(name)
            if name == "description" and item.texts and item.texts[0]:
                span = Span([token for line in item.texts for token in line])
            if row[name] is not None:
                reader.put(f"lines.{index}.{name}", row[name], span, base if name != "description" else 0.9)
    reader.record["lines"] = rows
