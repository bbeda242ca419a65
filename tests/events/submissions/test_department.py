"""A department's submission: submitting, pasting rows, reporting, postponing and moving planned entries."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import docx
import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Department, Membership
from coopregistry.answers import undo_address
from coopregistry.history import version_of
from coopregistry.models import User
from events.entries import saving
from events.exports.house_form import HEADINGS
from events.models import Entry, EntryDraft, Event, Report, Sphere, Submission
from events.vocabulary import Kind
from tests.permissions.roles import Who, World

State = Submission.State


def document(world: World, kind: Kind, period: str) -> tuple[Report, Submission]:
    report = Report.objects.create(
        kind=kind,
        period_code=period,
        basis="department",
        title="Пробный документ",
        headings=[[heading, role.value] for heading, role in HEADINGS[kind]],
        deadline=date(2030, 12, 1),
    )
    return report, Submission.objects.create(report=report, department=world.department_a)


def read_again(entry: Entry) -> Entry:
    return saving.store(entry, saving.read_cells(entry.report, entry.cells))


def address(name: str, pk: int) -> str:
    return reverse(f"events:{name}", args=[pk])


def fill(world: World, count: int) -> None:
    rows = [{"title": f"Ярмарка {n}", "dates": "когда-нибудь"} for n in range(count)]
    add(world.plan, world.department_a, rows)


def add(report: Report, department: Department, rows: list[dict[str, str]]) -> list[Entry]:
    new = [saving.NewEntry(cells=cells, values=saving.read_cells(report, cells)) for cells in rows]
    return saving.add_entries(report, department, new)


def test_a_submission_does_not_tell_what_another_department_still_writes_of_its_events(
    world: World, client_of: Callable[[Who], Client]
) -> None:
    report = document(world, Kind.INTERREGIONAL_REPORT, "2031-Q1")[0]
    Submission.objects.create(report=report, department=world.department_b)
    cells = {"title": "Ярмарка"}
    rows = [
        saving.NewEntry(cells=cells, values=saving.read_cells(report, cells), event=world.entry_a.event)
    ] * 2
    saving.add_entries(report, world.department_b, rows)
    page = address("my_part", world.submission_a.pk)
    seen_by = {who: client_of(who).get(page).context["rows"] for who in (Who.EDITOR_A, Who.COORDINATOR)}
    assert {who: [row.entry.elsewhere for row in rows] for who, rows in seen_by.items()} == {
        Who.EDITOR_A: [0],
        Who.COORDINATOR: [1],
    }


@pytest.mark.parametrize("count", [1, 30])
def test_page_of_a_submission_costs_the_same(
    world: World, editor: Client, count: int, django_assert_num_queries: Callable
) -> None:
    fill(world, count)
    editor.get(address("my_part", world.submission_a.pk))  # the first one notes the time in the session
    with django_assert_num_queries(19):  # one counts the rows with a question
        answer = editor.get(address("my_part", world.submission_a.pk))
    assert len(answer.context["rows"]) == count + 1


def test_many_rows_stand_on_several_pages(world: World, editor: Client) -> None:
    fill(world, 120)
    url = address("my_part", world.submission_a.pk)
    first = editor.get(url).context
    assert (len(first["rows"]), first["row_count"], first["remarks"]) == (50, 121, 240)
    last = Entry.objects.filter(department=world.department_a).order_by("order").last()
    shown = editor.get(url, {"row": last.pk}).context
    assert shown["page_obj"].number == 3
    assert last in [row.entry for row in shown["rows"]]
    for hostile in ("\0", "10" * 15, "1" * 5000, "-1", "слово"):
        assert editor.get(url, {"row": hostile, "page": hostile}).status_code == 200


def test_remarks_of_a_row_are_told(world: World, editor: Client) -> None:
    fill(world, 1)
    rows = editor.get(address("my_part", world.submission_a.pk)).context["rows"]
    told = [
        {cell.role: [remark.severity for remark in cell.remarks] for cell in row.cells if cell.remarks}
        for row in rows
    ]
    assert told == [{}, {"dates": ["warning"]}]
    assert [len(row.remarks) for row in rows] == [0, 1]  # it names no partner


# --- submitting


def test_submission_is_submitted_and_withdrawn(world: World, editor: Client) -> None:
    pk = world.submission_a.pk
    editor.post(address("my_part_hand_in", pk), {"letter_number": "12-34"})
    world.submission_a.refresh_from_db()
    assert (world.submission_a.state, world.submission_a.letter_number) == (State.HANDED_IN, "12-34")
    assert editor.get(address("entry_edit", world.entry_a.pk)).status_code == 404
    editor.post(address("my_part_take_back", pk))
    world.submission_a.refresh_from_db()
    assert world.submission_a.state == State.ASKED
    assert editor.get(address("entry_edit", world.entry_a.pk)).status_code == 200


def test_nothing_is_answered_only_without_rows(world: World, editor: Client) -> None:
    pk = world.submission_a.pk
    answer = editor.post(address("my_part_nothing", pk), follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    editor.post(address("entry_remove", world.entry_a.pk))
    editor.post(address("my_part_nothing", pk))
    world.submission_a.refresh_from_db()
    assert (world.submission_a.state, world.submission_a.nothing) == (State.NOTHING, True)


def test_accepted_submission_is_not_withdrawn(world: World, editor: Client) -> None:
    world.submission_a.state = State.ACCEPTED
    world.submission_a.save()
    editor.post(address("my_part_take_back", world.submission_a.pk))
    world.submission_a.refresh_from_db()
    assert world.submission_a.state == State.ACCEPTED


def test_submission_is_downloaded_with_its_signature(world: World, editor: Client) -> None:
    answer = editor.get(
        address("my_part_download", world.submission_a.pk), {"post": "Министр", "name": "И.О. Образцов"}
    )
    assert "%D0%9F%D0%BB%D0%B0%D0%BD" in answer["Content-Disposition"]
    document = docx.Document(BytesIO(answer.content))
    titles = [row.cells[2].text for row in document.tables[0].rows]
    assert "Ярмарка" in titles
    assert "Выставка" not in titles
    text = "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
    assert "И.О.\u00a0Образцов" in text


def test_removed_row_is_put_back(world: World, editor: Client) -> None:
    read_again(world.entry_a)
    editor.post(address("entry_remove", world.entry_a.pk))
    assert Entry.objects.filter(pk=world.entry_a.pk).count() == 0
    page = editor.get(address("my_part", world.submission_a.pk))
    assert [row.pk for row in page.context["removed"]] == [world.entry_a.pk]
    editor.post(address("entry_put_back", world.entry_a.pk))
    world.entry_a.refresh_from_db()
    assert (world.entry_a.removed_at, world.entry_a.event.removed_at) == (None, None)


# --- pasting


def test_pasted_rows_are_shown_and_then_added(world: World, editor: Client) -> None:
    url = address("my_part_paste", world.submission_a.pk)
    table = (
        "1.\tБрянская область\tФорум\t12 мая 2031 года\tг. Брянск\tмолодежь\tОбмен\n2.\t\tСлет\tмай 2031 года"
    )
    shown = editor.post(url, {"table": table, "step": "show"})
    told = [choice.shown.cells for choice in shown.context["rows"]]
    assert [(cells[1].text, cells[2].marks) for cells in told] == [
        ("Форум", ["12.05.2031"]),
        ("Слет", ["01–31.05.2031"]),
    ]
    assert Entry.objects.filter(department=world.department_a).count() == 1
    chosen = {"step": "add", "shown": shown.context["shown"], "take_0": "on", "take_1": "on"}
    editor.post(url, {**chosen, "table": table.replace("Слет", "Сбор")})  # not the table that was shown
    assert Entry.objects.filter(department=world.department_a).count() == 1
    editor.post(url, {**chosen, "table": table})
    added = Entry.objects.filter(department=world.department_a).exclude(pk=world.entry_a.pk).order_by("order")
    assert [(row.cells["title"], row.start) for row in added] == [
        ("Форум", date(2031, 5, 12)),
        ("Слет", date(2031, 5, 1)),
    ]
    assert all(row.section == world.entry_a.section for row in added)


def pasted(world: World, editor: Client) -> tuple[set[Entry], str]:
    """The rows added, and the address that takes them back."""
    url = address("my_part_paste", world.submission_a.pk)
    table = "1.\tБрянская область\tФорум\t12 мая 2031 года\n2.\t\tСлет\tмай 2031 года"
    shown = editor.post(url, {"table": table, "step": "show"}).context["shown"]
    chosen = {"step": "add", "shown": shown, "take_0": "on", "take_1": "on", "table": table}
    answer = editor.post(url, chosen, follow=True)
    (undo,) = (undo_address(message.extra_tags) for message in answer.context["messages"])
    return set(Entry.objects.filter(department=world.department_a).exclude(pk=world.entry_a.pk)), undo


def test_a_paste_is_taken_back_whole(world: World, editor: Client) -> None:
    rows, undo = pasted(world, editor)
    assert len(rows) == 2
    answer = editor.post(undo, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Добавление отменено: 2 строки убраны."
    ]
    assert set(Entry.objects.filter(department=world.department_a)) == {world.entry_a}
    assert Event.objects.filter(entries__in=rows).count() == 0


def test_a_paste_stays_whole_where_one_of_its_rows_was_changed_since(world: World, editor: Client) -> None:
    rows, undo = pasted(world, editor)
    changed = min(rows, key=lambda row: row.pk)
    changed.cells |= {"title": "Форум молодежи"}
    changed.save()
    answer = editor.post(undo, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert set(Entry.objects.filter(department=world.department_a)) == {world.entry_a, *rows}


def test_a_paste_of_somebody_else_is_not_taken_back(
    world: World, editor: Client, client_of: Callable
) -> None:
    rows, undo = pasted(world, editor)
    client_of(Who.COORDINATOR).post(undo)
    assert rows <= set(Entry.objects.filter(department=world.department_a))


@pytest.mark.parametrize("table", ["", "\0", "слова без таблицы", "<table><tr></tr></table>", "1\t2\t3"])
def test_what_is_no_table_is_refused_at_its_field(world: World, editor: Client, table: str) -> None:
    answer = editor.post(address("my_part_paste", world.submission_a.pk), {"table": table, "step": "add"})
    assert set(answer.context["form"].errors) == {"table"}
    assert Entry.objects.filter(department=world.department_a).count() == 1


def test_pasted_rows_say_what_is_not_understood_in_them(world: World, editor: Client) -> None:
    url = address("my_part_paste", world.submission_a.pk)
    table = "1.\tТмутараканская область\tФорум\tна днях\tг. Брянск\tмолодежь\tОбмен"
    shown = editor.post(url, {"table": table, "step": "show"}).context
    [row] = shown["rows"]
    remarks = {cell.role: len(cell.remarks) for cell in row.shown.cells if cell.remarks}
    assert (remarks, shown["doubtful"]) == ({"partner": 1, "dates": 1}, 1)


def test_table_of_more_rows_leads_to_the_import(world: World, editor: Client) -> None:
    row = "\tБрянская область\tФорум\t12 мая 2031 года\tг. Брянск\tмолодежь\tОбмен\n"
    table = "".join(f"{number}.{row}" for number in range(1, 302))
    answer = editor.post(address("my_part_paste", world.submission_a.pk), {"table": table, "step": "show"})
    assert reverse("importers:imports") in str(answer.context["form"].errors["table"])
    assert answer.context["rows"] == []


def test_rows_pasted_twice_are_not_added_twice(world: World, editor: Client) -> None:
    url = address("my_part_paste", world.submission_a.pk)
    table = "1.\tБрянская область\tФорум молодежи\t12 мая 2031 года\tг. Брянск\tмолодежь\tОбмен"
    shown = editor.post(url, {"table": table, "step": "show"}).context["shown"]
    editor.post(url, {"table": table, "step": "add", "shown": shown, "take_0": "on"})
    again = editor.post(url, {"table": table, "step": "show"}).context["choices"]
    assert [(choice.is_here, choice.take.value()) for choice in again.choices()] == [(True, False)]


def test_pasted_rows_of_an_international_report_get_sphere_and_event(world: World, editor: Client) -> None:
    planned = read_again(world.entry_a).event
    planned.title = "Выставка ремесел и промыслов"
    planned.save()
    report = Report.objects.create(
        kind=Kind.INTERNATIONAL_REPORT,
        period_code="2031-Q1",
        basis="sphere",
        title="Пробный отчет",
        headings=[[heading, role.value] for heading, role in HEADINGS[Kind.INTERNATIONAL_REPORT]],
    )
    submission = Submission.objects.create(report=report, department=world.department_a)
    first, other = Sphere.objects.all()[:2]
    row = "\tг. Витебск\t12 февраля 2031 года\tПоказ\tмастера"
    table = f"{first.name}\t\t\t\t\t\n1.\tВыставка ремесел и промыслов{row}\n2.\tДни кино{row}"
    url = address("my_part_paste", submission.pk)
    shown = editor.post(url, {"table": table, "step": "show"})
    choices = list(shown.context["choices"].choices())
    assert [(one.sphere.value(), one.event is not None) for one in choices] == [
        (first.pk, True),
        (first.pk, False),
    ]
    chosen = {"table": table, "step": "add", "shown": shown.context["shown"], "take_0": "on", "take_1": "on"}
    chosen |= {"sphere_0": first.pk, "event_0": planned.pk}
    refused = editor.post(url, {**chosen, "sphere_1": ""})
    assert set(refused.context["choices"].errors) == {"sphere_1"}
    assert report.entries.count() == 0
    editor.post(url, {**chosen, "sphere_1": other.pk})
    rows = report.entries.order_by("section__order", "order")
    assert {(row.cells["title"], row.section.sphere) for row in rows} == {
        ("Выставка ремесел и промыслов", first),
        ("Дни кино", other),
    }
    assert report.entries.get(event=planned).cells["title"] == "Выставка ремесел и промыслов"


@pytest.mark.parametrize("count", [1, 30])
def test_looking_at_a_pasted_table_costs_the_same(
    world: World, editor: Client, count: int, django_assert_max_num_queries: Callable
) -> None:
    table = "\n".join(f"{n}.\tБрянская область\tФорум молодежи {n}\tмай 2031 года" for n in range(count))
    url = address("my_part_paste", world.submission_a.pk)
    with django_assert_max_num_queries(24 + count):  # each row asks whether the partners have changed
        editor.post(url, {"table": table, "step": "show"})


# --- what becomes of a planned row


def test_planned_row_opens_the_form_of_the_report_and_is_written_when_that_is_saved(
    world: World, editor: Client
) -> None:
    read_again(world.entry_a)
    report, submission = document(world, Kind.INTERREGIONAL_REPORT, "2031-Q1")
    page = editor.get(address("my_part", submission.pk))
    assert [row.pk for row in page.context["planned"]] == [world.entry_a.pk]
    form = editor.post(address("entry_report", world.entry_a.pk), follow=True).context["form"]
    fields = {name: form[name].value() for name in ("department", "event", "title", "dates", "partners")}
    assert (fields["title"], fields["event"]) == ("Ярмарка", world.entry_a.event_id)
    new = address("entry_new", report.pk)
    left = editor.post(new, {**fields, "draft": "one", "then": "leave"})
    assert left["Location"] == address("my_part", submission.pk)
    assert not Entry.objects.filter(report=report).exists()
    assert not EntryDraft.objects.exists()

    editor.post(new, {**fields, "title": "Ярмарка ремесел", "draft": "two"})
    saved = Entry.objects.get(report=report)
    assert (saved.event_id, saved.department) == (world.entry_a.event_id, world.department_a)
    assert editor.get(address("my_part", submission.pk)).context["planned"] == []
    editor.post(address("entry_report", world.entry_a.pk))
    assert Entry.objects.filter(report=report).count() == 1


def test_answer_that_nothing_was_held_asks_about_what_was_planned(world: World, editor: Client) -> None:
    read_again(world.entry_a)
    _report, submission = document(world, Kind.INTERREGIONAL_REPORT, "2031-Q1")
    nothing = address("my_part_nothing", submission.pk)
    editor.post(nothing)
    submission.refresh_from_db()
    assert submission.state == Submission.State.ASKED
    page = editor.post(nothing, {"sure": "on"}, follow=True)
    submission.refresh_from_db()
    assert submission.state == Submission.State.NOTHING
    *_refused, said = page.context["messages"]
    editor.post(undo_address(said.extra_tags))
    submission.refresh_from_db()
    assert submission.state == Submission.State.ASKED


def test_where_several_reports_are_open_one_is_chosen(world: World, editor: Client) -> None:
    document(world, Kind.INTERREGIONAL_REPORT, "2031-Q1")
    agreements, _submission = document(world, Kind.AGREEMENTS_REPORT, "2031-Q1")
    url = address("entry_report", world.entry_a.pk)
    assert editor.post(url).context["form"].errors
    assert editor.post(url, {"report": "1" * 5000}).context["form"].errors
    assert editor.post(url, {"report": world.done.pk}).context["form"].errors
    opened = editor.post(url, {"report": agreements.pk})
    assert opened["Location"].startswith(address("entry_new", agreements.pk))


def test_fate_is_told_when_the_plan_is_closed_too(world: World, editor: Client) -> None:
    world.plan.state = Report.State.APPROVED
    world.plan.save()
    url = address("entry_fate", world.entry_a.pk)
    version = version_of(world.entry_a)
    assert set(editor.post(url, {"fate": "postponed", "version": version}).context["form"].errors) == {
        "fate_dates"
    }
    assert set(editor.post(url, {"fate": "cancelled", "version": version}).context["form"].errors) == {
        "fate_note"
    }
    proposed = editor.get(url, {"fate": "cancelled"}).context["form"]
    assert (proposed["fate"].value(), "autofocus" in str(proposed["fate_note"])) == ("cancelled", True)
    assert editor.get(url, {"fate": "слово"}).context["form"]["fate"].value() == ""
    done = {"fate": "postponed", "fate_dates": "сентябрь 2031 года", "version": version}
    assert editor.post(url, done).status_code == 302
    world.entry_a.refresh_from_db()
    assert (world.entry_a.fate, world.entry_a.fate_dates) == ("postponed", "сентябрь 2031 года")
    late = {"fate": "cancelled", "fate_note": "Отказ партнера", "version": version}
    assert editor.post(url, late).context["form"].non_field_errors()
    world.entry_a.refresh_from_db()
    assert world.entry_a.fate == "postponed"


def test_fate_told_from_a_report_leads_back_there(world: World, editor: Client) -> None:
    _quarter, submission = document(world, Kind.INTERREGIONAL_REPORT, "2031-Q1")
    url = address("entry_fate", world.entry_a.pk)
    version = version_of(world.entry_a)
    done = {"fate": "cancelled", "fate_note": "Отказ партнера", "version": version}
    row = f"{address('my_part', world.submission_a.pk)}?row={world.entry_a.pk}#row-{world.entry_a.pk}"
    assert editor.get(url, {"part": world.submission_b.pk}).context["back"] == row
    assert editor.get(url, {"part": "9" * 5000}).context["back"] == row
    assert editor.post(f"{url}?part={submission.pk}", done).url == address("my_part", submission.pk)


def test_row_of_an_open_plan_moves_to_the_next_period(world: World, editor: Client) -> None:
    following, _submission = document(world, Kind.INTERREGIONAL_PLAN, "2031-H2")
    read_again(world.entry_a)
    place = Entry.objects.values_list("report", "section", "order", "cells").get(pk=world.entry_a.pk)
    moved = editor.post(address("entry_move", world.entry_a.pk), follow=True)
    world.entry_a.refresh_from_db()
    assert (world.entry_a.report, world.entry_a.section.report) == (following, following)
    [said] = moved.context["messages"]
    editor.post(undo_address(said.extra_tags))
    assert Entry.objects.values_list("report", "section", "order", "cells").get(pk=world.entry_a.pk) == place


def test_row_of_a_closed_plan_is_postponed_into_the_next(
    world: World, editor: Client, client_of: Callable[[Who], Client]
) -> None:
    following, _submission = document(world, Kind.INTERREGIONAL_PLAN, "2031-H2")
    world.plan.state = Report.State.APPROVED
    world.plan.save()
    moved = editor.post(address("entry_move", world.entry_a.pk), follow=True)
    world.entry_a.refresh_from_db()
    assert (world.entry_a.report, world.entry_a.fate) == (world.plan, "postponed")
    copy = Entry.objects.get(report=following)
    assert copy.event_id == world.entry_a.event_id
    [said] = moved.context["messages"]
    [refused] = (
        client_of(Who.COORDINATOR).post(undo_address(said.extra_tags), follow=True).context["messages"]
    )
    assert refused.level_tag == "error"  # another's step
    Entry.objects.filter(pk=copy.pk).update(cells={**copy.cells, "title": "Иначе"})
    editor.post(undo_address(said.extra_tags))
    assert Entry.objects.filter(report=following).exists()  # it was written in since


def test_without_an_open_next_period_nothing_moves(world: World, editor: Client) -> None:
    answer = editor.post(address("entry_move", world.entry_a.pk), follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    world.entry_a.refresh_from_db()
    assert world.entry_a.report == world.plan


# --- my tasks


@pytest.mark.parametrize(("who", "queries"), [(Who.EDITOR_A, 14), (Who.COORDINATOR, 26), (Who.VIEWER, 17)])
def test_my_tasks_cost_the_same(
    world: World, client_of: Callable, who: Who, queries: int, django_assert_max_num_queries: Callable
) -> None:
    client = client_of(who)
    client.get("/")  # the first one notes the time in the session
    for count in (1, 30):
        fill(world, count)
        with django_assert_max_num_queries(queries):
            client.get("/")


def test_tasks_of_an_editor_are_those_of_its_department(world: World, editor: Client) -> None:
    world.submission_a.state, world.submission_a.note = State.SENT_BACK, "Уточните сроки"
    world.submission_a.save()
    fill(world, 2)
    page = editor.get("/")
    assert [
        (submission.pk, submission.row_count, submission.remark_count)
        for submission in page.context["to_write"]
    ] == [(world.submission_a.pk, 3, 4)]  # two remarks at each of two rows
    assert "Уточните сроки" in page.content.decode()


def test_tasks_of_a_coordinator_are_what_waits(world: World, client_of: Callable) -> None:
    world.submission_b.state = State.HANDED_IN
    world.submission_b.save()
    context = client_of(Who.COORDINATOR).get("/").context
    assert [submission.pk for submission in context["to_accept"]] == [world.submission_b.pk]
    assert [(report.pk, report.asked, report.waited_for) for report in context["collecting"]] == [
        (world.plan.pk, 2, 1)
    ]


def test_whoever_works_for_no_body_is_told_whom_to_ask(world: World, editor: Client) -> None:
    User.objects.filter(pk=world.users[Who.ADMINISTRATOR].pk).update(phone="29-00-00")
    Membership.objects.all().delete()
    page = editor.get("/")
    assert list(page.context["administrators"]) == [world.users[Who.ADMINISTRATOR]]
    assert "29-00-00" in page.content.decode()
