"""A reader that fails unforeseen leaves its traceback in the log, and nothing of the document."""

import hashlib
import logging

import pytest

from importers.documents.issues import UnreadableDocument
from importers.documents.readers import read
from tests.importers.documents.readers.test_xlsx import raw

SECRET = raw('<sheetData><row r="1"><c r="A1" t="str"><v>тайна</v></c></row></sheetData>')


def test_an_unforeseen_failure_is_a_refusal_and_a_traceback_without_cell_texts(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The message of int() quotes the cell.
    monkeypatch.setattr("importers.documents.readers.xlsx.sheet.unescaped", int)
    with caplog.at_level(logging.INFO, "importers"), pytest.raises(UnreadableDocument) as refused:
        read(SECRET, "отчет.xlsx")
    assert refused.value.issue.code == "damaged"
    (record,) = caplog.records
    assert (record.name, record.levelno) == ("importers.documents.readers", logging.WARNING)
    logged = record.getMessage()
    assert hashlib.sha256(SECRET).hexdigest() in logged
    assert "builtins.ValueError" in logged
    assert "in _end_cell" in logged
    assert "тайна" not in logged
    assert "отчет" not in logged


def test_a_refusal_that_a_reader_means_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "importers"), pytest.raises(UnreadableDocument):
        read(b"%PDF-1.4")
    assert caplog.records == []
