"""What a field's own rules make of a value: its written form, what is doubtful about it, what it is compared by."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal

from bpo.catalog.rules.check_digits import CHECK_DIGITS, keeps
from bpo.catalog.rules.forms import FormField
from bpo.catalog.rules.patterns import fits

_TYPED = {
    ord(mark): typed for marks, typed in (("‘’‚‛`´", "'"), ("“”„‟", '"'), ("‐‑‒–—−", "-")) for mark in marks
}
"""Marks that one keyboard has and another has not."""
_NUMBER = re.compile(r"-?(?:(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?|\.[0-9]+)")
_WITH_COMMA = re.compile(r"(-?(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)),([0-9]{1,2})")
"""A number with a decimal comma; three figures after it may as well be thousands."""
_SEPARATORS = " -./()"
_BLANKS: Mapping[str, Callable[[str], bool]] = {
    "9": lambda mark: mark.isascii() and mark.isdigit(),
    "A": lambda mark: mark.isascii() and mark.isalpha(),
    "*": lambda mark: mark.isascii() and mark.isalnum(),
}


def masked_as(text: str, mask: str) -> str:
    """The text in the form of a mask: `123456789` by `999-99-9999` is `123-45-6789`; unchanged where it cannot."""
    bare = [mark for mark in text if mark not in _SEPARATORS]
    literals = [mark for mark in mask if mark not in _BLANKS and mark not in _SEPARATORS]
    if len(bare) == sum(mark in _BLANKS for mark in mask):
        literals = []
    written, left = [], iter(bare)
    for blank in mask:
        if blank not in _BLANKS:
            if blank in literals and next(left, "").upper() != blank.upper():
                return text
            written.append(blank)
            continue
        mark = next(left, "")
        if blank != "9":
            mark = mark.upper()
        if not mark or not _BLANKS[blank](mark):
            return text
        written.append(mark)
    return text if next(left, "") else "".join(written)


def tidied(field: FormField, text: str) -> str:
    """What was typed into a field, in its written form."""
    return masked_as(text, field.mask) if field.mask else text


def doubts_about(field: FormField, value: str) -> tuple[str, ...]:
    """What is wrong with a filled value by the field's own rules, in sentences; none of an empty one."""
    if not value:
        return ()
    said = []
    if field.shortest and len(value) < field.shortest:
        said.append(f"It has {len(value)} characters; at least {field.shortest} are expected.")
    if field.longest and len(value) > field.longest:
        said.append(f"It has {len(value)} characters; at most {field.longest} are expected.")
    if field.mask and not in_mask(value, field.mask):
        said.append(f"It is not written like {shown_mask(field.mask)}.")
    if field.pattern and not fits(field.pattern, value):
        said.append("It does not look as this field should.")
    if field.check and not keeps(field.check, value):
        said.append(CHECK_DIGITS[field.check].says)
    return tuple(said)


def in_mask(value: str, mask: str) -> bool:
    """Whether a value is written exactly as the mask says."""
    return len(value) == len(mask) and all(
        _BLANKS[blank](mark) if blank in _BLANKS else mark == blank
        for blank, mark in zip(mask, value, strict=True)
    )


def shown_mask(mask: str) -> str:
    """A mask as people read it: 9 for a digit, A for a letter, X for either."""
    return mask.replace("*", "X")


def usual(text: str) -> str:
    """One form of Unicode, of quotation marks and of dashes, single spaces, numbers by value.

    Capitals count: whether a name is Desantis or DeSantis is what a keyer is asked to see. So do noughts before a
    number: 01234 is a code, and no other way to write 1234. And so does whether a decimal comma or point was keyed.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_TYPED).split())
    comma = _WITH_COMMA.fullmatch(plain)
    if comma:
        return f"{comma[1].replace('.', '')},{comma[2].rstrip('0')}".rstrip(",")
    if not _NUMBER.fullmatch(plain):
        return plain
    bare = plain.replace(",", "")
    value = format(Decimal(bare).normalize(), "f") if "." in bare else bare
    return "0" if value == "-0" else value


COMPARISONS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "usual": ("As written; spaces and the form of numbers do not count", usual),
    "exact": ("Exactly as written", lambda text: unicodedata.normalize("NFC", text)),
    "letters": ("Capitals do not count", lambda text: usual(text).casefold()),
    "alphanumeric": (
        "Only letters and digits count, capitals do not",
        lambda text: "".join(mark for mark in usual(text).casefold() if mark.isalnum()),
    ),
    "digits": ("Only digits count", lambda text: "".join(mark for mark in usual(text) if mark.isdigit())),
}
"""How two keyings of a field are compared: what people call it, and what each is brought to."""


def compared(field: FormField, value: str | None) -> str:
    """What a field's value is compared by; an empty one is as good as a missing one."""
    return COMPARISONS[field.normalise][1](value or "")
