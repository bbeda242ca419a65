"""Keeps the people of meetings in step: one for each identity, but where somebody decided otherwise."""

from collections.abc import Iterable, Mapping, Sequence

from events.models import MeetingParticipant, Person, PersonDecision
from events.phrases.meetings.identity import Identity, name_and_key

_AT_ONCE = 500


def decided() -> dict[str, str]:
    """{identity: the person it stands for}."""
    return dict(PersonDecision.objects.values_list("identity", "person"))


def person_key(identity: str, post_identity: str, decisions: Mapping[str, str]) -> str:
    """A decision on the post beats one on the organisation; joined persons are followed to the last one."""
    key = post_identity if post_identity in decisions else identity
    seen = {key}
    while (following := decisions.get(key, key)) not in seen:
        seen.add(following)
        key = following
    return key


def identify(participants: Sequence[MeetingParticipant], found: Iterable[Identity | None]) -> None:
    """Give each the person it stands for, before it is saved."""
    decisions = decided()
    keys: dict[int, str] = {}
    people: dict[str, Identity] = {}
    for index, identity in enumerate(found):
        if identity is None:
            continue
        one = participants[index]
        one.identity, one.post_identity = identity.person, identity.post
        keys[index] = person_key(identity.person, identity.post, decisions)
        people.setdefault(keys[index], identity)
    known = _people({key: (one.name, one.name_key) for key, one in people.items()})
    for index, key in keys.items():
        participants[index].person = known[key]


def identify_again() -> None:
    """After decisions changed."""
    decisions = decided()
    rows = MeetingParticipant.objects.exclude(identity="").select_related("person")
    wanted = {one: person_key(one.identity, one.post_identity, decisions) for one in rows}
    moved = {one: key for one, key in wanted.items() if one.person is None or one.person.key != key}
    people = _people({key: name_and_key(one.name) for one, key in moved.items()})
    for one, key in moved.items():
        one.person = people[key]
    MeetingParticipant.objects.bulk_update(moved, ["person"], batch_size=_AT_ONCE)
    forget_unmet()


def forget_unmet() -> None:
    """No record of a person outlives the last meeting told."""
    Person.objects.filter(participations=None).delete()


def _people(wanted: Mapping[str, tuple[str, str]]) -> dict[str, Person]:
    """{key: person}, made where there was none. `wanted`: {key: (name, name key)}."""
    keys = list(wanted)
    known: dict[str, Person] = {}
    for first in range(0, len(keys), _AT_ONCE):
        known |= Person.objects.in_bulk(keys[first : first + _AT_ONCE], field_name="key")
    new = [
        Person(key=key, name=name, name_key=name_key)
        for key, (name, name_key) in wanted.items()
        if key not in known
    ]
    if new:
        # Somebody else may save the same person at this moment.
        Person.objects.bulk_create(new, batch_size=_AT_ONCE, ignore_conflicts=True)
        known |= Person.objects.in_bulk([one.key for one in new], field_name="key")
    return known
