"""The numbers a dossier or figures went out with, and what has become of them since."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from events.entries.recognition import in_chunks
from events.models import Entry

_NO_LIMIT = (date.min, date.max)


def numbers_at_issue(*, events: Collection[int], held: int, participants: int, signed: int) -> dict[str, Any]:
    """As kept with the copy; `events`: their keys."""
    return {
        "events": len(events),
        "held": held,
        "participants": participants,
        "signed": signed,
        "keys": sorted(events),
    }


def events_since(issued: Iterable[Mapping[str, Any]], now: Collection[int]) -> dict[int, int]:
    """Each event counted then that is no event of its own any more, and the one its row is told with now.
    `now`: keys of the present ones, which are left out."""
    gone = sorted({key for numbers in issued for key in numbers.get("keys", ())} - set(now))
    found: dict[int, int] = {}
    for part in in_chunks(gone):
        found |= dict(Entry.objects.filter(own_event__in=part).order_by().values_list("own_event", "event"))
    return found


def change_in_words(
    numbers: Mapping[str, Any], made_at: datetime, now: Collection[int], since: Mapping[int, int]
) -> str:
    """«В справке от 12.03.2025 – 79, сейчас 67: объединено повторов – 12.»; "" where nothing has changed and
    for copies that kept no numbers."""
    if "keys" not in numbers:
        return ""
    present = set(now)
    kept = [event for key in numbers["keys"] if (event := since.get(key, key)) in present]
    joined = len(kept) - len(set(kept))
    reasons: Sequence[tuple[str, int]] = (
        ("объединено повторов", joined),
        ("добавлено", len(present) - len(set(kept))),
        ("больше не значится", len(numbers["keys"]) - len(kept)),
    )
    told = ", ".join(f"{reason} – {number}" for reason, number in reasons if number)
    day = f"{timezone.localtime(made_at):%d.%m.%Y}"
    return f"В справке от {day} – {numbers['events']}, сейчас {len(present)}: {told}." if told else ""


def held_between(spans: Iterable[tuple[int, date | None, date | None]], start: date, end: date) -> list[int]:
    """Keys of events any day of which lies in a period, as `figures.cooperation` chooses them. `spans`: key,
    first and last day; an unknown one is no limit."""
    return [
        key
        for key, first, last in spans
        if (last or _NO_LIMIT[1]) >= start and (first or _NO_LIMIT[0]) <= end
    ]
