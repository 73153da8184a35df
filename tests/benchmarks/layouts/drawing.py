"""One invoice of a seed, drawn in one of a set of layouts, with the truth about it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import vocabulary as v
from .facts import Facts, invent, truth_of
from .sheet import Sheet

Kind = Callable[[Sheet, Facts], None]
FIELDS = (
    "number", "issue_date", "due_date", "type_code", "currency", "seller", "buyer", "seller_vat_id", "iban", "po_ref",
    "net", "vat", "gross", "payable", "lines",
)  # fmt: skip


def draw(
    folder: Path, seed: int, kinds: tuple[Kind, ...], invent: Callable[[int], Facts] = invent
) -> dict[str, Any]:
    """Draws the invoice of a seed, as `invent` makes it up; its entry for the manifest."""
    f = invent(seed)
    kind = f.rng.choice(kinds)
    s = Sheet(f.rng, width=612 if f.lang == "us" else 595, height=842)
    s.face, s.size = f.rng.choice(["sans", "sans", "serif", "wide"]), f.rng.choice([8, 8.5, 9, 9.5])
    if s.face == "wide":
        s.size -= 0.5
    kind(s, f)
    name = f"{kind.__name__}_{seed:05d}.pdf"
    s.save(folder / name, shuffled=f.rng.random() < 0.15)
    shown = s.shown
    fields = [
        field
        for field in FIELDS
        if not (
            field == "currency"
            and f.currency not in shown
            and v.SIGNS.get(f.currency, f.currency) not in shown
        )
        and not (field == "due_date" and f.due_how == "terms")
        and not (field == "seller_vat_id" and f.lang in ("us", "in"))
        and field not in f.unseen
    ]
    truth = truth_of(f, brand_shown=f.seller.brand.casefold() in shown.replace(f.seller.name, "").casefold())
    return {
        "file": name,
        "bucket": "layouts",
        "language": f.lang,
        "truth": truth,
        "scored_fields": fields,
        "invoice": not f.paper,
    }
