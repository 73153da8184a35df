"""Page images, sizes and words of documents, made once in the sandbox and kept on disk by the content's hash.

What is kept is found by hash alone, so whoever asks must have been shown to be allowed the document.
"""

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bpo.jobs.models import Document
from bpo.platform.pages import PAGED, page_image, page_sizes
from bpo.platform.sandbox import ParseFailed, Sandbox

DPI = 150
THUMB_DPI = 30
WORDS = "bpo.service_lines.page_reading.words:words_in_child"
"""Named, not imported: reading words stands above this room, and runs in the sandbox only."""
_WORDS_SECONDS = 110
KEPT = timedelta(days=30)
"""How long a page is kept after it was made."""
MOST_BYTES = 2_000_000_000
"""How much is kept of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of one document of a job."""

    document: Document
    number: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCache:
    """Where pages are kept, and what makes them; `load` gives the bytes of a storage key."""

    folder: Path
    sandbox: Sandbox
    load: Callable[[str], bytes]

    @classmethod
    def of(cls, extensions: Mapping[str, Any]) -> "PageCache":
        """The page cache of a house, from what its application carries."""
        return cls(
            folder=extensions["settings"].var_dir / "pages",
            sandbox=extensions["sandbox"],
            load=extensions["storage"].get,
        )

    def sheets(self, documents: Sequence[Document]) -> tuple[Sheet, ...]:
        """All pages of the documents in order; a file that cannot be opened, or has no pages, has none."""
        return tuple(
            Sheet(document=document, number=number, width=width, height=height)
            for document in documents
            if document.media_type in PAGED
            for number, (width, height) in enumerate(self._sizes(document))
        )

    def image(self, document: Document, page: int, dpi: int) -> Path:
        """The file with the page's PNG; raises as `pages.page_image` does."""
        path = self._path(document, f"{page}-{dpi}.png")
        if not path.exists():
            made = page_image(self.sandbox, self.load(document.storage_key), document.media_type, page, dpi)
            _keep(path, made.png)
        return path

    def words(self, document: Document) -> list[Any]:
        """The document's pages, each {"words": [[text, left, top, right, bottom], …]}; none where none are read."""
        if document.media_type not in PAGED:
            return []
        return self._kept(document, "words.json", lambda: self._read_words(document))

    def forget(self, now: datetime) -> int:
        """Delete pages made more than 30 days ago, and the oldest above 2 GB; how many. They are made anew when asked.

        Safe beside those who read and write: a file that is open stays whole, one that is gone is made anew.
        """
        kept: list[tuple[float, int, Path]] = []
        gone = 0
        for path in self.folder.glob("??/*"):
            with suppress(FileNotFoundError):
                found = path.stat()
                if found.st_mtime < (now - KEPT).timestamp():
                    path.unlink()
                    gone += 1
                else:
                    kept.append((found.st_mtime, found.st_size, path))
        total = sum(size for _, size, _ in kept)
        for _, size, path in sorted(kept):
            if total <= MOST_BYTES:
                break
            path.unlink(missing_ok=True)
            total -= size
            gone += 1
        return gone

    def _sizes(self, document: Document) -> list[Any]:
        return self._kept(
            document,
            "sizes.json",
            lambda: page_sizes(self.sandbox, self.load(document.storage_key), document.media_type),
        )

    def _read_words(self, document: Document) -> list[Any]:
        answer = self.sandbox.call(
            WORDS,
            {
                "json": {"media_type": document.media_type},
                "blobs": [self.load(document.storage_key)],
            },
            wall_seconds=_WORDS_SECONDS,
            cpu_seconds=_WORDS_SECONDS,
        )
        pages: list[Any] = answer["json"]["pages"]
        return pages

    def _kept(self, document: Document, name: str, make: Callable[[], Any]) -> list[Any]:
        path = self._path(document, name)
        try:
            found: list[Any] = json.loads(path.read_bytes())
        except FileNotFoundError:
            try:
                found = make()
            except ParseFailed:
                found = []
            _keep(path, json.dumps(found).encode())
        return found

    def _path(self, document: Document, name: str) -> Path:
        return self.folder / document.sha256[:2] / f"{document.sha256}-{name}"


def _keep(path: Path, content: bytes) -> None:
    """Write whole or not at all: two requests may make the same page at once."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(content)
    Path(part.name).rename(path)
