"""File names from outside."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.platform.files.names import LONGEST, UNSEEN, clean_name, extension


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
        ("a\0b\r\nc.pdf", "ab c.pdf"),
        ("\ud800x.pdf", "x.pdf"),
        ("a" * 500 + ".PDF", "a" * 146 + ".PDF"),
        ("a" * 200 + "." + "b" * 200, "a" * 150),
        ("com1 .txt", "_com1.txt"),
        ("счёт №7.pdf", "счёт №7.pdf"),
    ],
)
def test_file_names(raw, clean):
    assert clean_name(raw) == clean


def test_long_names_keep_their_extension():
    assert clean_name("x" * 500 + ".pdf") == "x" * (LONGEST - 4) + ".pdf"
    wide = clean_name("請求書" * 100 + ".pdf")
    assert wide.endswith(("書.pdf", "求.pdf", "請.pdf"))
    assert len(wide.encode()) <= 240


@given(st.text(max_size=400))
def test_any_name_becomes_a_safe_one_and_stays_it(raw):
    name = clean_name(raw)
    assert 0 < len(name) <= LONGEST
    assert len(name.encode()) <= 255
    assert not set(name) & set('/\\<>:"|?*\0')
    assert all(unicodedata.category(c) not in UNSEEN for c in name)
    assert clean_name(name) == name
    assert extension(name) == extension(raw)
