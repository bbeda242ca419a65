"""Events similar to the one being entered: by title, near in time, weighed by partners."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from rapidfuzz import fuzz

from agreements.models import Partner
from agreements.names.folding import fold
from events.entries.similar import EventSketch, SimilarEvent, similar_events
from events.models import Entry, Event, EventPartner

pytestmark = pytest.mark.django_db

DAY = date(2033, 5, 10)
TITLE = "Фестиваль народной песни"
CLOSE = "Фестиваль народных танцев"  # see the first test for how alike they are


def event(title: str = TITLE, day: date = DAY, partner: str = "") -> Event:
    made = Event.objects.create(title=title, start=day, end=day)
    if partner:
        EventPartner.objects.create(event=made, partner=Partner.objects.get(code=partner), role="partner")
    return made


def sketch(title: str = TITLE, day: date = DAY, partner: str = "") -> EventSketch:
    partners = [Partner.objects.get(code=partner).pk] if partner else []
    return EventSketch(title=title, start=day, end=day, partners=partners)


def found(*sketches: EventSketch, **other: int) -> list[list[SimilarEvent]]:
    ours = Event.objects.filter(start__year__in=(2032, 2033))
    return similar_events(ours, Entry.objects.filter(report=None), sketches, **other)


def keys(*sketches: EventSketch, **other: int) -> list[list[int]]:
    return [[similar.event.pk for similar in group] for group in found(*sketches, **other)]


def test_titles_below_the_threshold_are_lifted_over_it_by_a_common_partner_alone() -> None:
    alike = fuzz.token_set_ratio(fold(TITLE), fold(CLOSE))
    assert 72 <= alike < 80
    event(CLOSE, partner="ru-32")
    without, same, other = found(sketch(), sketch(partner="ru-32"), sketch(partner="ru-40"))
    assert [without, other] == [[], []]
    assert [similar.score for similar in same] == [alike + 8]


def test_other_partners_count_against_the_same_title() -> None:
    event(partner="ru-32")
    [[similar]] = found(sketch(partner="ru-40"))
    assert similar.score == 100 - 12


def test_partners_of_only_one_side_say_nothing() -> None:
    event(partner="ru-32")
    [[similar]] = found(sketch())
    assert similar.score == 100


@pytest.mark.parametrize(("days", "is_near"), [(60, True), (61, False), (-60, True), (-61, False)])
def test_an_event_is_near_within_sixty_days(days: int, is_near: bool) -> None:
    made = event(day=DAY + timedelta(days=days))
    assert keys(sketch()) == [[made.pk] if is_near else []]


def test_each_sketch_is_compared_with_what_lies_near_it() -> None:
    early, late = event(), event(day=DAY + timedelta(days=200))
    assert keys(sketch(), sketch(day=DAY + timedelta(days=200))) == [[early.pk], [late.pk]]


def test_short_titles_resemble_nothing() -> None:
    event("Форумы")
    longer = event("Форум 12")
    assert keys(sketch("Форумы"), sketch("Форум 12")) == [[], [longer.pk]]


def test_the_likeliest_three_are_shown_the_latest_first_where_they_are_alike() -> None:
    made = [event() for _number in range(4)]
    best = event(partner="ru-32")
    assert keys(sketch(partner="ru-32")) == [[best.pk, made[3].pk, made[2].pk]]


def test_the_event_of_the_entry_itself_is_left_out() -> None:
    own, other = event(), event()
    assert keys(sketch(), leave_out=own.pk) == [[other.pk]]


def test_only_the_entries_given_are_told_of() -> None:
    event()
    [[similar]] = found(sketch())
    assert similar.entries == ()


def test_many_sketches_cost_what_one_does(django_assert_num_queries: Callable) -> None:
    event()
    many = [sketch() for _number in range(20)]
    with django_assert_num_queries(4):
        assert len(found(*many)) == 20
