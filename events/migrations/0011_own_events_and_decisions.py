"""Gives each row the event made for it, remembers which rows people told as one event, and which documents are
still collected. What events keep is computed after `migrate`."""

from itertools import groupby

from django.db import migrations
from django.db.models import Count, Exists, OuterRef

from events.entries.joining import print_of


def own_events(apps, schema_editor):
    Entry, Change = apps.get_model("events", "Entry"), apps.get_model("coopregistry", "Change")
    created = Change.objects.filter(model="events.entry", action="create").order_by("id")
    first_event = dict(created.values_list("record", "after__event_id").iterator())
    known = set(apps.get_model("events", "Event")._base_manager.values_list("pk", flat=True))
    owner = {}  # event → entry
    entries = list(Entry._base_manager.order_by("pk").values_list("pk", "event_id"))
    for entry, event in entries:
        made_with = first_event.get(entry) or event
        if made_with in known:
            owner.setdefault(made_with, entry)
    owning = set(owner.values())
    for entry, event in entries:
        if event not in owner and entry not in owning:
            owner[event] = entry
            owning.add(entry)
    rows = [Entry(pk=entry, own_event_id=event) for event, entry in owner.items()]
    Entry._base_manager.bulk_update(rows, ["own_event"], batch_size=500)


def decisions(apps, schema_editor):
    Entry, Decision = apps.get_model("events", "Entry"), apps.get_model("events", "MatchDecision")
    live = Entry._base_manager.filter(removed_at=None, report__removed_at=None)
    shared = live.order_by().values("event").annotate(rows=Count("pk")).filter(rows__gt=1).values("event")
    entries = live.filter(event__in=shared).select_related("report").order_by("event", "pk")
    made = []
    for _event, group in groupby(entries, key=lambda entry: entry.event_id):
        first, *others = sorted(
            group, key=lambda entry: ("plan" not in entry.report.kind, entry.report.end, entry.pk)
        )
        made += [
            Decision(
                a=first,
                b=other,
                is_same=True,
                decided_by="person",
                a_print=print_of(first),
                b_print=print_of(other),
            )
            for other in others
        ]
    Decision._base_manager.bulk_create(made, batch_size=500)


def documents_still_collected(apps, schema_editor):
    Report, Submission = apps.get_model("events", "Report"), apps.get_model("events", "Submission")
    asked = Submission._base_manager.filter(
        report=OuterRef("pk"), removed_at=None, state__in=("asked", "sent_back")
    )
    Report._base_manager.filter(Exists(asked), state="collecting").update(is_whole=False)


class Migration(migrations.Migration):
    dependencies = [
        ("coopregistry", "0001_initial"),
        ("events", "0010_an_event_is_the_sum_of_its_rows"),
    ]
    operations = [
        migrations.RunPython(own_events, migrations.RunPython.noop),
        migrations.RunPython(decisions, migrations.RunPython.noop),
        migrations.RunPython(documents_still_collected, migrations.RunPython.noop),
    ]
