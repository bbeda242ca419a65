"""Names are taken out of a text, posts stay."""

import pytest

from events.meetings.names_left_out import without_names


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("министр культуры Л.Л. Придумкина", "министр культуры"),
        ("министр Л.Л. Придумкина посетила музей", "министр посетила музей"),
        ("Придумкина Людмила Львовна, министр", "министр"),
        ("министр Л.Л. Придумкина\nмэр М.М. Выдумянц", "министр\nмэр"),
        ("встреча с М.М. Выдумянцем.", "встреча с."),
        ("митрополит Вениамин", "митрополит"),
        ("без имен", "без имен"),
    ],
)
def test_names_are_taken_out(text: str, left: str) -> None:
    assert without_names(text, ["Вениамин"]) == left
