"""What a lesson changes in one row."""

from dataclasses import dataclass

from events.models import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """`phrase`: as the row has it; `now` and `then`: what it says before and after, "" for nothing."""

    entry: Entry
    phrase: str
    now: str
    then: str
