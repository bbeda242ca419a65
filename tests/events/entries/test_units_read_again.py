"""A bare number keeps the unit of its heading where the row is read again."""

import pytest
from django.core.management import call_command

from events.models import Entry
from importers.documents.upload import Upload
from importers.importing import import_document
from tests.importers.dumps import CULTURE, PLAN, dump

pytestmark = pytest.mark.django_db

THOUSANDS = (*PLAN[:5], "Количество участников, тыс. чел.", PLAN[6])


def load(section: str, headings: tuple[str, ...], participants: str, department: str = "") -> None:
    row = ("Тверская область", "Ярмарка", "12 марта 2025 года", "г. Тверь", participants, "Продажа")
    import_document(
        Upload(name=f"{section}.txt", data=dump([(section, [row])], headings=headings)), replace=True
    )


def counts() -> list[int | None]:
    return sorted(Entry.objects.values_list("participants_count", flat=True), key=str)


def test_of_the_documents_own_heading() -> None:
    load(CULTURE, THOUSANDS, "1,5")
    assert counts() == [1500]
    call_command("recognise_again")
    assert counts() == [1500]
