"""A trip report past its term is said to whoever owes it, until it lies among the files."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.access import Access
from events.meetings.cards import keep_details
from events.meetings.reminders import awaited_reports
from events.models import Meeting, MeetingCard, MeetingFile
from events.vocabulary import MeetingFileKind
from tests.events.meetings.reports import MEETING, report_of_rows
from tests.permissions.meetings import outside_of_a
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db


def details(days: int, **more: Any) -> dict[str, Any]:
    due = timezone.localdate() + timedelta(days=days)
    nothing = {"basis": "", "notice": "", "notice_on": None, "notice_number": ""}
    return {**nothing, "report_due": due, **more}


def told(world: World, who: Who) -> list[tuple[MeetingCard, bool]]:
    soon = timezone.localdate() + timedelta(days=30)
    return [(one.card, one.is_overdue) for one in awaited_reports(Access.of(world.users[who]), soon)]


def test_the_body_that_travelled_is_reminded_and_others_when_it_is_time(world: World) -> None:
    late = outside_of_a(world, details=details(-1))
    soon = outside_of_a(world, details=details(20), day=date(2024, 5, 7))
    far = outside_of_a(world, details=details(90), day=date(2024, 5, 8))
    outside_of_a(world, day=date(2024, 5, 9))
    outside_of_a(world, details=details(-1), day=timezone.localdate() + timedelta(days=1))
    assert told(world, Who.EDITOR_A) == [(late, True), (soon, False), (far, False)]
    [first, *_others] = awaited_reports(Access.of(world.users[Who.EDITOR_A]), timezone.localdate())
    assert first.form_url == reverse("events:outside_meeting_edit", args=[late.pk])
    assert told(world, Who.EDITOR_B) == []
    assert told(world, Who.COORDINATOR) == told(world, Who.VIEWER) == [(late, True), (soon, False)]


def test_a_trip_of_a_row_is_its_departments_until_the_report_is_there(
    world: World, client_of: Callable[[str], Client]
) -> None:
    report = report_of_rows(MEETING)
    report.entries.update(department=world.department_b)
    meeting = Meeting.objects.get()
    card = keep_details(meeting, details(-3), world.users[Who.COORDINATOR])
    assert (told(world, Who.EDITOR_A), told(world, Who.EDITOR_B)) == ([], [(card, True)])
    page = client_of(Who.COORDINATOR).get(reverse("home")).content.decode()
    form = reverse("events:meeting_details", args=[meeting.entry_id, meeting.key])
    assert page.count(f'href="{form}"') == 1
    MeetingFile.objects.create(
        card=card, kind=MeetingFileKind.REPORT, name="Отчет.pdf", content=b"%PDF", size=4, sha256="0" * 64
    )
    assert told(world, Who.EDITOR_B) == []
