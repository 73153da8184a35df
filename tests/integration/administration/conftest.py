"""Browsers for the tests about people."""

from collections.abc import Callable

import pytest

from bpo.platform.web import House
from tests.factories.browser import Browser


@pytest.fixture
def browser(web: House) -> Callable[..., Browser]:
    """Make browsers; each has its own cookies and address."""
    return lambda **more: Browser(web.test_client(), **more)
