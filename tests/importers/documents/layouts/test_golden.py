"""Each document in tests/documents is read as its golden file says; `pytest --regenerate` rewrites these."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from importers.documents.document import Document
from importers.documents.issues import DocumentIssue, UnreadableDocument
from importers.documents.layouts import LAYOUTS, recognise
from importers.documents.readers import read

ROOT = Path(__file__).resolve().parents[4]
DOCUMENTS = ROOT / "tests" / "documents"
SPECIMENS = sorted(path for path in DOCUMENTS.glob("*/*") if path.suffix != ".json")


def as_plain(document: Document) -> dict[str, Any]:
    return {
        "layout": document.layout,
        "kind": document.kind,
        "is_plan": document.is_plan,
        "period": document.period and document.period.code,
        "basis": document.basis,
        "partner_phrase": document.partner_phrase,
        "agreement_phrase": document.agreement_phrase,
        "department_phrase": document.department_phrase,
        "department_signed": document.department_signed,
        "title": document.title,
        "headings": [[heading.role, heading.text] for heading in document.headings],
        "column_numbers": document.column_numbers,
        "sections": [section.text for section in document.sections],
        "rows": [
            {
                "section": row.section,
                "number": row.number,
                "cells": dict(row.cells),
                **({"extra": dict(row.extra)} if row.extra else {}),
                **({"continued": dict(row.continued)} if row.continued else {}),
                "place": f"table {row.source.table}, row {row.source.row}",
            }
            for row in document.rows
        ],
        "notes": document.notes,
        "extras": document.extras,
        "issues": [_plain_issue(issue) for issue in document.issues],
    }


def _plain_issue(issue: DocumentIssue) -> dict[str, Any]:
    return {name: value for name, value in asdict(issue).items() if value and name != "place"} | {
        "place": {name: value for name, value in asdict(issue.place).items() if value}
    }


def reading(path: Path) -> str:
    try:
        found: dict[str, Any] = as_plain(recognise(read(path.read_bytes(), path.name)))
    except UnreadableDocument as error:
        found = {"refused": _plain_issue(error.issue)}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_document_reads_as_its_golden_file_says(path: Path, request: pytest.FixtureRequest) -> None:
    golden = path.with_name(f"{path.name}.json")
    if request.config.getoption("--regenerate"):
        golden.write_text(reading(path), encoding="utf-8")
    assert reading(path) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_layout_has_a_golden_document(layout: Any) -> None:
    goldens = [
        json.loads(path.read_text(encoding="utf-8")) for path in DOCUMENTS.glob(f"{layout.name}/*.json")
    ]
    assert {golden["layout"] for golden in goldens} == {layout.name}


def test_every_golden_file_has_its_document() -> None:
    goldens = sorted(path.with_suffix("") for path in DOCUMENTS.glob("*/*.json"))
    assert goldens == SPECIMENS


@pytest.mark.parametrize("name", [".ci/run", "Makefile", "pyproject.toml"])
def test_nothing_regenerates_by_itself(name: str) -> None:
    """Golden files rewritten in the same run would prove nothing."""
    path = ROOT / name
    if not path.exists():
        pytest.skip(f"{name} is not there yet")
    assert "--regenerate" not in path.read_text(encoding="utf-8")
