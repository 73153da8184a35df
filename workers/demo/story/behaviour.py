"""What becomes of a job once people have to do with it, drawn beforehand so that the month can be replayed.

A fate says what would happen; a job that goes straight through meets only the client's verdict.
"""

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

MISTAKEN = (
    ("due_date", 24),
    ("po_ref", 22),
    ("gross", 12),
    ("net", 8),
    ("vat", 8),
    ("iban", 10),
    ("number", 10),
    ("lines.0.quantity", 6),
)
"""Fields that people get wrong, with how often."""

QUESTIONS = {
    "de": (
        ("Auf der Rechnung fehlt die Bestellnummer. Welche gilt?", "Bitte ohne Bestellung verbuchen."),
        (
            "Die Summe passt nicht zu den Positionen. Wie sollen wir verfahren?",
            "Bitte wie gedruckt erfassen.",
        ),
        ("Die Seite ist kaum lesbar. Können Sie sie neu scannen?", "Besser haben wir es leider nicht."),
        ("Ist das eine zweite Rechnung oder eine Kopie?", "Das ist eine eigene Rechnung, bitte erfassen."),
    ),
    "en": (
        ("The purchase order is missing. Which one applies?", "No order for this one, please go on without."),
        (
            "The total does not match the lines. How shall we proceed?",
            "Record it as printed, we will call them.",
        ),
        ("The page is hard to read. Could you scan it again?", "This is the best copy we have."),
        ("Is this a second invoice or a copy?", "It is an invoice of its own, please record it."),
    ),
}
REJECTIONS = {
    "de": (
        "Fälligkeit stimmt nicht mit der Rechnung überein.",
        "Die Bestellnummer fehlt im Ergebnis.",
        "Betrag weicht von der Rechnung ab.",
    ),
    "en": (
        "The due date is not the one on the invoice.",
        "The purchase order is missing from the result.",
        "The amount differs from the invoice.",
    ),
}
SKIPS = ("language", "needs_a_colleague", "page_unclear")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """`minutes`, `review_minutes`: active minutes of a person of usual pace. `mistake`: path of the field
    that goes out wrong at the first submit. `question` with `answer` and its delay: the agent puts the
    job on hold once. `skip`: the first agent passes it on, with this reason. `noticed`: a reviewer who
    gets the job sees the mistake. `verdict` after `verdict_after` from delivery; `reason` goes with a
    rejection. `protests`: the client rejects a delivered mistake whatever the verdict.
    """

    minutes: float
    review_minutes: float
    mistake: str | None
    question: str | None
    answer: str | None
    answer_after: timedelta
    skip: str | None
    noticed: bool
    verdict: Literal["accept", "reject", "silence"]
    verdict_after: timedelta
    reason: str
    protests: bool


def draw_fate(rng: random.Random, *, language: str, doubtful: bool) -> Fate:
    """One job's fate; `doubtful` documents (with a planted defect) take longer and raise questions."""
    tongue = "de" if language == "de" else "en"
    fields, weights = zip(*MISTAKEN, strict=True)
    mistake = rng.choices(fields, weights)[0] if rng.random() < 0.05 else None
    asked, (question, answer) = rng.random() < (0.22 if doubtful else 0.02), rng.choice(QUESTIONS[tongue])
    roll = rng.random()
    verdict: Literal["accept", "reject", "silence"] = (
        "reject" if roll < 0.012 else "accept" if roll < 0.74 else "silence"
    )
    return Fate(
        minutes=round(rng.lognormvariate(1.1, 0.45) * (1.7 if doubtful else 1.0), 2),
        review_minutes=round(rng.lognormvariate(0.6, 0.4), 2),
        mistake=mistake,
        question=question if asked else None,
        answer=answer if asked else None,
        answer_after=timedelta(minutes=int(rng.lognormvariate(4.9, 0.9))),
        skip=rng.choice(SKIPS) if rng.random() < 0.025 else None,
        noticed=rng.random() < 0.9,
        verdict=verdict,
        verdict_after=timedelta(minutes=int(rng.lognormvariate(6.0, 0.9))),
        reason=rng.choice(REJECTIONS[tongue]),
        protests=rng.random() < 0.55,
    )
