"""What the product says while it runs: one event a line, with the ids that join them, never a secret.

Both `structlog.get_logger()` and the standard `logging` end here. Production writes JSON; a developer's
terminal gets the same words in colour. The door (a request, a message) binds its ids once with `bound`.
"""

import logging
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

HIDDEN = "[hidden]"

_SENSITIVE = {
    "authorization",
    "cookie",
    "cookies",
    "credential",
    "credentials",
    "iban",
    "ibans",
    "passphrase",
    "passwd",
    "password",
    "passwords",
    "pwd",
    "secret",
    "secrets",
    "ssn",
    "token",
    "tokens",
}
_SENSITIVE_KEYS = ("api_key", "apikey", "private_key", "field_key", "account_number", "session_id")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_IN_TEXT = (
    # redis://:password@host, postgresql://user:password@host
    (re.compile(r"(?P<kept>\w://[^\s/:@]*:)[^\s/@]+(?=@)"), rf"\g<kept>{HIDDEN}"),
    (re.compile(r"(?i)(?P<kept>\bbearer\s+)[^\s,;]+"), rf"\g<kept>{HIDDEN}"),
    (
        re.compile(
            r"(?i)(?P<kept>\b[\w-]*(?:password|passwd|secret|token|api_?key)[\"']?\s*[=:]\s*)[^\s,;&]+"
        ),
        rf"\g<kept>{HIDDEN}",
    ),
)


def configure(*, level: str = "INFO", fmt: str = "console", stream: TextIO | None = None) -> None:
    """Send everything to `stream` (standard error), as `fmt` (`json` or `console`) from `level` upward.

    Safe to call again; the last call counts.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    render: list[Processor] = [structlog.processors.format_exc_info, hide_secrets]
    if fmt == "json":
        render.append(structlog.processors.JSONRenderer(default=str, ensure_ascii=False))
    else:
        render.append(structlog.dev.ConsoleRenderer(colors=(stream or sys.stderr).isatty()))
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *render],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)


@contextmanager
def bound(**ids: object) -> Iterator[None]:
    """Within the block every line carries `ids` (`request_id`, `task_id`, …); nothing is left afterwards."""
    with structlog.contextvars.bound_contextvars(**ids):
        yield


def hide_secrets(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """A structlog processor: hides what must not be read in a log, by key and inside texts, at any depth."""
    return {key: HIDDEN if _sensitive(key) else _clean(value) for key, value in event.items()}


def _sensitive(key: str) -> bool:
    words = {word.lower() for word in _WORDS.findall(key)}
    return bool(words & _SENSITIVE) or any(part in key.lower().replace("-", "_") for part in _SENSITIVE_KEYS)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        for pattern, replacement in _IN_TEXT:
            value = pattern.sub(replacement, value)
        return value
    if isinstance(value, Mapping):
        return {key: HIDDEN if _sensitive(str(key)) else _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(item) for item in value]
    if isinstance(value, Exception):
        return _clean(repr(value))
    return value
