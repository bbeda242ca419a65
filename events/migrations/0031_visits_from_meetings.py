"""Visits are counted by the records of meetings: what was kept of them by the kinds of events goes."""

from django.db import migrations

_VISITS = 9  # the place of visits among the facts of an event
_SHORTER = {
    "postgresql": f"UPDATE events_event SET facts = facts - {_VISITS} WHERE jsonb_array_length(facts) = 12",
    "sqlite": (
        f"UPDATE events_event SET facts = json_remove(facts, '$[{_VISITS}]') "
        "WHERE facts IS NOT NULL AND json_array_length(facts) = 12"
    ),
}


def drop_visits(apps, schema_editor):
    schema_editor.execute(_SHORTER[schema_editor.connection.vendor])


class Migration(migrations.Migration):

    dependencies = [("events", "0030_questions")]

    operations = [
        migrations.RunPython(drop_visits, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField("figurecount", "outgoing"),
        migrations.RemoveField("figurecount", "incoming"),
        migrations.RemoveField("figurecount", "meetings"),
    ]
