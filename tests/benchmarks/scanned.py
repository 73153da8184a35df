"""Prints, damages and scans drawn invoices: `python -m tests.benchmarks.scanned FROM TO SEED`.

FROM is a folder of PDFs with a manifest.json, as `tests.benchmarks.layouts` leaves it; TO gets a scan of each, as PDF,
JPEG, PNG or TIFF, with a manifest whose buckets are `light`, `used` and `heavy`. Scans are of 150 to 300 dpi; some lie
on their side or head, some are photographs.
"""

import json
import random
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter, ImageFont

LEVELS = ("light", "used", "heavy")
STAMPS = ("RECEIVED", "GEBUCHT", "PAYÉ", "COPIA", "ONTVANGEN", "2026-03-17")
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
Numbers = random.Random


def grained(page: Any, numbers: Numbers, strength: float) -> Any:
    """Grain of a sensor."""
    made = np.random.default_rng(numbers.getrandbits(32))
    pixels = np.asarray(page, dtype=np.float32)
    return Image.fromarray(np.clip(pixels + made.normal(0, strength, pixels.shape), 0, 255).astype(np.uint8))


def shadowed(page: Any, numbers: Numbers, darkest: float) -> Any:
    """Uneven light, as under a lamp at one side."""
    made = np.random.default_rng(numbers.getrandbits(32)).uniform(darkest, 1.02, (4, 4)).astype(np.float32)
    light = np.asarray(Image.fromarray(made).resize(page.size, Image.Resampling.BICUBIC))
    return Image.fromarray(np.clip(np.asarray(page) * light, 0, 255).astype(np.uint8))


def folded(page: Any, numbers: Numbers) -> Any:
    """The marks of folding a letter in three, or of folding it once."""
    pixels = np.asarray(page, dtype=np.float32).copy()
    for place in numbers.choice([(0.5,), (1 / 3, 2 / 3)]):
        away = np.abs(np.arange(page.height) - place * page.height) / (page.height * 0.004)
        pixels *= (1 - numbers.uniform(0.1, 0.35) * np.exp(-(away**2)))[:, None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def stamped(page: Any, numbers: Numbers) -> Any:
    """An office's stamp anywhere on the page, also on what is printed."""
    font = ImageFont.truetype(FONT, page.width // numbers.choice((22, 30)))
    text = numbers.choice(STAMPS)
    width, height = int(font.getlength(text) * 1.3), int(font.size * 2)
    mark = Image.new("L", (width, height), 0)
    pen, ink = ImageDraw.Draw(mark), numbers.randint(90, 190)
    pen.rectangle((2, 2, width - 3, height - 3), outline=ink, width=max(2, int(font.size) // 8))
    pen.text((width * 0.12, font.size * 0.4), text, font=font, fill=ink)
    mark = mark.rotate(numbers.uniform(-18, 18), expand=True, resample=Image.Resampling.BILINEAR)
    at = numbers.uniform(0.05, 0.6), numbers.uniform(0.1, 0.85)
    page.paste(90, (int(at[0] * page.width), int(at[1] * page.height)), mark)
    return page


def photographed(page: Any, numbers: Numbers, most: float) -> Any:
    """The page on a table, seen from one side."""
    edge = page.width // 25
    table = Image.new("L", (page.width + 2 * edge, page.height + 2 * edge), numbers.randint(40, 110))
    table.paste(page, (edge, edge))
    wide, high = table.size
    seen = [
        (x + numbers.uniform(-most, most) * wide, y + numbers.uniform(-most, most) * high)
        for x, y in ((0, 0), (0, high), (wide, high), (wide, 0))
    ]
    rows, aims = [], []
    for (x, y), (u, v) in zip(((0, 0), (0, high), (wide, high), (wide, 0)), seen, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        aims += [u, v]
    way = np.linalg.solve(np.array(rows, float), np.array(aims, float))
    return table.transform(
        table.size, Image.Transform.PERSPECTIVE, tuple(way), Image.Resampling.BICUBIC, fillcolor=70
    )


def coarse(page: Any, share: float) -> Any:
    """As if scanned at a share of its resolution."""
    small = page.resize((int(page.width * share), int(page.height * share)), Image.Resampling.BOX)
    return small.resize(page.size, Image.Resampling.BILINEAR)


def slanted(page: Any, numbers: Numbers, least: float, most: float) -> Any:
    """Laid askew on the glass."""
    return page.rotate(
        numbers.choice((-1, 1)) * numbers.uniform(least, most), Image.Resampling.BICUBIC, fillcolor=246
    )


def damaged(page: Any, numbers: Numbers, level: str, *, photo: bool) -> Any:
    """A page as it comes out of the scanner or camera, for a level of damage."""
    weight = LEVELS.index(level)
    marks: tuple[tuple[float, Callable[[Any, Numbers], Any]], ...] = (
        ((0.15, 0.35, 0.5)[weight], stamped),
        ((0.0, 0.3, 0.5)[weight], folded),
    )
    for chance, mark in marks:
        if numbers.random() < chance:
            page = mark(page, numbers)
    if photo and weight:
        page = shadowed(
            photographed(page, numbers, (0, 0.01, 0.025)[weight]), numbers, (1, 0.65, 0.5)[weight]
        )
    page = slanted(page, numbers, *((0, 0.8), (0.4, 2.5), (1.0, 4.0))[weight])
    if level == "heavy":
        page = coarse(page, numbers.uniform(0.7, 0.9))
        page = Image.blend(page, Image.new("L", page.size, 228), numbers.uniform(0, 0.3))
    page = page.filter(
        ImageFilter.GaussianBlur(numbers.uniform(*((0.1, 0.5), (0.4, 0.8), (0.5, 1.0))[weight]))
    )
    return grained(page, numbers, numbers.uniform(*((1, 7), (5, 14), (8, 20))[weight]))


def printed(content: bytes, dpi: int) -> list[Any]:
    """The pages of a PDF in grey."""
    document = pypdfium2.PdfDocument(content)
    return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]


def packed(pages: list[Any], kind: str, dpi: int, quality: int) -> bytes:
    """Pages as one file of a kind."""
    out = BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if kind in ("pdf", "tif") else {}
    if kind in ("pdf", "jpg"):
        more |= {"quality": quality}
    form = {"pdf": "PDF", "jpg": "JPEG", "png": "PNG", "tif": "TIFF"}[kind]
    if kind == "tif":
        more |= {"compression": "tiff_lzw"}
    pages[0].save(out, form, **({"resolution": dpi} if kind == "pdf" else {"dpi": (dpi, dpi)}), **more)
    return out.getvalue()


def scanned(content: bytes, numbers: Numbers, level: str, *, kind: str = "") -> tuple[str, bytes]:
    """The kind and the bytes of a scan of a PDF."""
    dpi = numbers.choice({"light": (200, 200, 300), "used": (150, 200, 300), "heavy": (150, 150, 200)}[level])
    pages = printed(content, dpi)
    kind = kind or numbers.choice(("pdf", "pdf", "jpg", "png", "tif") if len(pages) == 1 else ("pdf", "tif"))
    turn = numbers.choice((0, 0, 0, 90, 180, 270))
    photo = kind in ("jpg", "png") and numbers.random() < 0.6
    made = [damaged(page, numbers, level, photo=photo).rotate(turn, expand=True) for page in pages]
    quality = {"light": 85, "used": 65, "heavy": 45}[level]
    return kind, packed(made, kind, dpi, quality)


def main(argv: list[str]) -> int:
    """Scans every invoice of a folder, the levels in turn."""
    source, target, seed = Path(argv[0]), Path(argv[1]), int(argv[2])
    target.mkdir(parents=True, exist_ok=True)
    entries = json.loads((source / "manifest.json").read_text())["entries"]
    for place, entry in enumerate(entries):
        level = LEVELS[place % len(LEVELS)]
        content = (source / entry["file"]).read_bytes()
        kind, scan = scanned(content, random.Random(f"{seed}/{entry['file']}"), level)
        entry |= {"file": f"{Path(entry['file']).stem}_{level}.{kind}", "bucket": level}
        (target / entry["file"]).write_bytes(scan)
    (target / "manifest.json").write_text(json.dumps({"entries": entries}, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
