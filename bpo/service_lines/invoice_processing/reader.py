"""What reading a document builds up: its layout and labels, the record so far, a reading for each field."""

from typing import Any

from bpo.catalog.rules import Evidence, Reading

from .amounts import guess_decimal_mark
from .labels import Label, find_labels
from .layout import Document, Span
from .record import empty_record


class Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.fuzzy = document.method == "ocr"
        self.record = empty_record()
        self.readings: dict[str, Reading] = {}
        self.labels: list[Label] = find_labels(document.rows, fuzzy=self.fuzzy)
        self.mark = guess_decimal_mark(token.text for row in document.rows for token in row.tokens)

    def put(
        self, path: str, value: Any, span: Span | None, confidence: float, *, derived: bool = False
    ) -> None:
        """Sets a field with its reading; recognised text is no surer than its worst letter."""
        if span is not None and self.fuzzy:
            confidence *= 0.6 + 0.4 * span.confidence
        evidence: Evidence | None = span.evidence() if span is not None else None
        method = "derived" if derived else self.document.method
        self.readings[path] = Reading(
            path=path, value=value, confidence=round(confidence, 3), method=method, evidence=evidence
        )
        if "." not in path:
            self.record[path] = value

    def put_exact(self, path: str, value: Any, span: Span, confidence: float) -> None:
        """Sets a field whose value arithmetic confirms: letters in doubt no longer count."""
        reading = Reading(
            path=path,
            value=value,
            confidence=round(confidence, 3),
            method=self.document.method,
            evidence=span.evidence(),
        )
        self.readings[path] = reading
        self.record[path] = value
