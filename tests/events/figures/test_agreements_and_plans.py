"""Agreements against plans."""

from datetime import date

import pytest
from django.http import QueryDict

from agreements.models import Agreement
from events.event_list.filters import EventFilter
from events.figures.agreements_and_plans import agreements_and_plans
from events.vocabulary import Kind
from tests.events.cooperation.world import agreement, coordinator, make_entry, report
from tests.events.figures.scopes import scope_of

pytestmark = pytest.mark.django_db


def test_agreements_without_plans_and_plans_without_agreements() -> None:
    plan = report(Kind.INTERNATIONAL_PLAN, "2031-H1")
    make_entry(plan, "Ярмарка", "by-vitebskaya", day=date(2031, 2, 2))
    make_entry(plan, "Выставка", "kz", day=date(2031, 2, 2))
    make_entry(report(Kind.INTERNATIONAL_REPORT, "2031-Q1"), "Концерт", "ru-32", day=date(2031, 2, 3))
    agreement("Соглашение с Беларусью", "ru-67", "by")
    agreement("Соглашение с Брянской областью", "ru-67", "ru-32")
    agreement("Прежнее соглашение с Казахстаном", "ru-67", "kz", state="lapsed")
    found = agreements_and_plans(scope_of("period=2031", coordinator()))
    # Where the documents of the other tests are loaded, the treaty of theirs stands too.
    treaty = [("ru-69", 1, 0)] if Agreement.objects.filter(partners__code="ru-69").exists() else []
    named = {
        name: [(partner.code, agreements, cell.value) for partner, agreements, cell in getattr(found, name)]
        for name in ("unplanned", "without_agreement", "covered")
    }
    assert named == {
        "unplanned": [("ru-32", 1, 0), *treaty],
        "without_agreement": [("kz", 0, 1)],
        "covered": [("by", 1, 1)],
    }
    for one in (*found.covered, *found.unplanned, *found.without_agreement):
        assert EventFilter(QueryDict(one[2].query), coordinator()).events.count() == one[2].value
