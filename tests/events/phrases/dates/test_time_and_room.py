"""Time and room beside a date: neither is a date, a participant or lost; the room is the place where no other
column says it."""

import pytest

from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.values import Values, read_values
from events.vocabulary import Kind, Role

YEAR = Period.parse("2024")

# The cell as written, the days it means, and where the event is held, by the words of the cell alone
CELLS = [
    ("15.03.2024 10:00, каб. 305", "03-15 03-15", "каб. 305"),
    ("15 марта, 14.00–16.00, актовый зал", "03-15 03-15", "актовый зал"),
    ("15.03.2024, 10.00", "03-15 03-15", ""),
    ("15 марта 2024 года в 11.00", "03-15 03-15", ""),
    ("15 марта 2024 г. (начало в 10:00)", "03-15 03-15", ""),
    ("15 марта с 10.00 до 12.30", "03-15 03-15", ""),
    ("12-14 марта, ауд. 214", "03-12 03-14", "ауд. 214"),
    ("15.03.2024\n14:00\nБольшой зал", "03-15 03-15", "Большой зал"),
    ("15 марта, 14 ч. 00 мин., конференц-зал", "03-15 03-15", "конференц-зал"),
    ("20 мая, 10-00, зал заседаний", "05-20 05-20", "зал заседаний"),
    ("20.05.2024 в 10 ч., Смоленск, ул. Ленина, 1", "05-20 05-20", "Смоленск, ул. Ленина, 1"),
    ("20.05.2024 в 10 часов 30 минут, кабинет № 12", "05-20 05-20", "кабинет № 12"),
    (
        "20 мая 2024 г., 15:00, ул. Октябрьской Революции, д. 14а",
        "05-20 05-20",
        "ул. Октябрьской Революции, д. 14а",
    ),
    ("6 июня, 9.30, 3 этаж, зал № 2", "06-06 06-06", "3 этаж, зал № 2"),
    ("6 июня 2024, 10.00-11.30 (каб. 405)", "06-06 06-06", "каб. 405"),
    ("с 6 по 8 июня, ежедневно с 10:00 до 18:00, павильон 75", "06-06 06-08", "павильон 75"),
    ("06.06.2024 г. 12-00 час., аудитория 101, корпус 2", "06-06 06-06", "аудитория 101, корпус 2"),
    ("7 июня, 10.00 (МСК)", "06-07 06-07", ""),
    ("7 июня в 10.00 по московскому времени", "06-07 06-07", ""),
    ("1 февраля 2024 года, 16:00, к. 210", "02-01 02-01", "к. 210"),
    ("1 февраля, начало в 16.30, фойе 2 этажа", "02-01 02-01", "фойе 2 этажа"),
    ("10.10.2024, 10.10, каб. 10", "10-10 10-10", "каб. 10"),
    ("3 июля 2024 г., 11.00, пр-т Гагарина, 22", "07-03 07-03", "пр-т Гагарина, 22"),
    ("15.03.2024 10:00 – 16.03.2024 18:00", "03-15 03-16", ""),
    ("15.03.2024 10:00–12:00; 16.03.2024 14:00", "03-15 03-16", ""),
    ("22 апреля, 14.00, переговорная", "04-22 04-22", "переговорная"),
    # Written when the rule was: what it must not take for a house or a room
    ("10 мая, ул. Ленина, 12 и 13 мая", "05-10 05-13", "ул. Ленина"),
    ("10 мая, ул. Ленина, 5, 12 мая", "05-10 05-12", "ул. Ленина, 5"),
    ("10 мая, ул. 25 Сентября, д. 14/2, каб. 3", "05-10 05-10", "ул. 25 Сентября, д. 14/2, каб. 3"),
    ("актовый зал, 15 марта", "03-15 03-15", "актовый зал"),
    ("к 9 мая", "01-01 05-09", ""),
    ("22 апреля, время уточняется", "04-22 04-22", ""),
    ("15 марта, 20 человек", "-", ""),  # a number nobody expects here: said, as before
]


def read(text: str, gazetteer: Gazetteer, **cells: str) -> Values:
    own = {Role.TITLE: "Семинар", Role.DATES: text, Role.PARTICIPANTS: "20 человек"}
    others = {Role(name): cell for name, cell in cells.items()}
    return read_values(Kind.INTERREGIONAL_REPORT, YEAR, {**own, **others}, gazetteer)


def days(values: Values) -> str:
    dates = values.dates
    return f"{dates.start:%m-%d} {dates.end:%m-%d}" if dates else "-"


def place(values: Values) -> str:
    return ", ".join(
        filter(None, (text for part in values.place.parts for text in (part.settlement, part.venue)))
    )


@pytest.mark.parametrize(("text", "expected", "where"), CELLS)
def test_time_and_room_are_no_dates(text: str, expected: str, where: str, gazetteer: Gazetteer) -> None:
    values = read(text, gazetteer)
    assert (days(values), place(values)) == (expected, where)
    assert values.counts.participants == 20
    assert ("unread-dates" in {issue.code for issue in values.issues}) is (expected == "-")


@pytest.mark.parametrize(("text", "expected", "where"), CELLS)
def test_a_column_of_places_is_believed_before_the_dates(
    text: str, expected: str, where: str, gazetteer: Gazetteer
) -> None:
    values = read(text, gazetteer, place="Дом культуры")
    assert (days(values), place(values)) == (expected, "Дом культуры")
