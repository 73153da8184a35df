"""Every route × method × kind of caller against a victim of another client, made from the application's URL map.

Three oracles for each cell: no canary and no id of the victim comes back; the victim's rows stay as they were; the
answer for a victim's id is the answer for an id that nobody has.
"""

import inspect
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from types import FunctionType
from typing import Any
from uuid import UUID

from flask import Flask
from marshmallow import Schema, fields, validate
from psycopg import Connection, sql
from werkzeug.routing import AnyConverter, Rule

from bpo.platform.ids import new_id
from bpo.platform.web import permission_of
from tests.integration.wall.crowd import BROWSER, CANARY, Crowd, Known, tenant_tables

FREE: Mapping[str, Any] = {
    "page": 1,
    "kind": "csv",
    "token": "A" * 43,
    "name": "LICENSE",
    "filename": "css/base.css",
    "line": 0,
    "number": 0,
    "list_key": "vendors",
    "month": "2026-09",
}
"""Path parameters that name no row of a client; the others are the victim's ids (`Crowd.ids`)."""

NOT_PART = {"static", "assets.vendor"}
"""Files of the product itself."""

ALIASES = {
    "client": "tenant_id",
    "tenant": "tenant_id",
    "batch": "batch_id",
    "person": "person_id",
    "job": "job_id",
    "task": "task_id",
    "staff": "person_id",
    "work": "person_id",
    "review": "person_id",
    "reviewers": "person_id",
    "due": "payment_due_id",
}
"""How forms and queries call ids."""

WORDS: Mapping[str, Any] = {
    "email": "nobody@example.com",
    "reason": "decision",
    "outcome": "accept",
    "role": "agent",
    "zone": "Europe/Berlin",
    "locale": "en_GB",
    "country": "DE",
    "work_type": "invoice_processing",
    "priority": "normal",
    "state": "in_work",
    "permissions": ["job.view"],
    "activity": "work",
}
"""Valid words for fields whose schema does not list them."""

UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SIGNED = re.compile(r"I[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{20,}")
"""A signed value with its time: the token against forged forms."""
MOVING = {"date", "set-cookie", "content-length", "x-request-id", "etag", "retry-after"}
"""Headers that differ from one answer to the next."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One cell that failed, and why."""

    method: str
    rule: str
    caller: str
    why: str

    def __str__(self) -> str:
        return f"{self.method} {self.rule} by {self.caller}: {self.why}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def everything(self) -> str:
        """All that a caller could read something from."""
        return f"{self.status} {self.headers} " + self.body.decode("utf-8", "replace")

    def scrubbed(self) -> tuple[int, tuple[tuple[str, str], ...], str]:
        """What must be the same for a victim's id and a random one."""
        headers = tuple((k, UUIDS.sub("ID", v)) for k, v in self.headers if k.lower() not in MOVING)
        text = UUIDS.sub("ID", self.body.decode("utf-8", "replace"))
        text = SIGNED.sub("TOKEN", text)
        return self.status, headers, re.sub(r'<time[^>]*>[^<]*|datetime="[^"]*"', "TIME", text)


class Matrix:
    """The cells of one application."""

    def __init__(self, app: Flask, crowd: Crowd, admin: Connection[Any]) -> None:
        self.app, self.crowd, self.admin = app, crowd, admin
        self.client = app.test_client(use_cookies=False)
        self.cells = 0
        self.digest_of = _digest(admin, crowd.victim.id, crowd.tables)
        self.snapshot = Snapshot(admin)

    def declared(self, rule: Rule, name: str) -> bool:
        """Whether it is known what a victim's value of the parameter is."""
        return name in FREE or name in self.crowd.ids or name in choices_of(rule)

    def rules(self) -> Iterator[tuple[Rule, str]]:
        """Every route with each of its methods."""
        for rule in self.app.url_map.iter_rules():
            if rule.endpoint not in NOT_PART:
                for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                    yield rule, method

    def undeclared(self) -> list[str]:
        """Path parameters and ids in bodies of which nobody said what a victim's one is."""
        bodies = {
            f"{rule.rule} {method}: {name}"
            for rule, method in self.rules()
            for name, field in Wishes("form", schemas_of(self.app.view_functions[rule.endpoint])).fields()
            if _names_a_row(name, field) and ALIASES.get(name, name) not in self.crowd.ids
        }
        return sorted(bodies) + sorted(
            f"{rule.rule}: {name}"
            for rule, _ in self.rules()
            for name in rule.arguments
            if not self.declared(rule, name)
        )

    def run(self) -> list[Finding]:
        """All cells that failed."""
        found: list[Finding] = []
        for rule, method in self.rules():
            if not all(self.declared(rule, name) for name in rule.arguments):
                continue
            for caller in self.crowd.callers:
                found += self._cell(rule, method, caller)
            if method == "GET":
                found += self._untouched(rule, method, "somebody")
        return found

    def _cell(self, rule: Rule, method: str, caller: Known) -> Iterator[Finding]:
        permission = permission_of(self.app.view_functions[rule.endpoint]) or ""
        lacks = "." in permission and permission not in caller.permissions
        stranger = caller.is_stranger(permission)
        if not stranger and not lacks:
            return  # what one's role includes, on the rows of one's own client
        denied = lacks or (("." in permission or permission == "self") and not caller.headers)
        succeeded = False
        # Who is turned away at the door is so before the route's own code: one try shows it.
        for wishes in self._wishes(rule, method)[-1:] if denied else self._wishes(rule, method):
            self.cells += 1
            answer = self._ask(rule, method, caller, self.crowd.ids, wishes)
            why = list(self._seen(answer))
            if denied and not 300 < answer.status < 500:
                why.append(f"answered {answer.status} without the permission {permission}")
            if stranger and not why and not denied:
                why += self._tells_apart(rule, method, caller, wishes, answer)
            yield from (Finding(method, rule.rule, caller.name, each) for each in why)
            succeeded = succeeded or answer.status < 400
        if method != "GET":
            yield from self._untouched(rule, method, caller.name)
            if succeeded:
                self.snapshot.restore()

    def _seen(self, answer: Answer) -> Iterator[str]:
        if answer.status >= 500:
            yield f"answered {answer.status}"
        if CANARY in answer.everything:
            at = answer.everything.index(CANARY)
            yield f"the canary came back: {answer.everything[max(0, at - 60) : at + 40]!r}"
        sent = {str(value) for value in self.crowd.ids.values()}
        told = set(UUIDS.findall(answer.everything)) & self.crowd.all_ids - sent
        if told:
            yield f"ids came back: {sorted(told)[:3]}"

    def _tells_apart(
        self, rule: Rule, method: str, caller: Known, wishes: "Wishes", answer: Answer
    ) -> Iterator[str]:
        """Whether the answer to a random id differs; asked twice, since a clock may have moved on."""
        if method != "GET" and not (wishes.has_ids or set(rule.arguments) & self.crowd.ids.keys()):
            return
        for last in (False, True):
            unknown = {name: new_id() for name in self.crowd.ids if name not in self.crowd.open_ids}
            other = self._ask(rule, method, caller, {**self.crowd.ids, **unknown}, wishes)
            if other.scrubbed() == answer.scrubbed():
                return
            if not last:
                answer = self._ask(rule, method, caller, self.crowd.ids, wishes)
        ours, theirs = str(answer.scrubbed()), str(other.scrubbed())
        at = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), 0)
        yield (
            f"tells what exists: {answer.status}, but {other.status} for a random id:"
            f" {ours[max(0, at - 40) : at + 40]!r} against {theirs[max(0, at - 40) : at + 40]!r}"
        )

    def _untouched(self, rule: Rule, method: str, caller: str) -> Iterator[Finding]:
        now = _digest(self.admin, self.crowd.victim.id, self.crowd.tables)
        changed = sorted(table for table in now if now[table] != self.digest_of[table])
        if changed:
            self.digest_of = now
            yield Finding(method, rule.rule, caller, f"the victim's rows changed: {changed}")

    def _wishes(self, rule: Rule, method: str) -> list["Wishes"]:
        if method == "GET":
            return [Wishes("query", chosen=chosen) for chosen in all_choices(rule)]
        view = self.app.view_functions[rule.endpoint]
        schemas = schemas_of(view)
        where = "json" if rule.rule.startswith("/api/") else "form"
        return [
            wishes
            for chosen in all_choices(rule)
            for wishes in (Wishes(where, chosen=chosen), Wishes(where, schemas, not schemas, chosen))
        ]

    def _ask(
        self, rule: Rule, method: str, caller: Known, ids: Mapping[str, UUID], wishes: "Wishes"
    ) -> Answer:
        values = {name: ids.get(name, FREE.get(name)) for name in rule.arguments} | dict(wishes.chosen)
        built = rule.build({**values, **(rule.defaults or {})}, append_unknown=False)
        assert built is not None, rule.rule
        more: dict[str, Any] = {}
        sent = wishes.values(ids, self.crowd.fence)
        if wishes.where == "query":
            more["query_string"] = {**{k: str(v) for k, v in ids.items()}, **_aliased(ids)}
        elif wishes.where == "json":
            more["json"] = sent
        else:
            more["data"] = sent
        reply = self.client.open(
            built[1], method=method, headers={**caller.headers, "If-Match": '"1"'}, **more
        )
        answer = Answer(reply.status_code, tuple(reply.headers), reply.get_data())
        reply.close()
        return answer


@dataclass(frozen=True, slots=True)
class Wishes:
    """What goes along with a request: nothing, or a valid body by the route's schemas with the ids in it."""

    where: str
    schemas: tuple[type[Schema], ...] = ()
    guess: bool = False
    chosen: tuple[tuple[str, str], ...] = ()
    """For path parameters that take one of a few words: which."""

    @property
    def has_ids(self) -> bool:
        """Whether the body names rows."""
        return self.guess or any(_names_a_row(name, field) for name, field in self.fields())

    def fields(self) -> list[tuple[str, fields.Field[Any]]]:
        """The fields of the body, by the names under which they are sent."""
        return [
            (field.data_key or name, field)
            for schema in self.schemas
            for name, field in schema().fields.items()
            if not field.dump_only
        ]

    def values(self, ids: Mapping[str, UUID], fence: int) -> dict[str, Any]:
        """The body."""
        found: dict[str, Any] = {}
        if self.guess:
            found |= {name: str(value) for name, value in ids.items()} | _aliased(ids)
            found |= {"fence": str(fence), "reason": "decision", "note": "a note"}
        for name, field in self.fields():
            found[name] = value_of(name, field, ids, fence)
        if self.where == "form" and "files" not in found and self.guess:
            found["files"] = (io.BytesIO(b"<a/>"), "a.xml")
        return found


def choices_of(rule: Rule) -> dict[str, list[str]]:
    """The path parameters that take one of a few words."""
    return {
        name: sorted(converter.items)
        for name, converter in rule._converters.items()
        if isinstance(converter, AnyConverter)
    }


def all_choices(rule: Rule) -> list[tuple[tuple[str, str], ...]]:
    """Every combination of those words."""
    named = [[(name, word) for word in words] for name, words in choices_of(rule).items()]
    return list(product(*named))


def _aliased(ids: Mapping[str, UUID]) -> dict[str, str]:
    return {alias: str(ids[name]) for alias, name in ALIASES.items()}


def _names_a_row(name: str, field: fields.Field[Any]) -> bool:
    return name.endswith("_id") or name in ALIASES or isinstance(field, fields.UUID)


def value_of(name: str, field: fields.Field[Any], ids: Mapping[str, UUID], fence: int) -> Any:
    """A value that the field takes, and the victim's where it names a row."""
    rules = field.validate if isinstance(field.validate, list | tuple) else [field.validate]
    choices = next((rule.choices for rule in rules if isinstance(rule, validate.OneOf)), None)
    plain: dict[type, Any] = {
        fields.Boolean: "true",
        fields.Integer: "1",
        fields.Number: "1",
        fields.Date: "2030-01-01",
        fields.DateTime: "2030-01-01T10:00:00+00:00",
        fields.Dict: {},
    }
    if name == "fence":
        return fence
    if _names_a_row(name, field):
        return str(ids[ALIASES.get(name, name)])
    if choices:
        return next(iter(choices))
    if name in WORDS:
        return WORDS[name]
    if isinstance(field, fields.List):
        return [value_of(name, field.inner, ids, fence)]
    if isinstance(field, fields.Nested):
        inner = field.schema.fields.items()
        return {key: value_of(key, each, ids, fence) for key, each in inner if not each.dump_only}
    return next((value for kind, value in plain.items() if isinstance(field, kind)), "a word of it")


def schemas_of(view: Callable[..., Any], depth: int = 4) -> tuple[type[Schema], ...]:
    """The schemas that a view loads, found by the names its code uses, through the functions it calls."""
    found: dict[type[Schema], None] = {}
    seen: set[Any] = set()

    def look(thing: Any, left: int) -> None:
        thing = inspect.unwrap(thing) if callable(thing) else thing
        if isinstance(thing, type) and issubclass(thing, Schema) and thing.__module__.startswith("bpo."):
            if not thing.__name__.endswith("Out"):
                found[thing] = None
            return
        if not isinstance(thing, FunctionType) or thing in seen or left == 0:
            return
        if not re.match(r"bpo\.\w+\.(views|api|schemas)", thing.__module__):
            return
        seen.add(thing)
        for name in thing.__code__.co_names:
            look(thing.__globals__.get(name), left - 1)

    look(view, depth)
    return tuple(found)


def _digest(admin: Connection[Any], tenant_id: UUID, tables: Sequence[str] = ()) -> dict[str, str]:
    """A digest of each table's rows of the victim; of `tables` only, where some are named: then of jobs' rows."""
    one = sql.SQL(
        "SELECT {name}, md5(coalesce(string_agg(md5(x::text), '' ORDER BY md5(x::text)), ''))"
        " FROM {table} x WHERE {key} = {tenant}{more}"
    )
    jobs_only = sql.SQL(" AND job_id IS NOT NULL")
    parts = [
        one.format(
            name=sql.Literal(table),
            table=sql.Identifier(table),
            key=sql.Identifier("id" if table == "tenant" else "tenant_id"),
            tenant=sql.Literal(tenant_id),
            more=jobs_only if tables and table == "event" else sql.SQL(""),
        )
        for table in tables or (*tenant_tables_cached(admin), "tenant")
    ]
    if tables:
        return dict(admin.execute(sql.SQL(" UNION ALL ").join(parts)).fetchall())
    owned = sql.SQL(
        "SELECT {name}, md5(coalesce(string_agg(md5(x::text), '' ORDER BY md5(x::text)), '')) FROM {table} x"
        " JOIN person p ON p.id = x.person_id WHERE p.tenant_id = {tenant}"
        " AND NOT to_jsonb(x) @> jsonb_build_object('user_agent', {ours})"  # a session notes when it was used
    )
    parts += [
        owned.format(
            name=sql.Literal(table),
            table=sql.Identifier(table),
            tenant=sql.Literal(tenant_id),
            ours=sql.Literal(BROWSER),
        )
        for table in ("person_session", "person_token", "recovery_code")
    ]
    return dict(admin.execute(sql.SQL(" UNION ALL ").join(parts)).fetchall())


_TABLES: dict[str, list[str]] = {}


def tenant_tables_cached(admin: Connection[Any]) -> list[str]:
    """The tables with a client's key; the catalogue is asked once for a database."""
    return _TABLES.setdefault(admin.info.dbname, tenant_tables(admin))


class Snapshot:
    """The callers' own accounts, put back after a call that succeeded: they sign out, change roles, end sessions."""

    TABLES = ("tenant", "person", "person_session", "api_key", "assignment", "certification", "clearance")

    def __init__(self, admin: Connection[Any]) -> None:
        self.admin = admin
        for table in self.TABLES:
            admin.execute(
                sql.SQL("CREATE TEMPORARY TABLE IF NOT EXISTS {} AS TABLE {}").format(
                    sql.Identifier(f"kept_{table}"), sql.Identifier("public", table)
                )
            )

    def restore(self) -> None:
        """Put them back as they were."""
        with self.admin.transaction():
            self.admin.execute("SET LOCAL session_replication_role = replica")  # the rows come back at once
            for table in self.TABLES:
                self.admin.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier("public", table)))
                self.admin.execute(
                    sql.SQL("INSERT INTO {} TABLE {}").format(
                        sql.Identifier("public", table), sql.Identifier(f"kept_{table}")
                    )
                )
