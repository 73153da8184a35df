"""How finished invoices are paid: each by itself, and several in one file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bpo.catalog.rules import DeliveredFile, PaymentLine, Payments, ReleasedJob

from .payments import Payment, payment_file, payment_of
from .record import complete

CALL_CONFIRMED = "call_back_check"
"""The step in which a second person confirms a call about changed bank details."""


def line_of(job: ReleasedJob) -> PaymentLine | None:
    """What a finished invoice asks to be paid; None where nothing is, or it is not certain to whom."""
    payment = asked_for(job)
    if payment is None:
        return None
    return PaymentLine(payee=payment.payee, amount=payment.amount, currency=payment.currency, day=payment.day)


def file_of(jobs: Sequence[ReleasedJob], message_id: str, created: datetime) -> DeliveredFile:
    """One pain.001.001.09 that pays all of them; what was due already is paid on the day of the file.

    ValueError where one of them has nothing to be paid.
    """
    payments = []
    for job in jobs:
        payment = asked_for(job)
        if payment is None:
            raise ValueError(f"{job.reference} has nothing to be paid")
        payments.append(replace(payment, day=max(payment.day, created.date())))
    content = payment_file(payments, message_id=message_id, created=created)
    return DeliveredFile(name=f"{message_id}.xml", media_type="application/xml", content=content)


def asked_for(job: ReleasedJob) -> Payment | None:
    """The payment that a finished invoice asks for, as `payment_of`."""
    return payment_of(complete(job.record), reference=job.reference, confirmed=CALL_CONFIRMED in job.approved)


PAYMENTS = Payments(line=line_of, file=file_of)
