"""Pages to draw on: text at places measured from the top left in points, printed to a PDF with a text layer."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

_FONTS = "/usr/share/fonts/truetype"
FACES = {
    "sans": (
        f"{_FONTS}/liberation/LiberationSans-Regular.ttf",
        f"{_FONTS}/liberation/LiberationSans-Bold.ttf",
    ),
    "serif": (
        f"{_FONTS}/liberation/LiberationSerif-Regular.ttf",
        f"{_FONTS}/liberation/LiberationSerif-Bold.ttf",
    ),
    "wide": (f"{_FONTS}/dejavu/DejaVuSans.ttf", f"{_FONTS}/dejavu/DejaVuSans-Bold.ttf"),
}


def _font(face: str, bold: bool) -> str:
    name = face + ("-bold" if bold else "")
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, FACES[face][bold]))
    return name


@dataclass(slots=True)
class Text:
    """A text drawn at a place."""

    page: int
    x: float
    y: float
    text: str
    size: float
    bold: bool
    align: str


@dataclass(slots=True)
class Sheet:
    """A document in the making; `y` grows downwards."""

    rng: Random
    width: float = 595
    height: float = 842
    face: str = "sans"
    size: float = 9
    page: int = 0
    texts: list[Text] = field(default_factory=list)
    rules: list[tuple[int, float, float, float, float, bool]] = field(default_factory=list)
    """Page, x, y, width, height, filled: boxes, or lines where the height is 0."""

    def wide(self, text: str, size: float | None = None, bold: bool = False) -> float:
        """The width of a text."""
        return float(pdfmetrics.stringWidth(text, _font(self.face, bold), size or self.size))

    def put(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float | None = None,
        bold: bool = False,
        align: str = "l",
    ) -> float:
        """Draws one line of text with its top at y; the y below it."""
        size = size or self.size
        if text:
            self.texts.append(Text(self.page, x, y, text, size, bold, align))
        return y + size * 1.32

    def lines(self, x: float, y: float, texts: list[str], **how: object) -> float:
        """Draws lines under each other."""
        for text in texts:
            y = self.put(x, y, text, **how)  # type: ignore[arg-type]
        return y

    def wrap(self, x: float, y: float, text: str, width: float, *, size: float | None = None) -> float:
        """Draws a paragraph."""
        line = ""
        for word in text.split(" "):
            if line and self.wide(f"{line} {word}", size) > width:
                y = self.put(x, y, line, size=size)
                line = word
            else:
                line = f"{line} {word}".strip()
        return self.put(x, y, line, size=size)

    def rule(self, x: float, y: float, width: float) -> None:
        """A line across."""
        self.rules.append((self.page, x, y, width, 0, False))

    def box(self, x: float, y: float, width: float, height: float, *, filled: bool = False) -> None:
        """A frame, or a light ground."""
        self.rules.append((self.page, x, y, width, height, filled))

    def save(self, path: Path, *, shuffled: bool = False) -> None:
        """Writes the PDF; `shuffled` writes the texts of a page in any order, as some programs do."""
        canvas = Canvas(str(path), pagesize=(self.width, self.height), invariant=1)
        for page in range(self.page + 1):
            for _, x, y, w, h, filled in [rule for rule in self.rules if rule[0] == page]:
                if h == 0:
                    canvas.line(x, self.height - y, x + w, self.height - y)
                else:
                    canvas.setFillGray(0.93)
                    canvas.rect(x, self.height - y - h, w, h, stroke=not filled, fill=filled)
                    canvas.setFillGray(0)
            texts = [text for text in self.texts if text.page == page]
            if shuffled:
                self.rng.shuffle(texts)
            for text in texts:
                canvas.setFont(_font(self.face, text.bold), text.size)
                draw = {"l": canvas.drawString, "r": canvas.drawRightString, "c": canvas.drawCentredString}[
                    text.align
                ]
                draw(text.x, self.height - text.y - text.size * 0.95, text.text)
            canvas.showPage()
        canvas.save()

    @property
    def shown(self) -> str:
        """Every text there is."""
        return " ".join(text.text for text in self.texts)
