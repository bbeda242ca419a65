"""Access restricted until a meeting is held: by default, by a person, and no longer than that."""

from datetime import date

import pytest
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from agreements.models import Department
from coopregistry.history import change_set
from coopregistry.models import ChangeSet, User
from coopregistry.undo import undo
from events.access import Access
from events.entries.joining import Grounds, join
from events.entries.restriction import OpeningMiddleware, open_to_all, restrict
from events.models import Entry, Event, Report
from importers.documents.upload import Upload
from importers.importing import import_document
from tests.events.meetings.reports import MEETING, report_of_rows
from tests.importers.dumps import CULTURE, dump, plan_row

pytestmark = pytest.mark.django_db

TALKS = "Встреча Губернатора Смоленской области В.В. Выдумова с губернатором Тверской области Н.Н. Небывайко"


@pytest.fixture
def stranger() -> Access:
    return Access(
        user=User.objects.create_user("stranger"),
        administers=False,
        coordinates=False,
        edits=True,
        reads=True,
        departments=frozenset({Department.objects.create(name="Министерство вымышленных дел").pk}),
    )


def on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *args: day)


def plan_of(title: str) -> Entry:
    import_document(Upload(name="план.txt", data=dump([(CULTURE, [plan_row(title)])])))
    return Entry.objects.get()


@pytest.mark.parametrize(
    ("title", "day", "restricted"),
    [
        (TALKS, date(2025, 1, 10), True),
        (TALKS, date(2025, 3, 12), True),
        (TALKS, date(2025, 3, 13), False),
        (TALKS.replace("Губернатора Смоленской области", "министра культуры Смоленской области"),
         date(2025, 1, 10), False),
        ("Выставка картин", date(2025, 1, 10), False),
    ],
)  # fmt: skip
def test_coming_meetings_of_the_head_of_the_region_are_restricted_by_default(
    monkeypatch: pytest.MonkeyPatch, stranger: Access, title: str, day: date, restricted: bool
) -> None:
    on(day, monkeypatch)
    entry = plan_of(title)
    assert entry.restricted is restricted
    assert stranger.entries().exists() is not restricted
    assert stranger.events().exists() is not restricted


def test_what_reports_tell_is_open_by_default() -> None:
    report_of_rows(MEETING)
    assert not Entry.objects.get().restricted


def test_a_row_a_person_opened_stays_open_when_it_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    on(date(2025, 1, 10), monkeypatch)
    open_to_all(plan_of(TALKS))
    entry = plan_of(f"{TALKS} и другими лицами")
    assert not entry.restricted


def test_it_opens_by_itself_the_day_after(monkeypatch: pytest.MonkeyPatch, stranger: Access) -> None:
    on(date(2025, 1, 10), monkeypatch)
    plan_of(TALKS)
    answer = OpeningMiddleware(lambda request: HttpResponse())
    for day, is_known in ((date(2025, 3, 12), False), (date(2025, 3, 13), True)):
        on(day, monkeypatch)
        answer(HttpRequest())
        assert [stranger.entries().exists(), stranger.events().exists()] == [is_known, is_known]
    assert Event.objects.get().opens_on is None


def test_undo_opens_what_was_restricted(stranger: Access) -> None:
    report_of_rows(MEETING)
    Report.objects.update(state=Report.State.APPROVED)
    with change_set() as changes:
        restrict(Entry.objects.get())
    assert not stranger.events().exists()
    assert not stranger.people().exists()
    undo(ChangeSet.objects.get(pk=changes.written.pk))
    assert stranger.events().exists()
    assert stranger.people().count() == 2


def test_a_restricted_row_adds_nothing_to_the_event_others_see(stranger: Access) -> None:
    report_of_rows(MEETING)
    planned = plan_of_event(Entry.objects.get())
    entry = Entry.objects.get(report__kind="international_report")
    restrict(entry)
    event = stranger.events().get()
    assert (event.title, event.is_reported, event.pk) == (planned, False, entry.event_id)


def plan_of_event(entry: Entry) -> str:
    """Another row of the same event, open to all; its title."""
    title = "Выставка картин"
    import_document(Upload(name="план.txt", data=dump([(CULTURE, [plan_row(title)])])))
    row = Entry.objects.exclude(pk=entry.pk).get()
    join(entry, row, Grounds())
    return title
