"""What the fuzzer feeds to the readers, and what they must never do with it.

A zip says nothing to a fuzzer: a changed byte breaks its checksum. So an input for DOCX and XLSX is the text
of all parts, each after a line `%%% NAME`, and is zipped here. Inputs for plain text and for the guards are
the file itself.
"""

import io
import re
import zipfile
import zlib
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from lxml.etree import XMLSyntaxError

from importers.documents.issues import UnreadableDocument
from importers.documents.layouts import recognise
from importers.documents.readers import docx, text, xlsx
from importers.documents.readers.detect import detect
from importers.documents.readers.guard import Package

PART = re.compile(rb"^%%% ([^\r\n\0]{1,100})\n", re.MULTILINE)

# What the libraries below the readers raise on damage. Anything else is a fault of the reader, which `read`
# would tell the user as a damaged file.
DAMAGE = (
    UnreadableDocument,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    XMLSyntaxError,
    ParseError,
    ExpatError,
)


def zipped(parts: bytes) -> bytes:
    stream = io.BytesIO()
    pieces = PART.split(parts)
    contents = {
        name.decode("latin-1"): content for name, content in zip(pieces[1::2], pieces[2::2], strict=True)
    }
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return stream.getvalue()


def unzipped(data: bytes) -> bytes:
    """The input whose zip has these parts; the inverse of `zipped` but for what is no XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return b"".join(b"%%%%%% %s\n%s\n" % (name.encode(), archive.read(name)) for name in names)


def read_docx(data: bytes) -> None:
    recognise(docx.read(Package(zipped(data))))


def read_xlsx(data: bytes) -> None:
    recognise(xlsx.read(Package(zipped(data))))


def read_text(data: bytes) -> None:
    recognise(text.read(data))


def open_package(data: bytes) -> None:
    """The guards and the detection, on the bytes as they come."""
    detect(data)
    package = Package(data)
    for name in package.names:
        package.read(name)


TARGETS = {"docx": read_docx, "xlsx": read_xlsx, "text": read_text, "package": open_package}


def survives(kind: str, data: bytes) -> bool:
    """Whether the file was read and recognised; False where it was refused in words. Else it raises."""
    try:
        TARGETS[kind](data)
    except DAMAGE:
        return False
    return True
