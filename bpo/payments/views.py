"""The client's payments: what waits to be paid, the files made of it, and one file with what it pays."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.jobs.views.lists import stored_download
from bpo.payments import queries, service
from bpo.payments.schemas import ChosenForm, LinesWanted, VoidForm
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires

bp = Blueprint("payments", __name__)


@bp.get("/payments")
@requires("payment.view")
def home() -> ResponseReturnValue:
    """What waits to be paid, all or due until a day, and the files made so far."""
    return _home()


def _home(*, error: str = "", status: int = 200) -> ResponseReturnValue:
    """The page; `until` of the address narrows it, also where a file could not be made."""
    tenant_id = caller().tenant_id
    try:
        until = load_form(LinesWanted, request.args)["until"]
    except Invalid as wrong:
        until, error, status = None, " ".join(wrong.errors.get("until", [str(wrong)])), 422
    lines = queries.open_lines(tenant_id, until=until)
    files = queries.files_of(tenant_id)
    return render_template(
        "payments/home.html",
        lines=lines,
        totals=_totals((line.currency, line.amount) for line, _ in lines),
        most=queries.SHOWN,
        until=until,
        files=[(file, _totals_of(file.lines)) for file in files],
        corrected=queries.corrected_lines(tenant_id),
        may_make=caller().can("payment.make"),
        today=g.now.date(),
        error=error,
    ), status


@bp.post("/payments")
@requires("payment.make")
def make() -> ResponseReturnValue:
    """Make one file of what was chosen."""
    put = current_app.extensions["storage"].of(caller().tenant_id).put
    try:
        chosen = load_form(ChosenForm, request.form)["due"]
        file = service.make(line_ids=chosen, by=caller(), put=put, now=g.now)
    except Invalid as error:
        return _home(error=" ".join(error.errors.get("due", [str(error)])), status=422)
    except Conflict as error:
        return _home(error=error.message, status=409)
    flash(f"{file.name} is ready: give it to your bank once.", "ok")
    return redirect(url_for("payments.one", payment_file_id=file.id), 303)


@bp.get("/payments/<uuid:payment_file_id>")
@requires("payment.view")
def one(payment_file_id: UUID) -> ResponseReturnValue:
    """One payment file and what it pays."""
    return _one(payment_file_id)


def _one(
    payment_file_id: UUID, *, errors: dict[str, list[str]] | None = None, status: int = 200
) -> ResponseReturnValue:
    file = queries.get_file(caller().tenant_id, payment_file_id)
    return render_template(
        "payments/file.html",
        file=file,
        lines=[{**line, "day": date.fromisoformat(line["day"])} for line in file.lines],
        totals=_totals_of(file.lines),
        jobs={job.reference: (job, line) for line, job in queries.lines_in(file.tenant_id, file.id)},
        may_make=caller().can("payment.make"),
        errors=errors or {},
    ), status


@bp.get("/payments/<uuid:payment_file_id>/file")
@requires("payment.view")
def content(payment_file_id: UUID) -> ResponseReturnValue:
    """The file itself. Conflict for one that was declared void: nobody pays by accident."""
    file = queries.get_file(caller().tenant_id, payment_file_id)
    if file.voided_at is not None:
        raise Conflict("This payment file is void: it is not given out any more.")
    return stored_download(file.tenant_id, file.storage_key, f"{file.name}.xml", file.media_type)


@bp.post("/payments/<uuid:payment_file_id>/void")
@requires("payment.make")
def void(payment_file_id: UUID) -> ResponseReturnValue:
    """Declare a file void, with the reason."""
    queries.get_file(caller().tenant_id, payment_file_id)
    try:
        reason = load_form(VoidForm, request.form)["reason"]
        file = service.void(file_id=payment_file_id, reason=reason, by=caller(), now=g.now)
    except Invalid as error:
        return _one(payment_file_id, errors=error.errors, status=422)
    flash(f"{file.name} is void. What it would have paid waits to be paid again.", "ok")
    return redirect(url_for("payments.home"), 303)


def _totals(amounts: Iterable[tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    """By currency, in the order of its code: amounts of several currencies are never added."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for currency, amount in amounts:
        sums[currency] += amount
    return sorted(sums.items())


def _totals_of(lines: Iterable[dict[str, str]]) -> list[tuple[str, Decimal]]:
    return _totals((line["currency"], Decimal(line["amount"])) for line in lines)
