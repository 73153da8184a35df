"""The editor: the definition as a form, with the work screen it makes beside it."""

from typing import Any
from uuid import UUID

from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog import queries
from bpo.catalog.models import OwnWorkType
from bpo.catalog.registry import built
from bpo.catalog.rules import Evidence, FormField, Reading, Weight, WorkType
from bpo.catalog.rules.check_digits import CHECK_DIGITS
from bpo.catalog.rules.definitions import (
    ACCEPTED,
    FIELD_TYPES,
    KINDS,
    MARKS,
    Definition,
    StepKind,
    own_key,
    problems,
)
from bpo.catalog.rules.field_rules import COMPARISONS
from bpo.contracts import queries as contracts
from bpo.definitions import service
from bpo.definitions.schemas import GROUPS, definition_from, rearranged, shown, typed_again
from bpo.definitions.views import bp
from bpo.definitions.views.lists import company_of
from bpo.definitions.views.sample import pages_of
from bpo.platform.errors import Invalid
from bpo.platform.web import caller, requires

STEP_WORDS = {
    StepKind.READ: "Automatic reading",
    StepKind.KEY: "Keyed by one person",
    StepKind.DOUBLE: "Keyed twice, blind; a third settles what differs",
    StepKind.WORK: "Another person goes on with it",
    StepKind.CHECK: "Checked by somebody else",
    StepKind.APPROVE: "Approved by the client",
}
WEIGHT_WORDS = {
    Weight.CRITICAL_CLIENT: "Critical to the client",
    Weight.CRITICAL_BUSINESS: "Critical to us",
    Weight.COMPLIANCE: "Required by law or contract",
    Weight.NON_CRITICAL: "Not critical",
    Weight.COSMETIC: "Cosmetic",
}
_MEMBERS = {member: letter for letter, member in GROUPS.items()}
_FIRST = {"f": "key", "r": "kind", "s": "name", "l": "key", "q": "key", "c": "code"}
"""The input that a problem of a whole row is shown at."""


@bp.get("/<uuid:tenant_id>/<uuid:own_id>")
@requires("definition.edit")
def edit(tenant_id: UUID, own_id: UUID) -> ResponseReturnValue:
    """What is being written, and the work screen it makes."""
    company_of(tenant_id)
    own = queries.get_own(tenant_id, own_id)
    definition = service.draft_of(own)
    return _page(own, shown(definition), definition)


@bp.post("/<uuid:tenant_id>/<uuid:own_id>")
@requires("definition.edit")
def save(tenant_id: UUID, own_id: UUID) -> ResponseReturnValue:
    """Keep the draft; add, move or take away a row of it; or publish it."""
    company_of(tenant_id)
    act = request.form.get("do", "save")
    try:
        definition = definition_from(request.form)
    except Invalid as error:
        own = queries.get_own(tenant_id, own_id)
        return _page(own, typed_again(request.form), None, errors=error.errors, status=422)
    definition = rearranged(definition, act) or definition
    revision = request.form.get("revision", "")
    own = service.save(
        tenant_id=tenant_id,
        own_id=own_id,
        revision=int(revision) if revision.isdecimal() else -1,
        definition=definition,
        by=caller(),
        now=g.now,
    )
    if act == "publish":
        return _publish(own, definition)
    if act == "save":
        flash("Saved.", "ok")
    return redirect(url_for("definitions.edit", tenant_id=tenant_id, own_id=own_id, _anchor=_anchor(act)))


@bp.post("/<uuid:tenant_id>/<uuid:own_id>/look")
@requires("definition.edit")
def look(tenant_id: UUID, own_id: UUID) -> ResponseReturnValue:
    """What is typed so far: its problems, and the work screen it would make. Nothing is kept."""
    company_of(tenant_id)
    own = queries.get_own(tenant_id, own_id)
    try:
        definition = definition_from(request.form)
    except Invalid as error:
        return jsonify(problems=[text for texts in error.errors.values() for text in texts], screen="")
    return jsonify(
        problems=[problem.says for problem in problems(definition)],
        screen=render_template("definitions/_screen.html", **_screen(own, definition)),
    )


def _publish(own: OwnWorkType, definition: Definition) -> ResponseReturnValue:
    try:
        version = service.publish(
            tenant_id=own.tenant_id, own_id=own.id, revision=own.revision, by=caller(), now=g.now
        )
    except Invalid as error:
        errors = {_input_of(where): texts for where, texts in error.errors.items()}
        return _page(own, shown(definition), definition, errors=errors, status=422)
    if own_key(own.id) in contracts.work_types_in_force(own.tenant_id, g.now):
        follows = "Jobs handed in from now on go by it; those under way keep the version they came in under."
    else:
        follows = "It can be handed in as soon as a contract covers it."
    flash(f"Version {version.number} is published. {follows}", "ok")
    return redirect(url_for("definitions.edit", tenant_id=own.tenant_id, own_id=own.id))


def _anchor(act: str) -> str | None:
    """Where on the page to go on after a row was added or moved."""
    letter = act.partition(":")[2].partition(":")[0]
    return f"group-{letter}" if letter in GROUPS else None


def _input_of(where: str) -> str:
    """The name of the input that a problem is about: `fields.2.mask` is `f.2.mask`."""
    member, _, rest = where.partition(".")
    number, _, name = rest.partition(".")
    if member not in _MEMBERS:
        return member
    letter = _MEMBERS[member]
    if not number:
        return f"group-{letter}"
    return f"{letter}.{number}.{'left' if name == 'region' else name or _FIRST[letter]}"


def _page(
    own: OwnWorkType,
    values: dict[str, Any],
    definition: Definition | None,
    *,
    errors: dict[str, list[str]] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    company = company_of(own.tenant_id)
    return render_template(
        "definitions/edit.html",
        company=company,
        client={"name": company.name, "href": None},
        own=own,
        covered=own_key(own.id) in contracts.work_types_in_force(own.tenant_id, g.now),
        versions=queries.versions_of(own),
        v=values,
        errors=errors or {},
        labels=_labels(errors or {}),
        problems=problems(definition) if definition else (),
        **_offered(),
        **_screen(own, definition),
    ), status


def _offered() -> dict[str, Any]:
    """What may be chosen."""
    return {
        "types": [(key, kind.label) for key, kind in FIELD_TYPES.items()],
        "checks": [("", "As its type has it"), *((key, rule.label) for key, rule in CHECK_DIGITS.items())],
        "comparisons": [
            ("", "As its type has it"),
            *((key, words) for key, (words, _) in COMPARISONS.items()),
        ],
        "totals": [("", "None"), ("amount", "Amount total"), ("hash", "Hash total")],
        "secrets": [("", "As its type has it"), ("1", "Secret"), ("0", "Not secret")],
        "rule_kinds": [(key, kind.label) for key, kind in KINDS.items()],
        "marks": list(MARKS.items()),
        "step_kinds": [(kind.value, words) for kind, words in STEP_WORDS.items()],
        "weights": [(weight.value, words) for weight, words in WEIGHT_WORDS.items()],
        "files": [(key, words) for key, (words, _) in ACCEPTED.items()],
    }


def _labels(errors: dict[str, list[str]]) -> dict[str, str]:
    """What the inputs with errors are called in the summary."""
    groups = {"f": "Field", "r": "Rule", "s": "Step", "l": "List", "q": "Question", "c": "Reason"}
    words = {f"group-{letter}": f"{word}s" for letter, word in groups.items()}
    for name in errors:
        letter, _, rest = name.partition(".")
        number, _, member = rest.partition(".")
        if letter in groups and number.isdecimal():
            words[name] = f"{groups[letter]} {int(number) + 1}, {member.replace('_', ' ')}"
    return words


def _screen(own: OwnWorkType, definition: Definition | None) -> dict[str, Any]:
    """The work screen that the definition makes, with an example in each field; none where it makes none."""
    pages = pages_of(own)
    kind = _built(own, definition)
    if kind is None or definition is None:
        return {"kind": None, "pages": pages, "examples": {}, "places": []}
    examples = {
        field.key: field.choices[0][0] if field.choices else field.known_type.example
        for field in definition.fields
    }
    return {
        "kind": kind,
        "pages": pages,
        "examples": examples,
        "places": [_place(field, examples[field.path]) for field in kind.form.fields if field.region],
    }


def _place(field: FormField, value: str) -> Reading:
    evidence = Evidence(page=field.region.page, box=field.region.box) if field.region else None
    return Reading(path=field.path, value=value, confidence=1.0, method="ocr", evidence=evidence)


def _built(own: OwnWorkType, definition: Definition | None) -> WorkType | None:
    if definition is None or problems(definition):
        return None
    return built(definition.to_json(), key=own_key(own.id), version=None)
