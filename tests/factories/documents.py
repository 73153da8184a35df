"""A small fixed set of documents for tests: the same bytes in every run."""

import random
from datetime import date

from workers.demo.cast import client
from workers.demo.documents import Kind, MadeDocument, Seller, make_blank, make_invoice, make_letter

ISSUED = date(2026, 3, 4)


def vendor(name: str) -> Seller:
    """The vendor of the demo cast whose name begins with `name`; raises StopIteration if there is none."""
    companies = [client(key) for key in ("alder", "brightwater", "cascadia")]
    return next(one for company in companies for one in company.vendors if one.name.startswith(name))


def invoice(
    kind: Kind = "text_pdf",
    *,
    seed: int = 1,
    seller: Seller | None = None,
    to: str = "alder",
    defects: frozenset[str] = frozenset(),
    issue_date: date = ISSUED,
) -> MadeDocument:
    """One invoice to a client of the cast, by default from its first vendor."""
    company = client(to)
    chosen = seller or company.vendors[0]
    return make_invoice(
        random.Random(seed),
        seller=chosen,
        buyer=company.buyer,
        issue_date=issue_date,
        kind=kind,
        language=chosen.language,
        layout=chosen.layout,
        defects=defects,
    )


def letter(*, seed: int = 1, to: str = "alder") -> MadeDocument:
    """A letter that is no invoice."""
    company = client(to)
    seller = company.vendors[0]
    return make_letter(
        random.Random(seed), seller=seller, buyer=company.buyer, issue_date=ISSUED, language=seller.language
    )


def blank(*, seed: int = 1) -> MadeDocument:
    """A PDF page with nothing on it."""
    return make_blank(random.Random(seed))
