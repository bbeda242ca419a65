"""What only a plan says of a reported event is found, and counted nowhere as held."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils.translation import override

from agreements.models import Department, Partner
from events.access import Access
from events.cooperation.queries import agreements_with_event_count, events_under
from events.event_list.filters import EventFilter
from events.event_list.rows import event_rows
from events.models import Entry
from events.vocabulary import Direction, Kind
from tests.events.cooperation.world import (
    agreement,
    cooperation_with,
    coordinator,
    make_entry,
    report,
    unfinished,
    viewer,
)
from tests.events.figures.scopes import figures, scope_of

pytestmark = pytest.mark.django_db


def planned_with_two_held_with_one() -> tuple[Entry, Entry]:
    """Planned with Kazakhstan and Belarus as a visit of a delegation, reported with Belarus alone."""
    plan = make_entry(
        report(Kind.INTERNATIONAL_PLAN, "2031-H1"), "Визит делегации", "kz", "by", day=date(2031, 2, 1),
        signed=True, participants_count=90, activity="visit", direction="outgoing",
        results={"documents": [{"phrase": "будет подписан меморандум"}]},
    )  # fmt: skip
    told = make_entry(
        report(Kind.INTERNATIONAL_REPORT, "2031-Q1"), "Ярмарка", "by", event=plan.event,
        day=date(2031, 2, 1), participants_count=40, activity="fair", direction="outgoing",
    )  # fmt: skip
    return plan, told


def listed(query: str, access: Access) -> int:
    return EventFilter(QueryDict(query), access).events.count()


def test_a_partner_of_the_plan_alone_finds_the_event_and_is_no_partner_of_what_was_held() -> None:
    planned_with_two_held_with_one()
    lines = {row[0].value: row for row in figures("period=2031", coordinator()).table("partner").rows}
    of_plan, of_report = lines["Казахстан"], lines["Беларусь"]
    assert (of_plan[1].value, of_plan[3].value, of_plan[4].words) == (1, 0, "–")
    assert (of_report[1].value, of_report[3].value, of_report[4].value) == (1, 1, 40)
    for row in (of_plan, of_report):
        for cell in (row[1], row[3]):
            assert listed(cell.query, coordinator()) == cell.value


def test_the_list_shows_a_partner_of_the_plan_alone_as_such() -> None:
    planned_with_two_held_with_one()
    (event,) = EventFilter(QueryDict("partner=kz"), viewer()).events.with_outcome(viewer().drafts())
    with override("en"):
        (row,) = event_rows([event], viewer())
    assert [partner.name for partner in row.partners] == ["Беларусь", "Казахстан (by the plan)"]


def test_figures_of_a_partner_of_the_plan_alone_have_no_held_event() -> None:
    planned_with_two_held_with_one()
    total = figures("period=2031&partner=kz", coordinator()).total
    assert (total.events, total.planned, total.reported, total.participants.number) == (1, 1, 0, 0)
    assert scope_of("period=2031&partner=kz", coordinator()).reported.count() == 0
    of_partner = cooperation_with("kz")
    assert (of_partner.total.events, of_partner.total.held, of_partner.total.participants) == (1, 0, 0)
    assert of_partner.plans == ()
    assert of_partner.events[0].without_partner


def test_results_are_those_of_the_report() -> None:
    planned_with_two_held_with_one()
    (event,) = cooperation_with("by").events
    assert (event.signed, event.documents) == (0, ())
    assert event.participants == 40


def test_a_plan_beside_a_report_still_written_gives_no_results() -> None:
    """The coordinator sees the report; the values of the event are still those of its plan."""
    plan, told = planned_with_two_held_with_one()
    department = Department.objects.create(name="Министерство пробных дел")
    Entry.objects.filter(pk=told.pk).update(department=department)
    told.refresh_from_db()
    unfinished(told.report, told)
    total = figures("period=2031", coordinator()).total
    assert (total.reported, total.signed, total.participants.number) == (1, 0, 0)
    for cells in figures("period=2031", coordinator()).table("whole").rows:
        for cell in cells[1:3]:
            if cell.query and not cell.text and not cell.register:
                assert listed(cell.query, coordinator()) == cell.value, cells[0].words
    (event,) = cooperation_with("by").events
    assert (event.held, event.signed, event.participants) == (True, 0, None)
    assert figures("period=2031", viewer()).total.reported == 0
    assert plan.event.pk == told.event_id


def test_documents_of_two_reports_are_each_taken_from_the_latest_that_names_them() -> None:
    first = make_entry(
        report(Kind.INTERNATIONAL_REPORT, "2031-Q1"), "Визит", "by", day=date(2031, 3, 1), signed=True,
        results={"documents": [{"phrase": "подписан договор"}]}, direction=Direction.OUTGOING,
    )  # fmt: skip
    make_entry(
        report(Kind.INTERNATIONAL_REPORT, "2031-Q2"), "Визит", "by", event=first.event, agreed=True,
        results={"arrangements": ["Достигнута договоренность о школе."]},
    )  # fmt: skip
    (event,) = cooperation_with("by").events
    assert (event.documents, event.arrangements) == (
        ("подписан договор",),
        ("Достигнута договоренность о школе.",),
    )


def test_an_agreement_named_by_the_plan_alone_has_the_event() -> None:
    treaty = agreement("Соглашение о дружбе", "by")
    plan, told = planned_with_two_held_with_one()
    Entry.objects.filter(pk=plan.pk).update(agreement=treaty)
    assert told.event.agreement is None
    assert list(events_under(viewer(), treaty)) == [told.event]
    assert agreements_with_event_count(viewer()).get(pk=treaty.pk).event_count == 1


def test_a_partner_only_a_draft_names_is_that_of_its_readers() -> None:
    plan, _told = planned_with_two_held_with_one()
    department = Department.objects.create(name="Министерство пробных дел")
    late = report(Kind.INTERNATIONAL_REPORT, "2031-Q2")
    draft = make_entry(late, "Ярмарка", "am", event=plan.event, department=department)
    unfinished(late, draft)
    armenia = Partner.objects.get(code="am").name
    for access, lines in ((coordinator(), 1), (viewer(), 0)):
        rows = figures("period=2031", access).table("partner").rows
        cells = [row for row in rows if row[0].value == armenia]
        assert len(cells) == lines
        assert listed("partner=am&outcome=reported", access) == lines
        assert all(listed(row[3].query, access) == row[3].value == 1 for row in cells)
