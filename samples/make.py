"""Writes the sample documents, byte for byte the same each time: `python -m samples.make`."""

import io
import re
import zipfile
from pathlib import Path

from .international import SAMPLES as INTERNATIONAL
from .interregional import SAMPLES as INTERREGIONAL
from .model import Sample
from .text import text_dump
from .word import word_document
from .workbook import workbook

FOLDER = Path(__file__).resolve().parent
SAMPLES = (*INTERREGIONAL, *INTERNATIONAL)
_WRITERS = {".docx": word_document, ".xlsx": workbook, ".txt": text_dump}
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")  # openpyxl always writes the present moment
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def made(sample: Sample) -> bytes:
    data = _WRITERS[Path(sample.path).suffix](sample)
    return data if sample.path.endswith(".txt") else _timeless(data)


def _timeless(data: bytes) -> bytes:
    """The same archive without the time of writing in its members and properties."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for member in source.infolist():
            entry = zipfile.ZipInfo(member.filename, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, _MODIFIED.sub(rb"\g<1>2025-07-01T09:00:00Z", source.read(member)))
    return result.getvalue()


def main() -> None:
    for sample in SAMPLES:
        path = FOLDER / sample.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(made(sample))


if __name__ == "__main__":
    main()
