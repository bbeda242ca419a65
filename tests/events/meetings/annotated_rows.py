"""The annotated rows of the real and the invented reports, and how what was read is scored against them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from agreements.names.gazetteer import Gazetteer
from agreements.reference.read import places
from events.period import Period
from events.phrases.values import Values, read_values
from events.vocabulary import Kind, MeetingKind, Role
from importers.documents.layouts import recognise
from importers.documents.readers import read
from tests.real import REAL

ANNOTATED = Path(__file__).parent / "annotated"
REGISTERS = ("meetings", "received", "trips", "results", "joint")
REAL_REPORTS = ("international-report-2023-Q2", "international-report-2024-Q4", "agreements-report-2020-Q4")
KINDS = {
    "meetings": {MeetingKind.MEETING},
    "received": {MeetingKind.RECEPTION},
    "trips": {MeetingKind.DELEGATION_VISIT, MeetingKind.TRIP},
    "joint": {MeetingKind.JOINT_PARTICIPATION},
}


@cache
def gazetteer(home: str) -> Gazetteer:
    return Gazetteer(places(), home=home)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedRow:
    number: int
    values: Values
    expected: dict[str, list[dict[str, Any]]]


def real_rows(report: str) -> Iterator[AnnotatedRow]:
    document = recognise(read((REAL / f"{report}.txt").read_bytes()))
    assert document.kind is not None
    expected = {
        register: json.loads((ANNOTATED / f"{report}-{register}.json").read_text("utf-8"))
        for register in REGISTERS
    }
    for row in document.rows:
        number = int(row.cells[Role.NUMBER].strip().rstrip("."))
        yield AnnotatedRow(
            number=number,
            values=read_values(document.kind, document.period, row.cells, gazetteer("ru-67")),
            expected={name: [one for one in told if one["row"] == number] for name, told in expected.items()},
        )


def invented_rows(name: str) -> Iterator[AnnotatedRow]:
    told = json.loads((ANNOTATED / f"invented-{name}.json").read_text("utf-8"))
    for row in told["rows"]:
        kind = Kind(row["kind"])
        cells = {
            role: row[role.value]
            for role in (Role.TITLE, Role.DATES, Role.PLACE, Role.CONTENT, Role.PARTICIPANTS)
            if row.get(role.value)
        }
        if row.get("partner"):
            cells[kind.counterpart_column] = row["partner"]
        yield AnnotatedRow(
            number=row["row"],
            values=read_values(
                kind, Period.parse(_period(row["period"])), cells, gazetteer(told["home_region"])
            ),
            expected=row["expected"],
        )


def _period(words: str) -> str:
    """«IV квартал 2025 года» → 2025-Q4."""
    roman, _quarter, year, *_rest = words.split()
    return f"{year}-Q{ {'I': 1, 'II': 2, 'III': 3, 'IV': 4}[roman] }"
