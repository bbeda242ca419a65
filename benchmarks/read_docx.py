"""Reading a DOCX into a Grid against unzip + lxml parse + text of every cell, in the same run.

python benchmarks/read_docx.py [--rows 1000 10000 …] [--repeat 5]; exits 1 where a limit is passed.
"""

import argparse
import io
import math
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lxml import etree

from importers.documents.grid import Grid
from importers.documents.readers import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAX_RATIO = 1.5
MAX_EXPONENT = 1.1
SECTION_EVERY = 25
MERGED_ROWS = 5

Run = Callable[[str], str]


class Measured(NamedTuple):
    rows: int
    xml: float  # MB
    limit: float  # s
    reading: float  # s

    @property
    def ratio(self) -> float:
        return self.reading / self.limit


def typed(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def edited(text: str) -> str:
    """A document edited for years: fonts on every run, split words, insertions, deletions, bookmarks."""
    font = '<w:rPr><w:rFonts w:ascii="PT Serif" w:hAnsi="PT Serif"/><w:sz w:val="24"/></w:rPr>'
    half = len(text) // 2
    return (
        f'<w:bookmarkStart w:id="0" w:name="b"/><w:r w:rsidR="00A1">{font}'
        f'<w:t xml:space="preserve">{text[:half]}</w:t></w:r><w:ins w:id="1" w:author="a"><w:r>{font}'
        f'<w:t xml:space="preserve">{text[half:]}</w:t></w:r></w:ins><w:del w:id="2" w:author="a">'
        f'<w:r>{font}<w:delText>снято</w:delText></w:r></w:del><w:bookmarkEnd w:id="0"/>'
    )


def document(rows: int, run: Run) -> bytes:
    """A plan of this many rows: automatic numbers, sections across the table, merged partner cells."""
    choice = random.Random(rows)
    words = ["выставка", "встреча", "обмен", "опытом", "специалистов", "мастеров", "учебной", "области"]

    def phrase(length: int) -> str:
        return " ".join(choice.choices(words, k=length))

    number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = ["<w:tblGrid>", '<w:gridCol w:w="2000"/>' * 7, "</w:tblGrid>"]
    for row in range(rows):
        if row % SECTION_EVERY == 0:
            section = (
                f'<w:tc><w:tcPr><w:gridSpan w:val="7"/></w:tcPr><w:p>{run("Учебный отдел")}</w:p></w:tc>'
            )
            body.append(f"<w:tr>{section}</w:tr>")
        continued = row % MERGED_ROWS and row % SECTION_EVERY
        merge = "<w:vMerge/>" if continued else '<w:vMerge w:val="restart"/>'
        cells = [
            ("", [f"<w:p>{number}</w:p>"]),
            (merge, ["<w:p/>" if continued else paragraph(run(phrase(2)))]),
            ("", [paragraph(run(phrase(12)))]),
            ("", [paragraph(run("12-14 февраля")), paragraph(run("2024 года"))]),
            ("", [paragraph(run("г. Учебный,")), paragraph(run(phrase(3)))]),
            ("", [paragraph(run(phrase(20)))]),
            ("", [paragraph(run(phrase(8))), paragraph(run(f"Всего – {row} человек"))]),
        ]
        body.append('<w:tr w:rsidR="00A1"><w:trPr><w:cantSplit/></w:trPr>')
        body += (
            f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{properties}</w:tcPr>{"".join(paragraphs)}</w:tc>'
            for properties, paragraphs in cells
        )
        body.append("</w:tr>")
    return zipped("".join(body))


def paragraph(content: str) -> str:
    return f'<w:p w:rsidR="00A1"><w:pPr><w:jc w:val="both"/></w:pPr>{content}</w:p>'


def zipped(table: str) -> bytes:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": relationship("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": relationship("numbering", "numbering.xml"),
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body><w:p>{typed("План мероприятий")}</w:p>'
        f"<w:tbl>{table}</w:tbl><w:p/></w:body></w:document>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def relationship(kind: str, target: str) -> str:
    inner = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def limit(data: bytes) -> list[str]:
    """The least any reader has to do: no merges, no numbers, deleted text left in."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return ["".join(cell.itertext()) for cell in root.iter(f"{{{W}}}tc")]


def seconds(work: Callable[[bytes], object], data: bytes) -> float:
    start = time.process_time()
    work(data)
    return time.process_time() - start


def measure(rows: int, run: Run, repeat: int) -> Measured:
    data = document(rows, run)
    check(read(data), rows)
    pairs = [(seconds(limit, data), seconds(read, data)) for _ in range(repeat)]  # in turn: load hits both
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.getinfo("word/document.xml").file_size / 1e6
    return Measured(rows, xml, *(statistics.median(times) for times in zip(*pairs, strict=True)))


def check(grid: Grid, rows: int) -> None:
    """Only a reader that loses nothing is timed."""
    (table,) = grid.tables
    numbered = [row for row in table.rows if len(row.cells) == 7]
    assert [row.cells[0].text for row in numbered] == [f"{number}." for number in range(1, rows + 1)]
    assert all("снято" not in cell.text for row in numbered for cell in row.cells)


def peak(path: Path) -> float:
    """Peak memory in MB of a process of its own that reads the file, or only loads the readers."""
    command = [sys.executable, __file__, "--peak", str(path)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def peak_of_this_process() -> float:
    """In MB. Where Linux tells, by this program alone: ru_maxrss starts from that of the parent."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 30_000])
    arguments.add_argument("--repeat", type=int, default=5)
    arguments.add_argument("--peak", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.peak:
        if given.peak.exists():
            read(given.peak.read_bytes())
        print(peak_of_this_process())
        return 0
    failed = False
    print("shape   rows    XML MB  limit s  reading s  ratio  (<= 1.5)  growth (<= 1.1)  peak MB over start")
    for name, run in (("typed", typed), ("edited", edited)):
        before: Measured | None = None
        for rows in given.rows:
            if name == "edited" and rows > 10_000:
                continue  # larger ones pass the guard on the size of a part
            now = measure(rows, run, given.repeat)
            growth = 0.0 if before is None else exponent(before, now)
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "plan.docx"
                nothing = peak(path)
                path.write_bytes(document(rows, run))
                memory = peak(path) - nothing
            failed |= now.ratio > MAX_RATIO or growth > MAX_EXPONENT
            print(
                f"{name:7} {rows:<7} {now.xml:6.1f}  {now.limit:7.3f}  {now.reading:9.3f}  {now.ratio:5.2f}"
                f"            {growth or math.nan:5.2f}            {memory:6.0f}",
                flush=True,
            )
            before = now
    return int(failed)


def exponent(before: Measured, now: Measured) -> float:
    return math.log(now.reading / before.reading) / math.log(now.rows / before.rows)


if __name__ == "__main__":
    sys.exit(main())
