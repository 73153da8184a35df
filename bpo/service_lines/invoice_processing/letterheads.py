"""Lines of a recognised page that run a name and its address together, parted as a text layer parts them."""

from .layout import Document, Span
from .names import LEGAL_FORM, POSTAL, is_name


def parted(document: Document) -> Document:
    """The document with such lines parted behind the legal form: "Haas GmbH Am Hafen 3, 20457 Hamburg".

    In print the name is larger, or stands apart; recognition tells neither well. A text layer is left alone.
    """
    if document.method != "ocr":
        return document
    for row in document.rows:
        row.segments = [part for segment in row.segments for part in _parted(segment)]
    return document


def _parted(segment: Span) -> list[Span]:
    tokens = segment.tokens
    for end in range(2, len(tokens)):
        name, rest = Span(tokens[:end]), Span(tokens[end:])
        follows = tokens[end].text
        if (
            follows[0].isupper()
            and not LEGAL_FORM.fullmatch(follows)
            and LEGAL_FORM.search(name.text)
            and is_name(name.text)
            and POSTAL.search(rest.text)
        ):
            return [name, rest]
    return [segment]
