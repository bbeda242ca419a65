"""A bare number keeps the unit of its heading where the row is read again."""

import pytest
from django.core.management import call_command

from events.entries.saving import reword
from events.models import Entry
from events.vocabulary import Role
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


PLAIN = (*PLAN[:5], "Количество участников", PLAN[6])
OF_CULTURE = "министерства культуры и туризма Смоленской области"


@pytest.fixture
def entry() -> Entry:
    """Of one body's own file, in a document whose heading names no unit."""
    load("Министерство спорта", PLAIN, "40 человек")
    row = ("Тверская область", "Ярмарка", "12 марта 2025 года", "г. Тверь", "1,5", "Продажа")
    title = f"План {OF_CULTURE} межрегиональных мероприятий на I полугодие 2025 года"
    upload = Upload(name="part.txt", data=dump([("", [row])], title=title, headings=THOUSANDS))
    import_document(upload)
    return Entry.objects.get(cells__participants="1,5")


def test_of_a_row_in_a_document_of_another_heading(entry: Entry) -> None:
    assert entry.report.entries.count() == 2
    assert entry.participants_count == 1500
    call_command("recognise_again")
    entry.refresh_from_db()
    assert entry.participants_count == 1500


def test_of_a_row_whose_other_cell_is_reworded(entry: Entry) -> None:
    reword(entry, Role.TITLE, "Большая ярмарка", by_department=True)
    assert entry.participants_count == 1500


@pytest.mark.parametrize(("text", "count"), [("1", 1), ("1500", 1500), ("1,5 тыс. чел.", 1500)])
def test_not_of_a_number_written_anew(entry: Entry, text: str, count: int) -> None:
    """Whoever writes it sees the heading of the document the row stands in."""
    reword(entry, Role.PARTICIPANTS, text, by_department=True)
    assert entry.participants_count == count
