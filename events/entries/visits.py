"""Meetings and delegations among events, as their finished rows tell them.

`events.meetings.visits` has the same rule as conditions of a query.
"""

from collections.abc import Mapping

from events.vocabulary import Activity, Direction, Role, Visit

TRIPS = (Activity.VISIT, Activity.BUSINESS_TRIP, Activity.RECEPTION, Activity.BUSINESS_MISSION)
MEETINGS = (Activity.MEETING, Activity.NEGOTIATIONS, Activity.RECEPTION)
DELEGATION = "делегаци"
_NAMING = (Role.TITLE, Role.PARTICIPANTS)
_CAPITAL = DELEGATION.capitalize()


def names_delegation(cells: Mapping[str, str]) -> bool:
    """Content does not count, as it mentions future ones."""
    texts = [cells.get(role, "") for role in _NAMING]
    return any(DELEGATION in text or _CAPITAL in text for text in texts)


def visits_of(activity: str, direction: str, *, has_delegation: bool) -> list[Visit]:
    """`has_delegation`: a row of the event names one."""
    is_reception = activity == Activity.RECEPTION
    is_trip = activity in TRIPS or has_delegation
    found = []
    if direction == Direction.OUTGOING and is_trip and not is_reception:
        found.append(Visit.OUTGOING)
    if is_reception or (direction in (Direction.INCOMING, Direction.AT_HOME) and is_trip):
        found.append(Visit.INCOMING)
    if activity in MEETINGS:
        found.append(Visit.MEETING)
    return found
