"""The columns of a table, said on the page of a file, remembered for its headings."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Department
from coopregistry.models import ChangeSet, User
from coopregistry.undo import undo
from events.entries.saving import read_cells
from events.models import Entry, Report
from events.vocabulary import Role
from importers.column_lessons import ColumnLesson
from importers.models import PendingImport
from tests.importers.dumps import CULTURE, dump
from tests.importers.uploads.giving import give, load, page, read

pytestmark = pytest.mark.django_db

HEADINGS = ("№ п/п", "Субъект", "Наименование мероприятия", "Сроки", "Финиш", "Гости", "Кто был")


def plan(headings: tuple[str, ...] = HEADINGS, title: str = "Слет") -> bytes:
    row = ("Тверская область", title, "12 марта 2025 года", "14 марта 2025 года", "45", "школьники")
    return dump([(CULTURE, [row])], headings=headings)


def say(client: Client, pending: PendingImport, **said: str) -> int:
    return client.post(reverse("importers:columns", args=[pending.pk]), said).status_code


def entry_of(client: Client, pending: PendingImport) -> Entry:
    load(client, pending)
    return Entry.objects.get()


def test_a_choice_reads_the_file_again_and_stays_with_the_rows(coordinator: Client) -> None:
    pending = give(coordinator, plan())
    assert say(coordinator, pending, column_0_4="until", column_0_5="count", column_0_6="participants") == 302
    entry = entry_of(coordinator, pending)
    assert (str(entry.start), str(entry.end), entry.participants_count) == ("2025-03-12", "2025-03-14", 45)
    assert entry.cells[Role.PARTICIPANTS] == "школьники"
    assert entry.extra == {"Финиш": "14 марта 2025 года", "Гости": "45"}
    again = read_cells(entry.report, entry.cells, entry.section, entry.extra)
    assert again.to_json() == entry.recognised


def test_documents_with_the_same_headings_are_read_alike(coordinator: Client) -> None:
    say(coordinator, give(coordinator, plan()), column_0_4="until")
    other = give(coordinator, plan(title="Смотр"), "другой.txt")
    entry = entry_of(coordinator, other)
    assert str(entry.end) == "2025-03-14"


def test_other_headings_are_read_by_their_words(coordinator: Client) -> None:
    say(coordinator, give(coordinator, plan()), column_0_4="until")
    headings = (*HEADINGS[:4], "Итого", *HEADINGS[5:])
    entry = entry_of(coordinator, give(coordinator, plan(headings), "другой.txt"))
    assert str(entry.end) == "2025-03-12"


def test_what_cannot_be_is_said_and_nothing_is_remembered(coordinator: Client) -> None:
    pending = give(coordinator, plan())
    response = coordinator.post(reverse("importers:columns", args=[pending.pk]), {"column_0_2": "place"})
    assert response.status_code == 200
    assert response.context["column_form"].non_field_errors()
    assert not ColumnLesson.objects.exists()


def test_an_editors_word_holds_for_the_editor_until_it_is_confirmed(
    editor: Client, coordinator: Client, department: Department
) -> None:
    report = Report.objects.create(
        kind="interregional_plan", period_code="2025-H1", title="План", basis="department"
    )
    submission = report.submissions.create(department=department)
    pending = give(editor, plan(), submission=submission.pk)
    assert say(editor, pending, column_0_4="until") == 302
    lesson = ColumnLesson.objects.get()
    assert (lesson.taught_by.username, lesson.is_confirmed) == ("an-editor", False)
    assert ends(editor, pending) == ["14 марта 2025 года"]

    theirs = give(coordinator, plan(title="Смотр"), "другой.txt")
    assert ends(coordinator, theirs) == [""]
    assert "an-editor" in coordinator.get(reverse("importers:lessons")).content.decode()
    assert list(coordinator.get(reverse("home")).context["column_lessons"]) == [lesson]
    coordinator.post(reverse("importers:lesson_confirm", args=[lesson.pk]))
    assert list(coordinator.get(reverse("home")).context["column_lessons"]) == []
    assert ends(coordinator, theirs) == ["14 марта 2025 года"]

    lesson.refresh_from_db()
    assert (lesson.taught_by.username, lesson.confirmed_by.username) == ("an-editor", "a-coordinator")
    coordinator.post(reverse("importers:lesson_remove", args=[lesson.pk]))
    assert ends(coordinator, theirs) == [""]


def ends(client: Client, pending: PendingImport) -> list[str]:
    """What is read as the end of the dates."""
    response = client.get(reverse("importers:pending", args=[pending.pk]))
    document = response.context["resolution"].document
    return [
        next((text for heading, text in row.extra.items() if document.uses.get(heading) == "until"), "")
        for row in document.rows
    ]


def test_a_lesson_that_is_forgotten_comes_back_by_undo(coordinator: Client) -> None:
    say(coordinator, give(coordinator, plan()), column_0_4="until")
    lesson = ColumnLesson.objects.get()
    coordinator.post(reverse("importers:lesson_remove", args=[lesson.pk]))
    undo(ChangeSet.objects.latest("id"), user=User.objects.get(username="a-coordinator"))
    assert ColumnLesson.objects.get().meanings == lesson.meanings


def test_to_say_nothing_forgets(coordinator: Client) -> None:
    pending = give(coordinator, plan())
    say(coordinator, pending, column_0_4="until")
    say(coordinator, pending)
    assert not ColumnLesson.objects.exists()
    assert ends(coordinator, read(coordinator, pending)) == [""]


def test_the_page_offers_each_column_with_what_was_read(coordinator: Client) -> None:
    shown = page(coordinator, give(coordinator, plan()))
    assert shown.count('name="column_0_') == len(HEADINGS)
    assert "14 марта 2025 года" in shown


def test_a_table_nobody_knows_is_explained_where_it_is_refused(coordinator: Client) -> None:
    headings = ("Пункт 1", "Затея", "Когда", "С кем", "Где собрались")
    rows = [("Слет", "12 марта 2025 года", "Тверская область", "г. Тверь")]
    pending = give(coordinator, dump([("", rows)], headings=headings))
    assert pending.row_count is None
    assert page(coordinator, pending).count('name="column_0_') == len(headings)
    assert say(coordinator, pending, column_0_1="title") == 200  # no dates
    said = {"column_0_0": "number", "column_0_1": "title", "column_0_2": "dates", "column_0_3": "partner"}
    assert say(coordinator, pending, **said, column_0_4="place") == 302
    entry = entry_of(coordinator, pending)
    assert (entry.cells[Role.TITLE], str(entry.start)) == ("Слет", "2025-03-12")
