"""`./run COMMAND`: what each command does, and who does it."""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]

COMMANDS = {
    "up": "run everything: PostgreSQL, Valkey, web, workers, schedule (Ctrl-C stops it)",
    "test": "run the whole test suite; arguments go to pytest",
    "bench": "measure, and print a table of ratios",
    "capture": "read documents (files or folders) and print one JSON line for each",
    "withholding": "FILE.csv: print the tax to withhold for each row, US or UK, as JSON lines",
    "payrun": "DIR: print the exceptions, register and totals of a pay run's tables as JSON",
    "discrepancies": "DIR: print where two keyings (key1.csv, key2.csv) differ, as JSON",
    "clean": "FILE.csv: print a contact list cleaned, with every change, finding and duplicate, as JSON",
    "match": "DIR: hold the invoices of a folder against the lists in it, one JSON line for each",
    "clocks": "make every clock again from the events and compare; --write stores what differs",
    "migrate": "bring the database to the newest schema; --check looks for drift, --draft WHAT writes a revision",
    "recount": "throw the rollups of the figures away and build them from the events",
    "admin": "EMAIL NAME: let the first administrator in, by a link that is printed",
    "audit": "hold every client's history against its chain; --against FILE: an earlier answer",
    "rekey": "encrypt anew what stands open or under an earlier FIELD_KEY",
    "shell": "a Python prompt with the application and its data",
    "help": "this",
}
MODULES = {
    "up": "workers.supervise",
    "bench": "tests.benchmarks",
    "migrate": "workers.migrate",
    "recount": "workers.recount",
    "admin": "workers.admin",
    "audit": "workers.audit",
    "rekey": "workers.rekey",
    "clocks": "workers.clocks",
    "shell": "workers.shell",
}
"""Commands that are programs of their own. They replace this one, so that no idle process stays behind."""
TOOLS = {
    "capture": "bpo.service_lines.invoice_processing.cli:main",
    "match": "bpo.service_lines.invoice_processing.matching.cli:main",
    "withholding": "bpo.service_lines.payroll.cli:print_withholding",
    "payrun": "bpo.service_lines.payroll.cli:print_pay_run",
    "discrepancies": "bpo.service_lines.data_entry.cli:print_discrepancies",
    "clean": "bpo.service_lines.data_entry.cli:print_clean",
}
"""The work itself on files of anybody's own: module and function, imported only for its command."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code, or become the program that does it."""
    parser = argparse.ArgumentParser(prog="./run", description=__doc__, add_help=False)
    parser.add_argument("command", choices=list(COMMANDS), metavar="COMMAND")
    given = sys.argv[1:] if arguments is None else arguments
    if not given or given[0] in ("-h", "--help"):
        given = ["help"]
    command, rest = parser.parse_args(given[:1]).command, given[1:]
    if command == "help":
        print(help_text())
        return 0
    if command in TOOLS:
        return _tool(TOOLS[command], rest)
    os.chdir(ROOT)
    if command == "test":
        become("pytest", [*_pytest_defaults(rest), *rest])
    become(MODULES[command], rest)


def help_text() -> str:
    """One line for each command."""
    lines = [f"  {name:<13} {what}" for name, what in COMMANDS.items()]
    return "\n".join(["usage: ./run COMMAND [ARGUMENTS]", "", *lines, "", "Settings: config/example.env"])


def become(module: str, arguments: list[str]) -> NoReturn:
    """Replace this process by `python -m module`."""
    os.execv(sys.executable, [sys.executable, "-P", "-m", module, *arguments])


def _pytest_defaults(arguments: list[str]) -> list[str]:
    """Two processes, unless the caller says otherwise or looks closely at something.

    A file is one process's, since its tests may share what is long to make (a month of history, say); files go in the
    order of the folders, so that the quick ones come last and both processes end together.
    """
    close = ("-n", "--numprocesses", "--pdb", "--trace", "--collect-only", "-s", "-h", "--help", "--version")
    alone = any(argument.startswith(close) for argument in arguments)
    return [] if alone else ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def _tool(name: str, arguments: list[str]) -> int:
    module, function = name.split(":")
    status: int = getattr(import_module(module), function)(arguments)
    return status


if __name__ == "__main__":
    sys.exit(main())
