"""Terms of agreements, steps before expiry, and idle agreements."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from agreements.models import Agreement
from events.cooperation.terms import Term, expiring, idle, quarters_ago
from events.vocabulary import Kind
from tests.events.cooperation.world import agreement, coordinator, make_entry, report


def after(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "step"),
    [(0, 15), (15, 15), (16, 30), (30, 30), (31, 60), (61, 90), (90, 90), (91, None), (-1, None)],
)
def test_an_agreement_stands_on_the_lowest_step_of_the_ladder(days: int, step: int | None) -> None:
    assert Term.of(Agreement(title="А", valid_until=after(days))).step == step


@pytest.mark.django_db
@pytest.mark.parametrize("values", [{}, {"state": "lapsed"}, {"terminated_on": date(2020, 2, 2)}])
@pytest.mark.parametrize("days", [-1, 0, 15, 30, 31, 90, 91])
def test_the_list_of_a_step_holds_what_stands_on_it_or_below(days: int, values: dict) -> None:
    one = agreement("Соглашение", "by", valid_until=after(days), **values)
    for step in (15, 30, 60, 90):
        stands = Term.of(one).step
        listed = expiring(Agreement.objects.all(), step).exists()
        assert listed == (stands is not None and stands <= step)


@pytest.mark.parametrize(
    ("signed", "until", "part"), [(-50, 50, 50), (-10, 0, 100), (10, 20, 0), (-30, -10, 100), (-3, 7, 30)]
)
def test_the_bar_shows_the_part_of_the_term_that_has_run(signed: int, until: int, part: int) -> None:
    assert Term.of(Agreement(title="А", signed_on=after(signed), valid_until=after(until))).part == part


def test_a_term_without_a_date_has_no_bar() -> None:
    assert Term.of(Agreement(title="А")).part is None
    assert Term.of(Agreement(title="А", signed_on=date(2020, 1, 1))).days_left is None


def test_a_terminated_agreement_ends_on_the_earlier_day() -> None:
    term = Term.of(Agreement(title="А", valid_until=date(2030, 1, 1), terminated_on=date(2025, 1, 1)))
    assert term.until == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 21), date(2025, 10, 1)),
        (date(2026, 1, 1), date(2025, 1, 1)),
        (date(2026, 3, 31), date(2025, 1, 1)),
        (date(2026, 4, 1), date(2025, 4, 1)),
    ],
)
def test_four_quarters_are_full_ones(day: date, expected: date) -> None:
    assert quarters_ago(day, 4) == expected


@pytest.mark.django_db
def test_an_agreement_is_idle_without_an_event_for_four_quarters() -> None:
    since = quarters_ago(timezone.localdate(), 4)
    done = report(Kind.AGREEMENTS_REPORT, "2020-Q1")
    titles = {}
    for name, day in (("живое", since), ("давнее", since - timedelta(days=1))):
        titles[name] = agreement(name, "by")
        make_entry(done, f"Встреча: {name}", "by", agreement=titles[name], day=day)
    agreement("молодое", "by", signed_on=since)
    agreement("прекратило", "by", state="lapsed")
    agreement("пустое", "by", signed_on=since - timedelta(days=1))
    found = idle(coordinator(), Agreement.objects.all()).values_list("title", flat=True)
    assert sorted(found) == ["давнее", "пустое"]
