"""A meeting as its serializer reads it."""

from types import SimpleNamespace

from events.meetings.registers import ToldMeeting
from events.models import MeetingParticipant
from events.vocabulary import Side


def as_record(told: ToldMeeting) -> SimpleNamespace:
    meeting, all_of_it = told.meeting, [told.meeting, *told.also]
    entries = [one.entry for one in all_of_it if one.entry is not None]
    cards = [one.card for one in all_of_it if one.card is not None]
    return SimpleNamespace(
        ref=meeting.ref,
        **{
            name: getattr(meeting, name)
            for name in ("kind", "start", "end", "place", "home_level", "partner_level", "size", "subject")
        },
        phrase=meeting.phrase,
        certain=not meeting.is_to_confirm,
        home=list(map(_participant, meeting.of_side(Side.HOME))),
        partner=list(map(_participant, meeting.of_side(Side.PARTNER))),
        third=list(map(_participant, meeting.of_side(Side.THIRD))),
        basis="; ".join(dict.fromkeys(card.basis for card in cards if card.basis)),
        row_ids=[entry.pk for entry in entries],
        event_ids=list(dict.fromkeys(entry.event_id for entry in entries)),
        outside_ids=[card.pk for card in cards if card.told is not None],
    )


def _participant(one: MeetingParticipant) -> SimpleNamespace:
    key = one.person.key if one.person is not None else ""
    return SimpleNamespace(post=one.post, name=one.name, of=one.of, level=one.level, person_key=key)
