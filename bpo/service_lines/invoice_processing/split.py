"""One PDF with several invoices in it: where each begins, and a PDF for each.

Only what is beyond doubt is divided: every part begins with its own number, counts its own pages where it counts
them, and states its own total. Anything else stays whole and becomes a question when it is read.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from bpo.catalog.rules import Source
from bpo.service_lines.page_reading.words import MAX_PAGES, PageWords, UnreadableFile

from .identifiers import compact
from .page_reader import read_pages
from .several import page_count

SURE = 0.85
"""Confidence from which a page's number tells it from the page before: one in the title's row is as sure."""
Range = tuple[int, int]
"""First page, from 0, and the one after the last."""


def split(source: Source) -> tuple[Source, ...]:
    """The invoices of a PDF as PDFs of their own, in order, no page left out; none where it is one document.

    Never raises for odd content: a file that cannot be opened is one document, and reading it will say so.
    """
    if source.media_type != "application/pdf":
        return ()
    try:
        ranges = ranges_of(source.content)
    except UnreadableFile:
        return ()
    return parts_of_pdf(source.content, source.name, ranges)


def pages_text(part: Range) -> str:
    """A range in words, counted from 1: "page 3", "pages 4-6"."""
    first, end = part
    return f"page {end}" if end - first == 1 else f"pages {first + 1}-{end}"


def ranges_of(content: bytes) -> tuple[Range, ...]:
    """The pages of each invoice in a PDF; none where it is one, or where that is in doubt. Raises `UnreadableFile`."""
    from bpo.service_lines.page_reading.pdf_text import open_pdf, page_text, usable

    from .hybrid import embedded_invoices

    with open_pdf(content) as document:
        count = len(document)
        if not 2 <= count <= MAX_PAGES or embedded_invoices(document):
            return ()
        pages = tuple(page_text(document[number], number) for number in range(count))
    return parts_of(pages) if all(usable(page) for page in pages) else ()


def parts_of(pages: tuple[PageWords, ...]) -> tuple[Range, ...]:
    """The pages of each invoice; none where there is one, or where a part does not stand by itself."""
    numbers = [_number_of(page) for page in pages]
    counts = [page_count(" ".join(word.text for word in page.words)) for page in pages]
    texts = [compact("".join(word.text for word in page.words)) for page in pages]
    starts = [0]
    for place in range(1, len(pages)):
        counted = counts[place]
        if counted is not None and counted[0] > 1:
            continue
        begun = numbers[starts[-1]]
        own = numbers[place]
        other = own is not None and own != begun and (begun is None or begun not in texts[place])
        if other or (counted is not None and counted[0] == 1):
            starts.append(place)
    parts = tuple(zip(starts, [*starts[1:], len(pages)], strict=True))
    if len(parts) < 2 or len({numbers[first] for first, _ in parts} - {None}) < len(parts):
        return ()
    return parts if all(_stands(pages[first:end], counts[first:end]) for first, end in parts) else ()


def agreed_parts(first: tuple[PageWords, ...], second: tuple[PageWords, ...]) -> tuple[Range, ...]:
    """The pages of each invoice in a scan: only where the second look saw the number of each as well, and parts the
    pages no other way.

    Two engines seldom misread a number alike, so a number misread on a second page parts no invoice.
    """
    parts = parts_of(first)
    if not parts or parts_of(second) not in ((), parts):
        return ()
    seen = [compact("".join(word.text for word in page.words)) for page in second]
    return parts if all((_number_of(first[begin]) or "?") in seen[begin] for begin, _ in parts) else ()


def _number_of(page: PageWords) -> str | None:
    """The invoice number that a page states by itself, read as surely as one that nobody is asked about."""
    read = read_pages(by_themselves((page,)))
    number, reading = read.record["number"], read.readings.get("number")
    if not number or reading is None or reading.confidence < SURE or not any(c.isdigit() for c in number):
        return None
    return compact(number)


def _stands(pages: tuple[PageWords, ...], counts: list[Range | None]) -> bool:
    """Whether pages make an invoice by themselves: they count themselves 1 to n, if at all, and have a total."""
    counted = [count for count in counts if count is not None]
    if counted and counted != [(place + 1, len(pages)) for place in range(len(pages))]:
        return False
    record = read_pages(by_themselves(pages)).record
    if any(record[name] is None for name in ("gross", "number", "issue_date", "seller")):
        return False
    if len(pages) == 1 or len(counted) == len(pages):
        return True
    alone = [read_pages(by_themselves((page,))) for page in pages]
    others = {page.record["number"] for page in alone if page.record["number"] is not None}
    return sum(page.proven for page in alone) <= 1 and others <= {record["number"]}


def by_themselves(pages: tuple[PageWords, ...]) -> tuple[PageWords, ...]:
    """Pages counted from the first of them, as in a file of their own."""
    return tuple(replace(page, page=place) for place, page in enumerate(pages))


def parts_of_pdf(content: bytes, name: str, ranges: Sequence[Range]) -> tuple[Source, ...]:
    """The pages of each range as a PDF of their own; none where there is one range. Raises `UnreadableFile`."""
    import io

    import pypdfium2

    from bpo.service_lines.page_reading.pdf_text import open_pdf

    divided: list[Source] = []
    if len(ranges) < 2:
        return ()
    with open_pdf(content) as document:
        for first, end in ranges:
            part = pypdfium2.PdfDocument.new()
            part.import_pages(document, list(range(first, end)))
            out = io.BytesIO()
            part.save(out)
            part.close()
            divided.append(_part(name, (first, end), "pdf", "application/pdf", out.getvalue()))
    return tuple(divided)


def parts_of_image(content: bytes, name: str, ranges: Sequence[Range]) -> tuple[Source, ...]:
    """The pictures of each range as a TIFF of their own, not a point changed; none where there is one range."""
    from bpo.service_lines.page_reading.images import pages_apart

    if len(ranges) < 2:
        return ()
    return tuple(
        _part(name, part, "tif", "image/tiff", pages_apart(content, part[0], part[1])) for part in ranges
    )


def _part(name: str, part: Range, ending: str, media_type: str, content: bytes) -> Source:
    return Source(
        name=f"{PurePath(name).stem} ({pages_text(part)}).{ending}", media_type=media_type, content=content
    )
