"""Scanned pages: turned upright, straightened, cleaned; boxes that lead back to the page as handed in."""

import io
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageOps

from bpo.catalog.rules import Source
from bpo.service_lines.invoice_processing import automate, scans
from bpo.service_lines.page_reading import neural, ocr, tesseract
from bpo.service_lines.page_reading.images import (
    WORK_PIXELS,
    flatten,
    open_page,
    remove_rules,
    source_box,
    speckle,
    straighten,
    turned,
)
from bpo.service_lines.page_reading.words import PageWords
from tests.unit.service_lines.invoice_processing.documents import german


def scanned(turn: int) -> bytes:
    """The German invoice as a picture that lies turned by `turn` degrees."""
    page = pypdfium2.PdfDocument(german())[0]
    image = page.render(scale=150 / 72, grayscale=True).to_pil().convert("L")
    out = io.BytesIO()
    image.rotate(turn, expand=True).save(out, "PNG")
    return out.getvalue()


def test_a_page_upside_down_is_read_and_its_evidence_points_where_it_lies() -> None:
    outcome = automate([Source(name="scan", media_type="image/png", content=scanned(180))], {})
    assert (outcome.record["number"], outcome.record["gross"]) == ("2026-0815", "236.81")
    gross = next(reading for reading in outcome.readings if reading.path == "gross")
    assert gross.evidence is not None
    left, top, right, bottom = gross.evidence.box
    assert 0 < left < right < 0.2
    assert 0.54 < top < bottom < 0.58
    assert outcome.proven


def _dot(image: Any) -> tuple[float, float]:
    """Where the middle of the dark pixels is, as fractions."""
    rows, columns = np.nonzero(np.asarray(image) < 128)
    return float(columns.mean() + 0.5) / image.width, float(rows.mean() + 0.5) / image.height


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("angle", [0.0, 2.5, -4.0])
def test_a_box_on_the_straightened_page_leads_back_to_the_page(turn: int, angle: float) -> None:
    page = Image.new("L", (600, 900), 255)
    page.paste(0, (140, 700, 160, 712))
    work = straighten(turned(page, turn), angle)
    x, y = _dot(work)
    box = source_box(
        (x - 0.01, y - 0.01, x + 0.01, y + 0.01), width=work.width, height=work.height, angle=angle, turn=turn
    )
    assert (box[0] + box[2]) / 2 == pytest.approx(150 / 600, abs=0.004)
    assert (box[1] + box[3]) / 2 == pytest.approx(706 / 900, abs=0.004)


def test_rules_are_wiped_out_on_every_part_of_a_page_and_letters_stay() -> None:
    pixels = np.full((700, 900), 255, dtype=np.uint8)
    pixels[[100, 300, 650], 50:850] = 0
    pixels[20:680, 450] = 0
    pixels[200:210, 100:112] = 0
    cleaned = np.asarray(remove_rules(Image.fromarray(pixels)))
    assert (cleaned[200:210, 100:112] == 0).all()
    cleaned = cleaned.copy()
    cleaned[200:210, 100:112] = 255
    assert (cleaned == 255).all()


def test_specks_are_counted_across_the_stripes_a_page_is_worked_on_in() -> None:
    pixels = np.full((600, 40), 255, np.uint8)
    pixels[255:257, 7] = 0  # a stroke over the seam of two stripes
    pixels[(0, 300, 599), 20] = 0  # three specks, two of them at the page's edge
    assert speckle(Image.fromarray(pixels)) == 3 / 5


def test_a_page_at_600_dpi_in_colour_comes_at_working_size() -> None:
    page = Image.new("RGB", (5000, 7000), "white")
    page.paste((200, 30, 30), (0, 0, 2500, 7000))
    grey = flatten(page)
    assert grey.mode == "L"
    assert grey.width * grey.height <= WORK_PIXELS
    assert grey.getpixel((10, 10)) < 100 < grey.getpixel((grey.width - 10, 10))


def test_a_large_photograph_comes_at_working_size() -> None:
    out = io.BytesIO()
    Image.new("RGB", (5200, 7400), (250, 250, 250)).save(out, "JPEG", quality=30)
    image = open_page(out.getvalue(), 0)
    assert image.mode == "L"
    assert image.width * image.height <= 9_600_000


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_lies_as_the_camera_was_held(orientation: int) -> None:
    picture = Image.fromarray(np.arange(35, dtype=np.uint8).reshape(5, 7) * 7)
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    picture.save(out, "PNG", exif=exif)
    right = ImageOps.exif_transpose(Image.open(io.BytesIO(out.getvalue())))
    assert np.array_equal(np.asarray(open_page(out.getvalue(), 0)), np.asarray(right))


def test_what_is_transparent_is_paper() -> None:
    picture = Image.new("RGBA", (4, 1), (0, 0, 0, 0))
    picture.putpixel((1, 0), (0, 0, 0, 255))
    out = io.BytesIO()
    picture.save(out, "PNG")
    assert np.asarray(open_page(out.getvalue(), 0)).tolist() == [[255, 0, 255, 255]]


@pytest.mark.parametrize(("seconds", "looked"), [(1000.0, True), (0.0, False)])
def test_a_third_look_is_taken_only_where_there_is_time(
    seconds: float, looked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = []
    page = PageWords(0, 100.0, 100.0, "ocr", ())
    posture = ocr.Posture(neural.Lie(), 0.0)
    monkeypatch.setattr(scans, "PAGE_SECONDS", seconds)
    monkeypatch.setattr(ocr, "two_looks", lambda image, number, time: (page, page, posture))
    monkeypatch.setattr(ocr, "third_look", lambda image, number, posture, time: taken.append(number) or page)
    outcome = scans.capture_scan(lambda number: None, 1)
    assert bool(taken) is looked
    assert not outcome.proven


def test_the_engine_writes_its_remarks_to_no_file() -> None:
    """In the sandbox none can be opened, and the engine would end the child over it."""
    assert tesseract._engine().GetVariableAsString("debug_file") == ""
