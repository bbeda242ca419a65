"""Tables of what was held and of what is planned in one report: each row is read as what its heading says."""

import pytest

from events.entries.saving import read_cells
from events.models import Entry
from importers.documents.upload import Upload
from importers.importing import import_document
from tests.importers.dumps import INTERNATIONAL, dump

pytestmark = pytest.mark.django_db

TITLE = "Отчет о мероприятиях в международной сфере в IV квартале 2031 года"


def row(title: str, content: str) -> tuple[str, ...]:
    return (title, "г. Минск", "15 октября 2031 года", content, "20 человек")


SECTIONS = [
    ("Проведенные мероприятия", [row("Встреча", "Подписан протокол"), row("Подписание соглашения", "")]),
    ("Планируемые мероприятия", [row("Прием", "Подписан протокол"), row("Подписание меморандума", "")]),
]


def test_what_is_planned_has_no_result_in_a_report() -> None:
    upload = Upload(name="отчет.txt", data=dump(SECTIONS, title=TITLE, headings=INTERNATIONAL))
    resolution, _run = import_document(upload)
    entries = {entry.cells["title"]: entry for entry in Entry.objects.select_related("report", "section")}
    signed = {title: entry.signed for title, entry in entries.items()}
    assert signed == {
        "Встреча": True,
        "Подписание соглашения": True,
        "Прием": False,
        "Подписание меморандума": False,
    }
    said = [issue.found for issue in resolution.issues if issue.code == "planned-in-report"]
    assert said == ["Планируемые мероприятия"]
    for entry in entries.values():
        again = read_cells(entry.report, entry.cells, entry.section, entry.extra)
        assert again.to_json() == entry.recognised
