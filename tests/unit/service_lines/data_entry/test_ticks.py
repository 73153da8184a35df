"""Boxes that are ticked or not, and a scanned place read closely: on pictures drawn here."""

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from bpo.catalog.rules import Region, Source
from bpo.catalog.rules.definitions import FieldDefinition, StepKind, anchors_on
from bpo.service_lines.data_entry.defined import built
from bpo.service_lines.data_entry.defined.alignment import Lie
from bpo.service_lines.data_entry.defined.closer import cut
from bpo.service_lines.data_entry.defined.ticks import ticked
from tests.factories.definitions import claims

COVER = FieldDefinition(
    key="cover", label="Cover", type="choice", choices=(("a", "Alone"), ("b", "Both"), ("c", "Children"))
)
AGREED = FieldDefinition(key="agreed", label="Agreed", type="yes_no")
SIDE = 26


def _boxes(*marks: str) -> Image.Image:
    """Boxes under one another with words beside them: ticked with a cross, a hook, a blot, or not."""
    picture = Image.new("L", (500, 45 * len(marks) + 20), 250)
    draw = ImageDraw.Draw(picture)
    for number, mark in enumerate(marks):
        left, top = 60, 14 + 45 * number
        right, bottom = left + SIDE, top + SIDE
        draw.rectangle((left, top, right, bottom), outline=30, width=2)
        draw.text((right + 12, top - 2), "Head of HOUSEHOLD", fill=20, font=ImageFont.load_default(24))
        if mark == "cross":
            draw.line((left + 4, top + 4, right - 4, bottom - 4), fill=0, width=3)
            draw.line((left + 4, bottom - 4, right - 4, top + 4), fill=0, width=3)
        elif mark == "hook":
            draw.line((left + 5, top + 12, left + 11, bottom - 5), fill=40, width=4)
            draw.line((left + 11, bottom - 5, right + 6, top - 6), fill=40, width=4)
        elif mark == "blot":
            draw.ellipse((left + 7, top + 7, right - 7, bottom - 7), fill=10)
        elif mark == "dot":
            draw.ellipse((left + 10, top + 10, left + 14, top + 14), fill=10)
        elif mark == "beside":
            draw.line((left - 12, top + 2, left - 2, bottom - 2), fill=0, width=4)
    return picture


@pytest.mark.parametrize("mark", ["cross", "hook", "blot"])
@pytest.mark.parametrize("spoilt", [False, True])
def test_the_ticked_box_says_the_value(mark: str, spoilt: bool) -> None:
    def seen(*marks: str) -> Image.Image:
        picture = _boxes(*marks)
        if not spoilt:
            return picture
        return picture.rotate(1.0, fillcolor=250).filter(ImageFilter.GaussianBlur(0.7))

    assert ticked(COVER, seen("", mark, "")) == "b"
    assert ticked(COVER, seen(mark, "", "")) == "a"
    assert ticked(AGREED, seen(mark)) == "Y"
    assert ticked(AGREED, seen("")) == "N"


@pytest.mark.parametrize(
    "marks",
    [("", "", ""), ("cross", "hook", ""), ("cross", ""), ("cross", "", "", ""), ("dot", "cross", "")],
    ids=["none", "two", "too few boxes", "too many", "a dot"],
)
def test_what_the_boxes_do_not_say_is_left_to_people(marks: tuple[str, ...]) -> None:
    assert ticked(COVER, _boxes(*marks)) == ""


def test_a_mark_beside_a_box_or_no_box_at_all_says_nothing() -> None:
    assert ticked(AGREED, _boxes("beside")) == ""
    assert ticked(AGREED, Image.new("L", (300, 60), 255)) == ""


def test_a_place_is_cut_out_straight() -> None:
    page = Image.new("L", (400, 600), 255)
    ImageDraw.Draw(page).rectangle((120, 240, 160, 270), fill=0)
    moved = cut(page, Lie(c=0.1, f=0.1), (0.2, 0.3, 0.3, 0.35), 400)
    assert moved.size == (40, 30)
    assert moved.getextrema() == (0, 0)


WORDS = (
    "Claimant", "Policyholder", "Insurer", "Premium", "Damage", "Witness", "Garage", "Repairs", "Broker", "Office",
)  # fmt: skip


def test_a_scan_is_filled_in_where_two_looks_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCR_ENGINE", "tesseract")
    wide, high = 1200, 1500
    page = Image.new("L", (wide, high), 252)
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(30)
    printed = []
    for number, word in enumerate(WORDS):
        x, y = 90 + 620 * (number % 2), 100 + 130 * number
        draw.text((x, y), word, fill=10, font=font)
        left, top, right, bottom = draw.textbbox((x, y), word, font=font)
        printed.append((word, (left / wide, top / high, right / wide, bottom / high)))
    draw.text((400, 240), "Jensen", fill=10, font=font)
    draw.line((380, 280, 900, 280), fill=0, width=3)
    draw.rectangle((400, 420, 436, 456), outline=20, width=2)
    draw.line((405, 425, 431, 451), fill=0, width=4)
    draw.line((405, 451, 431, 425), fill=0, width=4)
    places = {"last_name": (380, 225, 640, 285), "agreed": (360, 400, 600, 480)}
    placed = {
        key: Region(page=0, box=(left / wide, top / high, right / wide, bottom / high))
        for key, (left, top, right, bottom) in places.items()
    }
    known = next(field for field in claims().fields if field.key == "last_name")
    definition = replace(
        claims(StepKind.READ, StepKind.DOUBLE),
        fields=tuple(replace(field, region=placed[field.key]) for field in (known, AGREED)),
        rules=(),
        anchors=anchors_on(0, printed, ()),
    )
    out = io.BytesIO()
    page.rotate(1.2, fillcolor=252).save(out, "PNG")
    outcome = built(definition, key="own").automate(
        [Source(name="a.png", media_type="image/png", content=out.getvalue())], {}
    )
    assert outcome.record == {"last_name": "Jensen", "agreed": "Y"}
