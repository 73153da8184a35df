"""Files made to break, exhaust, mislead or escape whoever opens them, and a few good ones beside them.

Everything is generated here, the same on every run; nothing needs more than a few MB in the making.
"""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from openpyxl import Workbook
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

Expect = Literal["accepted", "refused"] | None
MIB = 1 << 20
_SHEET = "xl/worksheets/sheet1.xml"
_SHEET_NS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "'
    + b"x" * 100
    + b'">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><l>&a9;</l>"
)


@dataclass(frozen=True, slots=True)
class HostileFile:
    """A file and what must become of it; None where either answer is right as long as there is one."""

    name: str
    content: bytes
    expect: Expect


@cache
def good_xml() -> bytes:
    """A small well-formed XML file."""
    return b'<?xml version="1.0"?>\n<Invoice><ID>42</ID><Total currency="EUR">10.00</Total></Invoice>'


@cache
def good_csv() -> bytes:
    """A small table with an umlaut."""
    return "ref,amount\nINV-1,10.00\nMüller,-2\n".encode()


@cache
def good_pdf(pages: int = 1, *, password: str | None = None, owner: str | None = None) -> bytes:
    """A PDF with a line of text on each page, on request with a password to open or to change it."""
    out = io.BytesIO()
    lock = StandardEncryption(password or "", owner, canPrint=1) if password or owner else None
    canvas = Canvas(out, pagesize=(300, 200), encrypt=lock, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(20, 100, f"Invoice 42, page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@cache
def good_xlsx() -> bytes:
    """A small workbook."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for number in range(20):
        sheet.append([f"INV-{number}", number * 1.5, "ünï", None])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@cache
def good_image(kind: str = "PNG", size: tuple[int, int] = (60, 40), orientation: int = 1) -> bytes:
    """A picture, dark on its left half; `orientation` as EXIF tag 274 says it lies."""
    image = Image.new("RGB", size, "white")
    image.paste("black", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[274] = orientation
    out = io.BytesIO()
    if orientation == 1:
        image.save(out, kind)
    else:
        image.save(out, kind, exif=exif)
    return out.getvalue()


@cache
def good_tiff(pages: int = 3) -> bytes:
    """A fax-like TIFF of several pages, page n being 100 + 10 n wide."""
    frames = [Image.new("1", (100 + 10 * number, 50), 1) for number in range(pages)]
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:], compression="group4")
    return out.getvalue()


def zip_of(members: Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of the members, names exactly as given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return out.getvalue()


def raw_pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of the objects as they are, numbered from 1, the first being the catalogue."""
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (count, trailer, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + end


def _pdf_with_stream(stream: bytes, filters: bytes) -> bytes:
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>",
            b"<</Length %d/Filter%s>>stream\n%s\nendstream" % (len(stream), filters, stream),
        ]
    )


def _rezip(replaced: dict[str, bytes], added: Sequence[tuple[str, bytes]] = ()) -> bytes:
    with zipfile.ZipFile(io.BytesIO(good_xlsx())) as source:
        members = [(name, replaced.get(name, source.read(name))) for name in source.namelist()]
    return zip_of([*members, *added])


def _deflate_of_zeros(size: int, letter: bytes = b"\0") -> bytes:
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    parts = [machine.compress(letter * MIB) for _ in range(size // MIB)]
    return b"".join(parts) + machine.flush()


def raw_zip(members: Sequence[tuple[bytes, bytes, int, int, int]], *, flags: int = 0, mode: int = 0) -> bytes:
    """A ZIP written by hand: (name, packed data, method, size, crc) as claimed, true or not."""
    body, directory = b"", b""
    for name, data, method, size, crc in members:
        head = (20, flags, method, 0, 0, crc, len(data), size, len(name), 0)
        directory += struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *head, 0, 0, 0, mode << 16, len(body)) + name
        body += struct.pack("<4s5H3L2H", b"PK\3\4", *head) + name + data
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + end


def overlap_bomb(copies: int = 500) -> bytes:
    """Every line of the directory points at the same packed data (CVE-2024-0450)."""
    data = _deflate_of_zeros(4 * MIB)
    raw = raw_zip([(b"a", data, 8, 4 * MIB, zlib.crc32(b"\0" * 4 * MIB))])
    start = raw.rfind(b"PK\1\2")
    line = raw[start : raw.rfind(b"PK\5\6")]
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, copies, copies, len(line) * copies, start, 0)
    return raw[:start] + line * copies + end


def quoted_overlap_bomb(copies: int = 200) -> bytes:
    """Each packed member contains the headers of all that follow, quoted as stored blocks (Fifield 2019)."""
    kernel = _deflate_of_zeros(4 * MIB)
    size, crc = 4 * MIB, zlib.crc32(b"\0" * 4 * MIB)
    data, members, directory = kernel, [], []
    for number in range(copies - 1, -1, -1):
        name = b"%04d" % number
        head = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(data), size, len(name), 0) + name
        members.append((name, len(head) + len(data), len(data), size, crc))
        data = struct.pack("<BHH", 0, len(head), len(head) ^ 0xFFFF) + head + data
        size, crc = size + len(head), 0
    body = data[5:]
    for name, span, packed, size, crc in members:
        head = (20, 0, 8, 0, 0, crc, packed, size, len(name), 0)
        line = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *head, 0, 0, 0, 0, len(body) - span)
        directory.append(line + name)
    lines = b"".join(directory)
    return body + lines + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, copies, copies, len(lines), len(body), 0)


def png_claiming(width: int, height: int) -> bytes:
    """A PNG whose header promises a picture of that size and whose data do not hold it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * MIB, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def _png_bomb() -> bytes:
    out = io.BytesIO()
    Image.new("L", (13_000, 13_000)).save(out, "PNG")
    return out.getvalue()


def _tiff_loop() -> bytes:
    raw = bytearray(good_tiff(1))
    directory = struct.unpack_from("<I", raw, 4)[0]
    entries = struct.unpack_from("<H", raw, directory)[0]
    struct.pack_into("<I", raw, directory + 2 + 12 * entries, directory)
    return bytes(raw)


def _zips() -> list[HostileFile]:
    plain = ("invoice.xml", good_xml())
    zeros = _deflate_of_zeros(400 * MIB)
    stored = (b"a.xml", good_xml(), 0, len(good_xml()), zlib.crc32(good_xml()))
    return [
        HostileFile("good.zip", zip_of([plain, ("scan.pdf", good_pdf())]), "accepted"),
        HostileFile("bomb.zip", raw_zip([(b"a", zeros, 8, 400 * MIB, 0)]), "refused"),
        HostileFile("lying_bomb.zip", raw_zip([(b"a", zeros, 8, 10, 0)]), "refused"),
        HostileFile("overlap.zip", overlap_bomb(), "refused"),
        HostileFile("quoted_overlap.zip", quoted_overlap_bomb(), "refused"),
        HostileFile("many.zip", zip_of([(f"{n}.xml", b"") for n in range(2001)]), "refused"),
        HostileFile("traversal.zip", zip_of([plain, ("../../../tmp/pwn.xml", b"x")]), "refused"),
        HostileFile("backslash.zip", zip_of([plain, ("..\\..\\pwn.xml", b"x")]), "refused"),
        HostileFile("absolute.zip", zip_of([("/etc/cron.d/pwn", b"x")]), "refused"),
        HostileFile("drive.zip", zip_of([("C:\\pwn.exe", b"x")]), "refused"),
        HostileFile("nul_name.zip", raw_zip([(b"a\0.xml", b"x", 0, 1, zlib.crc32(b"x"))]), "refused"),
        HostileFile("symlink.zip", raw_zip([(b"a", b"/etc/passwd", 0, 11, 0)], mode=0o120777), "refused"),
        HostileFile("nested.zip", zip_of([plain, ("more.zip", zip_of([plain]))]), "accepted"),
        HostileFile("only_nested.zip", zip_of([("more.zip", zip_of([plain]))]), "refused"),
        HostileFile("encrypted.zip", raw_zip([stored], flags=1), "refused"),
        HostileFile("empty.zip", zip_of([]), "refused"),
        HostileFile("cut.zip", zip_of([plain])[:-30], "refused"),
        HostileFile("prefixed.zip", b"PK\3\4junk" + zip_of([plain]), "refused"),
        HostileFile("wrong_sum.zip", raw_zip([(*stored[:4], 1)]), "refused"),
    ]


def endless_sheet() -> bytes:
    """A workbook of two cells, one in the first corner of the sheet and one in the last."""
    far = b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    far += b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    return _rezip({_SHEET: _SHEET_NS + far})


def _workbooks() -> list[HostileFile]:
    xxe = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook>&x;</workbook>'
    return [
        HostileFile("good.xlsx", good_xlsx(), "accepted"),
        HostileFile("sheet_bomb.xlsx", _rezip({_SHEET: _SHEET_NS + b" " * (260 * MIB)}), "refused"),
        HostileFile("parts.xlsx", _rezip({}, [(f"x{n}", b"") for n in range(3000)]), "refused"),
        HostileFile("traversal.xlsx", _rezip({}, [("../../pwn", b"x")]), "refused"),
        HostileFile("macro.xlsx", _rezip({}, [("xl/vbaProject.bin", b"x")]), "refused"),
        HostileFile("xxe.xlsx", _rezip({"xl/workbook.xml": xxe}), "refused"),
        HostileFile("laughs.xlsx", _rezip({}, [("xl/sharedStrings.xml", _LAUGHS)]), "refused"),
        HostileFile("dimensions.xlsx", endless_sheet(), None),
        HostileFile(
            "locked.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 999 + _utf16("EncryptedPackage"),
            "refused",
        ),
        HostileFile("web_page.xlsx", b"<html><script>alert(1)</script></html>", "refused"),
        HostileFile("cut.xlsx", good_xlsx()[: len(good_xlsx()) // 2], "refused"),
    ]


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _xmls() -> list[HostileFile]:
    quadratic = b'<!DOCTYPE l [<!ENTITY a "' + b"x" * 100_000 + b'">]><l>' + b"&a;" * 50_000 + b"</l>"
    utf16_dtd = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE l [<!ENTITY a "b">]><l>&a;</l>'.encode(
        "utf-16"
    )
    attributes = b"<a " + b" ".join(b'x%d="1"' % n for n in range(100_000)) + b"/>"
    return [
        HostileFile("good.xml", good_xml(), "accepted"),
        HostileFile(
            "utf16.xml", '<?xml version="1.0" encoding="UTF-16"?><a>ä</a>'.encode("utf-16"), "accepted"
        ),
        HostileFile("utf16_bare.xml", _utf16('<?xml version="1.0" encoding="UTF-16"?><a/>'), "accepted"),
        HostileFile("bom.xml", b"\xef\xbb\xbf" + good_xml(), "accepted"),
        HostileFile(
            "latin1.xml", '<?xml version="1.0" encoding="ISO-8859-1"?><a>ä</a>'.encode("latin-1"), "accepted"
        ),
        HostileFile("laughs.xml", _LAUGHS, "refused"),
        HostileFile("quadratic.xml", quadratic, "refused"),
        HostileFile("utf16_laughs.xml", utf16_dtd, "refused"),
        HostileFile(
            "xxe.xml", b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>', "refused"
        ),
        HostileFile(
            "xxe_parameter.xml",
            b'<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;]><r/>',
            "refused",
        ),
        HostileFile("external_dtd.xml", b'<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd"><r/>', "refused"),
        HostileFile("deep.xml", b"<a>" * 300_000 + b"</a>" * 300_000, "refused"),
        HostileFile("wide.xml", b"<a>" + b"<b/>" * 600_000 + b"</a>", "refused"),
        HostileFile("attributes.xml", attributes, "refused"),
        HostileFile("long_token.xml", b"<a" + b"x" * (4 * MIB), "refused"),
        HostileFile("utf7.xml", b'<?xml version="1.0" encoding="UTF-7"?>+ADw-r/+AD4-', "refused"),
        HostileFile(
            "lying_encoding.xml",
            '<?xml version="1.0" encoding="UTF-8"?><a>ä</a>'.encode("latin-1"),
            "refused",
        ),
        HostileFile("nul.xml", b'<?xml version="1.0"?><a>\0</a>', "refused"),
        HostileFile("cut.xml", good_xml()[:-12], "refused"),
    ]


def _pdfs() -> list[HostileFile]:
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"
    once = zlib.compress(b"0 " * (75 * MIB), 9)
    twice = zlib.compress(once, 9)
    numbers = random.Random(1)
    return [
        HostileFile("good.pdf", good_pdf(2), "accepted"),
        HostileFile("password.pdf", good_pdf(password="geheim"), "refused"),
        HostileFile("owner_password.pdf", good_pdf(owner="geheim"), "accepted"),
        HostileFile("leading_junk.pdf", b"\r\n\r\n" + good_pdf(), "accepted"),
        HostileFile("half.pdf", good_pdf(20)[: len(good_pdf(20)) // 2], None),
        HostileFile("head_only.pdf", b"%PDF-1.7\n", "refused"),
        HostileFile("noise.pdf", b"%PDF-1.7\n" + numbers.randbytes(MIB), "refused"),
        HostileFile("flate.pdf", _pdf_with_stream(once, b"/FlateDecode"), None),
        HostileFile("flate_twice.pdf", _pdf_with_stream(twice, b"[/FlateDecode/FlateDecode]"), None),
        HostileFile("flate_chain.pdf", _pdf_with_stream(twice, b"[" + b"/FlateDecode" * 200 + b"]"), None),
        HostileFile("page_loop.pdf", raw_pdf([catalogue, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"]), None),
        HostileFile("no_pages.pdf", raw_pdf([catalogue, b"<</Type/Pages/Kids[]/Count 0>>"]), "refused"),
        HostileFile(
            "page_flood.pdf",
            raw_pdf([catalogue, b"<</Type/Pages/Kids[" + b"3 0 R " * 100_000 + b"]/Count 100000>>", page]),
            "refused",
        ),
        HostileFile(
            "page_count.pdf", raw_pdf([catalogue, b"<</Type/Pages/Kids[]/Count 999999999>>"]), "refused"
        ),
        HostileFile(
            "nested.pdf",
            raw_pdf(
                [
                    catalogue[:-2] + b"/X " + b"[" * 50_000 + b"]" * 50_000 + b">>",
                    b"<</Type/Pages/Kids[]/Count 0>>",
                ]
            ),
            "refused",
        ),
        HostileFile(
            "xref_loop.pdf",
            b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \n"
            b"trailer<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
            "refused",
        ),
        HostileFile(
            "xref_huge.pdf",
            b"%PDF-1.4\nxref\n0 2000000000\ntrailer<</Size 2000000000>>\nstartxref\n9\n%%EOF",
            "refused",
        ),
        HostileFile("objects.pdf", b"%PDF-1.4\n" + b"1 0 obj<<>>endobj\n" * 100_000, "refused"),
        HostileFile(
            "vast_page.pdf",
            raw_pdf(
                [
                    catalogue,
                    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1000000 1000000]>>",
                ]
            ),
            None,
        ),
        HostileFile(
            "javascript.pdf",
            raw_pdf(
                [
                    b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(while(1);)>>>>",
                    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                    page,
                ]
            ),
            None,
        ),
    ]


def _images() -> list[HostileFile]:
    return [
        HostileFile("good.png", good_image(), "accepted"),
        HostileFile("good.tif", good_tiff(), "accepted"),
        HostileFile("rotated.jpg", good_image("JPEG", orientation=6), "accepted"),
        HostileFile("claims_huge.png", png_claiming(60_000, 60_000), "refused"),
        HostileFile("claims_absurd.png", png_claiming(0x7FFFFFFF, 0x7FFFFFFF), "refused"),
        HostileFile("claims_more.png", png_claiming(5_000, 5_000), "refused"),
        HostileFile("bomb.png", _png_bomb(), None),
        HostileFile("cut.png", good_image()[:-20], "refused"),
        HostileFile("cut.jpg", good_image("JPEG", (400, 400))[:-300], "refused"),
        HostileFile("cut.tif", good_tiff(1)[:60], "refused"),
        HostileFile("loop.tif", _tiff_loop(), None),
        HostileFile("head_only.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\xff\xd9", "refused"),
        HostileFile("polyglot.gif", b"GIF89a" + zip_of([("a.xml", good_xml())]), "refused"),
    ]


def _texts() -> list[HostileFile]:
    return [
        HostileFile("good.csv", good_csv(), "accepted"),
        HostileFile("utf16.csv", "a;b\nä;2\n".encode("utf-16"), "accepted"),
        HostileFile("latin1.csv", "a;b\nMüller;2\n".encode("latin-1"), "accepted"),
        HostileFile("nul.csv", b"a,\0b\n1,2\n", "refused"),
        HostileFile("late_nul.csv", b"a,b\n" * 5000 + b"\0,1\n", "refused"),
        HostileFile("program.csv", b"MZ" + b"\0" * 80 + b"PE\0\0" + b"\0" * 200, "refused"),
        HostileFile("huge.csv", b"a,b\n" * (26 * MIB // 4), "refused"),
        HostileFile("cut_utf16.csv", "a;b\n1;2\n".encode("utf-16")[:-1], "refused"),
    ]


def _names_and_labels() -> list[HostileFile]:
    empties = [
        HostileFile(f"empty.{kind}", b"", "refused") for kind in ("pdf", "xml", "zip", "csv", "xlsx", "png")
    ]
    return [
        *empties,
        HostileFile("really_jpeg.pdf", good_image("JPEG"), "accepted"),
        HostileFile("really_pdf.xml", good_pdf(), "accepted"),
        HostileFile("really_web_page.pdf", b"<!DOCTYPE html><html><body>Invoice</body></html>", "refused"),
        HostileFile("really_program.pdf", b"\x7fELF" + b"\0" * 300, "refused"),
        HostileFile("invoice\u202egpj.exe", b"MZ" + b"\0" * 80 + b"PE\0\0", "refused"),
        HostileFile("../../etc/passwd\0.pdf", good_pdf(), "accepted"),
        HostileFile("a" * 5000 + ".xml", good_xml(), "accepted"),
        HostileFile("blanks.csv", b" " * 1000, None),
    ]


def hostile_files() -> list[HostileFile]:
    """All crafted files, about a hundred, each with what must become of it; made once a process."""
    return list(_crafted())


@cache
def _crafted() -> tuple[HostileFile, ...]:
    groups: Sequence[Callable[[], list[HostileFile]]] = (
        _zips, _workbooks, _xmls, _pdfs, _images, _texts, _names_and_labels,
    )  # fmt: skip
    return tuple(file for group in groups for file in group())


def mutated_files(count: int, seed: int = 7) -> list[HostileFile]:
    """Good files with bytes flipped, cut, doubled or pushed in, the same for the same seed."""
    numbers = random.Random(seed)
    seeds = {
        "xlsx": good_xlsx(),
        "xml": good_xml(),
        "csv": good_csv(),
        "pdf": good_pdf(2),
        "png": good_image(),
        "jpg": good_image("JPEG"),
        "tif": good_tiff(),
        "zip": zip_of([("a.xml", good_xml()), ("b.pdf", good_pdf())]),
    }
    made = []
    for number in range(count):
        kind = numbers.choice(sorted(seeds))
        made.append(HostileFile(f"mutated{number}.{kind}", _mutate(bytearray(seeds[kind]), numbers), None))
    return made


def _mutate(data: bytearray, numbers: random.Random) -> bytes:
    at = numbers.randrange(len(data))
    match numbers.randrange(5):
        case 0:
            for _ in range(numbers.randint(1, 30)):
                data[numbers.randrange(len(data))] = numbers.randrange(256)
        case 1:
            del data[at:]
        case 2:
            data[at:at] = numbers.randbytes(numbers.randint(1, 2000))
        case 3:
            data[at : at + numbers.randint(1, 200)] = data[: numbers.randint(1, 200)] * numbers.randint(1, 50)
        case _:
            data.extend(bytes(data))
    return bytes(data)
