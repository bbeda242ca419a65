"""Writes an archive of invented plans and reports of ten years, the same bytes for the same arguments.

python benchmarks/make_archive.py FOLDER [--years 10] [--first-year 2015] [--seed 1]

Beside FOLDER stands FOLDER.json: what is right to read in each file, row by row, and what must be refused.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from samples.make import made
from samples.model import Sample, Section

from .documents import Archive, Archived

LETTER = "Уважаемые коллеги!\n\nНаправляем запрошенные сведения почтой.\n"


def write_archive(folder: Path, *, seed: int = 1, first_year: int = 2015, years: int = 10) -> dict[str, Any]:
    archive = Archive(seed=seed, first_year=first_year, years=years)
    documents = list(archive.documents())
    truth: dict[str, Any] = {"files": {}, "refused": {}, "again": [], "newer": {}}
    for document in documents:
        _write(folder / document.sample.path, made(document.sample))
        truth["files"][document.sample.path] = _right(document)
    for path, content, code in _refused():
        _write(folder / path, content)
        truth["refused"][path] = code
    plans = [document for document in documents if document.kind.is_plan and len(document.rows) > 20]
    copied, bettered = plans[0].sample, plans[-1]
    copy = f"{copied.path.rpartition('.')[0]} - копия.{copied.path.rpartition('.')[2]}"
    _write(folder / copy, made(copied))
    truth["again"].append(copy)
    newer = _bettered(bettered.sample)
    _write(folder / newer.path, made(newer))
    truth["newer"][newer.path] = {"of": bettered.sample.path, "changed": 2}
    truth["missing"] = [[kind.value, period.code] for kind, period in archive.omitted]
    folder.with_name(f"{folder.name}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1))
    return truth


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _right(document: Archived) -> dict[str, Any]:
    rows = []
    for index, one in enumerate(document.rows):
        typo, touches = document.spoilt.get(index, ("", ""))
        named = one.partners[:1] if document.kind.value == "agreements_report" else one.partners
        rows.append(
            {
                "start": str(one.start),
                "end": str(one.end),
                "subjects": sorted(place.name for place in named) if one.country is None else [],
                "countries": [one.country.name] if one.country is not None else [],
                "participants_count": one.count,
                "signed": one.signed,
                "agreed": one.agreed,
                "typo": typo,
                "touches": touches,
            }
        )
    return {
        "kind": document.kind.value,
        "period": document.period.code,
        "is_agreement_plan": document.period.last_year is not None,
        "rows": rows,
    }


def _refused() -> Iterator[tuple[str, bytes, str]]:
    yield "Разное/Письмо о сведениях.txt", LETTER.encode(), "no-table"
    yield "Разное/пустой.docx", b"", "empty-file"
    yield "Разное/поврежденный.docx", b"PK\x03\x04" + b"\x00" * 40, "damaged"
    yield "Разное/снимок.docx", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "wrong-type"
    restricted = f"Для служебного пользования\n{LETTER}"
    yield "Разное/Сведения ДСП.txt", restricted.encode(), "restricted"


def _bettered(sample: Sample) -> Sample:
    """The same plan sent again: one row reworded, one added."""
    first, *others = sample.content
    row = first.rows[0]
    rows = ((*row[:1], f"{row[1]} (уточнено)", *row[2:]), *first.rows[1:], (row[0], "Круглый стол", *row[2:]))
    stem, _dot, suffix = sample.path.rpartition(".")
    content = (Section(heading=first.heading, rows=rows), *others)
    return replace(sample, path=f"{stem} уточненный.{suffix}", content=content)
