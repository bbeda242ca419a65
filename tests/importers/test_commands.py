"""The command line: files in, one object for each out, the same files again."""

import json
import zipfile
from contextlib import nullcontext
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from coopregistry.models import Change
from coopregistry.office import convert
from events.models import Entry, Report
from importers.models import SourceDocument
from tests.importers.dumps import CULTURE, dump, plan_row
from tests.needs import needs_office
from tests.real import REAL, needs_real

pytestmark = pytest.mark.django_db

DOCUMENTS = {
    "interregional-plan-2024-H1": ("interregional_plan", "2024-H1"),
    "interregional-plan-2022-H2": ("interregional_plan", "2022-H2"),
    "agreements-report-2020-Q4": ("agreements_report", "2020-Q4"),
    "international-report-2024-Q4": ("international_report", "2024-Q4"),
    "international-report-2023-Q2": ("international_report", "2023-Q2"),
}
FOLDED = ("partner", "agreement", "title", "dates", "place", "participants", "content", "section")


def run(*paths: Path, fails: bool = False, **options) -> tuple[list[dict], str]:
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit, match="1") if fails else nullcontext():
        call_command("import_documents", *map(str, paths), json=True, stdout=out, stderr=err, **options)
    return json.loads(out.getvalue()), err.getvalue()


def squeezed(row: dict) -> dict:
    return {key: " ".join((value or "").split()) if key in FOLDED else value for key, value in row.items()}


def values_of(outcome: dict) -> list[dict]:
    """Rows without their issues: a blank cell of a Word table is said, one of a text dump is not."""
    return [{**squeezed(row), "issues": None} for row in outcome["rows"]]


@needs_real
def test_the_five_documents_come_in_whole() -> None:
    paths = sorted(REAL.glob("*.txt"))
    outcomes, errors = run(*paths)
    assert errors == ""
    assert [outcome["status"] for outcome in outcomes] == ["imported"] * 5
    assert sum(len(outcome["rows"]) for outcome in outcomes) == 208
    sections = {(outcome["file"], row["section"]) for outcome in outcomes for row in outcome["rows"]}
    assert len(sections) == 41
    assert sum(len(outcome["report"]["notes"]) for outcome in outcomes) == 2
    assert sum(len(entry.continued) for entry in Entry.objects.all()) == 22
    assert {
        Path(outcome["file"]).stem: (outcome["report"]["kind"], outcome["report"]["period"])
        for outcome in outcomes
    } == DOCUMENTS
    again, _errors = run(*paths)
    assert [outcome["status"] for outcome in again] == ["unchanged"] * 5


@needs_real
def test_every_cell_of_the_five_documents_is_the_source_s() -> None:
    """Each cell, read off the dump by its tabs alone, stands in the rows in the same order."""
    for path in REAL.glob("*.txt"):
        source = path.read_text().replace("[bookmark: _GoBack]", "")
        cells = [" ".join(cell.split()) for cell in source.split("\t")[1:]]
        ((outcome,), _errors) = run(path)
        headings = outcome["report"]["headings"]
        printed = [" ".join(heading.split()) for heading in headings]
        entries = Entry.objects.filter(report__period_code=outcome["report"]["period"])
        report = Report.objects.get(kind=outcome["report"]["kind"], period_code=outcome["report"]["period"])
        roles = [role for _heading, role in report.headings]
        section = None
        for entry in entries.filter(report=report).order_by("section__order", "order"):
            if entry.section.title != section:
                section = entry.section.title
                printed.append(" ".join(section.split()))
            printed += [
                "" if role in entry.continued else " ".join(entry.cells[role].split()) for role in roles
            ]
        printed += [" ".join(note.split()) for note in report.notes]
        assert printed == cells, path.name


@needs_real
@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_what_is_exported_comes_in_unchanged(tmp_path: Path, format: str) -> None:
    first, _errors = run(*sorted(REAL.glob("*.txt")))
    for kind, period in DOCUMENTS.values():
        call_command(
            "export_report", kind, period, format=format, output=tmp_path / f"{kind}-{period}.{format}"
        )
    changes = Change.objects.count()
    again, errors = run(tmp_path)
    assert errors == ""
    assert [outcome["status"] for outcome in again] == ["unchanged"] * 5
    assert Change.objects.count() == changes
    by_report = {(one["report"]["kind"], one["report"]["period"]): one for one in first}
    for outcome in again:
        before = by_report[outcome["report"]["kind"], outcome["report"]["period"]]
        assert values_of(outcome) == values_of(before)
        for part in ("title", "headings", "notes"):
            assert str(outcome["report"][part]).split() == str(before["report"][part]).split()


@needs_real
@needs_office
@pytest.mark.parametrize("format", ["doc", "odt", "rtf"])
def test_other_office_formats_give_the_same_cells(tmp_path: Path, format: str) -> None:
    run(*sorted(REAL.glob("*.txt")))
    for kind, period in DOCUMENTS.values():
        path = tmp_path / f"{kind}-{period}.docx"
        call_command("export_report", kind, period, format="docx", output=path)
        path.with_suffix(f".{format}").write_bytes(convert(path.read_bytes(), "docx", format, timeout=600))
        path.unlink()
    again, errors = run(tmp_path)
    assert errors == ""
    assert [outcome["status"] for outcome in again] == ["unchanged"] * 5


@needs_real
def test_exported_json_holds_the_rows_the_import_printed(tmp_path: Path) -> None:
    path = REAL / "international-report-2023-Q2.txt"
    ((outcome,), _errors) = run(path)
    call_command(
        "export_report", "international_report", "2023-Q2", format="json", output=tmp_path / "o.json"
    )
    exported = json.loads((tmp_path / "o.json").read_text())
    assert exported["report"] == outcome["report"]
    assert values_of(exported) == values_of(outcome)


@needs_real
def test_a_dry_run_says_what_would_happen_and_writes_nothing() -> None:
    changes = Change.objects.count()
    outcomes, _errors = run(*REAL.glob("*.txt"), dry_run=True)
    assert [outcome["status"] for outcome in outcomes] == ["imported"] * 5
    assert (Report.objects.count(), Change.objects.count()) == (0, changes)


def test_bad_files_are_named_and_the_good_ones_come_in(tmp_path: Path) -> None:
    (tmp_path / "a empty.docx").write_bytes(b"")
    (tmp_path / "b broken.docx").write_bytes(b"PK\x03\x04" + b"\x00" * 40)
    (tmp_path / "c letter.txt").write_text("Уважаемые коллеги!\n\nНаправляем сведения.\n")
    (tmp_path / "d picture.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 40)
    (tmp_path / "e plan.txt").write_bytes(dump([(CULTURE, [plan_row("Ярмарка")])]))
    (tmp_path / "f missing").symlink_to(tmp_path / "nowhere")
    outcomes, errors = run(tmp_path, fails=True)
    statuses = {Path(outcome["file"]).name: outcome["status"] for outcome in outcomes}
    assert statuses.pop("e plan.txt") == "imported"
    assert set(statuses.values()) == {"failed"}
    assert len(errors.splitlines()) == len(statuses)
    for outcome in outcomes:
        if outcome["status"] == "failed":
            assert outcome["error"] in errors
    assert Entry.objects.count() == 1


def test_each_issue_says_its_column_what_was_found_and_what_is_suggested(tmp_path: Path) -> None:
    path = tmp_path / "план.txt"
    path.write_bytes(dump([(CULTURE, [plan_row("Слет", partner="Тверьская обл.", dates="когда-нибудь")])]))
    (done,), _errors = run(path)
    issues = {issue["code"]: issue for issue in done["rows"][0]["issues"]}
    assert issues["unread-dates"] == {
        "code": "unread-dates",
        "severity": "warning",
        "message": issues["unread-dates"]["message"],
        "column": 4,
        "heading": "",
        "found": "когда-нибудь",
        "expected": "",
        "suggestion": "",
    }


def test_a_file_with_a_mark_of_restricted_access_is_refused_and_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "план.txt"
    path.write_bytes("Для служебного пользования\n".encode() + dump([(CULTURE, [plan_row("Слет")])]))
    (refused,), _errors = run(path, fails=True)
    assert (refused["status"], refused["code"]) == ("failed", "restricted")
    assert (SourceDocument.objects.count(), Entry.objects.count()) == (0, 0)


def test_an_archive_of_documents_comes_in(tmp_path: Path) -> None:
    archive = tmp_path / "планы.zip"
    with zipfile.ZipFile(archive, "w") as members:
        members.writestr("папка/план.txt", dump([(CULTURE, [plan_row("Ярмарка")])]))
    ((outcome,), _errors) = run(archive)
    assert (outcome["status"], len(outcome["rows"])) == ("imported", 1)
    assert outcome["file"].endswith("план.txt")


def test_a_bare_table_comes_in_where_the_person_says(tmp_path: Path) -> None:
    path = tmp_path / "таблица.txt"
    path.write_bytes(dump([("", [plan_row("Ярмарка")])], title=""))
    said = {"kind": "interregional_plan", "period": "2025-H1", "department": CULTURE.lower()}
    ((outcome,), _errors) = run(path, **said)
    assert (outcome["status"], outcome["rows"][0]["section"]) == ("imported", CULTURE)
    ((outcome,), errors) = run(path, fails=True)
    assert outcome["status"] == "failed"
    assert "вид документа, период" in errors


def test_export_names_what_the_registry_holds_when_asked_for_something_else(tmp_path: Path) -> None:
    path = tmp_path / "план.txt"
    path.write_bytes(dump([(CULTURE, [plan_row("Ярмарка")])]))
    run(path)
    with pytest.raises(CommandError, match="interregional_plan 2025-H1"):
        call_command("export_report", "interregional_plan", "2025-H2", output=tmp_path / "x.docx")


@needs_office
def test_export_writes_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "план.txt"
    path.write_bytes(dump([(CULTURE, [plan_row("Ярмарка")])]))
    run(path)
    out = tmp_path / "план.pdf"
    call_command("export_report", "interregional_plan", "2025-H1", format="pdf", output=out)
    assert out.read_bytes().startswith(b"%PDF-")


def test_export_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    path = tmp_path / "план.txt"
    path.write_bytes(dump([(CULTURE, [plan_row("Ярмарка")])]))
    run(path)
    files = []
    for name in ("a.docx", "b.docx"):
        call_command("export_report", "interregional_plan", "2025-H1", output=tmp_path / name)
        files.append((tmp_path / name).read_bytes())
    assert files[0] == files[1]
    assert zipfile.is_zipfile(BytesIO(files[0]))
