"""The period figures are computed over."""

import pytest
from django.http import QueryDict
from django.utils import timezone

from coopregistry.models import User
from events.access import Access
from events.figures.scope import Scope, latest_year
from events.figures.sums import Sums
from events.figures.tallies import tally_of
from events.vocabulary import Kind
from tests.events.cooperation.world import make_entry, report
from tests.events.figures.scopes import figures

pytestmark = pytest.mark.django_db


def test_a_year_whose_documents_nobody_has_filled_is_not_shown_first(boss: User) -> None:
    this_year, before = timezone.localdate().year, latest_year(Access.of(boss))
    opened = report(Kind.INTERREGIONAL_REPORT, f"{this_year}-Q1")
    assert latest_year(Access.of(boss)) == before
    make_entry(opened, "Ярмарка")
    assert latest_year(Access.of(boss)) == str(this_year)


def test_the_year_before_stands_beside(boss: User) -> None:
    found = figures("period=2025-Q1", Access.of(boss))
    assert found.before == Sums.of(
        tally_of(Scope.from_query(QueryDict("period=2024-Q1"), Access.of(boss))[1].facts)
    )
    assert found.before.events == 3
