"""The rows of a job that are too many for its record: a list, and one row with what explains it."""

from collections.abc import Callable
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from bpo.catalog.registry import kind_of
from bpo.catalog.rules import Listing
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data, papers_of
from bpo.jobs.rules.listed import NUMBERS, asked_of, page_of
from bpo.platform.errors import NotFound

Link = Callable[..., str]
"""Makes the page's own address with these arguments: `here(page=2)`."""


def listing_of(job: Job) -> Listing | None:
    """How the rows of a job are shown, once there are any."""
    listing = kind_of(job).listing
    if listing is None or not set(listing.needs) <= set(
        get_data(job.tenant_id, job.id).record.get("papers") or ()
    ):
        return None
    return listing


def rows_page(job: Job, here: Link, back: tuple[str, str]) -> ResponseReturnValue:
    """The list as the address asks for it, or one row of it (`row=KEY`). NotFound where the job has no such rows.

    `back` is (words, address) of where one came from.
    """
    listing = listing_of(job)
    if listing is None:
        raise NotFound
    record = get_data(job.tenant_id, job.id).record
    papers = papers_of(job.tenant_id, job.id, listing.needs)
    if request.args.get("row"):
        return _row_page(job, listing, record, papers, here, back)
    columns = listing.columns(record)
    asked = asked_of(request.args.to_dict(), len(columns))
    found = page_of(listing.rows(record, papers), columns, asked)
    keep = {
        "q": asked.text or None,
        "only": asked.only or None,
        "sort": asked.sort,
        "down": asked.down or None,
    }
    keep["down"] = "1" if asked.down else None
    return render_template(
        "jobs/rows.html",
        job=job,
        listing=listing,
        totals=listing.totals(record),
        columns=[
            {
                "label": column.label,
                "num": column.kind in NUMBERS,
                "sorted": "" if asked.sort != at else "descending" if asked.down else "ascending",
                "href": here(
                    **{**keep, "sort": at, "down": "1" if asked.sort == at and not asked.down else None}
                ),
            }
            for at, column in enumerate(columns)
        ],
        found=found,
        asked=asked,
        here=here,
        previous=here(**keep, page=found.page - 1) if found.page > 1 else "",
        following=here(**keep, page=found.page + 1) if found.page < found.pages else "",
        back=back,
    )


def _row_page(
    job: Job, listing: Listing, record: Any, papers: dict[str, bytes], here: Link, back: tuple[str, str]
) -> ResponseReturnValue:
    key = request.args["row"]
    try:
        more = papers_of(job.tenant_id, job.id, listing.papers_of_row(record, papers, key))
        detail = listing.detail(record, {**papers, **more}, key)
    except LookupError as error:
        raise NotFound from error
    return render_template("jobs/row.html", job=job, listing=listing, detail=detail, here=here, back=back)
