"""Where people may be sent, and what their browsers are called."""

import pytest

from bpo.identity.rules import browser_name, own_path


@pytest.mark.parametrize("target", ["/", "/jobs", "/jobs?state=open&page=2", "/a/b#c", "/%2f%2fevil.example"])
def test_own_paths_are_followed(target):
    assert own_path(target) == target


@pytest.mark.parametrize(
    "target",
    [
        *(None, "", "jobs", "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example"),
        *("javascript:alert(1)", "/ /x", "/\n//evil", "/\t/evil", "/é", " /jobs", "/jobs\r\nSet-Cookie: a=b"),
    ],
)
def test_everything_else_is_not(target):
    assert own_path(target) is None


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox on Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari on iPhone",
        ),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "An unnamed browser"),
    ],
)
def test_browsers_are_told_apart_in_words(user_agent, name):
    assert browser_name(user_agent) == name
