"""The work type of the definition in `w4_form.json`."""

from . import on_offer

WORK_TYPE = on_offer("w4_form")
