"""The demo's pay runs stay in years whose figures are held."""

from datetime import date, timedelta

import pytest

from bpo.service_lines.payroll.parameters import uk_year_on, us_year
from workers.demo.driver.payruns import FREQUENCY, covered
from workers.demo.payroll import PAID_AFTER, period_of


@pytest.mark.parametrize("country", ["us", "uk"])
def test_a_run_is_of_the_day_that_was_meant_while_its_year_is_held(country):
    assert covered(country, date(2026, 11, 6)) == date(2026, 11, 6)


@pytest.mark.parametrize("days", range(0, 800, 13))
@pytest.mark.parametrize("country", ["us", "uk"])
def test_after_that_it_is_of_the_last_fortnight_that_is(country, days):
    meant = date(2026, 12, 1) + timedelta(days=days)
    day = covered(country, meant)
    assert (meant - day).days % 14 == 0
    pay_day = period_of(FREQUENCY[country], day)[1] + PAID_AFTER
    assert us_year(pay_day.year) if country == "us" else uk_year_on(pay_day)
