"""A folder of documents loaded in one go: stopped and begun again, summed up at the end."""

import json
import os
import signal
from contextlib import nullcontext
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from events.models import Entry, Report
from importers.management.commands import import_documents
from importers.models import ImportRun
from importers.undoing import undo_import
from tests.importers.dumps import CULTURE, dump, plan_row

pytestmark = pytest.mark.django_db


def plan(period: str, *titles: str) -> bytes:
    title = f"План мероприятий в сфере межрегионального сотрудничества\nна {period}"
    return dump([(CULTURE, [plan_row(one) for one in titles])], title=title)


def run(*paths: Path, code: int | None = None, **options) -> tuple[dict, str]:
    """The object that --json --summary prints."""
    out, err = StringIO(), StringIO()
    with nullcontext() if code is None else pytest.raises(SystemExit, match=str(code)):
        call_command(
            "import_documents", *map(str, paths), json=True, summary=True, stdout=out, stderr=err, **options
        )
    return json.loads(out.getvalue()), err.getvalue()


def said(*paths: Path, **options) -> str:
    out = StringIO()
    call_command("import_documents", *map(str, paths), stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, period in enumerate(("I полугодие 2023 года", "II полугодие 2023 года", "2025 год"), 1):
        (tmp_path / f"{number} план.txt").write_bytes(plan(period, f"Ярмарка {number}", f"Слет {number}"))
    return tmp_path


def test_what_is_in_is_not_read_again(folder: Path) -> None:
    first, _errors = run(folder)
    assert first["summary"]["files"] == {"imported": 3, "updated": 0, "unchanged": 0, "failed": 0}
    again, _errors = run(folder)
    assert [(done["status"], done["rows"]) for done in again["files"]] == [("unchanged", [])] * 3
    assert all(done["loaded_at"] for done in again["files"])
    assert (again["summary"]["already"], again["summary"]["rows"]) == (3, {})
    assert ImportRun.objects.count() == 3


def test_a_file_named_by_itself_and_one_asked_for_again_are_read(folder: Path) -> None:
    run(folder)
    for paths, options in (([folder / "1 план.txt"], {}), ([folder], {"again": True})):
        done, _errors = run(*paths, **options)
        assert (done["files"][0]["status"], len(done["files"][0]["rows"])) == ("unchanged", 2)
        assert done["summary"]["already"] == 0


def test_an_undone_import_and_another_target_are_read(folder: Path) -> None:
    run(folder)
    undo_import(ImportRun.objects.order_by("id").first())
    done, _errors = run(folder)
    assert [one["status"] for one in done["files"]] == ["imported", "unchanged", "unchanged"]
    done, _errors = run(folder, department=CULTURE)
    assert done["summary"]["already"] == 0


def test_the_same_bytes_under_another_name_come_in_once(folder: Path) -> None:
    (folder / "4 копия.txt").write_bytes((folder / "1 план.txt").read_bytes())
    done, _errors = run(folder)
    assert (done["summary"]["already"], Entry.objects.count()) == (1, 6)


def test_an_older_version_does_not_come_back_with_the_next_go(folder: Path) -> None:
    (folder / "1 план уточненный.txt").write_bytes(
        plan("I полугодие 2023 года", "Ярмарка 1", "Слет 1", "Круглый стол")
    )
    for _turn in range(2):
        run(folder)
        report = Report.objects.get(period_code="2023-H1")
        assert [entry.cells["title"] for entry in report.entries.order_by("order")] == [
            *("Ярмарка 1", "Слет 1", "Круглый стол"),
        ]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_go_between_two_documents(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    """Sent while the second document is written: it comes in whole, the third does not."""
    load = import_documents.import_document

    def stopped(upload, *arguments, **options):
        if upload.name.endswith("2 план.txt"):
            os.kill(os.getpid(), number)
        return load(upload, *arguments, **options)

    monkeypatch.setattr(import_documents, "import_document", stopped)
    handler = signal.getsignal(number)
    done, errors = run(folder, code=130)
    assert signal.getsignal(number) is handler
    assert errors
    assert (done["summary"]["stopped"], len(done["files"]), Entry.objects.count()) == (True, 2, 4)
    monkeypatch.undo()
    done, _errors = run(folder)
    assert [one["status"] for one in done["files"]] == ["unchanged", "unchanged", "imported"]
    assert (done["summary"]["stopped"], Entry.objects.count()) == (False, 6)


def test_the_summary_says_what_is_in_doubt_refused_and_lacking(folder: Path) -> None:
    (folder / "4 письмо.txt").write_text("Уважаемые коллеги!\n\nНаправляем сведения.\n")
    (folder / "5 план.txt").write_bytes(plan("2025 год", "Ярмарка 3", "Слет 3", "Круглый стол"))
    done, _errors = run(folder, code=1)
    summary = done["summary"]
    assert summary["files"] == {"imported": 3, "updated": 1, "unchanged": 0, "failed": 1}
    assert summary["rows"] == {"new": 7, "changed": 0, "unchanged": 2, "missing": 0}
    assert [(one["file"], one["code"]) for one in summary["refused"]] == [
        (str(folder / "4 письмо.txt"), "no-table")
    ]
    counted = {one["code"]: one["count"] for one in summary["issues"]}
    issues = [
        issue["code"]
        for file in done["files"]
        if file["status"] != "failed"
        for issue in (*file["issues"], *(issue for row in file["rows"] for issue in row["issues"]))
    ]
    assert counted == {code: issues.count(code) for code in issues}
    assert sum(summary["severities"].values()) == len(issues)
    assert summary["of_one_document"] == [[str(folder / "3 план.txt"), str(folder / "5 план.txt")]]
    assert summary["missing"] == [
        {"kind": "interregional_plan", "periods": ["2024"], "about": None, "incomplete": False}
    ]


def test_the_same_is_said_in_words(folder: Path) -> None:
    text = said(folder)
    assert "Плана межрегиональных мероприятий на 2024 год в реестре нет." in text
    assert "4 × outside-period" in text
    assert len(said(folder / "1 план.txt").splitlines()) == 1  # one file has nothing to be summed up
