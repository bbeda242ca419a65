"""Keeps meetings and results in step with what is recognised in their entries and corrected by a person."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from agreements.names.folding import fold
from events.models import Entry, Meeting, MeetingParticipant, Result
from events.phrases.meetings.identity import Identity, identities
from events.phrases.meetings.model import MeetingFound, Participant, ResultFound
from events.phrases.meetings.signers import highest_signer
from events.phrases.plain_json import from_plain, to_plain
from events.phrases.values import Values
from events.vocabulary import ResultKind, Side

from .result_cards import bind_cards, same_words
from .result_partners import save_result_partners
from .told_people import forget_unmet, identify

PREFIX = "told:"
_TYPES: dict[str, type[MeetingFound] | type[ResultFound]] = {"meeting": MeetingFound, "result": ResultFound}
_KEPT = ("meetings", "result_records")  # of Values
# Goes into the digest: raised where columns are computed otherwise, so that records are written anew.
_RESULT_COLUMNS = 1

Found = MeetingFound | ResultFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A record as it stands: read from the cells, or as a person put it."""

    key: str
    found: Found
    by_person: bool = False
    is_struck: bool = False

    @property
    def digest(self) -> str:
        plain: list[Any] = [to_plain(self.found), self.by_person]
        if isinstance(self.found, ResultFound):
            plain.append(_RESULT_COLUMNS)
        return _hash(json.dumps(plain, ensure_ascii=False, sort_keys=True))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def correction_name(key: str) -> str:
    return PREFIX + key


def correction_value(found: Found) -> dict[str, Any]:
    """`found` as a person put it."""
    (name,) = (name for name, kind in _TYPES.items() if isinstance(found, kind))
    return {"type": name, "record": to_plain(found)}


def struck_value(found: Found) -> dict[str, Any]:
    return {**correction_value(found), "struck": True}


def told_in(values: Values, corrections: Mapping[str, Any]) -> list[Told]:
    """Every record of an entry, struck ones among them. A correction finds its record by its key, and where
    the rules of reading have changed since, by its words."""
    told = _read(values)
    for name, correction in corrections.items():
        if not name.startswith(PREFIX):
            continue
        value = correction["value"]
        put = from_plain(_TYPES[value["type"]], value["record"])
        key = name.removeprefix(PREFIX)
        told = [one for one in told if one.key != key and not is_told_as(one.found, put)]
        told.append(Told(key=key, found=put, by_person=True, is_struck=bool(value.get("struck"))))
    return told


def _read(values: Values) -> list[Told]:
    told: list[Told] = []
    keys: set[str] = set()
    found: Sequence[Found] = (*values.meetings, *values.result_records)
    for one in found:
        key = one.key
        while key in keys:
            key = _hash(key)
        keys.add(key)
        told.append(Told(key=key, found=one))
    return told


def is_told_as(one: Found, other: Found) -> bool:
    """Whether two readings of a cell tell of one thing: the words of one are in those of the other."""
    alike = type(one) is type(other) and one.cell == other.cell and one.kind == other.kind
    return alike and same_words(one.phrase, other.phrase)


def told_values(entry: Entry) -> Values:
    """The records alone: of what an earlier version read nothing else is needed."""
    return Values.from_json({name: entry.recognised[name] for name in _KEPT if name in entry.recognised})


def save_told(read: Iterable[tuple[Entry, Values]]) -> None:
    """Write the records of saved entries where they differ."""
    wanted = {
        entry.pk: {one.key: one for one in told_in(values, entry.corrections) if not one.is_struck}
        for entry, values in read
    }
    keys = list(wanted)
    for first in range(0, len(keys), 500):
        part = {key: wanted[key] for key in keys[first : first + 500]}
        _save(Meeting, {key: _of(told, MeetingFound) for key, told in part.items()})
        results = _save(Result, {key: _of(told, ResultFound) for key, told in part.items()})
        save_result_partners(results)
        bind_cards(part)


def save_outdated_results() -> None:
    """Results written before columns were added are written anew; they lack what is searched."""
    entries = Entry.with_removed.filter(results__search="").distinct()
    save_told((entry, told_values(entry)) for entry in entries)


def _of(told: Mapping[str, Told], kind: type) -> dict[str, Told]:
    return {key: one for key, one in told.items() if isinstance(one.found, kind)}


def _save(
    model: type[Meeting] | type[Result], wanted: Mapping[int, Mapping[str, Told]]
) -> list[Meeting] | list[Result]:
    """Those written anew."""
    stored = {
        (entry, key): (pk, digest)
        for pk, entry, key, digest in model.objects.filter(entry__in=wanted).values_list(
            "pk", "entry_id", "key", "digest"
        )
    }
    told = {(entry, key): one for entry, records in wanted.items() for key, one in records.items()}
    gone = [pk for at, (pk, digest) in stored.items() if at not in told or told[at].digest != digest]
    new = [at for at, one in told.items() if at not in stored or stored[at][1] != one.digest]
    if gone:
        model.objects.filter(pk__in=gone).delete()
    records = [_record(entry, told[entry, key], wanted[entry]) for entry, key in new]
    model.objects.bulk_create(records, batch_size=500)
    if model is Meeting:
        save_participants(zip(records, (told[at].found for at in new), strict=True))
        if gone:
            forget_unmet()
    return records


def _record(entry: int, told: Told, of_entry: Mapping[str, Told]) -> Any:
    found = told.found
    shared = {
        "entry_id": entry,
        "key": told.key,
        "digest": told.digest,
        "kind": found.kind.value,
        "start": found.start,
        "end": found.end,
        "cell": found.cell.value,
        "phrase": found.phrase,
        "certain": found.certain,
        "by_person": told.by_person,
    }
    if isinstance(found, ResultFound):
        return Result(
            **shared,
            title=found.title,
            document=found.document,
            count=found.count,
            parties=list(found.parties),
            signer="" if found.kind is ResultKind.AGREED else highest_signer(found.parties) or "",
            search=fold(" ".join((found.title, *found.parties))),
        )
    return Meeting(**shared, **meeting_columns(found), within=_within(found, of_entry))


def meeting_columns(found: MeetingFound) -> dict[str, Any]:
    return {
        "date_from": found.date_from.value,
        "place": found.place,
        "home_level": found.level(Side.HOME).value,
        "partner_level": found.level(Side.PARTNER).value,
        "size": found.size,
        "subject": found.subject,
    }


def _within(found: MeetingFound, of_entry: Mapping[str, Told]) -> str:
    """The key of what it is within; nothing where a person struck that."""
    return found.within if found.within in of_entry else ""


def save_participants(saved: Iterable[tuple[Meeting, Found]]) -> None:
    """Of new meetings, with the person each one is."""
    participants: list[MeetingParticipant] = []
    identified: list[Identity | None] = []
    for meeting, found in saved:
        if isinstance(found, MeetingFound):
            participants += (_participant(meeting, *numbered) for numbered in enumerate(found.participants))
            identified += identities(found, meeting.key)
    identify(participants, identified)
    for one in participants:
        one.prepare()
    MeetingParticipant.objects.bulk_create(participants, batch_size=500)


def _participant(meeting: Meeting, order: int, one: Participant) -> MeetingParticipant:
    return MeetingParticipant(
        meeting=meeting,
        order=order,
        side=one.side.value,
        post=one.post,
        name=one.name,
        of=one.of,
        as_written=one.as_written,
        level=one.level.value,
        confirmed=one.confirmed,
    )


def confirmed(found: MeetingFound) -> MeetingFound:
    """As a person agreed to it."""
    participants = tuple(replace(one, confirmed=True) for one in found.participants)
    return replace(found, participants=participants, certain=True)
