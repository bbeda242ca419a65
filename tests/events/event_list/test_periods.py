"""Periods to choose from."""

import pytest

from events.event_list.periods import newest_first, period_choices
from events.models import Report
from events.period import Period

pytestmark = pytest.mark.django_db


def test_a_quarter_brings_its_half_year_and_year() -> None:
    for code in ("2025-Q3", "2024-Q2"):
        Report.objects.create(kind="agreements_report", period_code=code, basis="department", title="Отчет")
    codes = [code for code, _title in period_choices()]
    assert codes == ["", "2025", "2025-H2", "2025-Q3", "2024", "2024-H1", "2024-Q2"]


def test_of_one_year_longer_periods_and_later_quarters_come_first() -> None:
    periods = {Period.parse(code) for code in ("2025-Q1", "2025", "2026-Q1", "2025-H1", "2025-Q2")}
    assert [period.code for period in newest_first(periods)] == [
        "2026-Q1",
        "2025",
        "2025-H1",
        "2025-Q2",
        "2025-Q1",
    ]
