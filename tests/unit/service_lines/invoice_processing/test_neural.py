"""Lines of text found and read by the neural models: pure parts always, whole pages where the models are installed."""

import io
from itertools import pairwise
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from bpo.catalog.rules import Reading, Source
from bpo.service_lines.invoice_processing import automate
from bpo.service_lines.page_reading import line_boxes, line_texts, neural, ocr
from bpo.service_lines.page_reading.images import turned_back
from tests.unit.service_lines.invoice_processing.documents import german

installed = pytest.mark.skipif(neural.model_files() is None, reason="the extra `ocr` is not installed")


class Detector:
    """Stands where the detector does: what is dark is text, as a trained one would say of a filled box."""

    def get_inputs(self) -> list[Any]:
        return [type("Input", (), {"name": "x"})()]

    def run(self, _: None, feed: dict[str, Any]) -> list[Any]:
        return [(feed["x"][:, :1] < 0).astype(np.float32)]


def test_boxes_of_text_become_strips_with_their_slope_wherever_tiles_meet() -> None:
    page = np.full((1400, 1024), 255, dtype=np.uint8)
    page[100:110, 50:950] = 0  # crosses the tiles' upright edges
    for x in range(300, 700):
        page[600 + x // 40 : 610 + x // 40, x] = 0
    strips, standing = line_boxes.find_strips(Image.fromarray(page), Detector())
    level, slanted = sorted(strips, key=lambda strip: strip.middle)
    assert standing == 0
    assert (level.middle, level.slope) == (pytest.approx(105, abs=0.6), pytest.approx(0, abs=1e-3))
    assert level.left < 50 < 950 < level.right
    assert slanted.slope == pytest.approx(1 / 40, abs=2e-3)
    assert slanted.at(500) == pytest.approx(617.5, abs=1.5)


def test_text_that_stands_on_end_is_noticed() -> None:
    page = np.full((1400, 1024), 255, dtype=np.uint8)
    page[100:1000, [*range(200, 210), *range(400, 410)]] = 0
    page[1200:1210, 300:400] = 0
    assert line_boxes.find_strips(Image.fromarray(page), Detector())[1] > 0.5


class Reader:
    """Stands where the reader of lines does, with answers given beforehand."""

    def __init__(self, answers: str, alphabet: str) -> None:
        self.alphabet = alphabet
        classes = len(alphabet) + 2
        self.told = np.zeros((1, len(answers), classes), dtype=np.float32)
        for at, letter in enumerate(answers):
            index = {"_": 0, " ": classes - 1}.get(letter, alphabet.find(letter) + 1)
            self.told[0, at, index] = 0.9

    def get_inputs(self) -> list[Any]:
        return [type("Input", (), {"name": "x"})()]

    def get_outputs(self) -> list[Any]:
        return [type("Output", (), {"shape": (1, None, self.told.shape[2])})()]

    def get_modelmeta(self) -> Any:
        return type("Meta", (), {"custom_metadata_map": {"character": "\n".join(self.alphabet)}})()

    def run(self, _: None, __: dict[str, Any]) -> list[Any]:
        return [self.told]


def test_repeated_answers_run_together_and_blanks_and_wide_gaps_part_words() -> None:
    answers = "NN_e_tt_t_o   1__9______________________9"
    page = Image.new("L", (700, 100), 255)
    strip = line_boxes.Strip(left=0, right=len(answers) * 8, middle=50, slope=0, height=48)
    pieces = line_texts.read_strip(page, strip, Reader(answers, "Neto19"))
    assert [piece.text for piece in pieces] == ["Netto", "19", "9"]
    assert all(one.right <= other.left + 16 for one, other in pairwise(pieces))


@pytest.mark.parametrize(
    ("answers", "amounts"),
    [
        ("1_,3_14__ 7_2", ["1,314.72"]),
        ("2_62__ 9_4__", ["262.94"]),
        ("1_2_3_4__ 7_2", ["1234", "72"]),
        ("2_62__ 9_4__ 7", ["262", "94", "7"]),
    ],
)
def test_a_decimal_mark_read_as_a_blank_is_put_back_where_the_amount_stands_alone(
    answers: str, amounts: list[str]
) -> None:
    page = Image.new("L", (700, 100), 255)
    strip = line_boxes.Strip(left=0, right=len(answers) * 8, middle=50, slope=0, height=48)
    pieces = line_texts.read_strip(page, strip, Reader(answers, "123456789,"))
    assert [piece.text for piece in pieces] == amounts


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_box_on_the_upright_page_is_turned_back(turn: int) -> None:
    page = np.zeros((200, 100), dtype=np.uint8)
    page[20:30, 60:90] = 255
    upright = np.rot90(page, turn // 90)
    rows, columns = np.nonzero(upright)
    high, wide = upright.shape
    box = (
        columns.min() / wide,
        rows.min() / high,
        (columns.max() + 1) / wide,
        (rows.max() + 1) / high,
    )
    assert turned_back(box, turn) == pytest.approx((0.6, 0.1, 0.9, 0.15))


def test_the_models_are_left_aside_where_the_setting_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCR_ENGINE", "tesseract")
    assert not ocr.by_models()


def picture(*, turn: int = 0, lean: float = 0.0, fan: float = 0.0) -> tuple[bytes, Any]:
    """The German invoice photographed: turned, leaning by degrees, lines fanning out; and where a point went.

    The second value maps a point of the page, in fractions, to its place in the picture, in fractions.
    """
    page = pypdfium2.PdfDocument(german())[0]
    image = page.render(scale=150 / 72, grayscale=True).to_pil().convert("L")
    width, height = image.size
    corners = [(0, 0), (0, height * (1 + fan)), (width, height), (width, -height * fan)]
    to_page = _warp([(0, 0), (0, height), (width, height), (width, 0)], corners)
    image = image.transform(
        image.size, Image.Transform.PERSPECTIVE, to_page, Image.Resampling.BICUBIC, fillcolor=255
    )
    mark = Image.new("L", image.size, 0)

    def where(x: float, y: float) -> tuple[float, float]:
        dot = mark.copy()
        dot.paste(255, (int(x * width) - 4, int(y * height) - 4, int(x * width) + 4, int(y * height) + 4))
        dot = dot.transform(dot.size, Image.Transform.PERSPECTIVE, to_page)
        rows, columns = np.nonzero(np.asarray(dot.rotate(lean).rotate(turn, expand=True)) > 128)
        return float(columns.mean()) / placed.width, float(rows.mean()) / placed.height

    placed = image.rotate(lean, resample=Image.Resampling.BICUBIC, fillcolor=255).rotate(turn, expand=True)
    out = io.BytesIO()
    placed.save(out, "PNG")
    return out.getvalue(), where


def _warp(places: list[Any], sources: list[Any]) -> tuple[float, ...]:
    """The coefficients that take a picture's corners from `sources`."""
    rows, aims = [], []
    for (x, y), (u, v) in zip(places, sources, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        aims += [u, v]
    return tuple(np.linalg.solve(np.array(rows, float), np.array(aims, float)).tolist())


def box_of(path: str, readings: tuple[Reading, ...]) -> tuple[float, float, float, float]:
    evidence = next(reading for reading in readings if reading.path == path).evidence
    assert evidence is not None
    return evidence.box


@installed
@pytest.mark.parametrize(
    "way",
    [{}, {"turn": 90}, {"turn": 180}, {"turn": 270, "lean": 2.0}, {"lean": -4.0}, {"lean": 1.5, "fan": 0.02}],
    ids=str,
)
def test_however_a_page_lies_it_is_read_and_its_evidence_points_to_the_picture(way: dict[str, Any]) -> None:
    content, where = picture(**way)
    outcome = automate([Source(name="scan", media_type="image/png", content=content)], {})
    record = outcome.record
    assert (record["number"], record["gross"], record["iban"]) == (
        "2026-0815",
        "236.81",
        "DE89370400440532013000",
    )
    assert outcome.proven
    assert [row["line_net"] for row in record["lines"]] == ["99.00", "100.00"]
    left, top, right, bottom = box_of("gross", outcome.readings)
    x, y = where(525 / 595, 371 / 842)
    assert left - 0.01 <= x <= right + 0.01
    assert top - 0.01 <= y <= bottom + 0.01
    assert max(right - left, bottom - top) < 0.2


@installed
def test_letters_of_other_languages_are_read_with_their_accents() -> None:
    drawn = pypdfium2.PdfDocument(
        german(swap={"Kessler & Sohn Reinigung GmbH": "Gestoría Peña Ibérica S.L."})
    )
    page = drawn[0].render(scale=150 / 72, grayscale=True).to_pil().convert("L")
    words, _ = ocr.first_look(page, page=0)
    assert {"Gestoría", "Peña", "Ibérica"} <= {word.text for word in words.words}
