"""Paper and scanner: renders a PDF and damages it as a scanner, a stamp and a fax line would."""

import io
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy
import pypdfium2
import reportlab
from PIL import Image, ImageDraw, ImageFilter, ImageFont

STAMP_FONT = Path(reportlab.__file__).parent / "fonts" / "VeraBd.ttf"
SCANNED_AT = time.gmtime(0)
"""Written into scanned PDFs in place of the hour, so that the same scan gives the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """How a page suffers: `turn` in degrees, `blur` in pixels, `noise` as a standard deviation of grey
    levels, `fade` the share of contrast lost, `quality` of the JPEG, `small` the share of resolution lost.
    """

    dpi: int
    turn: float
    blur: float
    noise: float
    fade: float
    quality: int
    small: float
    stamp: bool


def draw_damage(rng: random.Random, *, heavy: bool) -> Damage:
    """An office scanner's usual faults, or with `heavy` those of a bad copy of a bad fax."""
    if heavy:
        return Damage(
            dpi=150,
            turn=rng.choice((-1, 1)) * rng.uniform(1.4, 2.6),
            blur=rng.uniform(0.9, 1.3),
            noise=rng.uniform(22, 34),
            fade=rng.uniform(0.3, 0.45),
            quality=rng.randint(22, 34),
            small=rng.uniform(0.4, 0.52),
            stamp=True,
        )
    return Damage(
        dpi=rng.choice((150, 150, 150, 200)),
        turn=rng.uniform(-0.8, 0.8),
        blur=rng.choice((0.0, 0.3, 0.6)),
        noise=rng.uniform(2, 9),
        fade=rng.uniform(0.0, 0.2),
        quality=rng.randint(58, 88),
        small=0.0,
        stamp=rng.random() < 0.3,
    )


def _stamp(page: Image.Image, rng: random.Random, text: str) -> None:
    """A rubber stamp, at an angle, in the lower half where it may touch the text."""
    size = page.width // 32
    font = ImageFont.truetype(str(STAMP_FONT), size)
    width, height = int(font.getlength(text)) + size * 2, size * 2
    mask = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(mask)
    pen.rectangle((2, 2, width - 3, height - 3), outline=150, width=max(2, size // 9))
    pen.text((size, size * 0.38), text, font=font, fill=150)
    mask = mask.rotate(rng.uniform(-14, 14), expand=True, resample=Image.Resampling.BILINEAR)
    place = (
        rng.randint(int(page.width * 0.1), int(page.width * 0.55)),
        rng.randint(int(page.height * 0.55), int(page.height * 0.8)),
    )
    page.paste(70, place, mask)


def _suffer(page: Image.Image, damage: Damage, rng: random.Random, stamp: str) -> Image.Image:
    if damage.stamp:
        _stamp(page, rng, stamp)
    if damage.small:
        size = page.size
        less = 1 - damage.small
        page = page.resize((int(size[0] * less), int(size[1] * less)), Image.Resampling.BILINEAR)
        page = page.resize(size, Image.Resampling.BILINEAR)
    page = page.rotate(damage.turn, resample=Image.Resampling.BILINEAR, fillcolor=250)
    if damage.blur:
        page = page.filter(ImageFilter.GaussianBlur(damage.blur))
    grain = numpy.random.default_rng(rng.getrandbits(32))
    levels = numpy.asarray(page, dtype=numpy.float32)
    # One block of noise repeated looks as random as noise drawn for each pixel and takes a tenth of the time.
    block = grain.normal(0, damage.noise, (256, 256)).astype(numpy.float32)
    rows, columns = levels.shape
    tiles = numpy.tile(block, (rows // 256 + 1, columns // 256 + 1))[:rows, :columns]
    grey = levels * (1 - damage.fade) + 225 * damage.fade + tiles
    return Image.fromarray(numpy.clip(grey, 0, 255).astype(numpy.uint8))


def scan(pdf: bytes, rng: random.Random, *, damage: Damage, stamp: str) -> list[Image.Image]:
    """The pages of `pdf` as grey images that look scanned; `stamp` is what the rubber stamp says."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        drawn = [page.render(scale=damage.dpi / 72, grayscale=True).to_pil() for page in document]
    finally:
        document.close()
    return [_suffer(page.convert("L"), damage, rng, stamp) for page in drawn]


def as_jpeg(page: Image.Image, damage: Damage) -> bytes:
    """One page as JPEG with the artefacts of its quality."""
    out = io.BytesIO()
    page.save(out, "JPEG", quality=damage.quality, dpi=(damage.dpi, damage.dpi))
    return out.getvalue()


def as_png(page: Image.Image, damage: Damage) -> bytes:
    """One page as PNG; sixteen grey levels, as scanners that save room do."""
    out = io.BytesIO()
    page.quantize(16, method=Image.Quantize.FASTOCTREE).save(
        out, "PNG", dpi=(damage.dpi, damage.dpi), compress_level=2
    )
    return out.getvalue()


def as_tiff(pages: list[Image.Image], damage: Damage) -> bytes:
    """All pages in one TIFF, grey, as JPEG inside."""
    out = io.BytesIO()
    dpi = (damage.dpi, damage.dpi)
    first, *others = pages
    first.save(
        out,
        "TIFF",
        compression="jpeg",
        quality=max(damage.quality, 50),
        dpi=dpi,
        save_all=True,
        append_images=others,
    )
    return out.getvalue()


def as_pdf(pages: list[Image.Image], damage: Damage) -> bytes:
    """All pages as pictures in a PDF without text."""
    out = io.BytesIO()
    first, *others = pages
    first.save(
        out,
        "PDF",
        resolution=damage.dpi,
        quality=damage.quality,
        save_all=True,
        append_images=others,
        creationDate=SCANNED_AT,
        modDate=SCANNED_AT,
    )
    return out.getvalue()
