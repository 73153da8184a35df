"""Places on a page for values known from elsewhere: the XML of a hybrid PDF shown on its page."""

from dataclasses import replace

from bpo.catalog.rules import Evidence, Reading
from bpo.service_lines.page_reading.words import PageWords

from .amounts import guess_decimal_mark
from .dates import find_dates
from .identifiers import compact
from .layout import Span, lay_out
from .money import numbers_in
from .record import to_decimal


def locate(readings: tuple[Reading, ...], pages: tuple[PageWords, ...]) -> tuple[Reading, ...]:
    """The readings with evidence where their value is found on a page; the others unchanged."""
    document = lay_out(pages)
    mark = guess_decimal_mark(token.text for row in document.rows for token in row.tokens)
    numbers: dict[object, Span] = {}
    dates: dict[str, Span] = {}
    for row in document.rows:
        for number in numbers_in(row.tokens, mark):
            numbers[abs(number.value)] = number.span  # the last one: sums stand below lines
        for found in find_dates(row.text):
            for value in (found.day_first, found.month_first):
                if value is not None:
                    dates.setdefault(value.isoformat(), row.span.sub(found.start, found.end))

    def place(reading: Reading) -> Evidence | None:
        value = str(reading.value)
        if value in dates:
            return dates[value].evidence()
        amount = to_decimal(value)
        if amount is not None and "." in value:
            return numbers[abs(amount)].evidence() if abs(amount) in numbers else None
        wanted = compact(value)
        for row in document.rows:
            for segment in row.segments:
                if len(wanted) > 2 and wanted in compact(segment.text):
                    return segment.evidence()
        return None

    return tuple(
        replace(reading, evidence=place(reading)) if "lines" not in reading.path else reading
        for reading in readings
    )
