"""What has to wait while a user writes: PostgreSQL locks single rows, SQLite the whole database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from events.access import Access
from events.models import Entry, Report, Section, Submission
from tests.permissions.roles import Who, World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def committed() -> World:
    return make_world()


def waits(write: Callable[[], object]) -> bool:
    """Whether another connection cannot do it before this transaction ends."""

    def attempt() -> bool:
        try:
            with connection.cursor() as cursor:
                is_sqlite = connection.vendor == "sqlite"
                cursor.execute("PRAGMA busy_timeout = 100" if is_sqlite else "SET lock_timeout = '100ms'")
            write()
        except OperationalError:
            return True
        finally:
            connection.close()
        return False

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(attempt).result()


def writes_of_others(world: World) -> dict[str, Callable[[], object]]:
    submissions = Submission.objects
    of_another_report = submissions.create(report=world.done, department=world.department_a)
    return {
        "close": lambda: Report.objects.filter(pk=world.plan.pk).update(state="in_approval"),
        "submit": lambda: submissions.filter(pk=world.submission_a.pk).update(state="handed_in"),
        "submit for another": lambda: submissions.filter(pk=of_another_report.pk).update(state="handed_in"),
        "submit of B": lambda: submissions.filter(pk=world.submission_b.pk).update(state="handed_in"),
        "change the row": lambda: Entry.objects.filter(pk=world.entry_a.pk).update(number=7),
        "add to the report": lambda: Section.objects.create(report=world.plan, title="Новый раздел"),
        "close another": lambda: Report.objects.filter(pk=world.done.pk).update(state="published"),
    }


@pytest.mark.parametrize(
    ("who", "hold", "locked"),
    [
        (Who.EDITOR_A, "row", {"close", "submit", "change the row"}),
        (Who.EDITOR_A, "report", {"close", "submit"}),
        (Who.COORDINATOR, "row", {"close", "change the row"}),
        (Who.COORDINATOR, "report", {"close"}),
    ],
)
def test_what_would_end_the_writing_waits_for_its_end(
    committed: World, who: Who, hold: str, locked: set[str]
) -> None:
    access = Access.of(committed.users[who])
    writes = writes_of_others(committed)
    with transaction.atomic():
        if hold == "row":
            access.hold_row(committed.entry_a)
        else:
            access.hold_open(committed.plan)
        waiting = {name for name, write in writes.items() if waits(write)}
    assert waiting == (set(writes) if connection.vendor == "sqlite" else locked)
    assert not any(map(waits, writes.values()))
