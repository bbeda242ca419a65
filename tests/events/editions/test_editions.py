"""Editions, the list of changes as a document, the fate of a plan, letters."""

import hashlib
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone
from docx import Document
from docx.enum.section import WD_SECTION

from events.editions.editions import changes_table, current_table, fix
from events.editions.frozen import thaw
from events.editions.plan_outcomes import fate_of, fate_table, with_likely
from events.entries import saving
from events.exports.letter import write_letters
from events.exports.page_style import Properties
from events.exports.table import EntryLine
from events.models import Entry, Event, Report, Submission
from events.reports import arrangement, workflow
from events.reports.printed_table import report_table
from events.reports.transitions import NotNow
from events.submissions.letters import LetterKind, addressees, as_text, letter
from events.vocabulary import Kind, Outcome
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db


def test_an_edition_keeps_the_table_and_its_document(world: World) -> None:
    edition = fix(world.plan, user=world.users[Who.COORDINATOR], reason="Первая")
    assert (edition.number, edition.rows, edition.fixed_by) == (1, 2, world.users[Who.COORDINATOR])
    assert thaw(edition.table) == report_table(world.plan)
    assert edition.sha256 == hashlib.sha256(edition.docx).hexdigest()
    texts = [cell.text for row in Document(BytesIO(edition.docx)).tables[0].rows for cell in row.cells]
    assert "Ярмарка" in texts
    assert Report.objects.get(pk=world.plan.pk).state == Report.State.IN_APPROVAL


def test_an_edition_stays_whatever_happens_to_its_rows(world: World) -> None:
    edition = fix(world.plan, user=None)
    before = (edition.table, edition.docx)
    workflow.reopen(world.plan, reason="Правка")
    world.entry_a.refresh_from_db()
    saving.remove(world.entry_a)
    edition.refresh_from_db()
    assert (edition.table, bytes(edition.docx)) == before
    assert fix(world.plan, user=None).number == 2


def test_a_closed_document_is_not_fixed_again(world: World) -> None:
    fix(world.plan, user=None)
    with pytest.raises(NotNow):
        fix(world.plan, user=None)


def test_an_empty_document_is_not_fixed(world: World) -> None:
    Entry.objects.filter(report=world.plan).update(removed_at=timezone.now())
    with pytest.raises(NotNow):
        fix(world.plan, user=None)


def test_the_list_of_changes_says_what_was_and_what_is(world: World) -> None:
    first = fix(world.plan, user=None)
    workflow.reopen(world.plan, reason="Правка")
    entry = Entry.objects.get(pk=world.entry_a.pk)
    arrangement.step_entry(entry, down=True)
    table = changes_table(Kind.INTERREGIONAL_PLAN, "Изменения", first.table, current_table(world.plan))
    rows = [line.cells for line in table.lines if isinstance(line, EntryLine)]
    assert [row[2:] for row in rows] == [("Раздел", world.body_a.name, world.body_b.name)]


# --- the fate of a plan


def report_row(world: World, event: Event, dates: tuple[date, date]) -> Entry:
    report = Report.objects.create(
        kind=Kind.INTERREGIONAL_REPORT, period_code="2031-Q1", basis="department", title="Отчет"
    )
    return Entry.objects.create(
        report=report,
        department=world.body_a,
        event=event,
        start=dates[0],
        end=dates[1],
        cells={"title": "Ярмарка", "dates": "март 2031 года"},
    )


def outcomes(world: World) -> dict[str, Outcome]:
    return {row.title: row.outcome for row in fate_of(world.plan, Entry.objects.all())}


def test_a_plan_nobody_reported_on_is_silent(world: World) -> None:
    assert outcomes(world) == {"Ярмарка": Outcome.SILENT, "Выставка": Outcome.SILENT}


@pytest.mark.parametrize(("day", "outcome"), [(5, Outcome.HELD), (25, Outcome.POSTPONED)])
def test_a_reported_event_was_held_when_planned_or_later(world: World, day: int, outcome: Outcome) -> None:
    Entry.objects.filter(pk=world.entry_a.pk).update(start=date(2031, 3, 1), end=date(2031, 3, 10))
    report_row(world, world.entry_a.event, (date(2031, 3, day), date(2031, 3, day)))
    assert outcomes(world)["Ярмарка"] is outcome


def test_what_was_reported_without_a_plan_is_unplanned(world: World) -> None:
    report_row(world, Event.objects.create(title="Ярмарка"), (date(2031, 3, 1), date(2031, 3, 1)))
    found = [row.outcome for row in fate_of(world.plan, Entry.objects.all())]
    assert found == [Outcome.SILENT, Outcome.SILENT, Outcome.UNPLANNED]


@pytest.mark.parametrize(
    ("title", "likely"), [("Ярмарка", "Ярмарка"), ("ЯРМАРКА.", "Ярмарка"), ("Ярмарочный совет", None)]
)
def test_a_silent_row_shows_the_unplanned_report_that_may_be_its_own(
    world: World, title: str, likely: str | None
) -> None:
    entry = report_row(world, Event.objects.create(title=title), (date(2031, 3, 1), date(2031, 3, 1)))
    Entry.objects.filter(pk=entry.pk).update(cells={"title": title})
    rows = with_likely(fate_of(world.plan, Entry.objects.all()))
    assert [row.title for row in rows if row.likely] == ([likely] if likely else [])
    assert {row.likely.pk for row in rows if row.likely} <= {entry.pk}


def test_a_cancelled_row_says_why(world: World) -> None:
    Entry.objects.filter(pk=world.entry_a.pk).update(fate="cancelled", fate_note="Нет средств")
    table = fate_table(world.plan, fate_of(world.plan, Entry.objects.all()))
    assert [line.cells[3:] for line in table.entries()] == [
        ("отменено", "", "Нет средств"),
        ("нет сведений", "", ""),
    ]
    assert table.notes == ("Запланировано мероприятий: 2; отменено – 1, нет сведений – 1.",)


def test_the_fate_of_a_plan_costs_the_same_for_one_row_and_thirty(
    world: World, django_assert_max_num_queries
) -> None:
    for number in range(30):
        event = Event.objects.create(title=f"Встреча {number}")
        Entry.objects.create(report=world.plan, event=event, cells={"title": f"Встреча {number}"})
    with django_assert_max_num_queries(4):
        fate_table(world.plan, fate_of(world.plan, Entry.objects.all()))


# --- letters


def test_a_request_names_the_document_the_term_and_the_body(world: World) -> None:
    text = as_text(letter(world.plan, world.submission_a, LetterKind.REQUEST, post="Начальник"))
    assert "плана мероприятий в сфере межрегионального сотрудничества на I полугодие 2031 года" in text
    assert "до 1 декабря 2030 года" in text
    assert text.endswith("Начальник\n")


def test_reminders_go_to_those_alone_who_have_not_handed_in(world: World) -> None:
    Submission.objects.filter(pk=world.submission_b.pk).update(state=Submission.State.NOTHING)
    assert list(addressees(world.plan, LetterKind.REMINDER)) == [world.submission_a]
    assert addressees(world.plan, LetterKind.REQUEST).count() == 2


def test_letters_are_one_document_with_a_page_for_each(world: World) -> None:
    parts = list(addressees(world.plan, LetterKind.NOT_HANDED_IN))
    letters = [letter(world.plan, part, LetterKind.NOT_HANDED_IN, name="А.А. Пробный") for part in parts]
    out, again = BytesIO(), BytesIO()
    write_letters(letters, out, properties=Properties(title="Письма"))
    write_letters(letters, again, properties=Properties(title="Письма"))
    assert out.getvalue() == again.getvalue()
    document = Document(out)
    assert [p.text for p in document.paragraphs].count("О непредставлении сведений") == 2
    # Each letter counts its own pages: the second begins without a number, as the first does.
    assert [(own.different_first_page_header_footer, own.start_type) for own in document.sections] == [
        (True, WD_SECTION.NEW_PAGE)
    ] * 2
    body = ZipFile(out).read("word/document.xml").decode()
    assert body.count('<w:pgNumType w:start="1"/>') == 2
