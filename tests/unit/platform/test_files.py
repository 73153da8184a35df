"""Whatever is handed in gets a verdict with a sentence, and nothing else happens."""

import os
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.platform.files import media
from bpo.platform.files.archives import ArchiveLimits, ArchiveRefused, expand_zip
from bpo.platform.files.uploads import Verdict, check_upload, examine_upload
from bpo.platform.sandbox import Sandbox
from tests.factories import hostile
from tests.factories.hostile import HostileFile, hostile_files, mutated_files

ACCEPTS = frozenset(
    {media.PDF, media.JPEG, media.PNG, media.TIFF, media.XML, media.XLSX, media.CSV, media.ZIP}
)
MAX_BYTES = 25 << 20


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=["bpo.platform.files.inspection"]) as made:
        made.start()
        yield made


def examine(sandbox: Sandbox, file: HostileFile) -> tuple[bool, Verdict]:
    """The verdict as an upload makes it: examined, then unpacked when it is an archive."""
    verdict = examine_upload(sandbox, file.name, file.content, accepts=ACCEPTS, max_bytes=MAX_BYTES)
    ok = verdict.ok
    if ok and verdict.media_type == media.ZIP:
        try:
            ok = any(member.content is not None for member in expand_zip(file.content))
        except ArchiveRefused:
            ok = False
    return ok, verdict


@pytest.mark.parametrize("file", hostile_files(), ids=lambda file: ascii(file.name[:40]))
def test_crafted_file_gets_its_verdict(sandbox: Sandbox, file: HostileFile) -> None:
    ok, verdict = examine(sandbox, file)
    if file.expect is not None:
        assert ("accepted" if ok else "refused") == file.expect, verdict
    if not verdict.ok:
        assert verdict.reason_code
        assert verdict.message
        assert verdict.message.endswith(".")


@pytest.mark.parametrize("part", range(4))
def test_mutated_files_get_a_verdict(sandbox: Sandbox, part: int) -> None:
    for file in mutated_files(30, seed=part):
        _, verdict = examine(sandbox, file)
        assert verdict.ok or (verdict.reason_code and verdict.message)


def test_good_pdf_and_tiff_tell_their_pages(sandbox: Sandbox) -> None:
    for name, content, pages in (("a.pdf", hostile.good_pdf(3), 3), ("a.tif", hostile.good_tiff(4), 4)):
        verdict = examine_upload(sandbox, name, content, accepts=ACCEPTS, max_bytes=MAX_BYTES)
        assert (verdict.ok, verdict.pages, verdict.reason_code) == (True, pages, None)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("password.pdf", "FILE_ENCRYPTED"),
        ("locked.xlsx", "FILE_ENCRYPTED"),
        ("empty.pdf", "FILE_EMPTY"),
        ("huge.csv", "FILE_TOO_LARGE"),
        ("cut.jpg", "FILE_DAMAGED"),
        ("cut.xlsx", "FILE_DAMAGED"),
        ("laughs.xml", "FILE_UNSAFE"),
        ("laughs.xlsx", "FILE_UNSAFE"),
        ("utf7.xml", "FILE_ENCODING"),
        ("claims_huge.png", "IMAGE_TOO_LARGE"),
        ("page_flood.pdf", "FILE_TOO_MANY_PAGES"),
        ("really_web_page.pdf", "FILE_MISLABELLED"),
        ("polyglot.gif", "FILE_TYPE_NOT_ACCEPTED"),
        ("overlap.zip", "ARCHIVE_UNSAFE"),
        ("symlink.zip", "ARCHIVE_UNSAFE"),
        ("many.zip", "ARCHIVE_TOO_MANY_FILES"),
        ("cut.zip", "ARCHIVE_DAMAGED"),
    ],
)
def test_reason_is_the_right_one(sandbox: Sandbox, name: str, code: str) -> None:
    file = next(file for file in hostile_files() if file.name == name)
    assert examine(sandbox, file)[1].reason_code == code


def test_a_mislabelled_file_is_taken_by_its_content_with_a_note() -> None:
    verdict = check_upload("x.pdf", hostile.good_image("JPEG"), accepts=ACCEPTS, max_bytes=MAX_BYTES)
    assert verdict == Verdict(
        ok=True,
        media_type=media.JPEG,
        reason_code="FILE_MISLABELLED",
        message="“x.pdf” is a JPEG image by its content and was taken as that.",
    )


def test_text_is_not_taken_for_a_table_when_it_was_to_be_something_else() -> None:
    error_page = b"404 Not Found\n"
    assert not check_upload("invoice.pdf", error_page, accepts=ACCEPTS, max_bytes=MAX_BYTES).ok
    assert check_upload("list.txt", error_page, accepts=ACCEPTS, max_bytes=MAX_BYTES).media_type == media.CSV


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"", "a.pdf", media.EMPTY),
        (b"\r\n%PDF-1.4\n", "a", media.PDF),
        (b"II+\0" + b"\0" * 20, "", media.TIFF),
        (b"\xef\xbb\xbf  <?xml version='1.0'?><a/>", "", media.XML),
        ("<Invoice/>".encode("utf-16-be"), "", media.XML),
        (b"<cbc:Invoice xmlns:cbc='x'/>", "", media.XML),
        (b"<!-- c --><svg xmlns='x'></svg>", "", media.SVG),
        (b"<!DOCTYPE html><p>", "a.xml", media.HTML),
        (b"a;b;c\n1;2;3\n4;5;6\n", "", media.CSV),
        (b"Dear all,\nplease find\nattached.\n", "", media.TEXT),
        (b"single", "list.csv", media.CSV),
        (b'{"a": 1}', "", media.JSON),
        (b"From: a@b.c\nSubject: x\n\nhello", "mail.eml", "message/rfc822"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "", "image/heic"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "", "image/webp"),
        (b"Rar!\x1a\x07\0", "a.zip", "application/vnd.rar"),
        (bytes(range(256)), "a.bin", media.UNKNOWN),
    ],
)
def test_sniffing_goes_by_content(content: bytes, name: str, expected: str) -> None:
    assert media.sniff(content, name) == expected


def test_an_archive_that_holds_a_workbook_unpacked_is_an_archive() -> None:
    outer = hostile.zip_of([("book.xlsx", hostile.good_xlsx())], zipfile.ZIP_STORED)
    assert media.sniff(hostile.good_xlsx()) == media.XLSX
    assert media.sniff(outer) == media.ZIP
    (member,) = expand_zip(outer)
    assert member.content == hostile.good_xlsx()


def test_good_members_go_on_beside_bad_ones() -> None:
    inner = hostile.zip_of([("x.xml", b"<a/>")])
    members = expand_zip(
        hostile.zip_of(
            [
                ("2024/März/rechnung.xml", hostile.good_xml()),
                ("2024/April/rechnung.xml", b"<b/>"),
                ("more.zip", inner),
                ("large.bin", os.urandom(3000)),
                ("__MACOSX/._rechnung.xml", b"junk"),
                ("2024/", b""),
                ("evil\u202egpj.xml", b"<c/>"),
            ]
        ),
        ArchiveLimits(member_bytes=2000),
    )
    assert [(m.name, m.path, m.code) for m in members] == [
        ("rechnung.xml", "2024/März/rechnung.xml", None),
        ("rechnung (2).xml", "2024/April/rechnung.xml", None),
        ("more.zip", "more.zip", "ARCHIVE_NESTED"),
        ("large.bin", "large.bin", "FILE_TOO_LARGE"),
        ("evilgpj.xml", "evilgpj.xml", None),
    ]
    assert members[0].content == hostile.good_xml()
    assert all(m.message for m in members if m.code)


def test_names_in_old_code_pages_are_read() -> None:
    content, crc = b"<a/>", zlib.crc32(b"<a/>")
    packed = hostile.raw_zip(
        [("Mü.xml".encode("cp437"), content, 0, 4, crc), ("Ö.xml".encode(), content, 0, 4, crc)]
    )
    assert [member.name for member in expand_zip(packed)] == ["Mü.xml", "Ö.xml"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bomb.zip", "ARCHIVE_BOMB"),
        ("overlap.zip", "ARCHIVE_UNSAFE"),
        ("quoted_overlap.zip", "ARCHIVE_UNSAFE"),
        ("traversal.zip", "ARCHIVE_UNSAFE"),
        ("empty.zip", "ARCHIVE_EMPTY"),
        ("prefixed.zip", "ARCHIVE_DAMAGED"),
    ],
)
def test_a_hostile_archive_is_refused_whole(name: str, code: str) -> None:
    file = next(file for file in hostile_files() if file.name == name)
    with pytest.raises(ArchiveRefused) as caught:
        expand_zip(file.content)
    assert caught.value.code == code


def test_total_and_growth_are_counted_on_what_comes_out() -> None:
    archive = hostile.zip_of([(f"{n}.bin", os.urandom(1000)) for n in range(10)])
    with pytest.raises(ArchiveRefused) as caught:
        expand_zip(archive, ArchiveLimits(total_bytes=9999))
    assert caught.value.code == "ARCHIVE_TOO_LARGE"
    assert len(expand_zip(archive, ArchiveLimits(total_bytes=10_000))) == 10
    zeros = hostile.zip_of([("a.txt", b"0" * 100_000)])
    with pytest.raises(ArchiveRefused) as caught:
        expand_zip(zeros, ArchiveLimits(ratio_from=50_000))
    assert caught.value.code == "ARCHIVE_BOMB"


@given(st.binary(max_size=3000))
def test_any_bytes_get_a_first_verdict(content: bytes) -> None:
    verdict = check_upload("x.pdf", content, accepts=ACCEPTS, max_bytes=2000)
    assert verdict.ok or verdict.message


@given(st.binary(max_size=500))
def test_any_bytes_after_a_zip_head_are_refused(content: bytes) -> None:
    with pytest.raises(ArchiveRefused, match=r"\.$"):
        expand_zip(b"PK\3\4" + content)


def test_nothing_was_written_outside(sandbox: Sandbox) -> None:
    del sandbox
    assert not Path("/tmp/pwn.xml").exists()
    assert not Path("/etc/cron.d/pwn").exists()
