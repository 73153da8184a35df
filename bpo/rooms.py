"""The rooms of the house, from the ground up."""

from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent

ROOMS = (
    "tenancy",
    "catalog",
    "events",
    "audit",
    "identity",
    "contracts",
    "workforce",
    "sla",
    "jobs",
    "masters",
    "workqueue",
    "approvals",
    "learning",
    "administration",
    "definitions",
    "automation",
    "quality",
    "delivery",
    "payments",
    "reporting",
    "statements",
    "operations",
)
"""Those with tables or routes."""


def load_models() -> None:
    """Import every room's tables, so that the metadata is whole."""
    for room in ROOMS:
        if any((HERE / room / name).exists() for name in ("models.py", "models")):
            import_module(f"bpo.{room}.models")
