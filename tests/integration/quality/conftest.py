"""Desks for the tests of the reviewers' pages."""

from collections.abc import Callable
from itertools import count

import pytest

from bpo.platform.caller import Caller
from bpo.platform.web import House
from tests.factories.desk import Desk


@pytest.fixture
def desk(web: House) -> Callable[[Caller], Desk]:
    """Make desks; each has its own cookies and address."""
    numbers = count(1)
    return lambda person: Desk(web.test_client(), person, address=f"192.0.2.{next(numbers)}")
