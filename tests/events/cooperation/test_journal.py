"""The journal of agreements."""

from datetime import date

import pytest

from events.cooperation.journal import journal
from events.cooperation.queries import agreements_with_event_count
from tests.events.cooperation.world import agreement, coordinator


@pytest.mark.django_db
def test_the_journal_has_a_line_for_each_agreement() -> None:
    agreement(
        "Соглашение о дружбе",
        "ru-67",
        "by",
        number="7",
        signed_on=date(2024, 3, 1),
        valid_until=date(2030, 3, 1),
        prolongation="на пять лет",
        registration_number="99",
        confirmed=False,
    )
    table = journal(agreements_with_event_count(coordinator()), "сторона – Беларусь", date(2031, 6, 1))
    assert [line.cells for line in table.entries()] == [
        (
            "1.",
            "Соглашение о дружбе",
            "Смоленская область\nБеларусь",
            "№ 7 от 01.03.2024",
            "до 01.03.2030\nна пять лет",
            "99",
            "",
            "действует, требует подтверждения",
        )
    ]
    assert table.notes == ("Отбор: сторона – Беларусь. Соглашений: 1.",)
