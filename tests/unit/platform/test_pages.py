"""Pages are drawn upright, in bounds, and as the document has them."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image

from bpo.platform import page_rendering
from bpo.platform.files import media
from bpo.platform.pages import count_pages, page_image
from bpo.platform.sandbox import ParseFailed, Sandbox
from tests.factories import hostile


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=["bpo.platform.page_rendering"]) as made:
        yield made


def drawn(content: bytes, media_type: str, page: int = 0, dpi: int = 150) -> Image.Image:
    made = page_rendering.render_page(content, media_type, page, dpi)
    image = Image.open(io.BytesIO(made.content))
    assert image.format == ("JPEG" if media_type == media.JPEG else "PNG")
    assert image.size == (made.width, made.height)
    return image


def test_pdf_pages_come_at_the_resolution_asked_for(sandbox: Sandbox) -> None:
    content = hostile.good_pdf(2)
    assert count_pages(sandbox, content, media.PDF) == 2
    made = page_image(sandbox, content, media.PDF, 1, dpi=144)
    assert (made.width, made.height) == (600, 400)
    image = Image.open(io.BytesIO(made.content)).convert("L")
    assert image.getextrema() == (0, 255)


def test_a_missing_page_and_a_damaged_file_are_failures_of_the_file(sandbox: Sandbox) -> None:
    for content, page in ((hostile.good_pdf(), 1), (hostile.good_pdf(), -1), (b"%PDF-1.7", 0)):
        with pytest.raises(ParseFailed) as caught:
            page_image(sandbox, content, media.PDF, page)
        assert caught.value.reason == "refused"


def test_a_vast_page_is_drawn_small() -> None:
    vast = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400 14400]>>"
    content = hostile.raw_pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", vast]
    )
    assert drawn(content, media.PDF).size == (2000, 2000)


def test_exif_rotation_is_applied() -> None:
    lying = hostile.good_image("JPEG", (60, 40), orientation=6)
    upright = drawn(lying, media.JPEG)
    assert upright.size == (40, 60)
    grey = upright.convert("L")
    assert grey.getpixel((20, 5)) < 30  # what was left is now on top
    assert grey.getpixel((20, 55)) > 220


def test_every_frame_of_a_tiff_is_a_page() -> None:
    content = hostile.good_tiff(3)
    assert page_rendering.page_count(content, media.TIFF) == 3
    assert [drawn(content, media.TIFF, page).width for page in range(3)] == [100, 110, 120]
    with pytest.raises(IndexError):
        page_rendering.render_page(content, media.TIFF, 3)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F"])
def test_every_kind_of_colour_becomes_grey_or_colour_on_white(mode: str) -> None:
    image = Image.new("L", (40, 20), 255)
    image.paste(0, (0, 0, 20, 20))
    if mode == "I;16":
        source = Image.new("I;16", (40, 20), 40000)
        source.paste(0, (0, 0, 20, 20))
    elif mode in ("I", "F"):
        source = image.convert("F" if mode == "F" else "I")
    else:
        source = image.convert("RGB").convert(mode)
    out = io.BytesIO()
    source.save(out, "TIFF")
    page = drawn(out.getvalue(), media.TIFF)
    assert page.mode in ("L", "RGB")
    grey = page.convert("L")
    assert (grey.getpixel((5, 10)), grey.getpixel((35, 10))) == (0, 255)


def test_transparency_is_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(out, "PNG")
    assert drawn(out.getvalue(), media.PNG).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(("size", "expected"), [((4100, 100), (2000, 49)), ((9000, 600), (2000, 133))])
def test_wide_images_are_made_smaller(size: tuple[int, int], expected: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("RGB", size).save(out, "PNG")
    assert drawn(out.getvalue(), media.PNG).size == expected


def test_other_files_have_no_pages() -> None:
    with pytest.raises(ValueError, match="no pages"):
        page_rendering.page_count(b"<a/>", media.XML)
