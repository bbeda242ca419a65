"""Records of a register as plain values, in the shape `export_register` prints."""

from typing import Any

from events.models import Meeting, Result
from events.vocabulary import Side


def meeting_json(meeting: Meeting) -> dict[str, Any]:
    return {
        "row": meeting.entry.number if meeting.entry is not None else None,
        "date": _day(meeting.start),
        "end": _day(meeting.end),
        "where": meeting.place,
        "kind": meeting.kind,
        "home_level": meeting.home_level,
        "partner_level": meeting.partner_level,
        "home": [{"post": one.post, "name": one.name} for one in meeting.of_side(Side.HOME)],
        "partner": [
            {"post": one.post, "name": one.name, "of": one.of} for one in meeting.of_side(Side.PARTNER)
        ],
        "third": [{"post": one.post, "name": one.name} for one in meeting.of_side(Side.THIRD)],
        "size": meeting.size,
        "subject": meeting.subject or None,
        "phrase": meeting.phrase,
        "certain": meeting.certain,
    }


def result_json(result: Result) -> dict[str, Any]:
    return {
        "row": result.entry.number,
        "kind": result.kind,
        "title": result.title,
        "parties": result.parties,
        "date": _day(result.start),
        "end": _day(result.end),
        "phrase": result.phrase,
        "certain": result.certain,
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
