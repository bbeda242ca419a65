"""Rows of one document are not joined by way of others."""

from dataclasses import replace

from events.matching.clashes import without_clashes
from events.matching.rows import MatchClass, Proposal, Reason, ReasonCode, Role, Row

from .world import BRYANSK, days, plan, row

WHEN = days("2024-03-14")
FIRST, SECOND = (plan("Выставка", BRYANSK, **WHEN) for _number in range(2))
TOLD, AGAIN = (row("Выставка", BRYANSK, report=report, **WHEN) for report in (2, 3))
ROWS = [FIRST, SECOND, TOLD, AGAIN]


def sure(a: Row, b: Row, score: float = 0.9, role: Role = Role.ONE_TO_ONE, *codes: ReasonCode) -> Proposal:
    return Proposal(
        a=a.key,
        b=b.key,
        klass=MatchClass.SURE,
        score=score,
        reasons=tuple(map(Reason.of, codes)),
        against=(),
        role=role,
    )


def kept(*proposals: Proposal) -> list[bool]:
    return [one.klass is MatchClass.SURE for one in without_clashes(proposals, ROWS)]


def test_planned_rows_stay_apart_though_their_reports_seem_one() -> None:
    assert kept(sure(FIRST, TOLD), sure(SECOND, AGAIN), sure(TOLD, AGAIN, 0.8)) == [True, True, False]


def test_the_best_pairs_come_first() -> None:
    assert kept(sure(FIRST, TOLD, 0.8), sure(SECOND, AGAIN), sure(TOLD, AGAIN, 0.95)) == [False, True, True]


def test_rows_linked_already_count() -> None:
    linked = [replace(FIRST, event=5), SECOND, replace(TOLD, event=5), AGAIN]
    found = without_clashes([sure(SECOND, TOLD)], linked)
    assert [one.klass for one in found] == [MatchClass.LIKELY]


def test_all_rows_of_one_event_may_be_joined() -> None:
    assert kept(sure(FIRST, TOLD), sure(FIRST, AGAIN), sure(TOLD, AGAIN)) == [True, True, True]


def test_parts_and_rows_that_stand_twice_are_joined() -> None:
    assert kept(sure(FIRST, TOLD), sure(SECOND, TOLD, 0.8, Role.MERGED)) == [True, True]
    assert kept(sure(FIRST, SECOND), sure(FIRST, TOLD), sure(SECOND, TOLD)) == [True, True, True]


def test_what_people_decided_stands() -> None:
    decided = sure(SECOND, TOLD, 1.0, Role.ONE_TO_ONE, ReasonCode.DECIDED)
    assert kept(sure(FIRST, TOLD), decided) == [False, True]
