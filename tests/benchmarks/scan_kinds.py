"""Damage as by twelve devices and desks: `python -m tests.benchmarks.scan_kinds FROM TO SEED`.

FROM and TO are as those of `tests.benchmarks.scanned`; the buckets are the kinds of damage, in turn: coloured paper,
pens and highlighters, fax lines, office scanners in black and white, stains and holes, files compressed again and
again, phones, things out of focus, coarse scans, feeders, worn toner, and dated stamps. Some pages lie on a side or
their head.
"""

import json
import math
import random
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from .scanned import FONT, Numbers, coarse, grained, photographed, shadowed, slanted

PAPERS = (
    (250, 240, 170),
    (205, 225, 245),
    (248, 205, 210),
    (208, 236, 205),
    (222, 217, 205),
    (246, 214, 160),
)
INKS = ((25, 45, 150), (190, 30, 40), (30, 30, 35), (20, 110, 60))
MARKERS = ((255, 245, 60), (150, 255, 120), (255, 170, 210))
RECEIVED = (
    "EINGEGANGEN\n12. MRZ. 2026", "RECEIVED\n14 MAR 2026", "REÇU LE\n09/03/2026", "BEZAHLT", "ONTVANGEN\n11-03-2026",
    "REGISTRADO\n000482", "BOOKED\n4400 / 1576", "Konto 3400 KSt 120",
)  # fmt: skip


def _noise(numbers: Numbers) -> Any:
    return np.random.default_rng(numbers.getrandbits(32))


def _clipped(pixels: Any) -> Any:
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _stroke(
    page: Any, numbers: Numbers, ink: tuple[int, int, int], at: tuple[float, float], size: float
) -> None:
    """A line of handwriting: loops going right, as a pen leaves them."""
    pen, points = ImageDraw.Draw(page), []
    turn, step = numbers.uniform(0, 6), size * numbers.uniform(0.18, 0.3)
    for place in range(numbers.randint(40, 140)):
        turn += numbers.uniform(0.35, 0.75)
        high = size * numbers.choice((0.4, 0.4, 0.9))
        points.append(
            (at[0] + place * step * 0.3 + math.cos(turn) * size * 0.25, at[1] + math.sin(turn) * high)
        )
    pen.line(points, fill=ink, width=max(2, int(page.width / 700)), joint="curve")


def tinted(page: Any, numbers: Numbers) -> Any:
    """Printed on coloured paper."""
    page = ImageChops.multiply(page, Image.new("RGB", page.size, numbers.choice(PAPERS)))
    return grained(slanted(page, numbers, 0, 1.5), numbers, numbers.uniform(2, 8))


def written(page: Any, numbers: Numbers) -> Any:
    """Ticked, circled, signed, underlined and marked by those who checked it."""
    wide, high = page.size
    for _ in range(numbers.randint(1, 3)):
        _stroke(
            page,
            numbers,
            numbers.choice(INKS),
            (numbers.uniform(0, 0.7) * wide, numbers.uniform(0, 1) * high),
            wide / 50,
        )
    pen = ImageDraw.Draw(page)
    for _ in range(numbers.randint(1, 3)):
        x, y = numbers.uniform(0.5, 0.9) * wide, numbers.uniform(0.1, 0.9) * high
        pen.ellipse(
            (x, y, x + wide * numbers.uniform(0.06, 0.2), y + wide * 0.04),
            outline=numbers.choice(INKS),
            width=wide // 500,
        )
    mark = Image.new("RGB", page.size, "white")
    for _ in range(numbers.randint(0, 3)):
        x, y = numbers.uniform(0.1, 0.8) * wide, numbers.uniform(0.1, 0.9) * high
        ImageDraw.Draw(mark).rectangle(
            (x, y, x + wide * 0.18, y + wide * 0.018), fill=numbers.choice(MARKERS)
        )
    return grained(slanted(ImageChops.multiply(page, mark), numbers, 0, 2), numbers, 4)


def faxed(page: Any, numbers: Numbers) -> Any:
    """Sent over a line: 204 dots an inch across, 98 or 196 down, black or white, with lines lost."""
    grey = slanted(page.convert("L"), numbers, 0, 1.5)
    wide, high = int(8.27 * 204), int(11.69 * numbers.choice((98, 196, 196)))
    if grey.width > grey.height:
        wide, high = int(11.69 * 204), int(8.27 * 196)
    bits = grained(grey.resize((wide, high), Image.Resampling.BOX), numbers, 12).point(
        lambda value: 255 * (value > 150)
    )
    pixels = np.asarray(bits).copy()
    for _ in range(numbers.randint(0, 6)):
        row = numbers.randrange(high - 3)
        pixels[row : row + numbers.randint(1, 2)] = numbers.choice((0, 255))
    pixels[_noise(numbers).random(pixels.shape) < numbers.uniform(0, 0.002)] = 0
    return (
        Image.fromarray(pixels)
        .resize((wide, int(wide * grey.height / grey.width)), Image.Resampling.NEAREST)
        .convert("1")
    )


def bitonal(page: Any, numbers: Numbers) -> Any:
    """An office scanner set to black and white: a fixed threshold, specks, black edges."""
    grey = grained(page.convert("L").filter(ImageFilter.GaussianBlur(0.7)), numbers, 14)
    threshold = numbers.choice((105, 128, 150, 175))
    pixels = np.where(np.asarray(slanted(grey, numbers, 0, 2)) > threshold, 255, 0).astype(np.uint8)
    edge = numbers.randint(0, page.width // 40)
    pixels[:, : edge + 1], pixels[: edge // 2 + 1] = 0, 0
    pixels[_noise(numbers).random(pixels.shape) < numbers.uniform(0, 0.003)] = 0
    return Image.fromarray(pixels).convert("1")


def stained(page: Any, numbers: Numbers) -> Any:
    """Coffee, holes of a punch, a staple, a torn corner, creases."""
    wide, high = page.size
    mark = Image.new("RGB", page.size, "white")
    pen = ImageDraw.Draw(mark)
    for _ in range(numbers.randint(1, 3)):
        x, y, r = (
            numbers.uniform(0, 1) * wide,
            numbers.uniform(0, 1) * high,
            wide * numbers.uniform(0.05, 0.14),
        )
        brown = (numbers.randint(150, 200), numbers.randint(120, 150), numbers.randint(70, 110))
        pen.ellipse(
            (x - r, y - r, x + r, y + r),
            fill=numbers.choice((None, (225, 205, 170))),
            outline=brown,
            width=int(r / 8),
        )
    page = ImageChops.multiply(page, mark.filter(ImageFilter.GaussianBlur(wide / 350)))
    pen = ImageDraw.Draw(page)
    for share in (0.37, 0.63):
        x, y, r = wide * 0.03, share * high, wide * 0.013
        pen.ellipse((x - r, y - r, x + r, y + r), fill=(40, 40, 40))
    pen.line((wide * 0.04, high * 0.03, wide * 0.08, high * 0.022), fill=(120, 120, 125), width=wide // 250)
    torn = wide * numbers.uniform(0, 0.08)
    pen.polygon(((wide, 0), (wide - torn, 0), (wide, torn)), fill=(30, 30, 30))
    for _ in range(numbers.randint(0, 3)):
        ends = [(numbers.uniform(0, 1) * wide, numbers.uniform(0, 1) * high) for _ in range(2)]
        pen.line(ends, fill=(205, 205, 205), width=max(1, wide // 600))
    return grained(slanted(page, numbers, 0.2, 2), numbers, 6)


def squeezed(page: Any, numbers: Numbers) -> Any:
    """Mailed through programs that each compressed it anew."""
    for _ in range(numbers.randint(2, 4)):
        share = numbers.uniform(0.85, 1.0)
        page = page.resize((int(page.width * share), int(page.height * share)), Image.Resampling.BILINEAR)
        out = BytesIO()
        page.save(out, "JPEG", quality=numbers.randint(18, 40))
        page = Image.open(out).convert("RGB")
    return page


def phoned(page: Any, numbers: Numbers) -> Any:
    """Photographed in a hand: perspective, a curl of the paper, warm light, the shadow of the phone."""
    pixels = np.asarray(page)
    curl = page.height * numbers.uniform(0, 0.012)
    rows = np.arange(page.height)[:, None] + curl * np.sin(np.linspace(0, math.pi, page.width))[None, :]
    page = Image.fromarray(
        pixels[np.clip(rows.astype(int), 0, page.height - 1), np.arange(page.width)[None, :]]
    )
    flat = photographed(page.convert("L"), numbers, 0.03)
    shade = Image.new("L", flat.size, 255)
    left = numbers.uniform(-0.2, 0.6) * flat.width
    corners = [(left, flat.height), (left + flat.width * 0.2, flat.height * numbers.uniform(0.1, 0.6))]
    corners += [(left + flat.width * 0.6, corners[1][1] * 1.1), (left + flat.width * 0.7, flat.height)]
    ImageDraw.Draw(shade).polygon(corners, fill=numbers.randint(110, 180))
    shade = shade.filter(ImageFilter.GaussianBlur(flat.width / 60))
    lit = np.asarray(shadowed(ImageChops.multiply(flat, shade), numbers, 0.7), dtype=np.float32)
    warm = np.array((1.0, numbers.uniform(0.92, 1.0), numbers.uniform(0.75, 0.98)), dtype=np.float32)
    page = _clipped(lit[..., None] * warm).filter(ImageFilter.GaussianBlur(numbers.uniform(0.4, 1.0)))
    return grained(page, numbers, numbers.uniform(4, 10))


def unsharp(page: Any, numbers: Numbers) -> Any:
    """Out of focus, or moved while it was taken."""
    if numbers.random() < 0.5:
        page = page.filter(ImageFilter.GaussianBlur(page.width / numbers.uniform(900, 1500)))
    else:
        moved = numbers.randint(2, max(3, page.width // 500))
        seen = [np.asarray(ImageChops.offset(page, 0, step), dtype=np.float32) for step in range(moved)]
        page = _clipped(sum(seen) / moved)
    return grained(slanted(page, numbers, 0, 2), numbers, 5)


def coarsely(page: Any, numbers: Numbers) -> Any:
    """Kept at 90 to 120 dots an inch."""
    small = coarse(page, numbers.uniform(0.6, 0.8))
    return grained(slanted(small, numbers, 0, 1), numbers, 4)


def fed(page: Any, numbers: Numbers) -> Any:
    """Through a feeder: streaks of dust, the back showing through, unsteady speed."""
    behind = Image.blend(
        Image.new("RGB", page.size, "white"), page.transpose(Image.Transpose.FLIP_LEFT_RIGHT), 0.12
    )
    pixels = np.asarray(ImageChops.multiply(page, behind)).copy()
    for _ in range(numbers.randint(1, 4)):
        at = numbers.randrange(page.width - 4)
        pixels[:, at : at + numbers.randint(1, 3)] = numbers.choice((40, 120, 200, 255))
    pace = np.cumsum(1 + 0.012 * np.sin(np.arange(page.height) / page.height * numbers.uniform(5, 30)))
    rows = np.clip(pace / pace[-1] * (page.height - 1), 0, page.height - 1).astype(int)
    return grained(slanted(Image.fromarray(pixels[rows]), numbers, 0.3, 3), numbers, 6)


def worn(page: Any, numbers: Numbers) -> Any:
    """Toner running out: pale bands across, letters that break."""
    pixels = np.asarray(page, dtype=np.float32)
    rows = np.arange(page.height) / page.height
    pale = 0.35 + 0.3 * np.sin(rows * numbers.uniform(6, 40) + numbers.uniform(0, 6))
    gaps = _noise(numbers).random((page.height // 2 + 1, page.width // 2 + 1)) < 0.08
    gaps = np.repeat(np.repeat(gaps, 2, 0), 2, 1)[: page.height, : page.width]
    ink = (255 - pixels) * (1 - np.clip(pale, 0, 0.65))[:, None, None] * (1 - 0.7 * gaps[..., None])
    return grained(slanted(_clipped(255 - ink), numbers, 0, 1.5), numbers, 5)


def dated(page: Any, numbers: Numbers) -> Any:
    """Stamped in colour with dates and accounts, over whatever is printed."""
    for _ in range(numbers.randint(1, 3)):
        font = ImageFont.truetype(FONT, page.width // numbers.choice((26, 34, 44)))
        text, ink = numbers.choice(RECEIVED), numbers.choice(INKS)
        mark = Image.new("RGBA", (int(font.size * 11), int(font.size * 3.6)), (0, 0, 0, 0))
        pen = ImageDraw.Draw(mark)
        pen.rectangle(
            (3, 3, mark.width - 4, mark.height - 4), outline=(*ink, 190), width=max(2, int(font.size / 9))
        )
        pen.multiline_text((font.size * 0.6, font.size * 0.5), text, font=font, fill=(*ink, 190))
        mark = mark.rotate(numbers.uniform(-15, 15), expand=True, resample=Image.Resampling.BICUBIC)
        at = int(numbers.uniform(0.02, 0.7) * page.width), int(numbers.uniform(0.02, 0.9) * page.height)
        page.paste(mark, at, mark)
    return grained(slanted(page, numbers, 0, 1.5), numbers, 4)


KINDS: tuple[Callable[[Any, Numbers], Any], ...] = (
    tinted, written, faxed, bitonal, stained, squeezed, phoned, unsharp, coarsely, fed, worn, dated,
)  # fmt: skip


def packed(pages: list[Any], kind: str, dpi: int) -> bytes:
    """Pages as one file, as a device leaves it: black and white ones by the code of fax machines."""
    out = BytesIO()
    more: dict[str, Any] = {"save_all": True, "append_images": pages[1:]} if kind in ("pdf", "tif") else {}
    if kind == "tif":
        more["compression"] = "group4" if pages[0].mode == "1" else "tiff_lzw"
    if kind == "jpg" or (kind == "pdf" and pages[0].mode != "1"):
        more["quality"] = 75
    form = {"pdf": "PDF", "jpg": "JPEG", "png": "PNG", "tif": "TIFF"}[kind]
    pages[0].save(out, form, **({"resolution": dpi} if kind == "pdf" else {"dpi": (dpi, dpi)}), **more)
    return out.getvalue()


def scanned(content: bytes, numbers: Numbers, damage: Callable[[Any, Numbers], Any]) -> tuple[str, bytes]:
    """The kind of file and the bytes of a PDF's pages, scanned in colour and damaged in one way."""
    dpi = 150 if damage is coarsely else numbers.choice((200, 200, 300))
    document = pypdfium2.PdfDocument(content)
    pages = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    turn = numbers.choice((0, 0, 0, 0, 0, 0, 90, 180, 270))
    made = [damage(page, numbers) for page in pages]
    if turn:
        made = [page.rotate(turn, expand=True) for page in made]
    kinds = (
        ("pdf", "tif")
        if len(pages) > 1 or made[0].mode == "1"
        else ("jpg",)
        if damage is phoned
        else ("pdf", "jpg", "png")
    )
    kind = numbers.choice(kinds)
    return kind, packed(made, kind, dpi)


def main(argv: list[str]) -> int:
    """Scans every invoice of a folder, the kinds of damage in turn."""
    source, target, seed = Path(argv[0]), Path(argv[1]), int(argv[2])
    target.mkdir(parents=True, exist_ok=True)
    entries = json.loads((source / "manifest.json").read_text())["entries"]
    for place, entry in enumerate(entries):
        damage = KINDS[(place + seed) % len(KINDS)]
        kind, scan = scanned(
            (source / entry["file"]).read_bytes(), random.Random(f"{seed}/{entry['file']}"), damage
        )
        entry |= {"file": f"{Path(entry['file']).stem}_{damage.__name__}.{kind}", "bucket": damage.__name__}
        (target / entry["file"]).write_bytes(scan)
    (target / "manifest.json").write_text(json.dumps({"entries": entries}, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
