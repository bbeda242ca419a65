"""What an event is, told from its rows alone."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.entries.summing import Difference, EventSum, Link, PartnerSaid, sum_of
from events.models import Entry, Report
from events.vocabulary import Kind, PartnerRole

PLAN, REPORT, LATER = (
    Report(
        pk=1,
        kind=Kind.INTERREGIONAL_PLAN,
        period_code="2024-H1",
        start=date(2024, 1, 1),
        end=date(2024, 6, 30),
    ),
    Report(
        pk=2,
        kind=Kind.INTERREGIONAL_REPORT,
        period_code="2024-Q1",
        start=date(2024, 1, 1),
        end=date(2024, 3, 31),
    ),
    Report(
        pk=3,
        kind=Kind.INTERREGIONAL_REPORT,
        period_code="2024-Q2",
        start=date(2024, 4, 1),
        end=date(2024, 6, 30),
    ),
)
MARCH = {"start": date(2024, 3, 1), "end": date(2024, 3, 31), "precision": "month"}
DAYS = {"start": date(2024, 3, 14), "end": date(2024, 3, 16), "precision": "day"}


def row(
    pk: int, report: Report, *, is_finished: bool = True, title: str = "Форум", place: str = "", **values: Any
) -> Entry:
    entry = Entry(pk=pk, report=report, cells={"title": title, "place": place}, **values)
    vars(entry).update(is_finished=is_finished, recognised__place=None)  # by the names a query gives them
    return entry


def links(**of_entries: dict[int, str]) -> dict[int, list[Link]]:
    """`e5={7: "partner"}`: row 5 names partner 7."""
    return {
        int(name[1:]): [Link(pk, role) for pk, role in roles.items()] for name, roles in of_entries.items()
    }


def told(found: EventSum, *names: str) -> tuple[Any, ...]:
    return tuple(found.columns[name] for name in names)


def test_what_the_governing_row_does_not_say_is_taken_from_the_next() -> None:
    found = sum_of(
        [
            row(1, REPORT, place="г. Брянск", participants_count=40, participants_bound="at_least", **DAYS),
            row(2, LATER, title="Форум соседей", mode="online", audience_count=300),
        ],
        {},
    )
    assert told(found, "title", "place", "mode") == ("Форум соседей", "г. Брянск", "online")
    assert told(found, "participants_count", "participants_bound", "audience_count") == (40, "at_least", 300)
    assert told(found, "start", "end", "precision") == (DAYS["start"], DAYS["end"], "day")


def test_dates_travel_as_one_value() -> None:
    found = sum_of([row(1, REPORT, **DAYS), row(2, LATER, to_be_specified=True, **MARCH)], {})
    assert told(found, "start", "end", "precision", "to_be_specified") == (*MARCH.values(), True)


def test_once_a_report_speaks_the_plan_gives_no_value() -> None:
    planned = row(1, PLAN, place="г. Тверь", participants_count=100, mode="online", signed=True, **MARCH)
    found = sum_of([planned, row(2, REPORT)], {})
    names = ("start", "place", "participants_count", "mode", "signed")
    assert told(found, *names) == (None, "", None, "", False)
    assert told(found, "planned_start", "planned_end") == (MARCH["start"], MARCH["end"])
    assert told(found, "is_planned", "is_reported", "plan_id", "report_id") == (True, True, 1, 2)


def test_partners_are_united_in_their_strongest_role_and_know_their_row() -> None:
    found = sum_of(
        [row(1, PLAN), row(2, REPORT), row(3, LATER)],
        links(e1={7: "partner", 9: "partner"}, e2={7: "mentioned", 8: "place"}, e3={7: "participant"}),
    )
    assert found.partners == {
        7: PartnerSaid(role="participant", entry=3, by_plan=False),
        8: PartnerSaid(role="place", entry=2, by_plan=False),
        9: PartnerSaid(role="partner", entry=1, by_plan=True),
    }


@pytest.mark.parametrize("name", ["signed", "agreed", "all_subjects"])
def test_a_result_of_any_row_of_the_standing_counts(name: str) -> None:
    found = sum_of([row(1, REPORT, **{name: True}), row(2, LATER)], {})
    assert told(found, name) == (True,)


@pytest.mark.parametrize(
    ("one", "other", "differing"),
    [
        (DAYS, MARCH, []),
        (DAYS, {**DAYS, "end": date(2024, 3, 17)}, [Difference.DATES]),
        (
            DAYS,
            {"start": date(2024, 5, 1), "end": date(2024, 5, 31), "precision": "month"},
            [Difference.DATES],
        ),
        (DAYS, {}, []),
        ({"place": "г. Брянск"}, {"place": "г. Брянск, музей"}, []),
        ({"place": "г. Брянск"}, {"place": "г. Тверь"}, [Difference.PLACE]),
        ({"participants_count": 120}, {"participants_count": 100}, [Difference.PARTICIPANTS]),
        ({"participants_count": 120}, {"participants_count": 100, "participants_bound": "at_least"}, []),
        (
            {"participants_count": 120, "participants_bound": "at_least"},
            {"participants_count": 100},
            [Difference.PARTICIPANTS],
        ),
        ({"mode": "online"}, {"mode": "hybrid"}, [Difference.MODE]),
        ({"mode": "online"}, {"mode": ""}, []),
    ],
)
def test_contradictions_are_named(
    one: dict[str, Any], other: dict[str, Any], differing: list[Difference]
) -> None:
    found = sum_of([row(1, REPORT, **one), row(2, LATER, **other)], {})
    assert found.columns["differences"] == differing


def test_what_a_plan_says_otherwise_is_no_contradiction() -> None:
    found = sum_of([row(1, PLAN, place="г. Тверь", **MARCH), row(2, REPORT, place="г. Брянск", **DAYS)], {})
    assert found.columns["differences"] == []


def test_unfinished_rows_give_values_only_where_there_are_no_others() -> None:
    drafted = row(2, REPORT, is_finished=False, title="Черновик", **DAYS)
    assert told(sum_of([drafted], {}), "title", "is_reported") == ("Черновик", False)
    found = sum_of([row(1, PLAN, **MARCH), drafted], links(e2={7: "partner"}))
    assert told(found, "title", "start", "is_reported") == ("Форум", MARCH["start"], False)
    assert found.partners == {}


def test_the_last_word_of_a_person_is_kept() -> None:
    next_plan = Report(
        pk=4,
        kind=Kind.INTERREGIONAL_PLAN,
        period_code="2024-H2",
        start=date(2024, 7, 1),
        end=date(2024, 12, 31),
    )
    assert told(sum_of([row(1, PLAN, fate="postponed"), row(2, next_plan)], {}), "fate") == ("postponed",)
    both = [row(1, PLAN, fate="postponed"), row(2, next_plan, fate="cancelled")]
    assert told(sum_of(both, {}), "fate") == ("cancelled",)


rows_told = st.lists(
    st.builds(
        lambda report, finished, count, days, mode: (
            report,
            finished,
            {"participants_count": count, "mode": mode, **days},
        ),
        st.sampled_from([PLAN, REPORT, LATER]),
        st.booleans(),
        st.sampled_from([None, 0, 15, 400]),
        st.sampled_from([{}, MARCH, DAYS]),
        st.sampled_from(["", "online", "hybrid"]),
    ),
    min_size=1,
    max_size=5,
)
roles = st.dictionaries(st.integers(1, 4), st.sampled_from([role.value for role in PartnerRole]), max_size=3)


@given(rows_told, st.lists(roles, min_size=5, max_size=5), st.randoms(use_true_random=False))
def test_the_order_rows_are_given_in_does_not_matter(told_rows: list, partners: list, random: Any) -> None:
    entries = [
        row(pk, report, is_finished=done, **values) for pk, (report, done, values) in enumerate(told_rows, 1)
    ]
    named = links(**{f"e{pk}": partners[pk - 1] for pk in range(1, len(entries) + 1)})
    shuffled = random.sample(entries, len(entries))
    assert sum_of(entries, named) == sum_of(shuffled, named)


@given(rows_told, st.lists(roles, min_size=5, max_size=5))
def test_every_partner_a_finished_row_names_is_kept(told_rows: list, partners: list) -> None:
    entries = [
        row(pk, report, is_finished=done, **values) for pk, (report, done, values) in enumerate(told_rows, 1)
    ]
    named = links(**{f"e{pk}": partners[pk - 1] for pk in range(1, len(entries) + 1)})
    told_by_finished = {
        partner for entry in entries if entry.is_finished for partner in partners[entry.pk - 1]
    }
    assert set(sum_of(entries, named).partners) >= told_by_finished
