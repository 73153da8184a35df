"""Parts of pages that renew themselves (`static/js/live.js` asks for them)."""

from collections.abc import Callable
from dataclasses import replace

from flask import Response, make_response, request

from bpo.platform.db import scope_of_session
from bpo.platform.fragments import Fragment, Fragments
from bpo.platform.web import caller


def renewed(shown: Fragment) -> Response:
    """The part: 304 while it is the same, told to stop asking when nothing will change any more."""
    response = make_response(shown.html)
    if shown.done:
        response.headers["X-Live"] = "done"
    response.set_etag(shown.etag)
    response.make_conditional(request)
    return response


def alike(kept: Fragments, name: str, make: Callable[[], Fragment]) -> Fragment:
    """The part of this name, made once for all callers who see the same rows in the same role, zone and language.

    Who the caller is, and what is open to them, was found out anew for this very request.
    """
    who = caller()
    key = (name, replace(scope_of_session(), actor=None), who.role, who.zone, who.locale)
    return kept.get(key, make)
