"""Events counted for each partner on the map."""

from datetime import date

import pytest

from events.map.territories import territories
from events.vocabulary import Kind
from tests.events.cooperation.world import coordinator, make_entry, report, some_cooperation


@pytest.mark.django_db
def test_a_region_counts_with_what_lies_in_it_and_once() -> None:
    some_cooperation()
    plan = report(Kind.INTERREGIONAL_PLAN, "2031-H1")
    make_entry(plan, "Двое из одной области", "ru-32", "ru-32-bryansk", day=date(2031, 4, 1))
    make_entry(plan, "Только город", "ru-32-klintsy", day=date(2031, 4, 2))
    found = {one.code: one.events for one in territories(coordinator().events(), coordinator())}
    assert found["ru-32"] == 2
    assert (found["by"], found["by-vitebskaya"], found["by-brestskaya"]) == (4, 1, 0)
    assert "ru-32-klintsy" not in found
