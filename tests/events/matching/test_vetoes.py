"""Pairs that much speaks for, and that nevertheless wait for a person."""

import pytest

from events.matching.matcher import match

from .test_matcher import likely, sure
from .world import TVER, days, plan, row, within

FAIR = "Межрегиональная выставка-демонстрация «День поля»"


def test_another_row_bears_the_name_of_the_planned_one() -> None:
    """The name outweighs that the one tells what the other planned as its content."""
    planned = plan(
        "Учения лесных пожарных «Зеленый щит»", TVER, content="Тушение низового пожара", place="пос. Лесной",
        **within("2024-04"),
    )  # fmt: skip
    fire = row("Тушение низового пожара", TVER, place="пос. Лесной", **days("2024-04-29"))
    assert sure(match([planned], [fire])) == {(planned.key, fire.key)}
    drill = row("Занятия пожарных «Зеленый щит»", TVER, place="г. Торжок", **days("2024-04-16"))
    found = match([planned], [fire, drill])
    assert (planned.key, fire.key) not in sure(found)


@pytest.mark.parametrize(
    ("place", "content", "is_sure"),
    [
        ("Тверская область", "", True),
        ("г. Торжок", "", True),
        ("Рязанская область, г. Касимов", "", False),
        ("Рязанская область", "После показа в Тверской области", True),
    ],
)
def test_places_in_two_regions(place: str, content: str, is_sure: bool) -> None:
    planned = plan(FAIR, TVER, place="Тверская область (место уточняется)", **within("2024-06"))
    reported = row(FAIR, TVER, place=place, content=content, **days("2024-06-27"))
    found = match([planned], [reported])
    assert sure(found) | likely(found) == {(planned.key, reported.key)}
    assert bool(sure(found)) is is_sure
