"""Addresses, days and cells of the calendar."""

from datetime import date

from django import template
from django.template import Context
from django.urls import reverse

from events.calendar.month import DayCell, EventBar, MonthGrid
from events.calendar.occasions import Occasion
from events.calendar.window import Extent

register = template.Library()


@register.simple_tag(takes_context=True)
def calendar_url(context: Context, show: str, at: date | None = None) -> str:
    """The calendar by the filter of this page; without `at`, around today."""
    query = [context["query"]] if context["query"] else []
    query.append(f"show={Extent(show).value}")
    if at is not None:
        query.append(f"at={at.isoformat()}")
    return f"{reverse('events:calendar')}?{'&'.join(query)}"


@register.simple_tag(takes_context=True)
def cell_classes(context: Context, cell: DayCell) -> str:
    return _holding(
        outside=not cell.inside,
        free=cell.is_free,
        today=cell.day == context["today"],
        wordless=cell.is_wordless,
    )


@register.simple_tag
def bar_classes(bar: EventBar) -> str:
    return f"bar days-{bar.days} {_holding(begins=bar.begins, ends=bar.ends)}"


def _holding(**classes: bool) -> str:
    return " ".join(name for name, holds in classes.items() if holds)


@register.filter
def days_in(occasion: Occasion, month: MonthGrid) -> str:
    """«5», «5–7», or with their months where it begins or ends in another one: «28.02–3»."""
    start, end = _day_in(occasion.start, month), _day_in(occasion.end, month)
    return start if occasion.start == occasion.end else f"{start}–{end}"


def _day_in(day: date, month: MonthGrid) -> str:
    same = (day.year, day.month) == (month.start.year, month.start.month)
    return str(day.day) if same else f"{day:%d.%m}"


@register.filter
def shade(number: int) -> int:
    """How strongly a day of the year is coloured for its events, 1 to 3."""
    return 3 if number > 4 else 2 if number > 1 else 1
