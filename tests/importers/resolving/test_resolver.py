"""What a document means for the registry, beyond what pairing tells."""

import pytest

from events.models import Entry, Report
from events.period import Period
from events.vocabulary import Kind
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.importing import import_document, preview
from importers.resolving.resolution import Resolution
from tests.importers.dumps import CULTURE, EDUCATION, dump, plan_row

pytestmark = pytest.mark.django_db

BOOK, GARDEN, CHOIR = plan_row("Книжная ярмарка"), plan_row("Выставка садов"), plan_row("Хоровой слёт")
OWN_TABLE = Target(kind=Kind.INTERREGIONAL_PLAN, period=Period(2025, "H1"), department=CULTURE)


def bring_in(data: bytes, target: Target | None = None) -> None:
    import_document(Upload(name="план.txt", data=data), target)


def resolution(data: bytes, target: Target | None = None) -> Resolution:
    return preview(Upload(name="план.txt", data=data), target, replace=True)


def test_another_order_of_rows_alone_is_a_change() -> None:
    """In a department's own table no number tells of it."""
    bring_in(dump([("", [BOOK, GARDEN])], title=""), OWN_TABLE)
    swapped = dump([("", [GARDEN, BOOK])], title="")
    found = resolution(swapped, OWN_TABLE)
    assert (found.counts["unchanged"], found.report_changes) == (2, {})
    assert (found.rearranged, found.changes_nothing) == (True, False)
    bring_in(swapped, OWN_TABLE)
    assert [entry.cells["title"] for entry in Entry.objects.order_by("order")] == [GARDEN[1], BOOK[1]]
    assert resolution(swapped, OWN_TABLE).changes_nothing


def test_another_number_alone_is_a_change_of_a_document_numbered_by_hand() -> None:
    bring_in(dump([(CULTURE, [BOOK])]))
    renumbered = dump([(CULTURE, [BOOK])]).replace(b"\t1. ", b"\t7. ")
    assert resolution(renumbered).rearranged
    Report.objects.update(numbering=Report.Numbering.RUNNING)
    assert not resolution(renumbered).rearranged


def test_a_department_s_own_table_touches_no_other_entry() -> None:
    bring_in(dump([(CULTURE, [BOOK]), (EDUCATION, [CHOIR])]))
    found = resolution(dump([("", [GARDEN])], title=""), OWN_TABLE)
    assert [entry.cells["title"] for entry in found.missing] == ["Книжная ярмарка"]
    assert found.report_values["numbering"] == Report.Numbering.RUNNING


def test_a_column_a_department_s_own_table_lacks_is_left_alone() -> None:
    bring_in(dump([(CULTURE, [BOOK])]))
    lines = dump([("", [BOOK])], title="").decode().split("\n")
    shorter = [line for line in lines if "Участники" not in line and "Сотрудники" not in line]
    assert resolution("\n".join(shorter).encode(), OWN_TABLE).counts["unchanged"] == 1


def test_a_heading_of_another_department_is_an_issue_of_an_own_table() -> None:
    found = resolution(dump([(EDUCATION, [BOOK])], title=""), OWN_TABLE)
    assert [(issue.code, issue.found, issue.expected) for issue in found.issues] == [
        ("other-department", EDUCATION, CULTURE)
    ]
    assert [section.stands_for.name for section in found.sections] == [CULTURE]
