"""Errors a person can be told of; each knows its HTTP status and says what to do."""

from collections.abc import Mapping, Sequence


class DomainError(Exception):
    """What went wrong, in words for the person it happened to.

    `code` is stable for programs (RFC 9457 `type`), `title` names the class of problem.
    """

    status = 400
    code = "bad_request"
    title = "That cannot be done"

    def __init__(self, message: str = "", **facts: object) -> None:
        super().__init__(message or self.title)
        self.message = message or self.title
        self.facts = facts


class Invalid(DomainError):
    """The input breaks a rule; `errors` maps fields to sentences."""

    status = 422
    code = "invalid"
    title = "Some of what you entered needs a change"

    def __init__(self, errors: Mapping[str, Sequence[str]] | None = None, message: str = "") -> None:
        super().__init__(message)
        self.errors = {name: list(texts) for name, texts in (errors or {}).items()}


class NotSignedIn(DomainError):
    """Nobody is signed in, or the session or key no longer counts."""

    status = 401
    code = "not_signed_in"
    title = "Please sign in"


class Forbidden(DomainError):
    """The caller's role lacks the permission. Never used for a foreign object: that is NotFound."""

    status = 403
    code = "forbidden"
    title = "Your role does not allow this"


class NotFound(DomainError):
    """There is no such thing, or it is not the caller's to see: the answer is the same."""

    status = 404
    code = "not_found"
    title = "There is nothing here"


class Conflict(DomainError):
    """The state of things does not allow it (any more)."""

    status = 409
    code = "conflict"
    title = "That is no longer possible"


class IllegalMove(Conflict):
    """A state was asked to change in a way its table of moves does not know."""

    code = "illegal_move"

    def __init__(self, what: str, current: str, target: str) -> None:
        super().__init__(
            f"A {what} that is {current.replace('_', ' ')} cannot become {target.replace('_', ' ')}."
        )


class LeaseLost(Conflict):
    """The task went back to the queue, or to somebody else, before this was submitted."""

    code = "lease_lost"
    title = "This task is no longer yours"


class NothingWaiting(NotFound):
    """Get-next found no task that this caller may do."""

    code = "nothing_waiting"
    title = "Nothing is waiting for you"


class TooMany(DomainError):
    """A limit on tries or load was reached; try again later."""

    status = 429
    code = "too_many"
    title = "Too many tries for now"


class PreconditionFailed(DomainError):
    """If-Match named a version that is no longer the current one."""

    status = 412
    code = "stale"
    title = "Somebody changed this in the meantime"


class PreconditionRequired(DomainError):
    """A change came without If-Match: it could undo what somebody else did a moment ago (RFC 6585)."""

    status = 428
    code = "precondition_required"
    title = "Say which version you change"
