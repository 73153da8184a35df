"""The work type of the definition in `contact_cards.json`."""

from . import on_offer

WORK_TYPE = on_offer("contact_cards")
