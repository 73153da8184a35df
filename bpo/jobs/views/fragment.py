"""Parts of pages that renew themselves."""

from flask import Response, make_response, request


def fragment(html: str, *, done: bool) -> Response:
    """A part of a page: 304 while it is the same, told to stop asking when nothing will change any more."""
    response = make_response(html)
    response.headers["Cache-Control"] = "private, no-cache"
    if done:
        response.headers["X-Live"] = "done"
    response.add_etag()
    response.make_conditional(request)
    return response
