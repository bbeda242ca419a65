"""A calendar file read back: every field of every event, folded and escaped as the format wants it."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from events.exports.ics import CalendarEvent, write_ics

STAMP = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def made(**values: object) -> CalendarEvent:
    given_values = {
        "uid": "event-1@ru-67.coopregistry",
        "title": "Ярмарка",
        "start": date(2026, 3, 5),
        "end": date(2026, 3, 5),
    }
    return CalendarEvent(**{**given_values, **values})


def read(*events: CalendarEvent) -> Calendar:
    return Calendar.from_ical(write_ics(events, name="Календарь", about="", stamp=STAMP))


def item(event: CalendarEvent) -> object:
    (found,) = read(event).walk("VEVENT")
    return found


def test_every_field_is_read_back() -> None:
    event = made(
        title="Форум «Мост; дружбы, и мира»",
        end=date(2026, 3, 7),
        place="г. Минск, пр-т Победителей; зал 2",
        categories=("форум", "Культура, туризм"),
        about=("Партнеры: Беларусь; Витебская область", "Итог: проведено\\нет"),
        url="https://registry.example/events/1/",
    )
    found = item(event)
    assert found["UID"] == "event-1@ru-67.coopregistry"
    assert found["SUMMARY"] == event.title
    assert (found.decoded("DTSTART"), found.decoded("DTEND")) == (date(2026, 3, 5), date(2026, 3, 8))
    assert found["DTSTART"].params["VALUE"] == "DATE"
    assert found.decoded("DTSTAMP") == STAMP
    assert found["LOCATION"] == event.place
    assert [str(one) for one in found["CATEGORIES"].cats] == list(event.categories)
    assert found["DESCRIPTION"] == "\n".join(event.about)
    assert found["URL"] == event.url
    assert found["STATUS"] == "CONFIRMED"
    assert found["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize(
    ("values", "summary", "status"),
    [
        ({"span": "март 2026 года"}, "[март 2026 года] Ярмарка", "TENTATIVE"),
        ({"tentative": True}, "[срок уточняется] Ярмарка", "TENTATIVE"),
        ({"tentative": True, "span": "2026 год"}, "[2026 год] Ярмарка", "TENTATIVE"),
        ({"cancelled": True}, "[отменено] Ярмарка", "CANCELLED"),
        ({"cancelled": True, "span": "2026 год"}, "[отменено, 2026 год] Ярмарка", "CANCELLED"),
        ({"title": "Две\n строки"}, "Две строки", "CONFIRMED"),
    ],
)
def test_title_and_state_say_what_is_not_certain(values: dict, summary: str, status: str) -> None:
    found = item(made(**values))
    assert (found["SUMMARY"], found["STATUS"]) == (summary, status)


def test_separate_days_are_days_of_one_event() -> None:
    days = tuple(date(2026, 3, day) for day in (5, 12, 19))
    found = item(made(end=days[-1], days=days))
    assert (found.decoded("DTSTART"), found.decoded("DTEND")) == (days[0], date(2026, 3, 6))
    assert [one.dt for one in found["RDATE"].dts] == list(days[1:])
    assert b"RDATE;VALUE=DATE:20260312,20260319\r\n" in found.to_ical()


def test_a_calendar_names_itself() -> None:
    text = write_ics([], name="Партнер; Беларусь", about="Отбор\nстрокой", stamp=STAMP)
    found = Calendar.from_ical(text)
    lines = text.decode().split("\r\n")
    assert {f"{key}:Партнер\\; Беларусь" for key in ("NAME", "X-WR-CALNAME")} <= set(lines)
    assert "X-WR-CALDESC:Отбор\\nстрокой" in lines
    assert (found["VERSION"], found["METHOD"]) == ("2.0", "PUBLISH")
    assert found.walk("VEVENT") == []


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(st.text(max_size=400), min_size=4, max_size=4), st.dates(), st.integers(0, 400))
def test_any_text_makes_a_file_of_short_lines_that_is_read_back(
    texts: list[str], start: date, length: int
) -> None:
    title, place, about, category = texts
    end = min(start.toordinal() + length, date.max.toordinal() - 1)
    event = made(
        title=title,
        place=place,
        about=(about,),
        categories=(category,),
        start=min(start, date.fromordinal(end)),
        end=date.fromordinal(end),
    )
    data = write_ics([event, event], name=title, about=about, stamp=STAMP)
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    first, second = Calendar.from_ical(data).walk("VEVENT")
    assert first == second
    assert first.decoded("DTEND").toordinal() == end + 1
