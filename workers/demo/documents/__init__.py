"""Documents for the demo month, tests and benchmarks: invoices that add up, in many forms."""

from workers.demo.documents.layouts import LAYOUTS
from workers.demo.documents.make import make_invoice
from workers.demo.documents.others import make_blank, make_letter, other_documents
from workers.demo.documents.values import DEFECTS, KINDS, Address, Buyer, Kind, MadeDocument, Seller
from workers.demo.documents.wording import LANGUAGES

__all__ = [
    "DEFECTS",
    "KINDS",
    "LANGUAGES",
    "LAYOUTS",
    "Address",
    "Buyer",
    "Kind",
    "MadeDocument",
    "Seller",
    "make_blank",
    "make_invoice",
    "make_letter",
    "other_documents",
]
