"""Pages and files of people show what the reader may see."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from agreements.models import Department
from events.models import Person, Report, Submission
from tests.events.meetings.reports import MEETING, report_of_rows
from tests.events.people.reports import AS_MINISTER
from tests.permissions.roles import Who

pytestmark = pytest.mark.django_db
Clients = Callable[[str], Client]


def test_nobody_is_known_from_rows_that_are_still_written(client_of: Clients) -> None:
    report = report_of_rows(MEETING)
    department = Department.objects.create(name="Министерство вымышленных дел")
    report.entries.update(department=department)
    Submission.objects.create(report=report, department=department, state=Submission.State.ASKED)
    Report.objects.filter(pk=report.pk).update(state=Report.State.COLLECTING)
    key = Person.objects.get(name="В.В. Выдумов").key
    viewer, coordinator = client_of(Who.VIEWER), client_of(Who.COORDINATOR)
    for url in (reverse("events:people_met"), f"{reverse('events:search')}?q=Выдумов"):
        assert "В.В. Выдумов" not in viewer.get(url).content.decode()
        assert "Выдумов" in coordinator.get(url).content.decode()
    for name, more in (("person_met", []), ("person_met_file", ["docx"])):
        url = reverse(f"events:{name}", args=[key, *more])
        assert (viewer.get(url).status_code, coordinator.get(url).status_code) == (404, 200)


def test_the_address_of_a_joined_person_leads_to_the_kept_one(client_of: Clients) -> None:
    report_of_rows(MEETING, AS_MINISTER)
    first, second = Person.objects.filter(name="В.В. Выдумов").order_by("pk")
    coordinator: Client = client_of(Who.COORDINATOR)
    coordinator.post(reverse("events:person_met_join", args=[first.key]), {"other": second.key})
    answer = client_of(Who.VIEWER).get(reverse("events:person_met", args=[second.key]))
    assert answer.headers["Location"] == reverse("events:person_met", args=[first.key])


def words_of(data: bytes) -> str:
    cells = (cell for table in Document(BytesIO(data)).tables for row in table.rows for cell in row.cells)
    return "\n".join(cell.text for cell in cells).replace("\xa0", " ")


def test_a_setting_leaves_names_out_of_the_files_of_viewers(client_of: Clients, settings) -> None:
    report_of_rows(MEETING)
    settings.NAMES_IN_VIEWER_FILES = False
    register = f"{reverse('events:register_file', args=['meetings', 'docx'])}?period=2031"
    viewer, editor = (words_of(client_of(who).get(register).content) for who in (Who.VIEWER, Who.EDITOR_B))
    assert "Губернатор Смоленской области" in viewer
    assert ("Выдумов" in viewer, "Небывалян" in viewer) == (False, False)
    assert "Губернатор Смоленской области В.В. Выдумов" in editor
    own = reverse("events:person_met_file", args=[Person.objects.get(name="В.В. Выдумов").key, "docx"])
    assert [client_of(who).get(own).status_code for who in (Who.VIEWER, Who.EDITOR_B)] == [403, 200]
