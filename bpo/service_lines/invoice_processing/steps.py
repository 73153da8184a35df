"""The steps of an invoice: read, checked where needed, bank details called back, approved where the client wants it.

The codes are those of findings, notes too (see `reasons`): without a client's policy and vendors nothing is found that
calls for more than the check. The call-back follows the usual control against payment fraud (e.g. FBI IC3, "Business
Email Compromise"): the known contact is called, never one from the invoice, and another person confirms it.
"""

from collections.abc import Mapping
from typing import Any

from bpo.catalog.rules import Actor, Form, FormField, ListWrite, Step

BANK_CHANGED = ("BANK_CHANGED", "IBAN_CHANGED", "BANK_CHANGE_ANNOUNCED")
APPROVAL_NEEDED = "APPROVAL_NEEDED"
SECOND_APPROVAL_NEEDED = "SECOND_APPROVAL_NEEDED"

CALL = Form(
    fields=(
        FormField(
            path="called",
            label="Whom you spoke to",
            required=True,
            help="Name and position, as they gave it.",
        ),
        FormField(
            path="number",
            label="Number you called",
            required=True,
            help="From the client's vendor list or an earlier contract. Never from this invoice or an e-mail.",
        ),
        FormField(path="day", label="Day of the call", kind="date", required=True),
        FormField(
            path="confirmed",
            label="Did they confirm the new bank details?",
            kind="choice",
            required=True,
            choices=(("yes", "Yes, read back digit by digit"), ("no", "No, they did not change them")),
        ),
        FormField(path="remarks", label="Anything else", kind="textarea"),
    )
)
CALL_INSTRUCTIONS = """The bank details on this invoice are not those that the client has of the vendor.
- Call the vendor at a number that was known before this invoice came.
- Let them read the account number to you; do not read it to them.
- If they did not change it, say so here. The second person then rejects the invoice or sends it back.
- If nobody can be reached, put the task on hold until tomorrow."""
CONFIRM_INSTRUCTIONS = """Another person called the vendor about changed bank details. You make sure of it.
- Was the number one that was known before this invoice came?
- Did the vendor read out the account number that stands in the record, digit by digit?
- If in doubt, call again yourself, or send it back.
- If the vendor did not change the account, reject the invoice: it may be fraud. The client is told why."""


def not_confirmed(noted: Mapping[str, Mapping[str, Any]]) -> str:
    """Why the call-back must not be approved: the vendor did not confirm the account."""
    if noted.get("call_back", {}).get("confirmed") == "yes":
        return ""
    return "The vendor did not confirm these bank details: reject the invoice, or send it back to be called again."


STEPS = (
    Step(key="capture", name="Capture", actor=Actor.AUTOMATION),
    Step(key="check", name="Check", actor=Actor.PERSON, needs_exception=True, minutes=3.0),
    Step(
        key="call_back",
        name="Call back",
        actor=Actor.PERSON,
        when=BANK_CHANGED,
        form=CALL,
        instructions=CALL_INSTRUCTIONS,
        minutes=10.0,
    ),
    Step(
        key="call_back_check",
        name="Confirm the call",
        actor=Actor.PERSON,
        when=BANK_CHANGED,
        separate_from=("call_back",),
        decides=True,
        instructions=CONFIRM_INSTRUCTIONS,
        writes=ListWrite(list_key="vendors", cells={"vendor_id": "vendor_id", "iban": "iban"}),
        forbids=not_confirmed,
        minutes=3.0,
    ),
    Step(
        key="approve",
        name="Approval",
        actor=Actor.CLIENT,
        when=(APPROVAL_NEEDED, SECOND_APPROVAL_NEEDED),
        decides=True,
    ),
    Step(
        key="approve_second",
        name="Second approval",
        actor=Actor.CLIENT,
        when=(SECOND_APPROVAL_NEEDED,),
        separate_from=("approve",),
        decides=True,
    ),
)
