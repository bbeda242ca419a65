"""Rows written before there were stems, or with a word too long for an index, get theirs."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from events.words.stems import stems

_BATCH = 500


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("events", "Entry").objects.using(schema_editor.connection.alias)
    differing = []
    for row in rows.only("cells", "extra", "stems").order_by("pk").iterator(chunk_size=_BATCH):
        wanted = stems(" ".join([*row.cells.values(), *row.extra.values()]))
        if row.stems != wanted:
            row.stems = wanted
            differing.append(row)
    rows.bulk_update(differing, ["stems"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("events", "0006_indexes_of_lists")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
