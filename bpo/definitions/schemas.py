"""The editor's form: from what was typed to a definition, and from a definition to what is shown.

Rows are named by a letter and their number: `f.0.label` is a field's, `r` rules, `s` steps, `l` lists, `q` the
scorecard's questions, `c` reasons. Only the shape is judged here: what cannot be published is said by `problems`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from werkzeug.datastructures import MultiDict

from bpo.catalog.rules import Region, ScorecardLine, Weight
from bpo.catalog.rules.definitions import (
    CrossFieldRule,
    Definition,
    FieldDefinition,
    StepDefinition,
    StepKind,
)
from bpo.platform.errors import Invalid

GROUPS = {"f": "fields", "r": "rules", "s": "steps", "l": "lists", "q": "scorecard", "c": "reasons"}
"""Letter of a group of rows → the definition's member."""
FLAGS = ("header", "confidential", "month_first", "decimal_comma")
EDGES = ("left", "top", "right", "bottom")
MOST_ROWS = 250
LONGEST = 20_000
_ROW = re.compile(r"([frslqc])\.(\d{1,3})\.([a-z_]+)")

Row = dict[str, str]


def definition_from(form: MultiDict[str, str]) -> Definition:
    """The definition that was typed. Invalid, by input, for numbers that are none and words that are not offered."""
    errors: dict[str, list[str]] = {}
    rows = rows_from(form)
    texts: dict[str, Any] = {
        name: form.get(name, "").strip()[:LONGEST] for name in ("name", "unit", "service_line", "description")
    }
    made = Definition(
        **texts,
        instructions=form.get("instructions", "").replace("\r\n", "\n").strip()[:LONGEST],
        accepts=tuple(form.getlist("accepts")),
        pages_per_record=_whole(form.get("pages_per_record", ""), "pages_per_record", errors),
        header=form.get("header") == "1",
        confidential=form.get("confidential") == "1",
        month_first=form.get("month_first") == "1",
        decimal_comma=form.get("decimal_comma") == "1",
        title=_words(form.get("title", "")),
        unique=_words(form.get("unique", "")),
        fields=tuple(_field(row, f"f.{n}", errors) for n, row in enumerate(rows["f"])),
        rules=tuple(_rule(row) for row in rows["r"]),
        steps=tuple(_step(row, f"s.{n}", errors) for n, row in enumerate(rows["s"])),
        lists=tuple((row.get("key", ""), row.get("name", "")) for row in rows["l"]),
        scorecard=tuple(_question(row, f"q.{n}", errors) for n, row in enumerate(rows["q"])),
        reasons=tuple((row.get("code", ""), row.get("words", "")) for row in rows["c"]),
    )
    if errors:
        raise Invalid(errors)
    return made


def rows_from(form: Mapping[str, str]) -> dict[str, list[Row]]:
    """The rows of each group in their order, whatever numbers they bear."""
    found: dict[str, dict[int, Row]] = {letter: {} for letter in GROUPS}
    for name, value in form.items():
        match = _ROW.fullmatch(name)
        if match:
            found[match[1]].setdefault(int(match[2]), {})[match[3]] = value.replace("\r\n", "\n").strip()[
                :LONGEST
            ]
    return {letter: [rows[number] for number in sorted(rows)][:MOST_ROWS] for letter, rows in found.items()}


def shown(definition: Definition) -> dict[str, Any]:
    """A definition as the editor shows it: texts by input, and rows by letter."""
    return {
        "name": definition.name,
        "unit": definition.unit,
        "service_line": definition.service_line,
        "description": definition.description,
        "instructions": definition.instructions,
        "accepts": definition.accepts,
        "pages_per_record": str(definition.pages_per_record or ""),
        "header": definition.header,
        "confidential": definition.confidential,
        "month_first": definition.month_first,
        "decimal_comma": definition.decimal_comma,
        "title": ", ".join(definition.title),
        "unique": ", ".join(definition.unique),
        "rows": {
            "f": [_field_shown(field) for field in definition.fields],
            "r": [_rule_shown(rule) for rule in definition.rules],
            "s": [
                {
                    "kind": step.kind.value,
                    "name": step.name,
                    "minutes": f"{step.minutes:g}" if step.minutes else "",
                    "instructions": step.instructions,
                }
                for step in definition.steps
            ],
            "l": [{"key": key, "name": name} for key, name in definition.lists],
            "q": [
                {"key": line.key, "text": line.text, "weight": line.weight.value, "points": str(line.points)}
                for line in definition.scorecard
            ],
            "c": [{"code": code, "words": words} for code, words in definition.reasons],
        },
    }


def typed_again(form: MultiDict[str, str]) -> dict[str, Any]:
    """What was typed, to be shown again where it makes no definition."""
    plain = {
        name: form.get(name, "") for name in ("name", "unit", "service_line", "description", "instructions")
    }
    plain |= {name: form.get(name, "") for name in ("pages_per_record", "title", "unique")}
    flags = {name: form.get(name) == "1" for name in FLAGS}
    return {**plain, **flags, "accepts": form.getlist("accepts"), "rows": rows_from(form)}


def rearranged(definition: Definition, act: str) -> Definition | None:
    """The definition after `add:f`, `remove:f:3`, `up:f:3` or `down:f:3`; None for anything else."""
    verb, _, rest = act.partition(":")
    letter, _, number = rest.partition(":")
    if letter not in GROUPS or (number and not number.isdecimal()):
        return None
    member = GROUPS[letter]
    rows = list(getattr(definition, member))
    at = int(number or len(rows))
    if verb == "add" and len(rows) < MOST_ROWS:
        rows.append(_new(letter, len(rows) + 1))
    elif verb == "remove" and at < len(rows):
        del rows[at]
    elif verb in ("up", "down") and at < len(rows):
        to = at + (1 if verb == "down" else -1)
        if 0 <= to < len(rows):
            rows[at], rows[to] = rows[to], rows[at]
    else:
        return None
    changed: dict[str, Any] = {member: tuple(rows)}
    return replace(definition, **changed)


def _new(letter: str, number: int) -> Any:
    return {
        "f": FieldDefinition(key=f"field_{number}", label=""),
        "r": CrossFieldRule(kind="equal", field="", others=()),
        "s": StepDefinition(kind=StepKind.CHECK, name="Check"),
        "l": ("", ""),
        "q": ScorecardLine(key=f"question_{number}", text="", weight=Weight.NON_CRITICAL, points=10),
        "c": ("", ""),
    }[letter]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _whole(text: str, name: str, errors: dict[str, list[str]]) -> int:
    text = text.strip()
    if not text:
        return 0
    if not re.fullmatch(r"\d{1,5}", text, re.ASCII):
        errors[name] = ["Enter a whole number, or nothing."]
        return 0
    return int(text)


def _field(row: Row, at: str, errors: dict[str, list[str]]) -> FieldDefinition:
    return FieldDefinition(
        **{
            name: row.get(name, "")
            for name in (
                "key",
                "label",
                "help",
                "least",
                "most",
                "list_key",
                "mask",
                "pattern",
                "check",
                "normalise",
                "total",
            )
        },
        type=row.get("type", "text"),
        required=row.get("required") == "1",
        shortest=_whole(row.get("shortest", ""), f"{at}.shortest", errors),
        longest=_whole(row.get("longest", ""), f"{at}.longest", errors),
        choices=tuple(_choices(row.get("choices", ""))),
        region=_region(row, at, errors),
        secret={"1": True, "0": False}.get(row.get("secret", "")),
    )


def _choices(text: str) -> Iterator[tuple[str, str]]:
    """One a line: `a = Accident`, or a word that is both."""
    for line in text.split("\n"):
        value, mark, label = line.partition("=")
        if value.strip() or mark:
            yield value.strip(), label.strip() or value.strip()


def _region(row: Row, at: str, errors: dict[str, list[str]]) -> Region | None:
    """A place in per cent of the page; none where nothing is said of it."""
    texts = [row.get(edge, "") for edge in EDGES]
    if not any(texts):
        return None
    try:
        left, top, right, bottom = (round(float(text) / 100, 4) for text in texts)
    except ValueError:
        errors[f"{at}.left"] = ["A place has four numbers in per cent of the page, or none."]
        return None
    page = _whole(row.get("page", ""), f"{at}.page", errors)
    return Region(page=max(page - 1, 0), box=(left, top, right, bottom))


def _field_shown(field: FieldDefinition) -> Row:
    shown_ = {
        name: str(getattr(field, name) or "")
        for name in (
            "key", "label", "type", "help", "shortest", "longest", "least", "most", "list_key", "mask", "pattern",
            "check", "normalise", "total",
        )
    }  # fmt: skip
    shown_["required"] = "1" if field.required else ""
    shown_["secret"] = {True: "1", False: "0", None: ""}[field.secret]
    shown_["choices"] = "\n".join(
        value if value == label else f"{value} = {label}" for value, label in field.choices
    )
    if field.region is not None:
        shown_["page"] = str(field.region.page + 1)
        shown_ |= {edge: f"{share * 100:.2f}" for edge, share in zip(EDGES, field.region.box, strict=True)}
    return shown_


def _rule(row: Row) -> CrossFieldRule:
    others = _words(row.get("others", ""))
    return CrossFieldRule(
        kind=row.get("kind", ""),
        field=row.get("field", ""),
        others=tuple(name.removeprefix("-").strip() for name in others),
        minus=tuple(name.removeprefix("-").strip() for name in others if name.startswith("-")),
        values=_words(row.get("values", "")),
        says=row.get("says", ""),
        weight=row.get("weight", "ask"),
    )


def _rule_shown(rule: CrossFieldRule) -> Row:
    return {
        "kind": rule.kind,
        "field": rule.field,
        "others": ", ".join(f"-{name}" if name in rule.minus else name for name in rule.others),
        "values": ", ".join(rule.values),
        "says": rule.says,
        "weight": rule.weight,
    }


def _step(row: Row, at: str, errors: dict[str, list[str]]) -> StepDefinition:
    try:
        kind = StepKind(row.get("kind", ""))
        minutes = float(row.get("minutes", "") or 0)
        if not 0 <= minutes < 10_000:
            raise ValueError
    except ValueError:
        errors[f"{at}.minutes"] = ["Choose a kind of step; minutes are a number like 2.5."]
        return StepDefinition(kind=StepKind.CHECK, name="")
    return StepDefinition(
        kind=kind, name=row.get("name", ""), minutes=minutes, instructions=row.get("instructions", "")
    )


def _question(row: Row, at: str, errors: dict[str, list[str]]) -> ScorecardLine:
    try:
        weight = Weight(row.get("weight", ""))
    except ValueError:
        weight = Weight.NON_CRITICAL
        errors[f"{at}.weight"] = ["Choose one of the list."]
    return ScorecardLine(
        key=row.get("key", ""),
        text=row.get("text", ""),
        weight=weight,
        points=_whole(row.get("points", ""), f"{at}.points", errors),
    )
