"""Which errors of the database are no fault of the program."""

import pytest
from django.db import DatabaseError, OperationalError, ProgrammingError, connection
from django.db.migrations.recorder import MigrationRecorder

from coopregistry.disk import DiskNearlyFull
from coopregistry.outages import Outage, outage_of

pytestmark = pytest.mark.django_db


def failure(message: str, code: str, kind: type[DatabaseError] = OperationalError) -> DatabaseError:
    """As Django raises it: the driver's own error is the cause."""
    error = kind(message)
    error.__cause__ = Exception()
    error.__cause__.pgcode = code  # type: ignore[attr-defined] # as psycopg sets it
    return error


LOCKED = failure("database is locked", "55P03")
MISSING = failure("no such table: events_event", "42P01", ProgrammingError)


def test_a_record_somebody_holds_is_no_fault_of_the_program() -> None:
    assert outage_of(LOCKED) is Outage.BUSY


def test_a_missing_table_is_told_from_a_wrong_query() -> None:
    assert outage_of(MISSING) is None
    MigrationRecorder(connection).migration_qs.filter(app="events").latest("pk").delete()
    assert outage_of(MISSING) is Outage.BEHIND


@pytest.mark.parametrize(
    "error",
    [DiskNearlyFull(), failure("database or disk is full", "53100")],
    ids=["before it is", "as it is"],
)
def test_a_full_disk_is_told(error: Exception) -> None:
    assert outage_of(error) is Outage.FULL


def test_other_errors_stay_errors_of_the_program() -> None:
    assert outage_of(failure("too many SQL variables", "54000")) is None
    assert outage_of(ValueError("database is locked")) is None
    assert outage_of(None) is None
