"""Invoices spoilt in every way a file is spoilt on its way: the same thousand for the same seed.

Each is made from a sound one (XML in two syntaxes, a PDF with text, one with XML inside, pictures), by damage to
its bytes or, for XML, to its elements.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tests.factories.documents import invoice
from workers.demo.documents import Kind

KINDS: tuple[Kind, ...] = ("ubl", "cii", "text_pdf", "hybrid_pdf", "scan_tif")
"""Kinds of sound invoices that are spoilt; scans are few, for each takes seconds to read."""


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A spoilt file, what was done to it, and the sound one it was made from."""

    name: str
    content: bytes
    sound: bytes


Damage = Callable[[bytearray, random.Random], bytes]


def _flipped(data: bytearray, numbers: random.Random) -> bytes:
    for _ in range(numbers.randint(1, 40)):
        data[numbers.randrange(len(data))] = numbers.randrange(256)
    return bytes(data)


def _cut(data: bytearray, numbers: random.Random) -> bytes:
    return bytes(data[: numbers.randrange(len(data))])


def _beheaded(data: bytearray, numbers: random.Random) -> bytes:
    return bytes(data[numbers.randrange(1, len(data)) :])


def _stuffed(data: bytearray, numbers: random.Random) -> bytes:
    at = numbers.randrange(len(data))
    return bytes(data[:at]) + numbers.randbytes(numbers.randint(1, 4000)) + bytes(data[at:])


def _repeated(data: bytearray, numbers: random.Random) -> bytes:
    start = numbers.randrange(len(data))
    piece = data[start : start + numbers.randint(1, 2000)]
    return bytes(data[:start]) + bytes(piece) * numbers.randint(2, 60) + bytes(data[start:])


def _shuffled(data: bytearray, numbers: random.Random) -> bytes:
    size = max(1, len(data) // numbers.randint(3, 20))
    pieces = [bytes(data[at : at + size]) for at in range(0, len(data), size)]
    numbers.shuffle(pieces)
    return b"".join(pieces)


def _zeroed(data: bytearray, numbers: random.Random) -> bytes:
    start = numbers.randrange(len(data))
    end = min(len(data), start + numbers.randint(1, 3000))
    data[start:end] = bytes(end - start)
    return bytes(data)


def _digits(data: bytearray, numbers: random.Random) -> bytes:
    """Figures exchanged for others, which only sums and check digits can tell."""
    places = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    for at in numbers.sample(places, min(len(places), numbers.randint(1, 5))):
        data[at] = numbers.choice(b"0123456789")
    return bytes(data)


def _line_endings(data: bytearray, numbers: random.Random) -> bytes:
    """What a transfer as text does to a file of bytes."""
    return bytes(data).replace(b"\r\n", b"\n").replace(b"\n", numbers.choice([b"\r\n", b"\r", b""]))


def _stripped_high_bits(data: bytearray, numbers: random.Random) -> bytes:
    return bytes(byte & 0x7F for byte in data)


BYTES: tuple[Damage, ...] = (
    _flipped, _cut, _beheaded, _stuffed, _repeated, _shuffled, _zeroed, _digits, _line_endings, _stripped_high_bits,
)  # fmt: skip


def _without_an_element(data: bytearray, numbers: random.Random) -> bytes:
    text = bytes(data).split(b">")
    at = numbers.randrange(len(text))
    return b">".join(text[:at] + text[at + numbers.randint(1, 3) :])


def _odd_values(data: bytearray, numbers: random.Random) -> bytes:
    """Values that no schema allows, between the tags of one element."""
    text = bytes(data).decode("utf-8", "replace")
    pieces = text.split("</")
    at = numbers.randrange(1, len(pieces))
    head, _, _ = pieces[at - 1].rpartition(">")
    value = numbers.choice(
        [
            "NaN",
            "1e999",
            "-0",
            "1,234.56",
            "2026-02-30",
            "99999999999999999999",
            "",
            "  ",
            "&#x0;",
            "é" * 5000,
        ]
    )
    pieces[at - 1] = f"{head}>{value}"
    return "</".join(pieces).encode()


def _other_encoding(data: bytearray, numbers: random.Random) -> bytes:
    text = bytes(data).decode("utf-8", "replace")
    return text.encode(
        numbers.choice(["utf-16", "utf-16-le", "latin-1", "cp1252", "utf-32", "utf-7"]), "replace"
    )


ELEMENTS: tuple[Damage, ...] = (_without_an_element, _odd_values, _other_encoding)


@cache
def _sound(kind: Kind, seed: int) -> bytes:
    return invoice(kind, seed=seed).content


def malformed(count: int, seed: int = 11) -> list[Spoilt]:
    """So many spoilt invoices, every kind of damage among them."""
    numbers = random.Random(seed)
    made = []
    for number in range(count):
        kind = numbers.choices(KINDS, (6, 6, 6, 4, 1))[0]
        sound = _sound(kind, numbers.randrange(2 if kind.startswith("scan") else 6))
        ways = (*BYTES, *ELEMENTS) if kind in ("ubl", "cii") else BYTES
        way = ways[number % len(ways)]
        made.append(Spoilt(f"{kind}{number}{way.__name__}", way(bytearray(sound), numbers), sound))
    return made
