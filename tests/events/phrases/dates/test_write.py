"""The house wording, and that what is written is read back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.period import Period
from events.phrases.dates import Dates, DateStyle, Recurrence, read_dates, write_dates
from events.phrases.dates.points import month_end
from events.vocabulary import Precision

LETTER = DateStyle(day_dash="–", month_dash=" - ", short_year=True)


@pytest.mark.parametrize(
    ("text", "house", "letter"),
    [
        ("12.02.2024", "12 февраля 2024 года", "12 февраля 2024 г."),
        ("26 - 28 сентября 2024 г.", "26-28 сентября 2024 года", "26–28 сентября 2024 г."),
        (
            "30 сентября-1 октября 2024",
            "30 сентября – 1 октября 2024 года",
            "30 сентября - 1 октября 2024 г.",
        ),
        (
            "30 декабря – 5 января 2024 года",
            "30 декабря 2023 года – 5 января 2024 года",
            "30 декабря 2023 г. - 5 января 2024 г.",
        ),
        ("январь 2024 г.", "январь 2024 года", "январь 2024 г."),
        ("январь-февраль 2024 г.", "январь – февраль 2024 года", "январь - февраль 2024 г."),
        (
            "декабрь 2023 – март 2024",
            "декабрь 2023 года – март 2024 года",
            "декабрь 2023 г. - март 2024 г.",
        ),
        ("1 кв. 2024", "I квартал 2024 года", "I квартал 2024 г."),
        ("3-4 кв. 2022", "III-IV кварталы 2022 года", "III-IV кварталы 2022 г."),
        ("второе полугодие 2022", "II полугодие 2022 года", "II полугодие 2022 г."),
        ("2024", "2024 год", "2024 г."),
        ("с 2020 по 2024 гг.", "2020-2024 годы", "2020–2024 гг."),
        ("весь период", "В течение всего периода", "В течение всего периода"),
        ("раз в месяц", "Ежемесячно", "Ежемесячно"),
        ("сроки уточняются", "Дата уточняется", "Дата уточняется"),
        ("5, 3, 7 февраля 2024", "3, 5 и 7 февраля 2024 года", "3, 5 и 7 февраля 2024 г."),
        ("3, 4, 5, 10 февраля 2024", "3-5, 10 февраля 2024 года", "3–5, 10 февраля 2024 г."),
        ("14 мая; 3 июня 2024", "14 мая, 3 июня 2024 года", "14 мая, 3 июня 2024 г."),
        (
            "28 и 30 декабря 2023, 3 января 2024",
            "28 и 30 декабря 2023 года, 3 января 2024 года",
            "28 и 30 декабря 2023 г., 3 января 2024 г.",
        ),
        ("конец марта", "третья декада марта", "третья декада марта"),
        ("январь – 12 апреля", "январь – 12 апреля", "январь - 12 апреля"),
        ("с 15 мая", "с 15 мая", "с 15 мая"),
        ("с сентября до конца года", "сентябрь – конец года", "сентябрь - конец года"),
        ("зима 2024", "зима 2023-2024 годов", "зима 2023-2024 гг."),
        ("в течение года", "В течение года", "В течение года"),
        ("май 2024 (уточняется)", "май 2024 года (дата уточняется)", "май 2024 г. (дата уточняется)"),
        ("12 мая 2024 в 10.00", "12 мая 2024 года, в 10.00", "12 мая 2024 г., в 10.00"),
        (
            "1 квартал (точная дата будет известна позднее)",
            "I квартал (точная дата будет известна позднее)",
            "I квартал (точная дата будет известна позднее)",
        ),
        ("по вторникам мая 2024", "май 2024 года, еженедельно", "май 2024 г., еженедельно"),
    ],
)
def test_write_dates_in_the_wording_of_the_office(text: str, house: str, letter: str) -> None:
    period = Period(2024, "H1")
    dates = read_dates(text, period)
    assert dates is not None
    assert write_dates(dates) == house
    assert write_dates(dates, LETTER) == letter
    assert read_dates(house, period) == dates
    assert read_dates(letter, period) == dates


def test_write_dates_of_a_form() -> None:
    assert write_dates(Dates.of(date(2025, 3, 1), date(2025, 3, 31), Precision.MONTH)) == "март 2025 года"
    assert write_dates(Dates.of(date(2025, 3, 4), date(2025, 3, 4))) == "4 марта 2025 года"


def test_write_dates_prints_days_where_a_month_does_not_fit() -> None:
    assert (
        write_dates(Dates.of(date(2025, 3, 4), date(2025, 5, 9), Precision.MONTH))
        == "4 марта – 9 мая 2025 года"
    )


PERIODS = st.builds(
    Period, st.integers(2015, 2035), st.sampled_from(["", "H1", "H2", "9M", "Q1", "Q2", "Q3", "Q4"])
)
DAYS = st.dates(date(2010, 1, 1), date(2040, 12, 31))
NOTES = st.sampled_from(
    ["", "в 10.00", "10:00-12:00", "по согласованию", "точная дата будет известна позднее", "суббота"]
)
DECADES = ((1, 10), (11, 20), (21, 0), (1, 15), (16, 0), (8, 14), (11, 0), (1, 20))


def named_stretches(months: int, precision: Precision) -> st.SearchStrategy[Dates]:
    """From one to three quarters, half-years or years, over a change of years as well."""

    def build(year: int, index: int, count: int) -> Dates:
        first = index * months % 12 + 1
        last = year * 12 + first - 1 + count * months - 1
        return Dates.of(date(year, first, 1), month_end(last // 12, last % 12 + 1), precision)

    return st.builds(build, st.integers(2010, 2040), st.integers(0, 11), st.integers(1, 3))


def parts_of_month(day: date, part: tuple[int, int]) -> Dates:
    last = date(day.year, day.month, part[1]) if part[1] else month_end(day.year, day.month)
    return Dates.of(day.replace(day=part[0]), last, Precision.MONTH)


def separate(start: date, steps: list[int]) -> Dates:
    days = [start]
    for step in steps:
        days.append(days[-1] + timedelta(days=step))
    gaps = any(step > 1 for step in steps)
    return Dates(start=start, end=days[-1], days=tuple(days) if gaps else ())


def mixed(first: date, last: date, coarse_first: bool) -> Dates:
    first, last = min(first, last), max(first, last)
    if coarse_first:
        return Dates(start=first.replace(day=1), end=last, start_precision=Precision.MONTH)
    return Dates(start=first, end=month_end(last.year, last.month), end_precision=Precision.MONTH)


STRETCHES = st.one_of(
    st.builds(lambda one, other: Dates.of(min(one, other), max(one, other)), DAYS, DAYS),
    st.builds(lambda day, length: Dates.of(day, day + timedelta(days=length)), DAYS, st.integers(0, 40)),
    st.builds(separate, DAYS, st.lists(st.integers(1, 40), min_size=1, max_size=6)),
    st.builds(parts_of_month, DAYS, st.sampled_from(DECADES)),
    st.builds(mixed, DAYS, DAYS, st.booleans()),
    named_stretches(1, Precision.MONTH),
    named_stretches(3, Precision.QUARTER),
    named_stretches(6, Precision.HALF_YEAR),
    named_stretches(12, Precision.YEAR),
)


def with_rest(dates: Dates, recurrence: Recurrence, note: str, doubt: bool) -> Dates:
    open_note = note.startswith(("по согл", "точная"))
    return Dates(
        start=dates.start,
        end=dates.end,
        start_precision=dates.start_precision,
        end_precision=dates.end_precision,
        days=dates.days,
        recurrence=recurrence,
        note=note,
        to_be_specified=doubt or open_note,
    )


@given(
    st.builds(with_rest, STRETCHES, st.sampled_from(Recurrence), NOTES, st.booleans()),
    PERIODS,
    st.builds(
        DateStyle,
        day_dash=st.sampled_from(["-", "–", " – "]),
        month_dash=st.sampled_from([" – ", "-", " - "]),
        short_year=st.booleans(),
    ),
)
def test_what_is_written_is_read_back(dates: Dates, period: Period, style: DateStyle) -> None:
    assert read_dates(write_dates(dates, style), period) == dates


@given(
    PERIODS,
    st.sampled_from(Recurrence),
    st.booleans(),
    st.sampled_from(["", "по согласованию", "суббота"]),
)
def test_a_whole_period_is_read_back(period: Period, recurrence: Recurrence, doubt: bool, note: str) -> None:
    dates = Dates(
        start=period.start,
        end=period.end,
        start_precision=Precision.PERIOD,
        end_precision=Precision.PERIOD,
        recurrence=recurrence,
        to_be_specified=doubt or note == "по согласованию",
        year_given=False,
        note=note,
    )
    assert read_dates(write_dates(dates), period) == dates


HEAP = """
    1 3 12 31 2024 24 10.00 12.02 12.02.2024 05.2024 2024-05-07 января мая май сент. - – , ; и с
    по до не позднее после I II Ш квартал кв. полугодие декада начало конец половина неделя года
    г. год годы в течение всего периода ежемесячно каждый вторник месяца ( ) уточняется зима
    весна учебный первая последний дата этап месяцев / . :
"""
WORDS = st.sampled_from(HEAP.split())


@given(st.lists(WORDS, max_size=9).map(" ".join), PERIODS)
def test_a_heap_of_date_words_is_refused_or_settles(text: str, period: Period) -> None:
    dates = read_dates(text, period)
    if dates is not None and dates.year_given:
        again = read_dates(write_dates(dates), period)
        assert again is not None
        assert (again.start, again.end, again.days) == (dates.start, dates.end, dates.days)


@given(st.text(max_size=60), PERIODS)
def test_any_text_is_read_without_fault(text: str, period: Period) -> None:
    dates = read_dates(text, period)
    assert dates is None or dates.start <= dates.end
