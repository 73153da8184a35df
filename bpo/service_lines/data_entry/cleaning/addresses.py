"""Streets as the country's post writes them: the stated rules below, and nothing where none of them applies.

United States and Canada (USPS publication 28): the last word of the street, directions and units abbreviated.
United Kingdom, Ireland, Australia, New Zealand: the last word written out. In these, capitals and small letters for
what is written in one of them only. German, Dutch, French, Spanish, Italian: the usual short forms of "street" and its
like written out. A cell that holds a whole address (a comma, later a postcode) is only tidied.
"""

import re
from collections.abc import Mapping

from .names import well_cased
from .values import Cleaned, plain

_SUFFIXES = {
    "alley": "Aly", "avenue": "Ave", "av": "Ave", "boulevard": "Blvd", "circle": "Cir", "court": "Ct", "cove": "Cv",
    "crescent": "Cres", "drive": "Dr", "drv": "Dr", "expressway": "Expy", "freeway": "Fwy", "highway": "Hwy",
    "lane": "Ln", "parkway": "Pkwy", "pky": "Pkwy", "place": "Pl", "plaza": "Plz", "road": "Rd", "square": "Sq",
    "str": "St", "street": "St", "strt": "St", "terrace": "Ter", "trail": "Trl", "turnpike": "Tpke",
}  # fmt: skip
_DIRECTIONS = {
    "north": "N", "south": "S", "east": "E", "west": "W", "northeast": "NE", "northwest": "NW", "southeast": "SE",
    "southwest": "SW",
}  # fmt: skip
_UNITS = {
    "apartment": "Apt", "building": "Bldg", "department": "Dept", "floor": "Fl", "room": "Rm", "suite": "Ste",
    "unit": "Unit",
}  # fmt: skip
_WRITTEN_OUT = {
    "ave": "Avenue", "av": "Avenue", "blvd": "Boulevard", "cl": "Close", "cres": "Crescent", "ct": "Court",
    "dr": "Drive", "gdns": "Gardens", "gr": "Grove", "hwy": "Highway", "la": "Lane", "ln": "Lane", "pde": "Parade",
    "pl": "Place", "rd": "Road", "sq": "Square", "st": "Street", "str": "Street", "ter": "Terrace", "tce": "Terrace",
}  # fmt: skip
_FIRST_WORDS: Mapping[str, Mapping[str, str]] = {
    "FR": {"av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "boul": "boulevard", "pl": "place",
           "rte": "route", "imp": "impasse"},
    "ES": {"c/": "Calle", "cl": "Calle", "av": "Avenida", "avda": "Avenida", "pza": "Plaza", "pl": "Plaza",
           "pº": "Paseo", "ctra": "Carretera"},
    "IT": {"v.le": "Viale", "vle": "Viale", "p.za": "Piazza", "pza": "Piazza", "p.zza": "Piazza",
           "c.so": "Corso", "cso": "Corso", "l.go": "Largo"},
}  # fmt: skip
_STREET = {
    "DE": ("straße", "Straße"), "AT": ("straße", "Straße"), "CH": ("strasse", "Strasse"), "NL": ("straat", "Straat"),
}  # fmt: skip
_WHOLE = re.compile(r",.*\b[0-9]{4,6}\b")
_BOX = re.compile(r"^(p\.? ?o\.?|post office) box\b", re.IGNORECASE)
_SMALL = re.compile(r"(\d+)(st|nd|rd|th)", re.IGNORECASE)


def street(text: str, region: str) -> Cleaned:
    """A street with its number by the rules of the row's country; in doubt where the cell holds no letter, or a sign
    that no street has."""
    given = plain(text)
    if given and (re.search(r"[@<>{}|]", given) or not re.search(r"[^\W\d_]", given)):
        return Cleaned(given, f"“{given}” is no street.")
    if not given or _WHOLE.search(given):
        return Cleaned(given)
    if region in ("US", "CA"):
        return Cleaned(_abbreviated(_proper(given)))
    if region in ("GB", "IE", "AU", "NZ"):
        return Cleaned(", ".join(_written_out(part) for part in re.split(r"\s*,\s*", _proper(given))))
    if region in _STREET:
        return Cleaned(_germanic(given, *_STREET[region]))
    words = _FIRST_WORDS.get("FR" if region == "BE" else region)
    return Cleaned(_first_word(given, words) if words else given)


def _proper(given: str) -> str:
    """Capitals and small letters for what is written in one of them only; NW, 12B and PO keep theirs."""
    if given != given.upper() and given != given.lower():
        return given
    return " ".join(_proper_word(word) for word in given.split())


def _proper_word(word: str) -> str:
    bare = _key(word)
    if bare in _SHORT_DIRECTIONS or bare in ("po", "us", "i", "ii", "iii"):
        return word.upper()
    if _SMALL.fullmatch(bare):
        return word.lower()
    if any(mark.isdigit() for mark in bare):
        return word.upper()
    return well_cased(word)


def _abbreviated(given: str) -> str:
    if _BOX.match(given):
        return _BOX.sub("PO Box", given)
    street, *others = re.split(r"\s*,\s*", given)
    words = street.split()
    unit = next((at for at, word in enumerate(words) if at > 1 and _key(word) in _UNIT_WORDS), len(words))
    made = " ".join([*_named(words[:unit]), *_unit(words[unit:])])
    return ", ".join([made, *(" ".join(_unit(other.split())) for other in others)])


def _named(words: list[str]) -> list[str]:
    """Number, direction, name, suffix, direction: what stands in those places, in its short form."""
    after = []
    if len(words) > 3 and _key(words[-1]) in (*_DIRECTIONS, *_SHORT_DIRECTIONS):
        after = [_known(words[-1], _DIRECTIONS)]
        words = words[:-1]
    if _is_street(words):
        words = [*words[:-1], _known(words[-1], _SUFFIXES)]
    if len(words) > 3 and words[0][0].isdigit():
        words = [words[0], _known(words[1], _DIRECTIONS), *words[2:]]
    return [*words, *after]


def _is_street(words: list[str]) -> bool:
    """Whether the last word can be what kind of street it is: there is a name before it."""
    return len(words) > 2 or (len(words) == 2 and not words[0][0].isdigit())


def _unit(words: list[str]) -> list[str]:
    return [_known(word, _UNITS) if at == 0 else word for at, word in enumerate(words)]


def _key(word: str) -> str:
    return word.strip(".").casefold()


def _known(word: str, words: Mapping[str, str]) -> str:
    """The short form of a word; what is short already without its point."""
    short = {each.casefold(): each for each in words.values()}
    return words.get(_key(word)) or short.get(_key(word)) or word


def _written_out(part: str) -> str:
    words = part.split()
    if _is_street(words):
        words = [*words[:-1], _WRITTEN_OUT.get(_key(words[-1]), words[-1])]
    return " ".join(words)


def _germanic(given: str, small: str, capital: str) -> str:
    """ "Hauptstr. 5", "Berliner Str. 5", "Str. des 17. Juni 5": the street written out as the country spells it."""
    made = re.sub(r"(?<=[^\W\d_])str\.?(?=\s+\d|\s*$)", small, given)
    made = re.sub(r"(?<=[ \-])[Ss]tr\.?(?=\s+\d|\s*$)", capital, made)
    made = re.sub(r"^[Ss]tr\. ?(?=[^\W\d_])", f"{capital} ", made)
    if small != "straße":
        return made
    made = re.sub(r"(?<=[^\W\d_])strasse(?=\s+\d|\s*$)", small, made)
    made = re.sub(r"(?<=[ \-])Pl\.(?=\s+\d|\s*$)", "Platz", made)
    return re.sub(r"(?<=[^\W\d_])pl\.(?=\s+\d|\s*$)", "platz", made)


def _first_word(given: str, words: Mapping[str, str]) -> str:
    """The word for street where it comes first, or right after the number."""
    if given.casefold().startswith("c/") and "c/" in words:
        return f"{words['c/']} {given[2:].lstrip()}"
    found = re.match(r"(\d+\s?(?:bis|ter|[a-zA-Z](?=[ ,]))?,?\s+)?([^\s\d]+)(?=\s)", given)
    if found is None:
        return given
    word = words.get(found[2].casefold()) or words.get(_key(found[2]))
    return given if word is None else f"{found[1] or ''}{word}{given[found.end(2) :]}"


_SHORT_DIRECTIONS = frozenset(each.casefold() for each in _DIRECTIONS.values())
_UNIT_WORDS = frozenset([*_UNITS, *(each.casefold() for each in _UNITS.values()), "#"])
