"""Which entry governs an event: never one its department still writes while another one may be shown."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import Department, Membership, Partner
from events.access import Access
from events.editions.fixing import fix
from events.entries import saving
from events.models import Entry, Event, EventPartner, Report, Submission
from events.period import Period
from events.reports import arrangement, opening, workflow
from events.submissions import workflow as submission_workflow
from events.vocabulary import Kind
from tests.permissions.roles import Who, World, make_world

pytestmark = pytest.mark.django_db

State = Submission.State
PLANNED, DRAFTED = "Книжная ярмарка", "Тайный бал с участием гостей"
TVER, BRYANSK = "Тверская область", "Брянская область"


def make_entry(
    report: Report, department: Department, title: str, partner: str, dates: str, event: Event | None
) -> Entry:
    cells = {"title": title, "partner": partner, "dates": dates, "place": f"г. Смоленск, {title}"}
    entry = Entry(report=report, department=department, cells=cells)
    return saving.store(entry, saving.read_cells(report, cells), joined_to=event)


class Shared:
    """One event, planned by one department and reported by another that still writes."""

    def __init__(self, world: World):
        self.world = world
        self.plan = opening.open_report(
            Kind.INTERREGIONAL_PLAN, Period(2032, "H1"), deadline=None, departments=[]
        )
        self.planned = make_entry(self.plan, world.department_b, PLANNED, TVER, "12 марта 2032 года", None)
        self.report = opening.open_report(
            Kind.INTERREGIONAL_REPORT, Period(2032, "Q1"), deadline=None, departments=[world.department_a]
        )
        self.submission = self.report.submissions.get()
        event = self.planned.event
        self.drafted = make_entry(
            self.report, world.department_a, DRAFTED, BRYANSK, "20 марта 2032 года", event
        )

    @property
    def event(self) -> Event:
        return Event.objects.get(pk=self.planned.event_id)

    @property
    def told(self) -> tuple[str, date | None, set[str]]:
        partners = EventPartner.objects.counted().filter(event=self.event)
        return self.event.title, self.event.start, set(partners.values_list("partner__name", flat=True))


FINISHED = (PLANNED, date(2032, 3, 12), {TVER})
GOVERNED = (DRAFTED, date(2032, 3, 20), {BRYANSK})


@pytest.fixture
def shared() -> Shared:
    return Shared(make_world())


def test_a_row_its_department_still_writes_does_not_govern(shared: Shared) -> None:
    assert shared.told == FINISHED


def test_a_row_alone_governs_while_it_is_written(shared: Shared) -> None:
    alone = make_entry(
        shared.report, shared.world.department_a, "Одинокий вечер", TVER, "март 2032 года", None
    )
    assert Event.objects.get(pk=alone.event_id).title == "Одинокий вечер"


def test_a_row_governs_from_handing_in_to_taking_back(shared: Shared) -> None:
    user = shared.world.users[Who.EDITOR_A]
    submission_workflow.submit(shared.submission, user=user)
    assert shared.told == GOVERNED
    submission_workflow.withdraw(shared.submission)
    assert shared.told == FINISHED


def test_a_row_sent_back_does_not_govern_until_it_comes_again(shared: Shared) -> None:
    user = shared.world.users[Who.EDITOR_A]
    submission_workflow.submit(shared.submission, user=user)
    submission_workflow.accept(shared.submission)
    assert shared.told == GOVERNED
    submission_workflow.return_submission(shared.submission, note="Уточните место")
    assert shared.told == FINISHED
    submission_workflow.submit(shared.submission, user=user)
    assert shared.told == GOVERNED


def test_a_fixed_edition_shows_rows_never_submitted_and_reopening_hides_them(shared: Shared) -> None:
    fix(shared.report, user=None)
    assert shared.told == GOVERNED
    workflow.reopen(shared.report, reason="Опечатка", collect=True)
    assert shared.told == FINISHED


def test_rows_become_unfinished_when_their_department_is_asked(shared: Shared) -> None:
    other = make_entry(
        shared.report, shared.world.department_b, "Иной рассказ", TVER, "21 марта 2032 года", shared.event
    )
    assert shared.told[0] == other.cells["title"]
    opening.request_submissions(shared.report, [shared.world.department_b])
    assert shared.told == FINISHED


def test_a_row_given_to_a_department_that_writes_stops_governing(shared: Shared) -> None:
    other = make_entry(
        shared.report, shared.world.department_b, "Иной рассказ", TVER, "21 марта 2032 года", shared.event
    )
    arrangement.reassign([other], department=shared.world.department_a, section=None)
    assert shared.told == FINISHED


def test_what_two_departments_still_write_shows_neither_the_words_of_the_other(shared: Shared) -> None:
    opening.request_submissions(shared.plan, [shared.world.department_b])
    assert shared.told == FINISHED
    cells = {**shared.drafted.cells, "title": "Ещё более тайный бал"}
    shared.drafted.cells = cells
    saving.store(shared.drafted, saving.read_cells(shared.report, cells))
    assert shared.told == FINISHED
    submission_workflow.submit(shared.submission, user=shared.world.users[Who.EDITOR_A])
    assert shared.told[0] == "Ещё более тайный бал"


def test_the_last_row_left_governs(shared: Shared) -> None:
    saving.remove(shared.planned)
    assert shared.told == GOVERNED


@pytest.mark.parametrize("together", [False, True])
def test_a_change_of_state_costs_the_same_for_many_rows(shared: Shared, together: bool) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            submission_workflow.submit(shared.submission, user=shared.world.users[Who.EDITOR_A])
        submission_workflow.withdraw(shared.submission)
        return len(caught)

    few = cost()
    for number in range(30):
        planned = make_entry(
            shared.plan, shared.world.department_b, f"Вечер {number}", TVER, "март 2032 года", None
        )
        event = planned.event if together else None
        make_entry(shared.report, shared.world.department_a, f"Бал {number}", TVER, "март 2032 года", event)
    assert cost() == few


# --- what others see of it on the pages


FOREIGN = [Who.VIEWER, Who.EDITOR_B]


@pytest.mark.parametrize("who", FOREIGN)
def test_no_page_shows_others_a_word_of_an_unfinished_row(shared: Shared, client: Client, who: Who) -> None:
    client.force_login(shared.world.users[who])
    bryansk = Partner.objects.get(name=BRYANSK)
    pages = [
        reverse("events:event", args=[shared.event.pk]),
        reverse("events:events"),
        f"{reverse('events:events')}?text=ярмарка",
        reverse("events:report", args=[shared.report.pk]),
        reverse("events:report_file", args=[shared.report.pk, "json"]),
        reverse("events:fate", args=[shared.plan.pk]),
        reverse("events:partner", args=[Partner.objects.get(name=TVER).pk]),
        reverse("events:partner", args=[bryansk.pk]),
        reverse("events:events_without_agreement"),
        reverse("events:partners_without_agreement"),
    ]
    for page in pages:
        text = client.get(page).content.decode()
        assert "бал с участием" not in text, page
        assert "20 марта" not in text, page
    found = client.get(reverse("events:events"), {"text": "бал"}).content.decode()
    assert PLANNED not in found
    csv = client.get(reverse("events:events_file", args=["csv"])).content.decode("utf-8-sig")
    assert PLANNED in csv
    assert BRYANSK not in csv


@pytest.mark.parametrize("who", FOREIGN)
def test_a_section_with_nothing_but_unfinished_rows_is_not_there(
    shared: Shared, client: Client, who: Who
) -> None:
    arrangement.reassign([shared.drafted], department=shared.world.department_a, section=None)
    heading = shared.report.sections.get().title
    client.force_login(shared.world.users[who])
    page = client.get(reverse("events:report", args=[shared.report.pk]))
    assert heading not in page.content.decode()
    client.force_login(shared.world.users[Who.EDITOR_A])
    assert heading in client.get(reverse("events:report", args=[shared.report.pk])).content.decode()


@pytest.mark.parametrize("who", FOREIGN)
def test_what_a_department_tried_before_submitting_is_not_in_the_history_others_read(
    shared: Shared, client: Client, who: Who
) -> None:
    cells = {**shared.drafted.cells, "title": "Весенний вечер", "place": "г. Смоленск"}
    shared.drafted.cells = cells
    saving.store(shared.drafted, saving.read_cells(shared.report, cells))
    submission_workflow.submit(shared.submission, user=shared.world.users[Who.EDITOR_A])
    address = reverse("events:event", args=[shared.event.pk])
    client.force_login(shared.world.users[who])
    page = client.get(address).content.decode()
    assert "Весенний вечер" in page
    assert "бал с участием" not in page
    client.force_login(shared.world.users[Who.EDITOR_A])
    assert "бал с участием" in client.get(address).content.decode()


def test_the_form_hints_at_others_by_what_is_finished(shared: Shared) -> None:
    editor = Access.of(shared.world.users[Who.EDITOR_B])
    assert [event.title for event in editor.events().filter(pk=shared.event.pk)] == [PLANNED]


def test_a_department_of_two_is_one_reader(shared: Shared) -> None:
    Membership.objects.create(user=shared.world.users[Who.EDITOR_B], department=shared.world.department_a)
    assert shared.drafted in Access.of(shared.world.users[Who.EDITOR_B]).entries()
