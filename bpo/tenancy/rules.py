"""Places: the zones, countries and ways of writing numbers that a client or a person may choose from."""

import re
from functools import cache
from zoneinfo import available_timezones

from babel.core import Locale

LOCALES = (
    ("en_GB", "English, United Kingdom: 1,234.50"),
    ("en_US", "English, United States: 1,234.50"),
    ("de_DE", "German, Germany: 1.234,50"),
    ("de_AT", "German, Austria: 1 234,50"),
    ("de_CH", "German, Switzerland: 1’234.50"),
    ("fr_FR", "French, France: 1 234,50"),
    ("es_ES", "Spanish, Spain: 1.234,50"),
    ("it_IT", "Italian, Italy: 1.234,50"),
    ("nl_NL", "Dutch, Netherlands: 1.234,50"),
    ("pl_PL", "Polish, Poland: 1 234,50"),
    ("pt_PT", "Portuguese, Portugal: 1 234,50"),
    ("sv_SE", "Swedish, Sweden: 1 234,50"),
)
"""How numbers and money are written; the pages' words are English."""

_REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}", re.ASCII)


@cache
def zone_choices() -> tuple[tuple[str, str], ...]:
    """(zone, words) of the places of the world, and UTC: `("Europe/Berlin", "Europe / Berlin")`."""
    places = sorted(zone for zone in available_timezones() if zone.split("/")[0] in _REGIONS)
    return (("UTC", "UTC"), *((zone, zone.replace("/", " / ").replace("_", " ")) for zone in places))


@cache
def country_choices() -> tuple[tuple[str, str], ...]:
    """(ISO 3166 code, English name) of the countries, by name."""
    names = Locale("en").territories
    found = [
        (code, name)
        for code, name in names.items()
        if re.fullmatch("[A-Z]{2}", code) and code not in _NOT_COUNTRIES
    ]
    return tuple(sorted(found, key=lambda entry: entry[1]))


_NOT_COUNTRIES = ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO")


def place_problems(*, zone: str, locale: str, country: str | None = None) -> dict[str, list[str]]:
    """What is wrong with a zone, a locale and a country, by field; empty when nothing is."""
    errors = {}
    if zone not in available_timezones():
        errors["zone"] = ["Choose a time zone such as Europe/Berlin."]
    if locale not in dict(LOCALES):
        errors["locale"] = ["Choose one of the list."]
    if country is not None and country not in dict(country_choices()):
        errors["country"] = ["Choose one of the list."]
    return errors


def code_problems(code: str) -> tuple[str, ...]:
    """Why this is no code for a client, in sentences; empty when it is."""
    if _CODE.fullmatch(code):
        return ()
    return ("Use 2 to 8 capital letters and digits, beginning with a letter, such as ALD.",)
