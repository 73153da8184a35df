"""Page images, sizes and words of documents, made once in the sandbox and kept on disk, each sealed for its client.

What is kept is found by client and content's hash alone, so whoever asks must have been shown to be allowed the
document. Equal documents of two clients are two: nobody can tell by the time a page takes that another has it too.
"""

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from bpo.jobs.models import Document
from bpo.platform.crypto import FieldCipher, Place, Undecryptable
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
SEALED = ".sealed"
"""How names end; what is named otherwise is of a time when pages were not sealed, and is deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of one document of a job."""

    document: Document
    number: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCache:
    """Where pages are kept and under which keys, and what makes them; `load` gives a client's content by its key."""

    folder: Path
    sandbox: Sandbox
    cipher: FieldCipher
    load: Callable[[UUID, str], bytes]

    @classmethod
    def of(cls, extensions: Mapping[str, Any]) -> "PageCache":
        """The page cache of a house, from what its application carries."""
        return cls(
            folder=extensions["settings"].var_dir / "pages",
            sandbox=extensions["sandbox"],
            cipher=extensions["field_cipher"],
            load=lambda tenant_id, key: extensions["storage"].of(tenant_id).get(key),
        )

    def sheets(self, documents: Sequence[Document]) -> tuple[Sheet, ...]:
        """All pages of the documents in order; a file that cannot be opened, or has no pages, has none."""
        return tuple(
            Sheet(document=document, number=number, width=width, height=height)
            for document in documents
            if document.media_type in PAGED
            for number, (width, height) in enumerate(self._sizes(document))
        )

    def image(self, document: Document, page: int, dpi: int) -> bytes:
        """The page's image (`picture_type` tells which kind); raises as `pages.page_image` does."""
        name = f"{page}-{dpi}.image"
        found = self._there(document, name)
        if found is None:
            made = page_image(self.sandbox, self._load(document), document.media_type, page, dpi)
            found = made.content
            self._keep(document, name, found)
        return found

    def has_image(self, document: Document, page: int, dpi: int) -> bool:
        """Whether the page is drawn already."""
        return _path(self.folder, document, f"{page}-{dpi}.image").exists()

    def words(self, document: Document) -> list[Any]:
        """The document's pages, each {"words": [[text, left, top, right, bottom], …]}; none where none are read."""
        if document.media_type not in PAGED:
            return []
        return self._kept(document, "words.json", lambda: self._read_words(document))

    def words_kept(self, document: Document) -> list[Any]:
        """As `words`, but only where they were read before: nothing is read for it."""
        kept = self._there(document, "words.json")
        found: list[Any] = [] if kept is None else json.loads(kept)
        return found

    def forget(self, now: datetime) -> int:
        """Delete pages made more than 30 days ago, or left open, and the oldest above 2 GB; how many.

        They are made anew when asked for. Safe beside those who read and write: a file that is open stays whole.
        """
        kept: list[tuple[float, int, Path]] = []
        gone = 0
        for path in self.folder.glob("??/*"):
            with suppress(FileNotFoundError):
                found = path.stat()
                if found.st_mtime < (now - KEPT).timestamp() or path.suffix not in (SEALED, ".part"):
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
            lambda: page_sizes(self.sandbox, self._load(document), document.media_type),
        )

    def _read_words(self, document: Document) -> list[Any]:
        answer = self.sandbox.call(
            WORDS,
            {
                "json": {"media_type": document.media_type},
                "blobs": [self._load(document)],
            },
            wall_seconds=_WORDS_SECONDS,
            cpu_seconds=_WORDS_SECONDS,
        )
        pages: list[Any] = answer["json"]["pages"]
        return pages

    def _kept(self, document: Document, name: str, make: Callable[[], Any]) -> list[Any]:
        kept = self._there(document, name)
        if kept is not None:
            there: list[Any] = json.loads(kept)
            return there
        try:
            found: list[Any] = make()
        except ParseFailed:
            found = []
        self._keep(document, name, json.dumps(found).encode())
        return found

    def _load(self, document: Document) -> bytes:
        return self.load(document.tenant_id, document.storage_key)

    def _there(self, document: Document, name: str) -> bytes | None:
        """What is kept; what cannot be opened (its key is gone) is made anew."""
        with suppress(FileNotFoundError, Undecryptable):
            return self.cipher.decrypt_bytes(
                _path(self.folder, document, name).read_bytes(), _place(document, name)
            )
        return None

    def _keep(self, document: Document, name: str, content: bytes) -> None:
        """Write whole or not at all: two requests may make the same page at once."""
        path = _path(self.folder, document, name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
            part.write(self.cipher.encrypt_bytes(content, _place(document, name)))
        Path(part.name).rename(path)


def _place(document: Document, name: str) -> Place:
    return Place(
        tenant=document.tenant_id, table="page", column=name, row=uuid5(document.tenant_id, document.sha256)
    )


def _path(folder: Path, document: Document, name: str) -> Path:
    row = _place(document, name).row.hex
    return folder / row[:2] / f"{row}-{name}{SEALED}"
