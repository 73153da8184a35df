import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.contracts.rules import Priority
from bpo.jobs.rules import (
    FILE_NAME_MAX,
    BadPriorityError,
    BadReferenceError,
    clean_file_name,
    normalise_reference,
    parse_priority,
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Rechnung März.pdf", "Rechnung März.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\u200bb\u2066c\x00d\x1b.pdf", "abcd.pdf"),
        ("C:\\Users\\me\\scan 1.tif", "scan 1.tif"),
        ("../../etc/passwd", "passwd"),
        ("folder/", "folder"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("\u202e", "unnamed"),
        ("  a \n b\t.pdf ", "a b.pdf"),
        ("CON", "_CON"),
        ("nul.pdf", "_nul.pdf"),
        ('we<ird>:"|?*.xml', "we_ird______.xml"),
        (".htaccess", "htaccess"),
        ("Mu\u0308hle.pdf", "Mühle.pdf"),
        ("счёт №7.pdf", "счёт №7.pdf"),
    ],
)
def test_file_names(raw, clean):
    assert clean_file_name(raw) == clean


def test_long_names_keep_their_extension():
    assert clean_file_name("x" * 500 + ".pdf") == "x" * (FILE_NAME_MAX - 4) + ".pdf"
    wide = clean_file_name("請求書" * 100 + ".pdf")
    assert wide.endswith(("書.pdf", "求.pdf", "請.pdf"))
    assert len(wide.encode()) <= 240


@given(st.text(max_size=400))
def test_any_name_becomes_a_safe_one_and_stays_it(raw):
    name = clean_file_name(raw)
    assert 0 < len(name) <= FILE_NAME_MAX
    assert len(name.encode()) <= 255
    assert not set(name) & set('/\\<>:"|?*\0')
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Cn"} for c in name)
    assert clean_file_name(name) == name


def test_references():
    assert normalise_reference(None) is None
    assert normalise_reference(" \t ") is None
    assert normalise_reference("  RE 2026\u00a0\t 7 \n") == "RE 2026 7"
    assert normalise_reference("Mu\u0308hle") == "Mühle"
    assert normalise_reference("a1") != normalise_reference("A1")
    assert normalise_reference("x" * 100) == "x" * 100


@pytest.mark.parametrize("raw", ["x" * 101, "a\u202eb", "a\x00b", "a\u200bb", "a\u2028b", "\ud800"])
def test_references_that_cannot_be_taken(raw):
    with pytest.raises(BadReferenceError):
        normalise_reference(raw)


def test_priorities():
    assert parse_priority(None) is Priority.NORMAL
    assert parse_priority("  ") is Priority.NORMAL
    assert parse_priority(" URGENT ") is Priority.URGENT
    assert parse_priority("Medium") is Priority.NORMAL
    assert [p.rank for p in Priority] == [0, 1, 2, 3]
    assert [Priority.of_rank(p.rank) for p in Priority] == list(Priority)
    with pytest.raises(BadPriorityError, match="asap"):
        parse_priority("asap")
