"""How long a scan is looked at: a page's own time, and what the process was given."""

import io
import math
import os
import resource
from time import process_time

import numpy as np
import pytest
from PIL import Image

from bpo.catalog.rules import Severity
from bpo.platform import sandbox_limits
from bpo.service_lines.invoice_processing import scans
from bpo.service_lines.page_reading import line_boxes, neural, ocr, reading_time
from bpo.service_lines.page_reading.images import open_page, to_width
from bpo.service_lines.page_reading.reading_time import ReadingTime, abreast
from bpo.service_lines.page_reading.words import PageWords, UnreadableFile

PAGE = PageWords(0, 100.0, 100.0, "ocr", ())


def _spend(seconds: float) -> None:
    end = process_time() + seconds
    while process_time() < end:
        pass


def test_a_page_has_its_own_time() -> None:
    time = ReadingTime(page_seconds=0.05)
    assert not time.is_up()
    _spend(0.06)
    assert time.is_up()
    time.begin_page()
    assert not time.is_up()
    assert time.in_all() >= 0.06


def test_nothing_limits_a_process_without_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox_limits.signal, "getitimer", lambda _: (0.0, 0.0))
    assert ReadingTime().left() == math.inf
    limits = process_time() + 7, resource.RLIM_INFINITY
    monkeypatch.setattr(sandbox_limits.resource, "getrlimit", lambda _: limits)
    assert ReadingTime().left() == pytest.approx(2, abs=0.2)


def test_tasks_side_by_side_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    assert abreast(lambda number: number * 2, range(50)) == list(range(0, 100, 2))
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert abreast(lambda number: number * 2, range(5)) == [0, 2, 4, 6, 8]


def test_pages_beyond_the_time_of_the_document_are_left_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    left = iter([10.0, -1.0, -1.0])
    monkeypatch.setattr(reading_time.ReadingTime, "left", lambda self: next(left, -1.0))
    posture = ocr.Posture(neural.Lie(), 0.0)
    monkeypatch.setattr(ocr, "two_looks", lambda image, number, time: (PAGE, PAGE, posture))
    outcome = scans.capture_scan(lambda number: None, 5)
    (found,) = [finding for finding in outcome.findings if finding.code == "PAGES_NOT_READ"]
    assert found.severity is Severity.STOP
    assert "pages 3 to 5 of 5" in found.message


def test_lines_beyond_the_time_of_a_page_are_left_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    monkeypatch.setattr(neural, "_sessions", lambda: (None, None))
    monkeypatch.setattr(neural, "read_strip", lambda image, strip, reader: read.append(strip) or [])
    strips = [line_boxes.Strip(0, 10, 5 + 20 * row, 0, 8) for row in range(30)]
    sight = neural.Sight(strips, Image.new("L", (100, 700), 255), {})
    time = ReadingTime(page_seconds=-1)
    assert neural.read_page(sight, page=0, lie=neural.Lie(), time=time).words == ()
    assert time.cut
    assert read == []


def test_a_picture_of_no_page_s_shape_is_refused_before_it_is_looked_at() -> None:
    out = io.BytesIO()
    Image.new("L", (100, 20_000), 200).save(out, "PNG")
    with pytest.raises(UnreadableFile, match="too long and narrow"):
        open_page(out.getvalue(), 0)
    out = io.BytesIO()
    Image.new("RGBA", (5000, 7000)).save(out, "PNG")
    with pytest.raises(UnreadableFile, match="too large"):
        open_page(out.getvalue(), 0)


class Counting:
    """Stands where the detector does, and counts how much of a page it is shown."""

    def __init__(self) -> None:
        self.points = 0

    def get_inputs(self) -> list[object]:
        return [type("Input", (), {"name": "x"})()]

    def run(self, _: None, feed: dict[str, np.ndarray]) -> list[np.ndarray]:
        self.points += feed["x"][0, 0].size
        return [(feed["x"][:, :1] < 0).astype(np.float32)]


def test_blank_paper_is_not_looked_at_and_endless_paper_is_looked_at_from_afar() -> None:
    session = Counting()
    line_boxes.find_strips(Image.new("L", (1024, 1448), 250), session)
    assert session.points == 0
    striped = np.full((30_000, 100), 255, dtype=np.uint8)
    striped[::9] = 0
    line_boxes.find_strips(Image.fromarray(striped), session)
    assert 0 < session.points < 3 * 1024 * 1024 * 3
    wide = to_width(Image.fromarray(striped), 2400)
    assert wide.width * wide.height <= 12_100_000
