"""Running a work type's automatic step where untrusted files are read: in the limited child."""

from dataclasses import asdict

from bpo.catalog.registry import work_type
from bpo.catalog.rules import Source
from bpo.platform.sandbox import Payload


def automate(payload: Payload) -> Payload:
    """The sandbox's side: JSON (`work_type`, `sources`, `input`) and the files' bytes in, the outcome as JSON out."""
    asked = payload["json"]
    sources = [
        Source(name=each["name"], media_type=each["media_type"], content=blob)
        for each, blob in zip(asked["sources"], payload.get("blobs", ()), strict=True)
    ]
    return {"json": asdict(work_type(asked["work_type"]).automate(sources, asked["input"]))}
