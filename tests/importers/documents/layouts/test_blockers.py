import pytest

from events.vocabulary import Severity
from importers.documents.grid import Grid
from importers.documents.issues import DocumentIssue, UnreadableDocument
from importers.documents.layouts import recognise
from tests.importers.documents.layouts.grids import PLAN, PLAN_TITLE, REPORT, REPORT_TITLE, event, grid, table

ROW = ("1.", "Слет", "дом", "май", "мир", "гости")


def blocker(document: Grid) -> DocumentIssue:
    with pytest.raises(UnreadableDocument) as caught:
        recognise(document)
    assert caught.value.issue.severity is Severity.BLOCKER
    return caught.value.issue


@pytest.mark.parametrize("document", [grid("Письмо о погоде"), grid("Письмо о погоде", table(("", " ")))])
def test_document_without_a_table_says_what_it_says(document: Grid) -> None:
    issue = blocker(document)
    assert (issue.code, issue.found) == ("no-table", "Письмо о погоде")
    assert issue.expected == "Наименование мероприятия, Сроки проведения"


def test_foreign_table_names_the_nearest_layout_and_what_it_lacks() -> None:
    issue = blocker(grid("Прайс", table(("№", "Наименование товара", "Цена"), ("1", "стул", "5"))))
    assert (issue.code, issue.found) == ("unknown-layout", "№ | Наименование товара | Цена")
    assert "Сроки проведения" in issue.expected.split(", ")


def test_title_settles_which_columns_are_missed() -> None:
    issue = blocker(
        grid(PLAN_TITLE, table(("№", "Наименование", "Место", "Участники"), ("1", "Слет", "дом", "все")))
    )
    assert (issue.code, issue.suggestion) == ("unknown-layout", "interregional_plan")
    assert issue.expected == "Субъект, Сроки проведения, Содержание и результат"


def test_plan_of_something_else_is_not_taken_for_a_bare_table() -> None:
    header = ("№", "Мероприятие", "Срок", "Ответственный", "Ожидаемый результат")
    issue = blocker(
        grid("План мероприятий по охране труда", table(header, ("1", "Обход", "май", "отдел", "порядок")))
    )
    assert issue.code == "unknown-layout"


def test_title_of_two_families_which_columns_do_not_settle() -> None:
    header = ("№", "Страна", "Соглашение", "Мероприятие", "Срок", "Место", "Содержание")
    title = "Отчет о реализации международных соглашений за 2031 год"
    issue = blocker(grid(title, table(header, ("1", "соседи", "дружба", "Слет", "май", "дом", "мир"))))
    assert (issue.code, issue.found) == ("ambiguous-layout", title)
    assert issue.expected == "agreements_report, international_report"


@pytest.mark.parametrize(
    "document",
    [
        grid(REPORT_TITLE, table(REPORT, ROW), REPORT_TITLE.replace("IV", "III"), table(REPORT, ROW)),
        grid(REPORT_TITLE, table(REPORT, ROW), PLAN_TITLE, table(PLAN, event("1."))),
        grid(table(REPORT_TITLE, REPORT, ROW), table(PLAN_TITLE, PLAN, event("1.")), format="xlsx"),
        grid(table(REPORT_TITLE, REPORT, ROW, REPORT_TITLE.replace("IV", "III"), REPORT, ROW)),
        grid(table(REPORT_TITLE, REPORT, ROW, REPORT_TITLE.replace("IV", "III"), ROW)),
        grid(REPORT_TITLE, table(REPORT, ROW), REPORT_TITLE.replace("IV", "III"), table(ROW)),
        grid(REPORT_TITLE, table(REPORT, ROW), f"{REPORT_TITLE} министерства спорта", table(REPORT, ROW)),
    ],
)
def test_two_reports_in_one_file_are_refused(document: Grid) -> None:
    issue = blocker(document)
    assert (issue.code, issue.expected) == ("two-reports-in-one-file", REPORT_TITLE)


def test_reports_of_two_bodies_in_one_file_are_refused() -> None:
    culture, sport = (
        f"Отчет министерства {name} о мероприятиях в международной сфере в IV квартале 2031 года"
        for name in ("культуры", "спорта")
    )
    issue = blocker(grid(culture, table(REPORT, ROW), sport, table(REPORT, ROW)))
    assert (issue.code, issue.found, issue.place.table) == ("two-reports-in-one-file", sport, 2)


def test_a_title_repeated_above_the_next_table_is_no_second_report() -> None:
    document = recognise(grid(REPORT_TITLE, table(REPORT, ROW), REPORT_TITLE, table(REPORT, ROW)))
    assert len(document.rows) == 2


def test_header_without_rows_is_refused() -> None:
    issue = blocker(grid(PLAN_TITLE, table(PLAN, "Министерство запада", ("",) * 7)))
    assert (issue.code, issue.place.row) == ("no-rows", 1)
