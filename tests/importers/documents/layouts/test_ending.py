"""Closing notes end where a signature begins."""

import pytest

from importers.documents.layouts.ending import signs, split_ending

NOTE = "За квартал состоялись две встречи."


@pytest.mark.parametrize(
    ("text", "following", "is_signature"),
    [
        ("И.И. Петров", (), True),
        ("Министр культуры", ("И.И. Петров",), True),
        ("Министр культуры", ("а", "б", "в", "И.И. Петров"), False),
        ("Министр культуры посетил выставку", (), False),
        ("Исп. Петрова", (), True),
        ("тел. 12-34-56", (), True),
        ("Встреча прошла по приглашению, которое направил директор музея И.И. Петров", (), False),
        (NOTE, (), False),
    ],
)
def test_signatures_are_told_by_names_posts_and_phones(
    text: str, following: tuple[str, ...], is_signature: bool
) -> None:
    assert signs(text, following) is is_signature


def test_notes_go_on_over_paragraphs_and_stop_at_a_signature() -> None:
    lines = [
        "В квартале состоялись встречи:",
        "с делегациями.",
        NOTE,
        "Министр культуры",
        "И.И. Петров",
        NOTE,
    ]
    assert split_ending(lines) == (["В квартале состоялись встречи:\nс делегациями.", NOTE], lines[3:])


def test_a_short_line_without_a_full_stop_ends_the_notes() -> None:
    assert split_ending([NOTE, "12 мая", NOTE]) == ([NOTE], ["12 мая", NOTE])
