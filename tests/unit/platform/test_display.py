"""Times, money and shares as people read them."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from bpo.platform import display
from bpo.platform.display import (
    Reader,
    format_due,
    format_duration,
    format_exact,
    format_instant,
    format_money,
    format_percent,
    zone_name,
)

NOW = datetime(2026, 7, 14, 12, 6, tzinfo=UTC)
BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (datetime(2026, 7, 14, 12, 6, tzinfo=UTC), "Today 14:06"),
        (datetime(2026, 7, 14, 22, 30, tzinfo=UTC), "Tomorrow 00:30"),
        (datetime(2026, 7, 12, 22, 30, tzinfo=UTC), "Yesterday 00:30"),
        (datetime(2026, 7, 7, 7, 12, tzinfo=UTC), "Tue 7 Jul 09:12"),
        (datetime(2025, 12, 31, 22, 59, tzinfo=UTC), "Wed 31 Dec 2025 23:59"),
    ],
)
def test_an_instant_is_told_by_the_readers_day(instant: datetime, said: str) -> None:
    assert format_instant(instant, BERLIN, NOW) == said


def test_the_same_instant_has_another_day_elsewhere() -> None:
    late = datetime(2026, 7, 14, 23, 30, tzinfo=UTC)
    assert format_instant(late, "America/New_York", NOW) == "Today 19:30"
    assert format_instant(late, "Asia/Tokyo", NOW) == "Tomorrow 08:30"


def test_the_zone_is_named_by_letters_or_by_its_distance() -> None:
    assert zone_name(NOW, BERLIN) == "CEST"
    assert zone_name(datetime(2026, 1, 14, tzinfo=UTC), BERLIN) == "CET"
    assert zone_name(NOW, "America/Sao_Paulo") == "UTC−3"
    assert zone_name(NOW, "Asia/Kathmandu") == "UTC+5:45"


def test_the_hour_that_comes_twice_is_told_apart_by_the_zone() -> None:
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert format_exact(first, BERLIN) == "Sun 25 Oct 2026, 02:30 CEST"
    assert format_exact(second, BERLIN) == "Sun 25 Oct 2026, 02:30 CET"
    assert format_exact(first, BERLIN, seconds=True) == "Sun 25 Oct 2026, 02:30:00 CEST"


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (timedelta(minutes=38), "Due 14:44, 38 min left"),
        (timedelta(hours=2, minutes=54), "Due 17:00, 2 h 54 min left"),
        (timedelta(), "Due 14:06, 0 s left"),
        (timedelta(hours=23), "Due tomorrow 13:06"),
        (timedelta(days=6), "Due Mon 20 Jul 14:06"),
        (timedelta(seconds=-1), "1 s late"),
        (timedelta(minutes=-42), "42 min late"),
        (timedelta(days=-3, hours=-2), "3 d 2 h late"),
    ],
)
def test_a_due_time_says_how_far_off_it_is(away: timedelta, said: str) -> None:
    assert format_due(NOW + away, NOW, BERLIN) == said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (0, "0 s"),
        (59.9, "59 s"),
        (60, "1 min"),
        (3599, "59 min"),
        (3600, "1 h"),
        (timedelta(hours=2, minutes=54), "2 h 54 min"),
        (timedelta(days=3, hours=4, minutes=59), "3 d 4 h"),
        (timedelta(days=2), "2 d"),
        (-90, "−1 min"),
    ],
)
def test_a_length_is_never_rounded_up(length: timedelta | float, said: str) -> None:
    assert format_duration(length) == said


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "said"),
    [
        (Decimal("4719.57"), "EUR", "en_GB", "€4,719.57"),
        ("4719.57", "EUR", "de_DE", "4.719,57\N{NO-BREAK SPACE}€"),
        ("-310", "EUR", "en_GB", "−€310.00"),
        ("0.0375", "EUR", "en_GB", "€0.0375"),
        ("1500", "JPY", "ja_JP", "¥1,500"),
        ("12", None, "en_GB", "12.00"),
        (None, "EUR", "en_GB", "–"),
        ("", "EUR", "en_GB", "–"),
        ("1.2.3", "EUR", "en_GB", "1.2.3"),
        ("NaN", "EUR", "en_GB", "NaN"),
        ("5", "EUR", "xx_YY", "€5.00"),
    ],
)
def test_money_follows_the_locale_and_keeps_its_digits(
    amount: Decimal | str | None, currency: str | None, locale: str, said: str
) -> None:
    assert format_money(amount, currency, locale).replace("￥", "¥") == said


@pytest.mark.parametrize(
    ("share", "digits", "said"),
    [
        (Decimal("0.978"), 1, "97.8 %"),
        (Decimal(1), 1, "100 %"),
        (Decimal(0), 1, "0 %"),
        (Decimal("0.99999"), 1, "99.9 %"),
        (Decimal("0.00001"), 1, "0.1 %"),
        ("0.58", 0, "58 %"),
        (0.999, 0, "99 %"),
        (Decimal("-0.034"), 1, "−3.4 %"),
        (None, 1, "–"),
    ],
)
def test_a_share_is_whole_only_where_it_is(
    share: Decimal | str | float | None, digits: int, said: str
) -> None:
    assert format_percent(share, digits) == said


def test_the_filters_write_for_their_reader() -> None:
    filters = display.filters(lambda: Reader(now=NOW, zone=BERLIN, locale="de_DE"))
    written = filters["when"](datetime(2026, 7, 14, 14, 6, tzinfo=timezone(timedelta(hours=2))))
    assert str(written) == (
        '<time datetime="2026-07-14T12:06:00Z" title="Tue 14 Jul 2026, 14:06:00 CEST">Today 14:06</time>'
    )
    assert "38 min left" in filters["due"](NOW + timedelta(minutes=38))
    assert "14:06 CEST" in filters["dt"](NOW)
    assert filters["money"]("1.5", "EUR") == "1,50\N{NO-BREAK SPACE}€"
    assert filters["duration"](90) == "1 min"
    assert filters["pct"]("0.5") == "50.0 %"
    assert [filters[name](None) for name in ("when", "dt", "duration")] == ["–", "–", "–"]
