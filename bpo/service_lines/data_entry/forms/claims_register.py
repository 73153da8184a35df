"""The work type of the definition in `claims_register.json`."""

from . import on_offer

WORK_TYPE = on_offer("claims_register")
