"""Logs carry the ids of what is going on, and never a secret."""

import io
import json
import logging as standard

import pytest
import structlog

from bpo.platform import logging
from bpo.platform.logging import HIDDEN


@pytest.fixture
def lines():
    """JSON logs for the test: what was written, as a list of dicts. Afterwards logs are as they were."""
    root = standard.getLogger()
    handlers, level = list(root.handlers), root.level
    stream = io.StringIO()
    logging.configure(level="INFO", fmt="json", stream=stream)

    def written() -> list[dict[str, object]]:
        return [json.loads(line) for line in stream.getvalue().splitlines()]

    yield written
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_both_ways_of_logging_write_one_json_object_a_line(lines):
    structlog.get_logger("ours").info("task claimed", queue="keying", n=3)
    standard.getLogger("theirs").warning("redis is away: %s", "refused", extra={"tries": 2})
    ours, theirs = lines()
    assert (ours["event"], ours["queue"], ours["n"], ours["level"]) == ("task claimed", "keying", 3, "info")
    assert (theirs["event"], theirs["tries"], theirs["logger"]) == ("redis is away: refused", 2, "theirs")
    assert ours["timestamp"].endswith("Z")


def test_ids_are_on_every_line_of_the_block_and_on_none_after_it(lines):
    with logging.bound(request_id="r-1"):
        standard.getLogger("x").info("outer")
        with logging.bound(task_id="t-9"):
            structlog.get_logger().info("inner")
    standard.getLogger("x").info("after")
    outer, inner, after = lines()
    assert (outer["request_id"], outer.get("task_id")) == ("r-1", None)
    assert (inner["request_id"], inner["task_id"]) == ("r-1", "t-9")
    assert "request_id" not in after
    assert "task_id" not in after


def test_the_level_holds_for_both(lines):
    structlog.get_logger("a").debug("quiet")
    standard.getLogger("b").debug("quiet")
    assert lines() == []


@pytest.mark.parametrize(
    "key",
    [
        "password",
        "newPassword",
        "csrf_token",
        "Authorization",
        "client-secret",
        "iban",
        "SSN",
        "api_key",
        "Set-Cookie",
    ],
)
def test_values_under_a_sensitive_key_are_hidden_at_any_depth(lines, key):
    canary = "canary-4711"
    structlog.get_logger().info("x", **{key: canary}, deep={"list": [{key: canary}]}, kept="yes")
    standard.getLogger("y").info("x", extra={key: canary})
    first, second = lines()
    assert canary not in json.dumps([first, second])
    assert (first[key], first["deep"]["list"][0][key], first["kept"]) == (HIDDEN, HIDDEN, "yes")


@pytest.mark.parametrize("key", ["tokenizer", "broken", "secretary_name", "passport_country", "queue_key"])
def test_words_that_only_look_alike_are_kept(lines, key):
    structlog.get_logger().info("x", **{key: "visible"})
    assert lines()[0][key] == "visible"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("cannot reach redis://:canary@10.0.0.1:6379/0", "@10.0.0.1:6379/0"),
        ("postgresql+psycopg://bpo_web:canary@db/bpo refused", "bpo_web"),
        ("header Authorization: Bearer canary", "header"),
        ("body password=canary&name=Ann", "name=Ann"),
        ('{"api_key": "canary", "n": 1}', '"n": 1'),
    ],
)
def test_secrets_inside_texts_are_hidden_and_the_rest_is_kept(lines, text, kept):
    standard.getLogger("x").error(text)
    (line,) = lines()
    assert "canary" not in json.dumps(line)
    assert kept in line["event"]


def test_secrets_in_tracebacks_are_hidden(lines):
    try:
        raise RuntimeError("connection to redis://:canary@host failed")
    except RuntimeError:
        standard.getLogger("x").exception("it broke")
        structlog.get_logger().exception("it broke")
    found = lines()
    assert "canary" not in json.dumps(found)
    assert all("RuntimeError" in line["exception"] for line in found)


@pytest.mark.usefixtures("lines")
def test_a_terminal_gets_text():
    stream = io.StringIO()
    logging.configure(level="INFO", fmt="console", stream=stream)
    structlog.get_logger().info("ready", port=8000, password="canary")
    text = stream.getvalue()
    assert "ready" in text
    assert "8000" in text
    assert "canary" not in text
