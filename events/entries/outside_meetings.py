"""Keeps the records of meetings entered without a row in step with their cards."""

from collections.abc import Iterable

from events.models import Meeting, MeetingCard
from events.vocabulary import Role

from .told_people import forget_unmet
from .told_records import meeting_columns, save_participants

_KEY = "outside-{}"


def save_outside(cards: Iterable[MeetingCard]) -> None:
    """Write the meetings of cards anew; of removed ones none stay. Their people follow."""
    cards = [card for card in cards if card.told is not None]
    Meeting.objects.filter(entry=None, card__in=cards).delete()
    saved = []
    for card in cards:
        found = card.found
        if card.removed_at is None and found is not None:
            meeting = Meeting(
                key=_KEY.format(card.pk),
                kind=found.kind.value,
                start=found.start,
                end=found.end,
                cell=Role.CONTENT.value,
                phrase=found.phrase,
                by_person=True,
                card=card,
                **meeting_columns(found),
            )
            saved.append((meeting, found))
    Meeting.objects.bulk_create([meeting for meeting, _found in saved], batch_size=500)
    save_participants(saved)
    forget_unmet()
