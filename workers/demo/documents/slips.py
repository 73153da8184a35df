"""Slips to be keyed: small forms filled in by typewriter, as images, with what stands on them."""

import io
import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from PIL import Image, ImageDraw, ImageFont

PAGE = (1240, 720)
FIRST = (
    "Maria",
    "Tyrone",
    "Aiko",
    "Ralph",
    "Devi",
    "Colette",
    "Hank",
    "Ines",
    "Omar",
    "Judith",
    "Leif",
    "Wanda",
)
LAST = ("Alvarez", "Brooks", "Chandra", "Dupree", "Eriksen", "Fontaine", "Goldberg", "Hsu", "Ivers", "Jurado")
TOWNS = (("97209", "Portland"), ("98101", "Seattle"), ("94110", "San Francisco"), ("83702", "Boise"))
GERMAN = (("20457", "Hamburg"), ("28195", "Bremen"), ("24103", "Kiel"), ("23552", "Lübeck"))
STREETS = ("Hafenstraße", "Am Markt", "Lindenweg", "Kaistraße", "Mühlendamm")

Slip = dict[str, str]
"""What stands on a slip, by the fields of its form; dates as `2026-01-31`, amounts as `45.00`."""


def claims(count: int, *, seed: int) -> list[Slip]:
    """Insurance claims."""
    rng = random.Random(f"claims {seed}")
    return [
        {
            "policy_no": f"P{rng.randrange(10**7, 10**8)}",
            "last_name": rng.choice(LAST),
            "first_name": rng.choice(FIRST),
            "dob": (date(1950, 1, 1) + timedelta(days=rng.randrange(20_000))).isoformat(),
            "zip": rng.choice(TOWNS)[0],
            "amount": str(Decimal(rng.randrange(1_500, 240_000)) / 100),
            "code": f"C{rng.randrange(10, 100)}",
        }
        for _ in range(count)
    ]


def contacts(count: int, *, seed: int) -> list[Slip]:
    """Reply cards with a person's address."""
    rng = random.Random(f"contacts {seed}")
    found = []
    for place in range(count):
        first, last, (code, town) = rng.choice(FIRST), rng.choice(LAST), rng.choice(GERMAN)
        found.append(
            {
                "first_name": first,
                "last_name": last,
                "company": rng.choice(("", "Kontor Nord GmbH", "Freie Werkstatt", "Hof Ahrens KG")),
                "email": f"{first}.{last}{place}@post.example".lower(),
                "phone": f"+49 40 {rng.randrange(100_000, 999_999)}",
                "street": f"{rng.choice(STREETS)} {rng.randrange(1, 90)}",
                "postcode": code,
                "city": town,
            }
        )
    return found


def image_of(slip: Mapping[str, str], title: str, labels: Sequence[tuple[str, str]]) -> bytes:
    """The slip as a PNG; `labels` are (field, its printed label), in order."""
    page = Image.new("L", PAGE, 255)
    pen = ImageDraw.Draw(page)
    pen.text((60, 40), title, font=ImageFont.load_default(40), fill=0)
    for place, (field, label) in enumerate(labels):
        left, top = 60 + 600 * (place % 2), 140 + 130 * (place // 2)
        pen.text((left, top), label, font=ImageFont.load_default(22), fill=90)
        pen.text((left, top + 34), slip.get(field, ""), font=ImageFont.load_default(34), fill=0)
        pen.line((left, top + 84, left + 520, top + 84), fill=160, width=2)
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()
