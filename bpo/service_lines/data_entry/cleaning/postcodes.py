"""Postcodes by the shape that their country gives them, and states by their codes."""

import re
from collections.abc import Mapping
from functools import cache

from .values import Cleaned, plain

_SHAPES = {
    "AT": "9999", "AU": "9999", "BE": "9999", "BG": "9999", "BR": "99999-999", "CA": "A9A 9A9", "CH": "9999",
    "CN": "999999", "CY": "9999", "CZ": "999 99", "DE": "99999", "DK": "9999", "EE": "99999", "ES": "99999",
    "FI": "99999", "FR": "99999", "GR": "999 99", "HR": "99999", "HU": "9999", "IE": "A9* ****", "IN": "999999",
    "IS": "999", "IT": "99999", "JP": "999-9999", "KR": "99999", "LI": "9999", "LU": "9999", "MX": "99999",
    "MY": "99999", "NL": "9999 AA", "NO": "9999", "NZ": "9999", "PH": "9999", "PL": "99-999", "PT": "9999-999",
    "RO": "999999", "SE": "999 99", "SG": "999999", "SI": "9999", "SK": "999 99", "TH": "99999", "TR": "99999",
    "UA": "99999", "ZA": "9999",
}  # fmt: skip
"""Country → what its postcodes look like (Universal Postal Union): 9 a figure, A a letter, * either. Countries that are
not here keep what was given."""
_WITH_ZEROS = frozenset(
    "DE EE ES FI FR IT MX MY PL RO SG TR UA US NO AU ZA".split()  # noqa: SIM905 - read as a list of countries
)
"""Countries that have postcodes beginning with 0, which a spreadsheet drops."""
_GB = re.compile(r"(GIR|[A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})")
"""British postcodes, of five to seven characters: the last three are the inward code."""

_US_STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "PR": "Puerto Rico", "VI": "Virgin Islands", "GU": "Guam", "AS": "American Samoa",
    "MP": "Northern Mariana Islands", "AA": "Armed Forces Americas", "AE": "Armed Forces Europe",
    "AP": "Armed Forces Pacific",
}  # fmt: skip
_STATES: Mapping[str, Mapping[str, str]] = {
    "US": _US_STATES,
    "CA": {
        "AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick",
        "NL": "Newfoundland and Labrador", "NS": "Nova Scotia", "NT": "Northwest Territories", "NU": "Nunavut",
        "ON": "Ontario", "PE": "Prince Edward Island", "QC": "Quebec", "SK": "Saskatchewan", "YT": "Yukon",
    },
    "AU": {
        "ACT": "Australian Capital Territory", "NSW": "New South Wales", "NT": "Northern Territory",
        "QLD": "Queensland", "SA": "South Australia", "TAS": "Tasmania", "VIC": "Victoria", "WA": "Western Australia",
    },
}  # fmt: skip
_PREFIXES = {
    "AL": "350-369", "AK": "995-999", "AZ": "850-865", "AR": "716-729", "CA": "900-961", "CO": "800-816",
    "CT": "060-069", "DE": "197-199", "DC": "200-205 569", "FL": "320-349", "GA": "300-319 398-399", "HI": "967-968",
    "ID": "832-838", "IL": "600-629", "IN": "460-479", "IA": "500-528", "KS": "660-679", "KY": "400-427",
    "LA": "700-714", "ME": "039-049", "MD": "206-219", "MA": "010-027 055", "MI": "480-499", "MN": "550-567",
    "MS": "386-397", "MO": "630-658", "MT": "590-599", "NE": "680-693", "NV": "889-898", "NH": "030-038",
    "NJ": "070-089", "NM": "870-884", "NY": "005 063 100-149", "NC": "270-289", "ND": "580-588", "OH": "430-459",
    "OK": "730-749", "OR": "970-979", "PA": "150-196", "RI": "028-029", "SC": "290-299", "SD": "570-577",
    "TN": "370-385", "TX": "733 750-799 885", "UT": "840-847", "VT": "050-059", "VA": "201 220-246", "WA": "980-994",
    "WV": "247-268", "WI": "530-549", "WY": "820-831 834", "PR": "006-009", "VI": "008", "GU": "969", "AS": "967",
    "MP": "969", "AA": "340", "AE": "090-098", "AP": "962-966",
}  # fmt: skip
"""State → the first three figures of its ZIP codes (USPS, publication 65)."""


def state(text: str, region: str = "") -> Cleaned:
    """The code of a state or province, in capitals, for the United States, Canada and Australia; elsewhere as given.

    A row's country is not always that of its address: a code of the United States counts in every row.
    """
    given = plain(text).rstrip(".")
    key = given.replace(".", "") if re.fullmatch(r"[A-Za-z](\.[A-Za-z])+", given) else given
    for country in (region, "US"):
        found = _codes(country).get(key.casefold())
        if found:
            return Cleaned(found)
    if not given or region not in ("", *_STATES):
        return Cleaned(given)
    return Cleaned(given, f"“{given}” is no state's code.")


def is_state_of(code: str, country: str) -> bool:
    """Whether it is the code of a state or province of the United States, Canada or Australia."""
    return code in _STATES.get(country, {})


def postcode(text: str, *, region: str = "", us_state: str = "", own_state: bool = False) -> Cleaned:
    """A postcode in the form of its country, with the leading zeros that a spreadsheet drops.

    It is a ZIP code where the row's state (`us_state`, a code) says so, or where the row has no other country;
    `own_state` says that the code is one of a state of `region` too. In doubt: a shape that the country does not have,
    more than one lost zero outside the United States, a ZIP code that is not in its state.
    """
    given = re.sub(r"^(\d+)\.0+$", r"\1", plain(text))
    if not given:
        return Cleaned("")
    american = region in ("US", "") or bool(us_state)
    if american and region not in ("US", "") and own_state and not _may_be_zip(given, us_state):
        american = False
    return _zip(given, us_state) if american else _by_shape(given, region)


def _may_be_zip(given: str, us_state: str) -> bool:
    found = re.fullmatch(r"(\d{1,5})(?:-\d{4})?", given)
    return found is not None and _in_state(found[1].zfill(5), us_state)


def _zip(given: str, us_state: str) -> Cleaned:
    found = re.fullmatch(r"(\d{1,5})(?:-\d{4})?|(\d{5}) ?\d{4}", given)
    if found is None:
        return Cleaned(given, f"“{given}” is no ZIP code.")
    code = (found[1] or found[2]).zfill(5)
    if us_state and not _in_state(code, us_state):
        return Cleaned(code, f"“{given}” is no ZIP code of {us_state}.")
    return Cleaned(code)


def _in_state(code: str, us_state: str) -> bool:
    spans = _PREFIXES.get(us_state, "")
    first = int(code[:3])
    return not spans or any(int(span[:3]) <= first <= int(span[-3:]) for span in spans.split())


def _by_shape(given: str, region: str) -> Cleaned:
    bare = re.sub(r"[\s\-]", "", given.upper())
    bare = re.sub(rf"^{region}(?=\d)", "", bare)  # D-10115 is written DE-10115 too
    bare = re.sub(r"^[A-Z](?=\d{4,5}$)", "", bare) if _SHAPES.get(region, "").isdigit() else bare
    if region == "GB":
        found = _GB.fullmatch(bare)
        return Cleaned(f"{found[1]} {found[2]}") if found else _doubtful(given, region)
    shape = _SHAPES.get(region)
    if shape is None:
        return Cleaned(given.upper())
    places = re.sub(r"[ \-]", "", shape)
    lost = len(places) - len(bare)
    if bare.isdigit() and set(places) == {"9"} and region in _WITH_ZEROS and 0 < lost <= 2:
        bare = bare.zfill(len(places))
        doubt = f"“{given}”: two zeros would have to be missing." if lost == 2 else ""
        return Cleaned(_laid_out(bare, shape), doubt)
    if not _fits(bare, places):
        return _doubtful(given, region)
    return Cleaned(_laid_out(bare, shape))


def _doubtful(given: str, region: str) -> Cleaned:
    return Cleaned(given.upper(), f"“{given}” has not the shape of a postcode of {region}.")


def _fits(bare: str, places: str) -> bool:
    kinds = {"9": r"[0-9]", "A": r"[A-Z]", "*": r"[A-Z0-9]"}
    return re.fullmatch("".join(kinds[place] for place in places), bare) is not None


def _laid_out(bare: str, shape: str) -> str:
    marks = iter(bare)
    return "".join(place if place in " -" else next(marks) for place in shape)


@cache
def _codes(country: str) -> dict[str, str]:
    """Codes and names of a country's states, folded → the code."""
    states = _STATES.get(country, {})
    return {
        **{name.casefold(): code for code, name in states.items()},
        **{code.casefold(): code for code in states},
    } | ({"québec": "QC"} if country == "CA" else {})
