"""One plan of a given length."""

from dataclasses import replace
from itertools import islice

from events.period import Period
from events.vocabulary import Kind
from samples.model import Sample

from .documents import Archive
from .words import FIELDS


def plan_of(rows: int, length: int = 0) -> Sample:
    """`length`: of the last cell of each row, in signs; 0 for as long as usual."""
    archive = Archive(seed=rows, first_year=2024, years=1)
    happened = (
        one
        for _turn in range(rows)
        for one in archive.world.year(2024)
        if one.country is None and one.half == 1
    )
    events = list(islice(happened, rows))
    if length:
        told = " ".join(sentence for field in FIELDS for sentence in field.told)
        story = (f"{told}. " * (length // len(told) + 1))[:length]
        events = [replace(one, intended=story) for one in events]
    return archive.whole(Kind.INTERREGIONAL_PLAN, Period(2024, "H1"), events).sample
