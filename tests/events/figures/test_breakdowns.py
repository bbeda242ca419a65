"""Lines of the figures by department, sphere and partner."""

import pytest

from coopregistry.models import User
from events.access import Access
from events.figures.breakdowns import succession_chains
from tests.events.figures.scopes import figures

pytestmark = pytest.mark.django_db


def test_what_is_chosen_is_not_grouped_by(boss: User) -> None:
    assert figures("period=2025&partner=by", Access.of(boss)).table("partner") is None
    assert figures("period=2025&partner=by", Access.of(boss)).table("sphere") is not None


def test_departments_joined_by_succession_are_one_line() -> None:
    assert succession_chains([(1, 2), (2, 3), (4, 5), (4, 6)]) == [
        (frozenset({3}), frozenset({1, 2, 3})),
        (frozenset({5, 6}), frozenset({4, 5, 6})),
    ]
    assert succession_chains([(1, 2), (2, 1)]) == [(frozenset({1, 2}), frozenset({1, 2}))]
