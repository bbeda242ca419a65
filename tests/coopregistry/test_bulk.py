"""Many records are written at once, and are what one by one would have made of them."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from agreements.models import Department
from coopregistry import bulk
from coopregistry.models import Change, ChangeSet
from events.models import Event
from importers.models import ImportRun

pytestmark = pytest.mark.django_db

# What the formats of drivers have a meaning of their own for.
AWKWARD = ["таб\tи\nстроки\r\n", r"\N", r"C:\новое\t", "«кавычки» 'и' \"ещё\"", "%s ? $1", ""]


def values(event: Event) -> dict[str, object]:
    stored = Event.with_removed.filter(pk=event.pk).values().get()
    return {name: value for name, value in stored.items() if name != "id"}


def an_event(title: str) -> Event:
    return Event(
        title=title,
        place="г. Тверь",
        start=date(2025, 3, 1),
        end=date(2025, 3, 2),
        precision="day",
        participants_count=12,
        signed=True,
        differences=["dates", title],
    )


@pytest.mark.parametrize("title", AWKWARD)
def test_a_record_is_what_saving_makes_of_it(title: str) -> None:
    inserted, saved = an_event(title), an_event(title)
    bulk.insert([inserted])
    saved.save()
    assert values(inserted) == values(saved)
    assert values(inserted)["differences"] == ["dates", title]


def test_keys_go_on_from_each_other() -> None:
    first = [an_event("Раз"), an_event("Два")]
    bulk.insert(first)
    single = an_event("Три")
    single.save()
    (key,) = bulk.new_keys(Event, 1)
    assert len({*(event.pk for event in first), single.pk, key}) == 4
    bulk.insert([Event(pk=key, title="Четыре")])
    an_event("Пять").save()
    assert Event.with_removed.count() == 5


def test_standing_records_are_written_as_they_are_in_memory() -> None:
    events = [an_event("Раз"), an_event("Два")]
    bulk.insert(events)
    events[0].title, events[1].title, events[0].end = "Раз\tи\\снова", "Иное", None
    events[0].start = None
    bulk.update(events, ["title", "start"])
    bulk.update(events[:1], ["end"])
    stored = list(Event.with_removed.order_by("pk").values_list("title", "start", "end"))
    assert stored == [("Раз\tи\\снова", None, None), ("Иное", date(2025, 3, 1), date(2025, 3, 2))]


def test_constraints_hold() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert([Event(title="Наоборот", start=date(2025, 3, 2), end=date(2025, 3, 1))])


def test_a_related_record_stored_meanwhile_is_referred_to() -> None:
    department = Department(name="Управление проб")
    event = Event(title="Ярмарка", department=department)
    with pytest.raises(ValueError, match="unsaved related object"):
        bulk.insert([event])
    department.save()
    bulk.insert([event])
    assert Event.with_removed.get(pk=event.pk).department == department


def test_columns_the_database_fills_are_no_matter_of_it() -> None:
    with pytest.raises(TypeError, match="ImportRun"):
        bulk.insert([ImportRun(status="imported")])


def test_bulk_creation_is_one_change_each() -> None:
    made = Department.objects.bulk_create(Department(name=f"Управление\t{n}") for n in range(3))
    changes = Change.objects.filter(model="agreements.department", record__in=[one.pk for one in made])
    assert {change.after["name"] for change in changes} == {one.name for one in made}
    assert ChangeSet.objects.filter(changes__in=changes).distinct().count() == 1
