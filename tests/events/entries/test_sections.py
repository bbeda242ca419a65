"""Sections take their place in protocol order."""

import pytest

from agreements.models import Department
from events.entries.sections import section_for
from events.models import Report, Section
from events.vocabulary import Kind

pytestmark = pytest.mark.django_db


def test_sections_stand_in_protocol_order() -> None:
    report = Report.objects.create(
        kind=Kind.INTERREGIONAL_PLAN, period_code="2031-H1", basis="department", title="План"
    )
    first = Department.objects.create(name="Аппарат", order=1)
    middle = Department.objects.create(name="Министерство пробных дел", order=5)
    last = Department.objects.create(name="Ветеринария", order=9)
    unknown = Section.objects.create(report=report, title="Архив", order=1)
    for department in (last, middle, first, middle):
        section_for(report, department)
    titles = report.sections.order_by("order").values_list("title", "order")
    assert list(titles) == [(first.name, 1), (middle.name, 2), (last.name, 3), (unknown.title, 4)]
