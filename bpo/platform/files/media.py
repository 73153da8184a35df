"""What bytes are, by looking at them; the name only decides between kinds of text."""

import codecs
import re
from collections import Counter

import puremagic

from bpo.platform.files.names import extension
from bpo.platform.files.zip_directory import listed_names

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
TIFF = "image/tiff"
XML = "application/xml"
HTML = "text/html"
SVG = "image/svg+xml"
JSON = "application/json"
CSV = "text/csv"
TEXT = "text/plain"
ZIP = "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLE = "application/x-ole-storage"
LOCKED_OFFICE = "application/x-ole-encrypted-package"
EMPTY = "application/x-empty"
UNKNOWN = "application/octet-stream"

ARCHIVES = frozenset(
    {
        ZIP,
        "application/gzip",
        "application/x-7z-compressed",
        "application/vnd.rar",
        "application/x-bzip2",
        "application/x-xz",
        "application/x-tar",
    }
)

LABELS = {
    PDF: "a PDF",
    JPEG: "a JPEG image",
    PNG: "a PNG image",
    TIFF: "a TIFF image",
    XML: "an XML file",
    HTML: "a web page (HTML)",
    SVG: "an SVG drawing",
    JSON: "a JSON file",
    CSV: "a CSV table",
    TEXT: "a text file",
    ZIP: "a ZIP archive",
    XLSX: "an Excel workbook (XLSX)",
    DOCX: "a Word document (DOCX)",
    OLE: "an old Office file (XLS, DOC or MSG)",
    LOCKED_OFFICE: "an Office file with a password",
    "image/gif": "a GIF image",
    "image/webp": "a WebP image",
    "image/heic": "a HEIC image",
    "application/gzip": "a GZIP archive",
    "application/vnd.rar": "a RAR archive",
    "application/x-7z-compressed": "a 7-Zip archive",
    "message/rfc822": "an e-mail",
    "application/x-msdownload": "a Windows program",
}

_EXTENSIONS = {
    "pdf": PDF,
    "jpg": JPEG,
    "jpeg": JPEG,
    "png": PNG,
    "tif": TIFF,
    "tiff": TIFF,
    "xml": XML,
    "html": HTML,
    "htm": HTML,
    "svg": SVG,
    "json": JSON,
    "csv": CSV,
    "tsv": CSV,
    "txt": TEXT,
    "zip": ZIP,
    "xlsx": XLSX,
    "docx": DOCX,
    "xls": OLE,
    "doc": OLE,
    "gif": "image/gif",
    "webp": "image/webp",
    "heic": "image/heic",
    "eml": "message/rfc822",
    "exe": "application/x-msdownload",
    "7z": "application/x-7z-compressed",
    "rar": "application/vnd.rar",
    "gz": "application/gzip",
}

_MAGIC = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"II+\0", TIFF),
    (b"MM\0+", TIFF),
    (b"GIF8", "image/gif"),
    (b"\x1f\x8b", "application/gzip"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"\x7fELF", "application/x-executable"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 8192
_MARKUP = re.compile(r"<(\?xml|!--|!doctype|[a-z_][\w.-]*[\s:/>])", re.IGNORECASE)
_MAIL = re.compile(r"(received|return-path|from|date|message-id|mime-version|delivered-to):", re.IGNORECASE)


def label(media_type: str) -> str:
    """What to call a media type in a sentence: "a PDF"."""
    return LABELS.get(media_type, "a file of another kind")


def expected(name: str) -> str | None:
    """The media type the name promises; None where its extension says nothing."""
    return _EXTENSIONS.get(extension(name))


def sniff(content: bytes, name: str = "") -> str:
    """The media type of `content`, all of it or its beginning (a workbook needs all of it).

    `name` is asked only where bytes cannot tell: CSV or plain text, e-mail or plain text.
    """
    if not content:
        return EMPTY
    for magic, media_type in _MAGIC:
        if content.startswith(magic):
            return media_type
    if content.startswith((b"PK\3\4", b"PK\5\6")):
        return _zip_kind(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return LOCKED_OFFICE if "EncryptedPackage".encode("utf-16-le") in content else OLE
    if content.startswith(b"MZ") and b"PE\0\0" in content[:4096]:
        return "application/x-msdownload"
    text = head_text(content)
    if text is not None and (kind := _markup_kind(text)):
        return kind
    if b"%PDF-" in content[:1024]:  # readers allow a little in front (ISO 32000-1, annex H.3.4.1)
        return PDF
    if text is not None:
        return _text_kind(text, name)
    return _other_kind(content)


def text_encoding(content: bytes) -> str:
    """The encoding of a text by its byte order mark or UTF-16's zeros, else UTF-8, else Windows-1252."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding
    head = content[:_HEAD]
    zeros = (head[0::2].count(0), head[1::2].count(0))
    if max(zeros) > len(head) * 0.3 and min(zeros) <= len(head) * 0.02:
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        # A head that was cut within a character is still UTF-8.
        return (
            "utf-8"
            if error.start >= len(content) - 3 and error.reason == "unexpected end of data"
            else "cp1252"
        )
    return "utf-8"


def head_text(content: bytes) -> str | None:
    """The beginning of `content` as text, without its mark; None where it is no text."""
    head = content[:_HEAD]
    text = head.decode(text_encoding(head), errors="replace").lstrip("\ufeff")
    strange = sum(1 for character in text if character < " " and character not in "\t\n\r\f\x1a")
    return None if strange or text.count("\ufffd") > len(text) * 0.05 + 1 else text


def _zip_kind(content: bytes, name: str) -> str:
    names = listed_names(content)
    if "[Content_Types].xml" in names:
        if any(part.startswith("xl/workbook") for part in names):
            return XLSX
        if any(part.startswith("word/document") for part in names):
            return DOCX
    # An Office file that was cut off has lost its directory and still begins like one.
    cut = len(names) == 1 and names[0].startswith(
        ("[Content_Types].xml", "_rels/", "docProps/", "xl/", "word/")
    )
    promised = expected(name)
    return promised if cut and promised in (XLSX, DOCX) else ZIP


def _markup_kind(text: str) -> str | None:
    start = text.lstrip()[:4096]
    if not _MARKUP.match(start):
        return None
    lowered = start.casefold()
    if "<html" in lowered or "<!doctype html" in lowered:
        return HTML
    return SVG if "<svg" in lowered else XML


def _text_kind(text: str, name: str) -> str:
    promised = expected(name)
    if promised == "message/rfc822" and _MAIL.match(text):
        return "message/rfc822"
    if promised in (CSV, TEXT):
        return promised
    if text.lstrip().startswith(("{", "[{", '["')):
        return JSON
    return CSV if _looks_tabular(text) else TEXT


def _looks_tabular(text: str) -> bool:
    lines = [line for line in text.splitlines()[:20] if line.strip()][:-1] or [text]
    for separator in ",;\t|":
        counts = Counter(line.count(separator) for line in lines)
        usual, times = counts.most_common(1)[0]
        if usual and times >= max(2, len(lines) * 0.8):
            return True
    return False


def _other_kind(content: bytes) -> str:
    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1", b"msf1"):
        return "image/heic"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    try:
        matches = puremagic.magic_string(content[:_HEAD])
    except (puremagic.PureError, ValueError):
        return UNKNOWN
    best = next((match for match in matches if match.mime_type and match.confidence >= 0.5), None)
    # Only what is refused anyway is named by the library; what we take has a check of its own above.
    return best.mime_type if best and best.mime_type not in LABELS else UNKNOWN
