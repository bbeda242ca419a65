"""Planned entries carried over into their report and into the next period's document."""

from datetime import date

import pytest

from events.access import Access
from events.entries.carry_over import copy_to, move_to, next_document, open_reports_for, unreported_entries
from events.entries.saving import read_cells, store
from events.exports.house_form import HEADINGS
from events.models import Attachment, Entry, Finding, Report, Submission
from events.vocabulary import Kind
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db


def report(kind: Kind, period: str, **fields: object) -> Report:
    return Report.objects.create(
        kind=kind,
        period_code=period,
        basis="department",
        title="Пробный документ",
        headings=[[heading, role.value] for heading, role in HEADINGS[kind]],
        deadline=date(2030, 12, 1),
        **fields,
    )


def ask(world: World, report: Report, state: str = Submission.State.ASKED) -> Report:
    Submission.objects.create(report=report, department=world.department_a, state=state)
    return report


def access(world: World, who: Who = Who.EDITOR_A) -> Access:
    return Access.of(world.users[who])


@pytest.fixture
def planned(world: World) -> Entry:
    entry = world.entry_a
    entry.cells = {**entry.cells, "place": "г. Брянск", "number": "7"}
    entry.extra, entry.agreement = {"Примечание": "важно"}, world.agreement
    return store(entry, read_cells(world.plan, entry.cells))


def test_a_planned_entry_is_reported_in_open_reports_of_its_time(world: World, planned: Entry) -> None:
    first, second = (
        ask(world, report(Kind.INTERREGIONAL_REPORT, "2031-Q1")),
        ask(world, report(Kind.INTERREGIONAL_REPORT, "2031-Q2"), Submission.State.SENT_BACK),
    )
    ask(world, report(Kind.INTERREGIONAL_REPORT, "2031-Q3"))  # later than the plan
    ask(world, report(Kind.INTERNATIONAL_REPORT, "2031-Q1"))  # of another kind of plan
    ask(world, report(Kind.INTERREGIONAL_REPORT, "2031", state=Report.State.APPROVED))
    assert set(open_reports_for(planned, access(world))) == {first, second}


def test_a_report_the_department_has_submitted_is_open_to_the_coordinator_alone(
    world: World, planned: Entry
) -> None:
    handed_in = ask(world, report(Kind.INTERREGIONAL_REPORT, "2031-Q1"), Submission.State.HANDED_IN)
    assert list(open_reports_for(planned, access(world))) == []
    assert list(open_reports_for(planned, access(world, Who.COORDINATOR))) == [handed_in]


def test_a_report_that_has_the_event_is_not_offered_again(world: World, planned: Entry) -> None:
    copy_to(ask(world, report(Kind.INTERREGIONAL_REPORT, "2031-Q1")), planned)
    assert list(open_reports_for(planned, access(world))) == []


def test_the_next_document_is_of_the_same_kind_partner_and_the_following_period(
    world: World, planned: Entry
) -> None:
    ask(world, report(Kind.INTERREGIONAL_PLAN, "2032-H1"))
    ask(world, report(Kind.INTERREGIONAL_PLAN, "2031-H2", partner=world.partner))
    assert next_document(planned, access(world)) is None
    following = ask(world, report(Kind.INTERREGIONAL_PLAN, "2031-H2"))
    assert next_document(planned, access(world)) == following


def test_a_copy_says_what_the_other_document_has_columns_for(world: World, planned: Entry) -> None:
    target = ask(world, report(Kind.INTERREGIONAL_REPORT, "2031-Q1"))
    copy = copy_to(target, planned)
    roles = {role for _heading, role in target.headings}
    assert copy.cells == {role: text for role, text in planned.cells.items() if role in roles - {"number"}}
    assert "number" not in copy.cells
    assert (copy.event, copy.department, copy.agreement) == (
        planned.event,
        world.department_a,
        world.agreement,
    )
    assert (copy.extra, copy.section.department) == ({"Примечание": "важно"}, world.department_a)
    assert copy.pk != planned.pk


def test_an_entry_moves_with_its_event_and_files(world: World, planned: Entry) -> None:
    Attachment.objects.create(entry=planned, name="письмо.txt", content=b"1", size=1, sha256="0")
    Finding.objects.create(report=world.plan, entry=planned, code="no-dates", severity="warning")
    planned.continued = {"partner": "merged"}
    target = report(Kind.INTERREGIONAL_PLAN, "2031-H2", numbering=Report.Numbering.AS_WRITTEN)
    moved = move_to(target, planned)
    assert (moved.pk, moved.report, moved.section.report) == (planned.pk, target, target)
    assert moved.continued == {}
    assert moved.attachments.count() == 1
    assert {finding.report for finding in moved.findings.all()} <= {target}
    target.refresh_from_db()
    assert target.numbering == Report.Numbering.RUNNING


def test_unreported_are_planned_entries_whose_event_the_report_does_not_tell(
    world: World, planned: Entry
) -> None:
    target = ask(world, report(Kind.INTERREGIONAL_REPORT, "2031-Q1"))
    assert unreported_entries(target, world.department_a) == [planned]
    assert unreported_entries(target, world.department_b) == []
    assert unreported_entries(report(Kind.INTERREGIONAL_REPORT, "2031-Q2"), world.department_a) == []
    planned.fate = Entry.Fate.CANCELLED
    planned.save()
    assert unreported_entries(target, world.department_a) == []
    planned.fate = Entry.Fate.HELD
    planned.save()
    copy_to(target, planned)
    assert unreported_entries(target, world.department_a) == []
