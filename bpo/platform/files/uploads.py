"""Whether a file from outside can be taken, with a plain sentence that says what to do when it cannot.

`check_upload` looks at the bytes without opening them and may run anywhere; `examine_upload` opens the file
in the sandbox as well.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from bpo.platform.files import media
from bpo.platform.files.names import clean_name
from bpo.platform.sandbox import ParseFailed, Sandbox

NOTE_MISLABELLED = "FILE_MISLABELLED"
_INSPECT = "bpo.platform.files.inspection:inspect_file"
_TEXTS = frozenset({media.CSV, media.TEXT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a file is taken, and as what.

    `media_type` is what the bytes are. `reason_code` and `message` say why a file was refused, or, when it
    is `ok`, what should be known about it (FILE_MISLABELLED); both are None for a file without remark.
    `pages` is known after `examine_upload`, for documents that have pages.
    """

    ok: bool
    media_type: str
    reason_code: str | None = None
    message: str | None = None
    pages: int | None = None


def check_upload(name: str, content: bytes, *, accepts: Collection[str], max_bytes: int) -> Verdict:
    """A first verdict from the bytes alone: empty, too large, a kind we do not take, cut off.

    `accepts` are media types; a file whose content is accepted is taken under another name's extension
    too, with a note. Nothing is parsed here, so it is safe and quick in any process.
    """
    kind = media.sniff(content, name)
    if kind == media.EMPTY:
        return _refuse(kind, "FILE_EMPTY", "The file is empty. Please check it and send it again.")
    if len(content) > max_bytes:
        return _refuse(
            kind,
            "FILE_TOO_LARGE",
            f"The file has {_megabytes(len(content))}; at most {_megabytes(max_bytes)} are taken. "
            "Please make it smaller or split it.",
        )
    if kind == media.LOCKED_OFFICE:
        return _refuse(kind, "FILE_ENCRYPTED", ENCRYPTED)
    promised = media.expected(name)
    if promised is None or promised in _TEXTS:
        kind = _as_accepted(kind, accepts)
    mislabelled = promised is not None and promised != kind and not {promised, kind} <= _TEXTS
    if kind not in accepts:
        return _not_accepted(kind, promised if mislabelled else None, accepts)
    if _is_cut_off(kind, content):
        return _refuse(kind, "FILE_DAMAGED", CUT_OFF)
    if mislabelled:
        return Verdict(
            ok=True,
            media_type=kind,
            reason_code=NOTE_MISLABELLED,
            message=f"“{clean_name(name)}” is {media.label(kind)} by its content and was taken as that.",
        )
    return Verdict(ok=True, media_type=kind)


def examine_upload(
    sandbox: Sandbox, name: str, content: bytes, *, accepts: Collection[str], max_bytes: int
) -> Verdict:
    """The full verdict: `check_upload`, then the file is opened in the sandbox.

    Raises SandboxUnavailable, never anything the file can cause.
    """
    verdict = check_upload(name, content, accepts=accepts, max_bytes=max_bytes)
    if not verdict.ok:
        return verdict
    try:
        found = sandbox.call(_INSPECT, {"json": {"media_type": verdict.media_type}, "blobs": [content]})[
            "json"
        ]
    except ParseFailed as failure:
        return _failed(verdict.media_type, failure)
    if found["code"]:
        return _refuse(verdict.media_type, found["code"], found["message"])
    return replace(verdict, pages=found["pages"])


ENCRYPTED = "The file is protected with a password. Please remove the protection and send it again."
CUT_OFF = "The file is incomplete: its end is missing. Please send it again."
DAMAGED = "The file is damaged and cannot be opened. Please check it and send it again."
TOO_COMPLEX = (
    "The file takes too much time or memory to open. Please send it in a simpler form, as a plain PDF."
)


def _failed(kind: str, failure: ParseFailed) -> Verdict:
    if failure.reason in ("timeout", "memory"):
        return _refuse(kind, "FILE_TOO_COMPLEX", TOO_COMPLEX)
    return _refuse(kind, "FILE_DAMAGED", DAMAGED)


def _refuse(kind: str, code: str, message: str) -> Verdict:
    return Verdict(ok=False, media_type=kind, reason_code=code, message=message)


def _as_accepted(kind: str, accepts: Collection[str]) -> str:
    """A text without columns may be a table of one column, and a table is a text: take what is accepted."""
    if kind in _TEXTS and kind not in accepts:
        other = (_TEXTS - {kind}) & set(accepts)
        return next(iter(other), kind)
    return kind


def _not_accepted(kind: str, promised: str | None, accepts: Collection[str]) -> Verdict:
    wanted = ", ".join(sorted({media.label(accepted) for accepted in accepts}))
    if promised in accepts:
        return _refuse(
            kind,
            "FILE_MISLABELLED",
            f"The file is named like {media.label(promised or '')}, but its content is {media.label(kind)}. "
            f"Please send {wanted}.",
        )
    return _refuse(
        kind, "FILE_TYPE_NOT_ACCEPTED", f"This is {media.label(kind)}. Please send one of these: {wanted}."
    )


def _is_cut_off(kind: str, content: bytes) -> bool:
    if kind == media.JPEG:
        return b"\xff\xd9" not in content
    if kind == media.PNG:
        return b"IEND" not in content[-4096:]
    return False


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):.1f} MB".replace(".0 ", " ")
