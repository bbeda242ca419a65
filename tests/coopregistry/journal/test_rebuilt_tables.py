"""What migrations cannot keep in the database is made again after them."""

import pytest
from django.db import connection

from coopregistry import schema_objects
from coopregistry.models import Change, ChangeSet, Seal, SignIn
from events.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def break_off(model) -> None:
    """As a migration does that has SQLite rebuild a table, or an owner who switches triggers off."""
    if connection.vendor == "sqlite":
        with connection.schema_editor() as editor:
            editor._remake_table(model)
    else:
        with connection.cursor() as cursor:
            if model is Entry:
                cursor.execute("DROP INDEX events_entry_words")
            else:
                cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER USER")


def test_triggers_and_indexes_are_made_again() -> None:
    assert schema_objects.missing() == []
    for model in (SignIn, ChangeSet, Change, Seal, Entry):
        break_off(model)
        missing = schema_objects.missing()
        assert missing
        assert all("entry_words" in name or model._meta.db_table in name for name in missing)
        schema_objects.make_missing()
        assert schema_objects.missing() == []
