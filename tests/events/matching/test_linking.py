"""Documents loaded one after another: what is linked across fields, and what a later document settles."""

from typing import Any

import pytest

from events.models import Entry
from events.vocabulary import Kind
from importers.importing import import_document

from .scenes import uploads

pytestmark = pytest.mark.django_db

DEPARTMENT = "Министерство экономики"


@pytest.fixture(autouse=True)
def _at_home(settings: Any) -> None:
    settings.HOME_SUBJECT = "ru-27"


def load(kind: Kind, period: str, *rows: dict[str, str]) -> None:
    told = [{"section": DEPARTMENT, **row} for row in rows]
    for upload, target in uploads({"documents": [{"kind": kind, "period": period, "rows": told}]}):
        import_document(upload, target)


def test_what_is_planned_abroad_may_be_told_of_a_region() -> None:
    fair = {
        "title": "Восточный экономический форум",
        "place": "г. Владивосток",
        "dates": "5-8 сентября 2024 года",
    }
    load(Kind.INTERNATIONAL_PLAN, "2024-H2", fair)
    load(
        Kind.INTERREGIONAL_REPORT,
        "2024-Q3",
        {"partner": "Приморский край", **fair, "title": f"Участие в форуме «{fair['title']}»"},
    )
    assert Entry.objects.count() == 2
    assert Entry.objects.values("event").distinct().count() == 1


def test_rows_of_earlier_documents_are_settled_when_a_later_one_comes_in() -> None:
    concert = {"partner": "Приморский край", "title": "Концерт «Мост дружбы»"}
    load(
        Kind.INTERREGIONAL_PLAN,
        "2024-H1",
        {**concert, "dates": "11 марта 2024 года", "place": "г. Находка"},
        {**concert, "dates": "март 2024 года", "place": "г. Уссурийск"},
    )
    load(Kind.INTERREGIONAL_REPORT, "2024-Q1", {**concert, "dates": "18 марта 2024 года"})
    told = Entry.objects.get(report__kind=Kind.INTERREGIONAL_REPORT)
    planned = {entry.cells["place"]: entry.event_id for entry in Entry.objects.exclude(pk=told.pk)}
    assert told.event_id not in planned.values()
    load(
        Kind.AGREEMENTS_REPORT,
        "2024-Q1",
        {
            "agreement": "Приморский край",
            "title": concert["title"],
            "dates": "11 марта 2024 года",
            "place": "г. Находка",
        },
    )
    told.refresh_from_db()
    assert told.event_id == planned["г. Уссурийск"]
