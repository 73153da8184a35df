"""Names of people: first and last, in the capitals and small letters that names have."""

import re
from functools import cache, lru_cache

from nameparser import HumanName
from nameparser.config import bound_given_names, conjunctions, particles, suffixes, titles

from .values import Cleaned, nothing_said, plain, words

_LETTERS = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"\b(Ii|Iii|Iv|Vi|Vii|Viii)\b")
_MAC = re.compile(r"\bMac(?=[A-Z])(\w+)")
_MAC_NAMES = frozenset(
    [
        "adam",
        "alister",
        "arthur",
        "askill",
        "aulay",
        "bean",
        "beth",
        "bride",
        "callum",
        "cormack",
        "cormick",
        "culloch",
        "donald",
        "donnell",
        "dougall",
        "duff",
        "ewan",
        "ewen",
        "fadyen",
        "farlane",
        "gillivray",
        "gowan",
        "gregor",
        "innes",
        "intosh",
        "intyre",
        "iver",
        "kay",
        "kenna",
        "kenzie",
        "kinnon",
        "lachlan",
        "laren",
        "lean",
        "lennan",
        "leod",
        "mahon",
        "millan",
        "nab",
        "namara",
        "naughton",
        "neil",
        "neill",
        "nicol",
        "phail",
        "pherson",
        "quarrie",
        "rae",
        "ritchie",
        "taggart",
        "tavish",
        "vicar",
    ]
)
"""What Mac stands before as a prefix: Machado, Macedo, Macias are names by themselves."""
_FAMILY_FIRST = frozenset(["CN", "HK", "HU", "JP", "KP", "KR", "MO", "TW", "VN"])
_TWO_SURNAMES = frozenset(
    "AR BO CL CO CR CU DO EC ES GT HN MX NI PA PE PR PY SV UY VE".split()  # noqa: SIM905 - read as a list
)
FAMILY_FIRST, TWO_SURNAMES = "family_first", "two_surnames"
"""Doubts with two readings: whether the family name comes first, and whether the last two words are it."""
_DOTTED_I = frozenset(["AZ", "TR"])
"""Countries whose languages have an i with and one without its dot, in small letters and in capitals."""
_SAY_MONSIEUR = frozenset("BE BF BJ CD CG CH CI CM FR GA GF GP LU MC ML MQ NC NE PF RE SN TG".split())  # noqa: SIM905
"""Countries in which M. before a first name is a title, as Mr is in others."""
_FAMILY_IN_CAPITALS = _SAY_MONSIEUR | frozenset(
    "BA BG CZ EE ES GR HR IT LT LV ME MK PL PT RO RS SI SK".split()  # noqa: SIM905
)
"""Countries whose offices write the family's name first, and in capitals."""
_MORE_PARTICLES = frozenset(["al", "ap", "dalla", "dalle", "degli", "dello", "el", "ten", "ter"])
"""Beside those that the library knows."""
_TITLES = frozenset(
    [
        *(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "prof",
            "professor",
            "doctor",
            "sir",
            "dame",
            "madam",
            "rev",
            "hon",
        ),
        *(
            "mme",
            "mlle",
            "monsieur",
            "madame",
            "herr",
            "frau",
            "fräulein",
            "hr",
            "fr",
            "dipl",
            "dipl.-ing",
            "ing",
        ),
        *(
            "sr",
            "sra",
            "srta",
            "señor",
            "señora",
            "señorita",
            "don",
            "doña",
            "sig",
            "signor",
            "signora",
            "dott",
        ),
        *(
            "dhr",
            "mevr",
            "mw",
            "drs",
            "ir",
            "pan",
            "pani",
            "med",
            "jur",
            "phil",
            "rer",
            "nat",
            "capt",
            "col",
            "sgt",
        ),
    ]
)
"""Titles that are nobody's name, and fall away."""
_LETTERS_AFTER = words(
    "phd ph.d dphil md m.d mba m.b.a cpa cfa cfp ca acca fca fcca esq dds dmd dvm rn bsn jd j.d llb llm ll.m bsc b.sc "
    "msc m.sc ba b.a bs beng meng be pe p.e pmp cissp obe mbe cbe kbe kc qc frcs mrcp mrcs mph mpa mphil edd ed.d psyd "
    "dsc d.sc pgce fcipd mcipd ret"
)
"""Degrees and honours after a name, which fall away as titles do. Jr., Sr. and III are part of it, and stay."""
_NAMES_TOO = words("na null none nil")
"""Of the words for nothing, those that people are called."""
_LOST = re.compile(r"\ufffd|[^\W\d_]\?|\?[^\W\d_]")
"""A letter that a wrong encoding cost."""
_SEVERAL = re.compile(r"[&+/;@0-9]|\s(?:and|und|et|or|c/o)\s", re.IGNORECASE)
_COMPANY = re.compile(
    r"\b(?:gmbh|ltd|limited|inc|llc|llp|plc|corp|corporation|b\.v|n\.v|kg|ohg|e\.v|s\.p\.a|s\.r\.l|pty)\.?\s*$",
    re.IGNORECASE,
)
_PLAIN_NAME = re.compile(r"([A-Z][a-z]+) +([A-Z][a-z]+)")
"""Two words that are written as names are: nothing about them is to be found out."""


def name(text: str, *, cased: bool = True, region: str = "") -> tuple[Cleaned, Cleaned]:
    """(first names, last name) of “First Last” or “Last, First”, in capitals and small letters unless not `cased`.

    Without a comma a name can be read in two ways where `region` writes the family first, or has two surnames: both
    cells are then in doubt, for the whole column at once.
    """
    plainly = _PLAIN_NAME.fullmatch(text.strip())
    if plainly and not {plainly[1].casefold(), plainly[2].casefold()} & _special():
        return _either(plainly[1], plainly[2], "", region)
    given = re.sub(r"\s*,\s*", ", ", plain(text))
    if region in _SAY_MONSIEUR:
        given = re.sub(r"^M\. ?(?=\w[^.])", "Monsieur ", given)
    read = HumanName(given)
    written = (lambda words: well_cased(words, dotted=region in _DOTTED_I)) if cased else str
    middles, particles = _parted(read.middle, capitals=read.first[:1].isupper())
    first, middle = written(read.first), written(middles)
    last = written(" ".join(part for part in (particles, read.last, _generation(read)) if part))
    doubt = _oddity(read, plain(text)) or ("" if (first or middle) and last else "There is only one name.")
    if doubt:
        firsts = " ".join(part for part in (first, middle) if part)
        return Cleaned(firsts, doubt if firsts or last else ""), Cleaned(last, doubt if last else "")
    turned = _capitals_first(given) if region in _FAMILY_IN_CAPITALS else ""
    if turned:
        others = name(turned, cased=cased, region=region)
        return _either(first, last, middle, region, others=(others[0].value, others[1].value))
    return _either(first, last, middle, "" if "," in given else region)


def part(text: str, *, cased: bool = True, region: str = "") -> Cleaned:
    """A cell that holds the first names alone, or the last name, in capitals and small letters unless not `cased`."""
    given = plain(text)
    if nothing_said(given):
        doubt = (
            f"“{given}” may be a name or say that there is none." if given.casefold() in _NAMES_TOO else ""
        )
        return Cleaned(given if doubt else "", doubt)
    return Cleaned(well_cased(given, dotted=region in _DOTTED_I) if cased else given)


def _capitals_first(given: str) -> str:
    """ "LE GOFF Yann" with a comma after what has capitals, if it may be the family's name; three letters may be
    initials."""
    words = given.split()
    capital = [word == word.upper() and sum(map(str.isalpha, word)) > 1 for word in words]
    at = capital.index(False) if False in capital else 0
    small = words[at:]
    if "," in given or not at or any(capital[at:]) or not all(word.istitle() for word in small):
        return ""
    if sum(map(str.isalpha, "".join(words[:at]))) <= 3 or {_bare(word) for word in words} & _special_beside():
        return ""
    return f"{' '.join(words[:at])}, {' '.join(small)}"


def _bare(word: str) -> str:
    return word.casefold().strip(".,")


@cache
def _special_beside() -> frozenset[str]:
    """Words beside a name that capitals alone do not make the family's."""
    return _special() - _particles()


def _generation(read: HumanName) -> str:
    """What follows a name and is part of it; degrees and honours are not."""
    parts = (part.strip() for part in read.suffix.split(","))
    kept = (part for part in parts if part.casefold().rstrip(".") not in _LETTERS_AFTER)
    return ", ".join(kept)


def _parted(middle: str, *, capitals: bool) -> tuple[str, str]:
    """The middle names, and the words at their end that belong to the last name: particles, known ones or, where names
    are written with `capitals`, small ones."""
    words = middle.split()
    at = len(words)
    while at and ((capitals and words[at - 1].islower()) or words[at - 1].casefold() in _MORE_PARTICLES):
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def _oddity(read: HumanName, given: str) -> str:
    """Why a person should look at a name that can be read: what would be lost of it, or whose else it may be."""
    if any(word.casefold().strip(".,") not in _TITLES for word in read.title.split()):
        return f"“{read.title}” may be a title or a name."
    if beside := read.nickname or read.maiden:
        return f"“{beside}”, in brackets or quotes, is left out."
    if _LOST.search(given):
        return f"“{given}” has lost a letter to a wrong encoding."
    if _SEVERAL.search(given):
        return f"“{given}” may be more than one person, or none."
    if _COMPANY.search(given):
        return f"“{given}” may be a company."
    return ""


def _either(
    first: str, last: str, middle: str, region: str, others: tuple[str, str] | None = None
) -> tuple[Cleaned, Cleaned]:
    """The two cells, each with its other reading where the country's names have one, or the capitals of this one do
    (`others`)."""
    firsts = " ".join(part for part in (first, middle) if part)
    if others is not None:
        other, kind = others, FAMILY_FIRST
    elif region in _FAMILY_FIRST:
        other, kind = (" ".join(part for part in (middle, last) if part), first), FAMILY_FIRST
    elif region in _TWO_SURNAMES and middle:
        *more, surname = middle.split()
        other, kind = (" ".join([first, *more]), f"{surname} {last}"), TWO_SURNAMES
    else:
        return Cleaned(firsts), Cleaned(last)
    doubt = f"“{firsts} {last}”: which of these is the family name?"
    return Cleaned(firsts, doubt, other[0], kind), Cleaned(last, doubt, other[1], kind)


@lru_cache(maxsize=20_000)
def well_cased(words: str, *, dotted: bool = False) -> str:
    """Capitals and small letters for what is written in one of them only; anything else has been thought of.

    `dotted`: İ and I are two letters, as in Turkish.
    """
    if dotted and words in (_small(words), _capitals(words)):
        return " ".join(_capitals(word[:1]) + _small(word[1:]) for word in words.split())
    words = words.replace("İ", "I") if words == words.upper() else words
    if words != words.upper() and words != words.lower():
        return " ".join(_cased_word(word) for word in words.split())
    read = HumanName(last=words)
    read.capitalize(force=True)
    read.last = _MAC.sub(lambda found: _mac(found[1]), _ROMAN.sub(lambda found: found[0].upper(), read.last))
    return " ".join(word[:1].upper() + word[1:] for word in read.last.split()) or words


def _small(words: str) -> str:
    return words.replace("İ", "i").replace("I", "ı").lower()


def _capitals(words: str) -> str:
    return words.replace("i", "İ").replace("ı", "I").upper()


def _mac(rest: str) -> str:
    return "Mac" + (rest if rest.casefold() in _MAC_NAMES else rest.lower())


def _cased_word(word: str) -> str:
    """A word of a name that has capitals somewhere: its small particles are meant so."""
    letters = "".join(_LETTERS.findall(word))
    if letters.islower():
        return word if word.casefold() in _particles() else well_cased(word)
    return well_cased(word) if letters.isupper() and len(letters) > 1 else word


@cache
def _particles() -> frozenset[str]:
    known = (*particles.PARTICLES, *conjunctions.CONJUNCTIONS, *_MORE_PARTICLES)
    return frozenset(word.casefold() for word in known)


@cache
def _special() -> frozenset[str]:
    """Words that are no plain part of a name: titles, suffixes, particles, conjunctions, forms of companies."""
    known = (
        titles.TITLES,
        suffixes.SUFFIX_WORDS,
        suffixes.SUFFIX_ACRONYMS,
        particles.PARTICLES,
        conjunctions.CONJUNCTIONS,
        bound_given_names.BOUND_GIVEN_NAMES,
        ("company", "corp", "corporation", "inc", "limited", "ltd"),
    )
    return frozenset(word.casefold() for words in known for word in words)
