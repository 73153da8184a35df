"""Raw uploads, one after another: taken and stored, refused with a reason, or read as the sheet that goes with them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from werkzeug.datastructures import FileStorage, MultiDict

from bpo.catalog.rules import WorkType
from bpo.catalog.service import asked_of
from bpo.jobs.rules import WishSheet, is_wish_sheet, read_sheet
from bpo.jobs.service.intake import HandedIn
from bpo.platform.files import media
from bpo.platform.files.archives import ArchiveLimits, ArchiveRefused, expand_zip
from bpo.platform.files.names import clean_name
from bpo.platform.files.uploads import Verdict, check_upload, examine_upload
from bpo.platform.sandbox import ParseFailed, Sandbox
from bpo.platform.sheets import reading
from bpo.platform.storage import Stored

OPENED_AT_INTAKE = 20
"""Files of one upload that are opened in the sandbox at once (30 to 100 ms each, so that the client reads on the spot
that one is protected or damaged). Automation opens the others a moment later and says the same on their jobs."""
SHEET_ROWS = 5000
_SPLIT = "bpo.catalog.service:split"
TABLES = (media.CSV, media.TEXT, media.XLSX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it came: nothing of it is believed."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one hand-in may hold: bytes of a file, number of files (those inside a ZIP counted)."""

    file_bytes: int
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file that can be worked with and lies in the store; `note` is what the client should know of it.

    `parts` is into how many units the file was divided that this is one of, `whole` that file.
    """

    file: HandedIn
    note: str = ""
    parts: int = 1
    whole: HandedIn | None = None

    @property
    def keys(self) -> set[str]:
        """Where it lies in the store."""
        return {each.stored.key for each in (self.file, self.whole) if each}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that cannot be taken, and why."""

    name: str
    code: str
    message: str


def sent_files(parts: MultiDict[str, FileStorage], field: str = "files") -> Iterator[Upload]:
    """The files of a form, one after another; a field left empty is none."""
    for part in parts.getlist(field):
        if part.filename:
            yield Upload(name=part.filename, content=part.stream.read())


class Reception:
    """Receives the uploads of one hand-in, one at a time, so that only one lies in memory.

    `sheet` is there after a sheet was among them. Without `divide` a file stays one, whatever is in it.
    """

    def __init__(
        self,
        *,
        work_type: WorkType,
        sandbox: Sandbox,
        put: Callable[[bytes], Stored],
        limits: Limits,
        zone: str,
        now: datetime,
        divide: bool = True,
    ) -> None:
        self.sheet: WishSheet | None = None
        self._work_type = work_type
        self._sandbox = sandbox
        self._put = put
        self._limits = limits
        self._zone = zone
        self._now = now
        self._divide = divide
        self._files = 0
        self._opened = 0

    def receive(self, uploads: Iterable[Upload]) -> Iterator[Taken | Refused]:
        """What becomes of each upload; those of a ZIP one by one.

        Raises SandboxUnavailable where no file can be opened, never anything a file can cause.
        """
        for upload in uploads:
            name = clean_name(upload.name)
            kind = media.sniff(upload.content, upload.name)
            if kind in media.ARCHIVES and kind not in self._work_type.accepts:
                yield from self._archive(name, upload.content)
            elif kind in TABLES and kind not in self._work_type.accepts:
                yield from self._table(name, upload.content, kind)
            else:
                yield from self._document(name, upload.name, upload.content)

    def _document(self, name: str, raw_name: str, content: bytes) -> Iterator[Taken | Refused]:
        """A file, or each of the units in it: several invoices printed into one PDF are several jobs."""
        self._files += 1
        if self._files > self._limits.files:
            yield Refused(
                name=name,
                code="TOO_MANY_FILES",
                message=f"At most {self._limits.files} files are taken at once. Please hand this one in again.",
            )
            return
        verdict = self._verdict(raw_name, content)
        if not verdict.ok:
            yield Refused(name=name, code=verdict.reason_code or "", message=verdict.message or "")
            return
        parts = self._parts(name, content, verdict)
        self._files += max(len(parts) - 1, 0)
        whole = HandedIn(name=name, media_type=verdict.media_type, stored=self._put(content))
        for part_name, part in parts:
            yield Taken(
                file=HandedIn(name=part_name, media_type=verdict.media_type, stored=self._put(part)),
                whole=whole,
                note=f"“{name}” holds {len(parts)} {self._work_type.unit}s; each is a job of its own.",
                parts=len(parts),
            )
        if not parts:
            yield Taken(file=whole, note=verdict.message or "")

    def _verdict(self, raw_name: str, content: bytes) -> Verdict:
        accepts, most = self._work_type.accepts, self._limits.file_bytes
        if self._opened < OPENED_AT_INTAKE:
            self._opened += 1
            return examine_upload(self._sandbox, raw_name, content, accepts=accepts, max_bytes=most)
        return check_upload(raw_name, content, accepts=accepts, max_bytes=most)

    def _parts(self, name: str, content: bytes, verdict: Verdict) -> list[tuple[str, bytes]]:
        """The units in a file, where they are told apart beyond doubt and there is room for all; none where it is one.

        What is not divided here stays whole, so nothing of it is lost: reading it raises the question.
        """
        divides = self._divide and self._work_type.one_job_per_file and self._work_type.split is not None
        if not divides or (verdict.pages or 0) < 2:
            return []
        sources = [{"name": name, "media_type": verdict.media_type}]
        asked = {**asked_of(self._work_type), "sources": sources}
        try:
            found = self._sandbox.call(_SPLIT, {"json": asked, "blobs": [content]})
        except ParseFailed:
            return []
        parts = list(zip(map(clean_name, map(str, found["json"])), found.get("blobs", ()), strict=False))
        room = self._limits.files - self._files + 1
        sound = all(media.sniff(part, each) == verdict.media_type for each, part in parts)
        return parts if sound and 2 <= len(parts) <= room else []

    def _archive(self, name: str, content: bytes) -> Iterator[Taken | Refused]:
        limits = ArchiveLimits(
            entries=max(self._limits.files - self._files, 1),
            total_bytes=self._limits.file_bytes * 4,
            member_bytes=self._limits.file_bytes,
        )
        if len(content) > self._limits.file_bytes * 4:
            yield Refused(
                name=name, code="ARCHIVE_TOO_LARGE", message="The archive is too large. Please split it."
            )
            return
        try:
            members = expand_zip(content, limits)
        except ArchiveRefused as refusal:
            yield Refused(name=name, code=refusal.code, message=refusal.message)
            return
        for member in members:
            within = f"{name} / {member.path}"
            if member.content is None:
                yield Refused(name=within, code=member.code or "", message=member.message or "")
                continue
            for outcome in self._document(member.name, member.name, member.content):
                if isinstance(outcome, Refused):
                    yield Refused(name=within, code=outcome.code, message=outcome.message)
                else:
                    yield outcome

    def _table(self, name: str, content: bytes, kind: str) -> Iterator[Refused]:
        """A table is the sheet of wishes, or no file of this service."""
        verdict = (
            examine_upload(self._sandbox, name, content, accepts=TABLES, max_bytes=self._limits.file_bytes)
            if kind == media.XLSX
            else check_upload(name, content, accepts=TABLES, max_bytes=self._limits.file_bytes)
        )
        if not verdict.ok:
            yield Refused(name=name, code=verdict.reason_code or "", message=verdict.message or "")
            return
        try:
            found = reading.read_sheet(
                self._sandbox, content, kind, limits=reading.SheetLimits(rows=SHEET_ROWS, columns=60)
            )
        except reading.SheetRefused as refusal:
            yield Refused(name=name, code=refusal.code, message=refusal.message)
            return
        except ParseFailed:
            yield Refused(
                name=name, code="FILE_DAMAGED", message="The table cannot be read. Please save it again."
            )
            return
        if not found.rows or not is_wish_sheet(found.rows[0].cells):
            unfit = check_upload(
                name, content, accepts=self._work_type.accepts, max_bytes=self._limits.file_bytes
            )
            yield Refused(
                name=name,
                code="SHEET_WITHOUT_FILES",
                message=f"{unfit.message} A sheet that goes with files needs the columns of the template.",
            )
        elif self.sheet is not None:
            yield Refused(
                name=name,
                code="SECOND_SHEET",
                message="One sheet at a time: another one came with these files.",
            )
        else:
            self.sheet = read_sheet(found.rows, zone=self._zone, now=self._now)
