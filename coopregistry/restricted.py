"""Tells a file that bears a mark of restricted access, before anything of it is stored or logged.

The mark is a line of its own («Для служебного пользования», «ДСП», «Секретно», with the number of the copy)
or stands in the file's name: «плиты ДСП» in a row is no mark. Looked through are Word, Excel, OpenDocument,
RTF and plain text.
"""

import re
import zlib
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

_MOST = 20 * 1024 * 1024  # bytes looked at of each part of a file
_PARTS = re.compile(
    r"(?:word/(?:document|header\d*|footer\d*)|xl/(?:sharedStrings|worksheets/sheet\d+)|content|styles)\.xml",
    re.IGNORECASE,
)
_END_OF_LINE = re.compile(
    r"</(?:w:p|si|text:p|text:h|is|oddHeader|oddFooter)>|<(?:w:br|w:tab|w:cr|text:line-break)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
_BESIDE = re.compile(r"\b(?:экз(?:емпляр\w*)?|прил(?:ожение)?|n|пункт|п|перечня)\b|[\W\d_]+", re.IGNORECASE)
_MARKS = frozenset(
    (
        "для служебного пользования",
        "дсп",
        "секретно",
        "совершенно секретно",
        "сов секретно",
        "особой важности",
    )
)
_LONGEST = 120  # characters of a line that is nothing but a mark
_NAME = re.compile(
    r"(?<![^\W_])(?:дсп|секретно|для[\s_]+служебного[\s_]+пользования)(?![^\W_])", re.IGNORECASE
)
_RTF_SIGN = re.compile(rb"\\'([0-9a-fA-F]{2})|\\u(-?\d+)\??")
_RTF_LINE = re.compile(rb"\\(?:par|line|cell|row)\b ?")
_RTF_WORD = re.compile(rb"\\[a-z]+-?\d* ?|[{}]")


def is_restricted(name: str, data: bytes) -> bool:
    """Never fails: what cannot be opened here is refused by its reader."""
    return _NAME.search(name) is not None or any(map(_is_mark, _lines(data)))


def _is_mark(line: str) -> bool:
    return len(line) <= _LONGEST and " ".join(_BESIDE.sub(" ", line).split()).casefold() in _MARKS


def _lines(data: bytes) -> Iterator[str]:
    if data.startswith(b"PK"):
        for markup in _xml_parts(data):
            text = _TAG.sub("", _END_OF_LINE.sub("\n", markup))
            yield from unescape(text).splitlines()
    elif data.startswith(b"{\\rtf"):
        yield from _of_rtf(data[:_MOST]).splitlines()
    elif data.startswith(b"\xd0\xcf\x11\xe0"):  # the old formats hold text in one of two encodings
        for encoding in ("utf-16-le", "cp1251"):
            text = data[:_MOST].decode(encoding, "replace")
            yield from re.split(r"[\x00-\x1f\ufffd]+", text)
    else:
        for encoding in ("utf-8", "cp1251"):
            yield from data[:_MOST].decode(encoding, "replace").splitlines()


def _xml_parts(data: bytes) -> Iterator[str]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            for part in archive.namelist():
                if _PARTS.fullmatch(part):
                    with archive.open(part) as opened:
                        yield opened.read(_MOST).decode("utf-8", "replace")
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        return


def _of_rtf(data: bytes) -> str:
    def sign(match: re.Match[bytes]) -> bytes:
        if match[1]:
            return bytes([int(match[1], 16)])
        return chr(int(match[2]) % 0x10000).encode("cp1251", "replace")

    signs = _RTF_SIGN.sub(sign, _RTF_LINE.sub(b"\n", data))
    return _RTF_WORD.sub(b"", signs).decode("cp1251", "replace")
