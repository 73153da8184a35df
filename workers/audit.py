"""`./run audit [--against FILE]`: hold every client's history against its chain, one JSON line for each client.

A line names the last link and its hash. Kept elsewhere, and given back by `--against`, it proves that the chain was not
cut short or made anew since.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from bpo.platform.db import unit_of_work
from bpo.platform.scope import everyone
from config.settings import Settings, SettingsError
from workers.surroundings import of_what_runs

WHOLE = everyone(reason="histories are held against their chains, from the command line")
SHOWN = 1_000
"""Faults of one client that are named; more are counted."""


def main() -> int:
    """Print how each history stands; 1 where one is not whole."""
    parser = argparse.ArgumentParser(prog="./run audit", description=__doc__)
    parser.add_argument("--against", type=Path, metavar="FILE", help="what this command printed earlier")
    asked = parser.parse_args()
    try:
        known = _noted(asked.against) if asked.against else {}
        with of_what_runs(Settings.from_env()) as variables:
            os.environ.update(variables)
            lines = answers(known)
    except (SettingsError, OSError, ValueError, KeyError) as error:
        print(f"audit: {error}", file=sys.stderr)
        return 2
    for line in lines:
        print(json.dumps(line, ensure_ascii=False))
    return 1 if any(line["faults"] for line in lines) else 0


def _noted(file: Path) -> dict[str, tuple[int, str]]:
    lines = [json.loads(line) for line in file.read_text().splitlines() if line.strip()]
    return {line["client"]: (int(line["links"]), str(line["head"])) for line in lines if line["links"]}


def answers(known: dict[str, tuple[int, str]]) -> list[dict[str, Any]]:
    """How each client's history stands; `known`: number and hash of a link by the client's code, as once noted."""
    from bpo.app import create_app  # the application reads the environment, which is whole only now
    from bpo.tenancy.queries import tenants

    with create_app(worker=True).app_context():
        with unit_of_work(WHOLE.reading()):
            clients = [(client.id, client.code) for client in tenants()]
        found = [_answer(tenant_id, code, known.get(code)) for tenant_id, code in clients]
    gone = sorted(known.keys() - {code for _, code in clients})
    return found + [{"client": code, "links": 0, "events": 0, "head": "", "faults": [_GONE]} for code in gone]


_GONE = {"link": 0, "event": None, "what": "the client and its chain are gone"}


def _answer(tenant_id: Any, code: str, known: tuple[int, str] | None) -> dict[str, Any]:
    from bpo.audit.service import standing

    with unit_of_work(WHOLE.reading()):
        found = standing(tenant_id, known=known)
    faults = [
        {"link": fault.link, "event": str(fault.event_id) if fault.event_id else None, "what": fault.words}
        for fault in found.faults[:SHOWN]
    ]
    more = len(found.faults) - len(faults)
    faults += [{"link": 0, "event": None, "what": f"and {more} more"}] if more else []
    return {
        "client": code,
        "links": found.links,
        "events": found.events,
        "head": found.head,
        "faults": faults,
    }


if __name__ == "__main__":
    sys.exit(main())
