"""Which passwords are taken: long ones that are not the first an attacker tries.

After ASVS 5.0 V6.2: no composition rules, any character, at least 64 characters allowed, none of the
common ones, none made of words of the context (the person, the client, the product). Instead of a copied
list, what such lists consist of is recognised: a few dozen stems, years, keyboard walks, sequences and
repetitions, joined and dressed up ("P4ssw0rd2024!!"). What is left after taking those away has to be
long enough to be a secret of its own.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

PASSWORD_MIN = 12
"""Characters."""
PASSWORD_MAX = 256
"""Characters; bounds the work of hashing."""

_OWN_CHARACTERS = 5
"""So many characters must remain that no pattern explains."""

_STEMS = (
    *("password", "passwort", "passwd", "pass", "motdepasse", "contrasena", "wachtwoord", "haslo", "parola"),
    *("secret", "geheim", "letmein", "login", "access", "admin", "administrator", "root", "guest", "user"),
    *("test", "demo", "default", "changeme", "change", "temp", "welcome", "willkommen", "hallo", "hello"),
    *("master", "monkey", "dragon", "football", "baseball", "soccer", "hockey", "superman", "batman"),
    *("shadow", "sunshine", "princess", "iloveyou", "loveyou", "love", "trustno", "starwars", "pokemon"),
    *("michael", "jennifer", "jordan", "daniel", "thomas", "charlie", "ashley", "jessica", "andrew"),
    *("spring", "summer", "autumn", "winter", "fruehling", "sommer", "herbst", "january", "february"),
    *("march", "april", "august", "september", "october", "november", "december", "monday", "friday"),
    *("company", "office", "computer", "internet", "server", "system", "google", "facebook", "microsoft"),
    *("whatever", "freedom", "cheese", "flower", "killer", "ninja", "qazwsx", "blink", "abc", "bpo"),
    *("my", "the", "is", "new", "and", "your"),
)
_ROWS = (
    "1234567890",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "yxcvbnm",
    "1qaz2wsx3edc",
)
_WALKS = tuple(walk for row in _ROWS for walk in (row, row[::-1]))
_PLAIN = str.maketrans("04135$@!|+", "oaiessaiit")


def _stretches_without_pattern(text: str) -> str:
    """`text` without repetitions, sequences (abcd, 9876) and keyboard walks of three or more."""
    text = re.sub(r"(.{1,8}?)\1{2,}", r"\1", text)
    kept: list[str] = []
    at = 0
    while at < len(text):
        length = _pattern_length(text, at)
        if length < 3:
            kept.append(text[at])
            length = 1
        at += length
    return "".join(kept)


def _pattern_length(text: str, at: int) -> int:
    """How many characters from `at` on follow one sequence or one walk on the keyboard."""
    best = 1
    for step in (1, -1):
        run = 1
        for a, b in pairwise(text[at:]):
            if ord(b) - ord(a) != step or not (a.isalnum() and b.isalnum()):
                break
            run += 1
        best = max(best, run)
    for walk in _WALKS:
        run = 0
        while at + run < len(text) and text[at : at + run + 1] in walk:
            run += 1
        best = max(best, run)
    return best


def _without_words(text: str, words: Iterable[str]) -> str:
    """`text` without the words, longest first, plain or in "leet" spelling."""
    for word in sorted(words, key=len, reverse=True):
        at = text.translate(_PLAIN).find(word)
        while at >= 0:
            text = text[:at] + "\0" + text[at + len(word) :]
            at = text.translate(_PLAIN).find(word)
    return text.replace("\0", "")


def _remainder(password: str, context: Iterable[str]) -> str:
    """What of the password no common pattern explains."""
    text = unicodedata.normalize("NFKC", password).casefold()
    own = {part.casefold() for entry in context for part in re.split(r"[\W_]+", entry) if len(part) >= 3}
    rest = _without_words(text, {word.translate(_PLAIN) for word in own})
    rest = re.sub(r"(19|20)\d\d", "", rest)
    rest = _stretches_without_pattern(rest)
    rest = _without_words(rest, _STEMS)
    rest = re.sub(r"[\W_]", "", rest)
    return "".join(dict.fromkeys(rest))


def password_problems(password: str, *, context: Iterable[str] = ()) -> tuple[str, ...]:
    """Why this password is not taken, in sentences; empty when it is.

    `context` are words of the person and the place (name, mail address, client, product): a password
    made of them is refused. Nothing is stripped or changed: the password counts as it was typed.
    """
    if len(password) < PASSWORD_MIN:
        return (f"Use at least {PASSWORD_MIN} characters. Several unrelated words are easy to remember.",)
    if len(password) > PASSWORD_MAX:
        return (f"Use at most {PASSWORD_MAX} characters.",)
    if len(_remainder(password, context)) < _OWN_CHARACTERS:
        return (
            "This password is too easy to guess: it is made of common words, names, years or rows of keys. "
            "Use several unrelated words instead.",
        )
    return ()
