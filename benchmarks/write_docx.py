"""Writing a report as DOCX and XLSX against a bare lxml tree and bare openpyxl, in the same run.

python benchmarks/write_docx.py [--rows 1000 10000 …] [--repeat 5]; exits 1 where a limit is passed.
"""

import argparse
import io
import math
import random
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from lxml import etree
from openpyxl import Workbook

from events.exports.docx import write_docx
from events.exports.table import Column, EntryLine, Line, ReportTable, SectionLine, Span
from events.exports.xlsx import write_xlsx
from events.vocabulary import Kind, Role

MAX_DOCX_RATIO = 1.0  # × bare lxml tree + zip, on the largest table
MAX_EXPONENT = 1.05
MAX_MEMORY = 10  # MB above the table itself, on the largest table
SECTION_EVERY = 25
MERGE_EVERY = 5

COLUMNS = (
    (Role.NUMBER, "№ п/п"),
    (Role.PARTNER, "Субъект"),
    (Role.TITLE, "Наименование и формат мероприятия"),
    (Role.DATES, "Сроки проведения"),
    (Role.PLACE, "Место проведения"),
    (Role.PARTICIPANTS, "Участники"),
    (Role.CONTENT, "Содержание"),
)
SYLLABLES = ("ба", "ве", "ги", "до", "жу", "зи", "ка", "ле", "мы", "но", "пе", "ра", "ость", "ение", "ский")


def words(chance: random.Random, count: int) -> str:
    """Russian-like words with little repetition, so that they compress like real texts."""
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(1, 5))) for _ in range(count))


def table_of(rows: int) -> ReportTable:
    chance = random.Random(20240101)
    lines: list[Line] = []
    for number in range(1, rows + 1):
        place = (number - 1) % SECTION_EVERY
        if place == 0:
            lines.append(SectionLine(f"Министерство {words(chance, 4)}"))
        cells = (
            f"{number}.",
            f"Область {words(chance, 1)}",
            f"Выставка «{words(chance, 5)}»\n{words(chance, 3)}",
            f"{number % 28 + 1} февраля\n2024 года",
            f"г. Образцовск,\n{words(chance, 4)}",
            f"Представители А.А. Примерова: {words(chance, 10)} – {chance.randint(2, 900)} человек",
            f"{words(chance, 15)}.\n3 марта подписан протокол № {number} {words(chance, 12)}",
        )
        partner = Span.CONTINUE if place % MERGE_EVERY else Span.START
        lines.append(EntryLine(cells, (Span.NONE, partner, *(Span.NONE,) * 5)))
    return ReportTable(
        kind=Kind.INTERREGIONAL_PLAN,
        title="План мероприятий\nна I полугодие 2024 года",
        columns=tuple(Column(heading, role) for role, heading in COLUMNS),
        lines=tuple(lines),
    )


_MERGES = {Span.NONE: "", Span.START: "restart", Span.CONTINUE: "continue"}


def bare_tree(table: ReportTable, out: BinaryIO) -> None:
    """A minimal DOCX built as a tree: no widths, styles, no-break spaces, header or page setup."""
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    document = etree.Element(f"{w}document", nsmap={"w": w[1:-1]})
    tree = etree.SubElement(etree.SubElement(document, f"{w}body"), f"{w}tbl")
    for line in table.lines:
        row = etree.SubElement(tree, f"{w}tr")
        if isinstance(line, SectionLine):
            cells = [(line.text, "gridSpan", str(len(table.columns)))]
        else:
            cells = [
                ("" if span is Span.CONTINUE else text, "vMerge", _MERGES[span])
                for text, span in zip(line.cells, line.spans, strict=True)
            ]
        for text, name, value in cells:
            cell = etree.SubElement(row, f"{w}tc")
            if value:
                etree.SubElement(etree.SubElement(cell, f"{w}tcPr"), f"{w}{name}").set(f"{w}val", value)
            for paragraph in text.split("\n"):
                run = etree.SubElement(etree.SubElement(cell, f"{w}p"), f"{w}r")
                etree.SubElement(run, f"{w}t").text = paragraph
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "word/document.xml", etree.tostring(document, encoding="UTF-8", xml_declaration=True)
        )


def bare_openpyxl(table: ReportTable, out: BinaryIO) -> None:
    """Write-only rows of plain strings: no styles, merges or heights."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in table.lines:
        sheet.append([line.text] if isinstance(line, SectionLine) else list(line.cells))
    book.save(out)


WRITERS: dict[str, Callable[[ReportTable, BinaryIO], None]] = {
    "docx": write_docx,
    "bare lxml tree + zip": bare_tree,
    "xlsx": write_xlsx,
    "bare openpyxl write_only": bare_openpyxl,
}


def seconds(rows: int, repeat: int) -> tuple[dict[str, float], dict[str, int]]:
    """Median time and size of each writer, run in turns so that a busy moment affects all alike."""
    table = table_of(rows)
    times: dict[str, list[float]] = {name: [] for name in WRITERS}
    sizes: dict[str, int] = {}
    for _ in range(repeat):
        for name, write in WRITERS.items():
            out = io.BytesIO()
            start = time.process_time()
            write(table, out)
            times[name].append(time.process_time() - start)
            sizes[name] = len(out.getvalue())
    return {name: statistics.median(found) for name, found in times.items()}, sizes


def measure_memory(name: str, rows: int) -> float:
    """MB that writing adds to the process that holds the table, in a process of its own."""
    command = [sys.executable, __file__, "--memory-of", name, "--rows", str(rows)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def added_memory(name: str, rows: int) -> float:
    WRITERS[name](table_of(2), io.BytesIO())  # what is loaded once is no part of the writing
    table = table_of(rows)
    before = peak_memory()
    with open("/dev/null", "wb") as out:
        WRITERS[name](table, _Sink(out))
    return peak_memory() - before


def peak_memory() -> float:
    """MB. Not getrusage: a child starts with the peak of its parent there."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


class _Sink(io.RawIOBase, BinaryIO):
    """A file that discards everything, like a streamed response."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        return self._out.write(data)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--memory-of", choices=WRITERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.memory_of:
        print(added_memory(options.memory_of, options.rows[0]))
        return 0

    print(f"median of {options.repeat}, CPU seconds")
    print(f"{'rows':>8} {'writer':<26} {'seconds':>8} {'× peer':>7} {'rows/s':>8} {'file MB':>8} {'+ MB':>7}")
    medians: list[dict[str, float]] = []
    memory = 0.0
    for rows in options.rows:
        found, sizes = seconds(rows, options.repeat)
        medians.append(found)
        names = list(WRITERS)
        for place, name in enumerate(names):
            peer = found[names[place | 1]]
            added = measure_memory(name, rows)
            memory = added if name == "docx" else memory
            speed = rows / found[name]
            print(
                f"{rows:>8} {name:<26} {found[name]:>8.3f} {found[name] / peer:>7.2f} {speed:>8.0f}"
                f" {sizes[name] / 1e6:>8.2f} {added:>7.1f}"
            )
    ratio = medians[-1]["docx"] / medians[-1]["bare lxml tree + zip"]
    failures = [f"docx costs {ratio:.2f} of a bare tree, limit {MAX_DOCX_RATIO}"] * (ratio > MAX_DOCX_RATIO)
    if memory > MAX_MEMORY:
        failures.append(f"docx needs {memory:.1f} MB above the table, limit {MAX_MEMORY}")
    if len(options.rows) > 1:
        growth = math.log(medians[-1]["docx"] / medians[0]["docx"]) / math.log(
            options.rows[-1] / options.rows[0]
        )
        print(f"docx grows with exponent {growth:.2f}, limit {MAX_EXPONENT}")
        if growth > MAX_EXPONENT:
            failures.append(f"docx grows with exponent {growth:.2f}, limit {MAX_EXPONENT}")
    print("\n".join(failures) or f"within limits: docx {ratio:.2f} ≤ {MAX_DOCX_RATIO} × bare lxml tree + zip")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
