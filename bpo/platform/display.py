"""Times, money and shares as people read them. Pure: the moment and the zone come in as arguments.

Days and months are English, the language of the pages; money follows the reader's locale (CLDR, by Babel).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError
from babel.numbers import format_currency
from markupsafe import Markup

from bpo.platform.stacking import labelled

NOTHING = "–"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom and when something is written: the moment of the request, the zone, the locale."""

    now: datetime
    zone: str = "UTC"
    locale: str = "en_GB"


def zone_name(instant: datetime, zone: str) -> str:
    """What the zone is called at that instant: "CEST", or "UTC+3" where it has no letters of its own."""
    local = instant.astimezone(ZoneInfo(zone))
    name = local.tzname() or zone
    if name[0] not in "+-":
        return name
    offset = local.utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes >= 0 else MINUS}{hours}" + (f":{rest:02d}" if rest else "")


def format_day(day: date, *, today: date) -> str:
    """A day beside today: "Today", "Yesterday", "Tomorrow", "Tue 14 Jul", with the year if it is another."""
    apart = (day - today).days
    if apart in (-1, 0, 1):
        return ("Yesterday", "Today", "Tomorrow")[apart + 1]
    text = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def format_instant(instant: datetime, zone: str, now: datetime) -> str:
    """An instant in the reader's zone: "Today 14:06", "Tue 14 Jul 09:12". `format_exact` says the zone."""
    place: tzinfo = ZoneInfo(zone)
    local = instant.astimezone(place)
    return f"{format_day(local.date(), today=now.astimezone(place).date())} {local:%H:%M}"


def format_exact(instant: datetime, zone: str, *, seconds: bool = False) -> str:
    """An instant in full, with its zone: "Tue 14 Jul 2026, 14:06 CEST"."""
    local = instant.astimezone(ZoneInfo(zone))
    clock = f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"
    day = f"{DAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]} {local.year}"
    return f"{day}, {clock} {zone_name(instant, zone)}"


def format_due(due_at: datetime, now: datetime, zone: str) -> str:
    """A due time and how far off it is: "Due 17:00, 2 h 54 min left", "Due Tue 14 Jul 14:00", "42 min late".

    The distance is elapsed time, not business time; it is told only within a day.
    """
    left = due_at - now
    if left < timedelta():
        return f"{format_duration(-left)} late"
    local, today = due_at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    if local.date() == today:
        return f"Due {local:%H:%M}, {format_duration(left)} left"
    if local.date() == today + timedelta(days=1):
        return f"Due tomorrow {local:%H:%M}"
    return f"Due {format_day(local.date(), today=today)} {local:%H:%M}"


def format_duration(length: timedelta | int | float) -> str:
    """A length of time, its two largest units: "45 s", "38 min", "2 h 54 min", "3 d 4 h". Days are 24 hours.

    A number is seconds. Whole units are counted down, never rounded up: 59 s is not "1 min".
    """
    total = int(length.total_seconds() if isinstance(length, timedelta) else length)
    sign, total = (MINUS, -total) if total < 0 else ("", total)
    if total < 60:
        return f"{sign}{total} s"
    minutes, hours, days = total // 60 % 60, total // 3600 % 24, total // 86400
    if days:
        return f"{sign}{days} d" + (f" {hours} h" if hours else "")
    if hours:
        return f"{sign}{hours} h" + (f" {minutes} min" if minutes else "")
    return f"{sign}{minutes} min"


def format_money(amount: Decimal | str | int | None, currency: str | None, locale: str = "en_GB") -> str:
    """Money by locale: "€4,719.57", "4.719,57 €". Digits the amount has are never rounded away.

    What is no number is shown as it stands, so that a wrong reading can be seen; without a currency the
    plain number is shown.
    """
    if amount is None or amount == "":
        return NOTHING
    try:
        value = Decimal(amount)
    except InvalidOperation:
        return str(amount)
    if not value.is_finite():
        return str(amount)
    code = currency or "XXX"
    text = format_currency(
        value,
        code,
        locale=_known(locale),
        decimal_quantization=False,
        format=None if currency else "#,##0.00",
        currency_digits=bool(currency),
    )
    return text.replace("-", MINUS)


def format_percent(share: Decimal | str | float | None, digits: int = 1) -> str:
    """A share of 0..1 as percent: "97.8 %". Never rounds to a full 100 % or to 0 % what is not quite that."""
    if share is None:
        return NOTHING
    value = Decimal(str(share)) * 100
    if value in (0, 100):
        return f"{int(value)} %"
    step = Decimal(1).scaleb(-digits)
    shown = value.quantize(step, ROUND_HALF_EVEN)
    if shown == 100 or shown == 0:
        shown = (
            100 - step if 0 < value < 100 and shown == 100 else (step if shown == 0 and value > 0 else shown)
        )
    return f"{shown} %".replace("-", MINUS)


def time_tag(text: str, instant: datetime, zone: str) -> Markup:
    """`<time>` with the machine's instant and, on hover, the full time with its zone."""
    utc = instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    exact = format_exact(instant, zone, seconds=True)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(utc, exact, text)  # nosec B704


def filters(reader: Callable[[], Reader]) -> dict[str, Callable[..., str]]:
    """The filters of the templates, for whoever `reader` says is reading.

    `|when`, `|due` and `|day` are relative, `|dt` is exact with the zone; `|money(currency)`, `|duration`,
    `|pct(digits)`, `|labelled(columns)`.
    """

    def when(instant: datetime | None) -> str:
        if instant is None:
            return NOTHING
        who = reader()
        return time_tag(format_instant(instant, who.zone, who.now), instant, who.zone)

    def due(instant: datetime | None) -> str:
        if instant is None:
            return "No due time"
        who = reader()
        return time_tag(format_due(instant, who.now, who.zone), instant, who.zone)

    def dt(instant: datetime | None) -> str:
        if instant is None:
            return NOTHING
        who = reader()
        return time_tag(format_exact(instant, who.zone), instant, who.zone)

    def day(date_: date) -> str:
        seen = reader()
        return format_day(date_, today=seen.now.astimezone(ZoneInfo(seen.zone)).date())

    def money(amount: Decimal | str | int | None, currency: str | None = None) -> str:
        return format_money(amount, currency, reader().locale)

    def duration(length: timedelta | int | float | None) -> str:
        return NOTHING if length is None else format_duration(length)

    return {
        "when": when,
        "due": due,
        "dt": dt,
        "day": day,
        "money": money,
        "duration": duration,
        "pct": format_percent,
        "labelled": labelled,
    }


def _known(locale: str) -> Locale:
    try:
        return Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")
