"""check_registry names what was changed behind the registry's back, and nothing else."""

import json
from contextlib import nullcontext
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from coopregistry.journal import append_only, sealing
from coopregistry.models import Change, IntegrityRun, SignIn
from events.editions.fixing import fix
from events.models import Edition, Entry, Event, EventPartner, Report
from importers.models import SourceDocument
from tests.coopregistry.backup.databases import fill

pytestmark = pytest.mark.django_db


def faults(*, fails: bool) -> dict[str, list[str]]:
    """The records at fault, by check."""
    out = StringIO()
    with pytest.raises(CommandError) if fails else nullcontext():
        call_command("check_registry", json=True, stdout=out)
    found = json.loads(out.getvalue())
    return {code: [fault["record"] for fault in told] for code, told in found.items() if told}


@pytest.fixture
def edition() -> Edition:
    fill()
    return fix(Report.objects.get(), user=None)


def behind_the_back(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_a_registry_in_order_has_no_faults(edition: Edition) -> None:
    assert Change.objects.exists()
    assert SourceDocument.objects.exists()
    assert faults(fails=False) == {}
    run = IntegrityRun.objects.get()
    assert (run.count, run.faults) == (0, [])
    assert {
        "database",
        "files",
        "history",
        "journal",
        "events",
        "event_counts",
        "figure_counts",
        "words",
        "editions",
    } == set(run.checks)


def test_an_exchanged_file_is_named(edition: Edition) -> None:
    source = SourceDocument.objects.get()
    behind_the_back("UPDATE importers_sourcedocument SET content = %s", b"another")
    assert faults(fails=True) == {"files": [f"importers.sourcedocument {source.pk}"]}
    assert IntegrityRun.objects.get().count == 1


def test_a_record_changed_without_history_is_named(edition: Edition) -> None:
    entry = Entry.objects.order_by("pk").first()
    behind_the_back("UPDATE events_entry SET number = 99 WHERE id = %s", entry.pk)
    assert faults(fails=True) == {"history": [f"events.entry {entry.pk}"]}


def test_a_record_that_was_deleted_and_is_there_is_named(edition: Edition) -> None:
    entry = Entry.objects.order_by("pk").first()
    last = Change.objects.filter(model="events.entry", record=entry.pk).latest("pk")
    Change.objects.create(
        change_set=last.change_set,
        model="events.entry",
        record=entry.pk,
        action=Change.Action.DELETE,
        before={"number": entry.number},
    )
    assert faults(fails=True) == {"history": [f"events.entry {entry.pk}"]}


def test_a_rewritten_journal_is_named(edition: Edition) -> None:
    sign_in = SignIn.objects.create(outcome=SignIn.Outcome.REFUSED)
    sealing.seal()
    with append_only.lifted():
        SignIn.objects.filter(pk=sign_in.pk).update(outcome=SignIn.Outcome.SIGNED_IN)
    assert faults(fails=True) == {"journal": [f"coopregistry.signin {sign_in.pk}"]}


def test_kept_values_that_differ_from_the_rows_are_named(edition: Edition) -> None:
    one, other = Event.objects.order_by("pk")[:2]
    behind_the_back("UPDATE events_event SET place = 'г. Нигде' WHERE id = %s", one.pk)
    EventPartner.objects.filter(event=other).delete()
    told = faults(fails=True)
    assert told.pop("event_counts") != []
    assert told == {"events": [f"events.event {one.pk}", f"events.event {other.pk}"]}


def test_an_edition_whose_table_was_changed_is_named(edition: Edition) -> None:
    table = json.loads(json.dumps(edition.table))
    line = next(line for line in table["lines"] if "cells" in line)
    line["cells"] = [text.replace("Ярмарка", "Выставка") for text in line["cells"]]
    assert line["cells"] != next(line for line in edition.table["lines"] if "cells" in line)["cells"]
    Edition.objects.filter(pk=edition.pk).update(table=table)
    assert faults(fails=True) == {"editions": [f"events.edition {edition.pk}"]}


def test_an_index_of_words_that_lost_a_part_is_named(edition: Edition) -> None:
    if connection.vendor == "sqlite":
        behind_the_back("DROP TRIGGER entry_words_changed")
    else:
        behind_the_back("DROP INDEX events_entry_words")
    assert faults(fails=True) == {"words": ["events_entry_words"]}
