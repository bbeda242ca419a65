"""Whatever a file does to the child that reads it, the parent gets a document or one clear refusal."""

import hashlib
import logging
import os
import signal
from pathlib import Path

import pytest

from importers.documents.issues import UnreadableDocument
from importers.documents.layouts import recognise
from importers.documents.readers import read
from importers.uploads import sandbox
from importers.uploads.sandbox import Limits, read_document
from tests.importers.documents.readers.test_failures import SECRET
from tests.importers.dumps import CULTURE, dump, plan_row

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "samples" / "documents"
SAMPLE = "interregional-plan-2025-H1.docx"
PLAN = dump([(CULTURE, [plan_row("Ярмарка")])])


@pytest.mark.parametrize("name", ["interregional-plan-2025-H1.docx", "interregional-plan-2025-H2.xlsx"])
def test_a_child_reads_what_is_read_without_one(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    assert read_document(data, name) == recognise(read(data, name))


def test_the_child_hands_its_traceback_to_the_log_of_the_parent(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # The message of int() quotes the cell. A child begins with what it finds under this name.
    failing = "import importers.documents.readers.xlsx.sheet as sheet\nsheet.unescaped = int\n"
    (tmp_path / "sitecustomize.py").write_text(failing)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{ROOT}")
    with caplog.at_level(logging.INFO, "importers"), pytest.raises(UnreadableDocument) as refused:
        read_document(SECRET, "отчет.xlsx")
    assert refused.value.issue.code == "damaged"
    (record,) = caplog.records
    logged = record.getMessage()
    assert (record.name, record.levelno) == ("importers.uploads.sandbox", logging.WARNING)
    assert logged.startswith(f"Log of the read process for file {hashlib.sha256(SECRET).hexdigest()}:\n")
    assert "builtins.ValueError" in logged
    assert "in _end_cell" in logged
    assert "тайна" not in logged


def test_a_child_that_gives_no_answer_is_logged_with_how_it_ended(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "importers"), pytest.raises(UnreadableDocument):
        read_document(PLAN, "план.txt", limits=Limits(wall=0.01))
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert "(time: EOFError)" in record.getMessage()
    assert f"exit status {-signal.SIGKILL}" in record.getMessage()
    assert "план.txt" not in record.getMessage()


def test_a_child_that_used_up_its_processor_time_leaves_its_frames(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "importers"), pytest.raises(UnreadableDocument):
        read_document((SAMPLES / SAMPLE).read_bytes(), "план.docx", limits=Limits(cpu=0))
    frames, ending = caplog.messages
    assert "sandbox.py" in frames
    assert f"exit status {-signal.SIGXCPU}" in ending


def test_a_refusal_of_the_child_is_one_of_the_parent() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_document(b"%PDF-1.4", "письмо.pdf")
    assert refused.value.issue.code == "wrong-type"


@pytest.mark.parametrize(
    "limits",
    [
        Limits(memory=40 * 1024 * 1024),
        Limits(wall=0.01),
        Limits(cpu=0),
    ],
    ids=["memory", "clock", "processor"],
)
def test_a_child_over_its_limits_is_ended_with_a_clear_word(limits: Limits) -> None:
    data = (SAMPLES / "interregional-plan-2025-H1.docx").read_bytes()
    with pytest.raises(UnreadableDocument) as refused:
        read_document(data, "план.docx", limits=limits)
    assert refused.value.issue.code == "too-complex"


def test_the_next_file_is_read_after_one_that_ended_its_child() -> None:
    with pytest.raises(UnreadableDocument):
        read_document(PLAN, "план.txt", limits=Limits(wall=0.01))
    assert len(read_document(PLAN, "план.txt").rows) == 1


def test_a_file_larger_than_a_pipe_is_read_and_the_rows_are_told() -> None:
    plan = dump([(CULTURE, [plan_row(f"Ярмарка {number} " + "слово " * 40) for number in range(400)])])
    told: list[int | None] = []
    assert len(read_document(plan, "план.txt", report_progress=told.append).rows) == 400
    assert set(told) <= {None, 402}


def test_no_more_children_run_at_once_than_the_machine_bears(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "AT_ONCE", 1)
    with sandbox._slot(60), pytest.raises(UnreadableDocument) as refused, sandbox._slot(0.2):
        pass
    assert refused.value.issue.code == "reader-busy"
    assert len(read_document(PLAN, "план.txt").rows) == 1
