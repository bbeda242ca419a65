"""Template tags and filters."""

from datetime import date

import pytest
from django.template import Context, Template

from agreements.models import Agreement, Partner
from events.calendar.month import DayCell, EventBar, MonthGrid
from events.calendar.occasions import Occasion
from events.models import Event
from events.proofreading.slip import Phrase
from events.words.highlight import Piece


def rendered(text: str, **context: object) -> str:
    return Template(text).render(Context(context))


def test_pieces_are_marked_up_and_escaped() -> None:
    pieces = [Piece("a < "), Piece("b &\nc", ("day", 'the "first"'))]
    assert rendered("{% load pieces %}{{ pieces|highlighted }}", pieces=pieces) == (
        "a &lt; <mark>b &amp;\nc</mark>"
    )
    assert rendered("{% load pieces %}{{ pieces|explained }}", pieces=pieces) == (
        'a &lt; <mark title="day; the &quot;first&quot;">b &amp;<br>c</mark>'
    )


def test_a_side_of_a_comparison_shows_what_differs() -> None:
    pieces = [("was ", ""), ("1\n<2>", "old")]
    assert rendered('{% load pieces %}{{ pieces|changed:"del" }}', pieces=pieces) == (
        "was <del>1<br>&lt;2&gt;</del>"
    )


def test_a_slip_shows_what_is_wrong_and_what_should_stand_there() -> None:
    def shown(wrong: str, right: str | None) -> str:
        phrase = Phrase(before="<a> ", wrong=wrong, right=right, after=" b")
        return rendered("{% load pieces %}{{ phrase|corrected }}", phrase=phrase)

    assert shown("x&y", "z") == "&lt;a&gt; <del>x&amp;y</del><ins>z</ins> b"
    assert shown("(", None) == "&lt;a&gt; <del>(</del> b"
    assert shown("  ", " ") == '&lt;a&gt; <del class="gap">  </del><ins> </ins> b'


def test_joined_leaves_out_what_says_nothing() -> None:
    template = '{% load texts %}{% joined ", " first second third %}'
    assert rendered(template, first="a<b", second=None, third=0) == "a&lt;b, 0"
    assert rendered(template, first="", second="", third="") == ""


@pytest.mark.parametrize(
    ("query", "tag", "expected"),
    [
        ("", "{% calendar_url 'day' day %}", "/calendar/?show=day&amp;at=2025-02-03"),
        ("text=a%26b", "{% calendar_url 'year' %}", "/calendar/?text=a%26b&amp;show=year"),
    ],
)
def test_an_address_of_the_calendar_keeps_the_filter(query: str, tag: str, expected: str) -> None:
    assert rendered("{% load calendar %}" + tag, query=query, day=date(2025, 2, 3)) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2025, 2, 5), date(2025, 2, 5), "5"),
        (date(2025, 2, 5), date(2025, 2, 7), "5–7"),
        (date(2025, 1, 30), date(2025, 2, 3), "30.01–3"),
        (date(2025, 2, 27), date(2026, 2, 1), "27–01.02"),
    ],
)
def test_days_of_an_occasion_name_another_month(start: date, end: date, expected: str) -> None:
    february = MonthGrid(start=date(2025, 2, 1), weeks=(), vague=(), number=0)
    occasion = Occasion(event=Event(), start=start, end=end)
    assert rendered("{% load calendar %}{{ one|days_in:month }}", one=occasion, month=february) == expected


def test_cells_and_bars_say_their_state_by_classes() -> None:
    today = date(2025, 2, 8)
    cell = DayCell(day=today, inside=False, is_free=True)
    bar = EventBar(event=Event(), days=3, begins=False, ends=True)
    assert rendered("{% load calendar %}{% cell_classes cell %}", cell=cell, today=today) == (
        "outside free today wordless"
    )
    assert rendered("{% load calendar %}{% bar_classes bar %}", bar=bar) == "bar days-3 ends"


@pytest.mark.parametrize(("number", "expected"), [(1, "1"), (2, "2"), (4, "2"), (5, "3")])
def test_a_day_is_shaded_by_the_number_of_its_events(number: int, expected: str) -> None:
    assert rendered("{% load calendar %}{{ number|shade }}", number=number) == expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Event(title="Ярмарка"), ""),
        (Event(start=date(2025, 2, 3), place=""), "03.02.2025"),
        (Event(start=date(2025, 2, 3), place="Брянск"), "03.02.2025, Брянск"),
        (Partner(kind=Partner.Kind.CITY, parent=Partner(name="Беларусь")), "город, Беларусь"),
        (Agreement(number="7"), ""),
        (Agreement(signed_on=date(2020, 5, 6), number="7"), "06.05.2020, № 7"),
    ],
)
def test_what_tells_two_records_of_a_name_apart(record: object, expected: str) -> None:
    assert rendered("{% load merging %}{{ record|about }}", record=record) == expected
