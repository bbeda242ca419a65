"""Proof-reading of a file before it is loaded: shown by kind, corrected by a click, settled, commented."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from agreements.models import Department
from coopregistry.models import Job
from events.models import AcceptedIssue, Entry, Report, Submission
from events.reports import kept_proofreading
from importers.models import PendingImport
from importers.uploads import remark_files
from tests.importers.dumps import CULTURE, PLAN, PLAN_TITLE, dump, plan_row
from tests.importers.uploads.giving import give, load, page

pytestmark = pytest.mark.django_db

SLIPPED = "Ярмарка  мастеров c участием гостей"
PLANNED = dump([(CULTURE, [plan_row(SLIPPED), plan_row("Выставка", "Брянская  область", "март 2025 год")])])


def groups(client: Client, pending: PendingImport) -> dict[str, tuple[int, int, int]]:
    shown = client.get(reverse("importers:pending", args=[pending.pk]), {"tab": "proofreading"})
    return {one.code: (len(one.lines), len(one.own), one.mendable) for one in shown.context["groups"]}


def correct(client: Client, pending: PendingImport, code: str, token: str = ""):
    address = reverse("importers:proofreading_correct", args=[pending.pk, code])
    if not token:
        token = re.search(r'name="seen" value="([0-9a-f]+)"', client.get(address).content.decode())[1]
    return client.post(address, {"seen": token})


def test_issues_of_a_file_are_grouped_by_kind(coordinator: Client) -> None:
    pending = give(coordinator, PLANNED)
    assert groups(coordinator, pending) == {
        "mixed-alphabets": (2, 2, 2),  # the content repeats the title
        "doubled-space": (3, 3, 3),
        "year-in-nominative": (1, 1, 1),
    }
    assert "tab=proofreading" in page(coordinator, pending)


def test_what_one_click_corrects_is_loaded_with_the_file(coordinator: Client) -> None:
    pending = give(coordinator, PLANNED)
    assert correct(coordinator, pending, "doubled-space").status_code == 302
    assert correct(coordinator, pending, "year-in-nominative").status_code == 302
    pending.refresh_from_db()
    assert groups(coordinator, pending) == {"mixed-alphabets": (2, 2, 2)}
    load(coordinator, pending)
    first, second = Entry.objects.order_by("number")
    assert first.cells["title"] == "Ярмарка мастеров c участием гостей"
    assert (second.cells["partner"], second.cells["dates"]) == ("Брянская область", "март 2025 года")
    assert second.recognised["dates"]["start"] == "2025-03-01"


def test_what_would_be_corrected_otherwise_than_shown_is_shown_again(coordinator: Client) -> None:
    pending = give(coordinator, PLANNED)
    answer = correct(coordinator, pending, "doubled-space", "0" * 32)
    assert answer.context["meanwhile"]
    assert PendingImport.objects.get(pk=pending.pk).choices == {}


def test_a_settled_text_is_raised_neither_in_the_file_nor_in_its_document(coordinator: Client) -> None:
    pending = give(coordinator, PLANNED)
    load(coordinator, pending)
    changed = dump([(CULTURE, [plan_row(SLIPPED), plan_row("Выставка картин")])])
    newer = give(coordinator, changed, "план-2.txt")
    shown = coordinator.get(reverse("importers:pending", args=[newer.pk]), {"tab": "proofreading"})
    own = next(one.own for one in shown.context["groups"] if one.code == "mixed-alphabets")
    coordinator.post(reverse("importers:proofreading_accept", args=[newer.pk]), {"fingerprint": own})
    assert "mixed-alphabets" not in groups(coordinator, newer)
    report = Report.objects.get()
    assert {one.report for one in AcceptedIssue.objects.all()} == {report}
    on_page = coordinator.get(reverse("events:proofreading", args=[report.pk])).context["groups"]
    assert "mixed-alphabets" not in {one.code for one in on_page}
    for one in AcceptedIssue.objects.all():
        address = reverse("importers:proofreading_take_back", args=[newer.pk, one.pk])
        assert coordinator.post(address).status_code == 302
    assert "mixed-alphabets" in groups(coordinator, newer)


def test_without_a_document_a_coordinator_settles_a_text_everywhere(coordinator: Client) -> None:
    pending = give(coordinator, PLANNED)
    shown = coordinator.get(reverse("importers:pending", args=[pending.pk]), {"tab": "proofreading"})
    own = shown.context["groups"][0].own
    coordinator.post(reverse("importers:proofreading_accept", args=[pending.pk]), {"fingerprint": own})
    assert {one.report for one in AcceptedIssue.objects.all()} == {None}
    assert "mixed-alphabets" not in groups(coordinator, pending)


def test_an_editor_decides_while_the_body_writes_the_document(editor: Client, department: Department) -> None:
    report = Report.objects.create(
        kind="interregional_plan",
        period_code="2025-H1",
        basis="department",
        title=PLAN_TITLE,
        headings=[],
    )
    submission = Submission.objects.create(report=report, department=department)
    pending = give(editor, PLANNED, submission=submission.pk)
    assert groups(editor, pending)["mixed-alphabets"] == (2, 2, 2)
    Submission.objects.update(state=Submission.State.HANDED_IN)
    assert groups(editor, pending)["mixed-alphabets"] == (2, 0, 0)
    own = [one.fingerprint for one in AcceptedIssue.objects.all()]
    assert own == []


def word_file() -> bytes:
    document = Document()
    for line in PLAN_TITLE.split("\n"):
        document.add_paragraph(line)
    table = document.add_table(rows=3, cols=len(PLAN))
    cells = (PLAN, (CULTURE, *[""] * 6), ("1.", *plan_row(SLIPPED)))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[1].cells[0].merge(table.rows[1].cells[6])
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_issues_go_into_the_author_s_word_file_as_comments(coordinator: Client) -> None:
    pending = give(coordinator, word_file(), "план.docx")
    answer = coordinator.get(reverse("importers:remarks", args=[pending.pk]))
    document = Document(BytesIO(b"".join(answer) if answer.streaming else answer.content))
    texts = [comment.text for comment in document.comments]
    assert any("Ярмарка  мастеров" in text for text in texts)
    assert sum("c участием" in text for text in texts) >= 2


def test_a_long_file_is_proof_read_by_a_job(coordinator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    pending = give(coordinator, PLANNED)
    at_once = groups(coordinator, pending)
    monkeypatch.setattr(kept_proofreading, "AT_ONCE", 0)
    before = Job.objects.count()
    assert [groups(coordinator, pending) for _turn in range(2)] == [at_once] * 2
    assert Job.objects.count() == before + 1
    correct(coordinator, pending, "doubled-space")
    assert "doubled-space" not in groups(coordinator, pending)
    assert Job.objects.count() == before + 2


def test_the_tab_shows_how_far_the_job_is(
    coordinator: Client, monkeypatch: pytest.MonkeyPatch, settings
) -> None:
    pending = give(coordinator, PLANNED)
    monkeypatch.setattr(kept_proofreading, "AT_ONCE", 0)
    settings.TASKS = {"default": {"BACKEND": "coopregistry.jobs.backend.JobBackend"}}
    settings.JOB_PATIENCE = 0
    shown = page(coordinator, pending, tab="proofreading")
    assert f'hx-get="{reverse("job_progress", args=[Job.objects.latest("pk").pk])}"' in shown


@pytest.mark.parametrize("name", ["remarks", "rows_file"])
def test_files_of_a_long_document_are_made_by_a_job(
    coordinator: Client, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    pending = give(coordinator, word_file(), "план.docx")
    load(coordinator, pending)
    again = give(coordinator, word_file(), "план.docx")
    pending.refresh_from_db()
    addresses = [
        reverse(f"importers:{name}", args=[again.pk]),
        reverse(f"importers:run_{name}", args=[pending.run.pk]),
    ]
    at_once = [cells_of(coordinator.get(address).content) for address in addresses]
    monkeypatch.setattr(remark_files, "AT_ONCE", 0)
    made = [coordinator.get(address, follow=True) for address in addresses]
    assert [cells_of(one.getvalue()) for one in made] == at_once
    latest = [job.pk for job in Job.objects.order_by("-pk")[:2]]
    assert [one.redirect_chain[0][0] for one in made] == [
        reverse("job_file", args=[pk]) for pk in reversed(latest)
    ]


def cells_of(data: bytes) -> dict[str, bytes]:
    """The parts of a package, without the moment it was made."""
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist() if not name.startswith("docProps")}
    return {name: re.sub(rb' w:date="[^"]*"', b"", part) for name, part in parts.items()}
