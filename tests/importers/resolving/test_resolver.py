"""What a document means for the registry, beyond what pairing tells."""

import pytest
from django.utils import timezone

from agreements.models import Agreement, Department
from events.models import Entry, Report, Section, Sphere
from events.period import Period
from events.vocabulary import Kind, SectionBasis, Severity
from importers.documents.issues import DocumentIssue, SourceRef
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.importing import import_document, preview
from importers.resolving.resolution import Resolution
from tests.importers.dumps import AGREEMENTS, CULTURE, EDUCATION, INTERNATIONAL, PLAN, Row, dump, plan_row

pytestmark = pytest.mark.django_db

BOOK, GARDEN, CHOIR = plan_row("Книжная ярмарка"), plan_row("Выставка садов"), plan_row("Хоровой слёт")
FORUM = ("Форум садоводов", "г. Минск", "14 ноября 2025 года", "Обмен опытом", "12 человек")
INTERNATIONAL_TITLE = "Отчет о мероприятиях в международной сфере\nв IV квартале 2025 года"
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
    found = resolution(renumbered)
    assert (found.rearranged, [issue.code for issue in found.issues]) == (True, ["number-out-of-order"])
    Report.objects.update(numbering=Report.Numbering.RUNNING)
    assert not resolution(renumbered).rearranged


def test_a_row_without_a_number_is_numbered_otherwise_in_the_document() -> None:
    data = dump([(CULTURE, [BOOK])])
    bring_in(data)
    entry = Entry.objects.get()
    del entry.cells["number"]
    entry.save()
    assert resolution(data).rearranged
    assert not resolution(data.replace(b"\t1. ", b"\t")).rearranged


def test_a_department_s_own_table_touches_no_other_entry() -> None:
    bring_in(dump([(CULTURE, [BOOK]), (EDUCATION, [CHOIR])]))
    found = resolution(dump([("", [GARDEN])], title=""), OWN_TABLE)
    assert [entry.cells["title"] for entry in found.missing] == ["Книжная ярмарка"]


@pytest.mark.parametrize(
    ("rows", "numbering"),
    [
        ([BOOK, GARDEN], "as_written"),
        ([BOOK], "running"),
        ([BOOK, GARDEN, CHOIR], "running"),
    ],
)
def test_numbers_run_once_a_department_s_own_table_adds_or_drops_a_row(
    rows: list[Row], numbering: str
) -> None:
    bring_in(dump([(CULTURE, [BOOK, GARDEN])]))
    assert resolution(dump([("", rows)], title=""), OWN_TABLE).report_values["numbering"] == numbering


def test_a_column_a_department_s_own_table_lacks_is_left_alone() -> None:
    bring_in(dump([(CULTURE, [BOOK])]))
    lines = dump([("", [BOOK])], title="").decode().split("\n")
    shorter = [line for line in lines if "Участники" not in line and "Сотрудники" not in line]
    assert resolution("\n".join(shorter).encode(), OWN_TABLE).counts["unchanged"] == 1


def test_a_heading_of_another_department_is_an_issue_of_an_own_table() -> None:
    data = dump([(EDUCATION, [BOOK])], title="").replace(b"\t1. ", b"\t7. ")
    found = resolution(data, OWN_TABLE)
    numbers, other = found.issues
    assert numbers.code == "number-out-of-order"
    assert other == DocumentIssue(
        code="other-department",
        severity=Severity.WARNING,
        place=found.document.sections[0].source,
        found=EDUCATION,
        expected=CULTURE,
    )
    assert [section.stands_for.name for section in found.sections] == [CULTURE]


# --- what a changed row tells


def test_a_changed_row_tells_each_cell_and_further_column_that_differs() -> None:
    """White space, the number and a column neither version fills tell nothing."""
    bring_in(dump([(CULTURE, [(*BOOK, "1 руб.", "")])], headings=(*PLAN, "Бюджет", "Примечание")))
    moved = plan_row("Книжная ярмарка", dates="13 марта 2025 года", place="г.  Тверь")
    newer = dump([(CULTURE, [(*moved, "2 руб.", "")])], headings=(*PLAN, "Смета", "Примечание"))
    [row] = resolution(newer.replace(b"\t1. ", b"\t7. ")).rows
    assert (row.status, row.entry) == ("changed", Entry.objects.get())
    assert row.changes == {
        "dates": ("12 марта 2025 года", "13 марта 2025 года"),
        "Бюджет": ("1 руб.", ""),
        "Смета": ("", "2 руб."),
    }


def test_a_changed_row_tells_that_it_moved_to_another_section() -> None:
    headed, bare = dump([(CULTURE, [BOOK])]), dump([("", [BOOK])])
    bring_in(headed)
    [row] = resolution(bare).rows
    assert row.changes == {"section": (CULTURE, "")}
    bring_in(bare)
    [row] = resolution(headed).rows
    assert row.changes == {"section": ("", CULTURE)}


def test_a_column_the_registry_lacks_is_new_in_every_row_that_fills_it() -> None:
    bring_in(dump([(CULTURE, [BOOK[:5], GARDEN[:5]])], headings=PLAN[:6]))
    filled, empty = resolution(dump([(CULTURE, [BOOK, (*GARDEN[:5], "")])])).rows
    assert (filled.status, filled.changes) == ("changed", {"content": ("", "Содержание: Книжная ярмарка")})
    assert (empty.status, empty.changes) == ("unchanged", {})


def test_a_column_a_whole_document_lacks_changes_its_rows() -> None:
    bring_in(dump([(CULTURE, [BOOK])]))
    assert resolution(dump([(CULTURE, [BOOK[:5]])], headings=PLAN[:6])).counts["changed"] == 1


# --- sections


@pytest.mark.parametrize(
    "sections",
    [
        [("", [BOOK, GARDEN])],
        [(CULTURE, [BOOK, GARDEN]), (EDUCATION, [CHOIR])],
        [("Комитет новых дел", [BOOK]), (CULTURE, [GARDEN])],
    ],
    ids=["none", "known", "unknown"],
)
def test_the_same_document_again_changes_nothing(sections: list[tuple[str, list[Row]]]) -> None:
    data = dump(sections)
    bring_in(data)
    assert resolution(data).changes_nothing


def test_a_section_goes_on_in_that_of_the_same_department_however_written() -> None:
    bring_in(dump([(CULTURE, [BOOK]), (EDUCATION, [CHOIR])]))
    misspelt = CULTURE.replace("туризма", "туризмма")
    found = resolution(dump([(EDUCATION, [CHOIR]), (misspelt, [BOOK])]))
    assert [section.section.title for section in found.sections] == [EDUCATION, CULTURE]
    assert found.counts["unchanged"] == 2
    [issue] = [issue for issue in found.issues if issue.code == "heading-misspelt"]
    assert issue.place == found.document.sections[1].source


def test_a_section_of_no_department_goes_on_by_its_heading() -> None:
    """Its department is gone from the registry, so a heading is all there is."""
    sections = [("Комитет новых дел", [BOOK]), ("Комитет прежних дел", [GARDEN])]
    bring_in(dump(sections))
    Section.objects.update(department=None)
    Department.objects.filter(name__startswith="Комитет").update(removed_at=timezone.now())
    found = resolution(dump(sections[::-1]))
    assert [section.section.title for section in found.sections] == [
        "Комитет прежних дел",
        "Комитет новых дел",
    ]
    assert found.counts["unchanged"] == 2


def test_of_headings_that_disagree_the_first_known_says_what_sections_stand_for() -> None:
    sphere = Sphere.objects.create(name="Сотрудничество в сфере садоводства").name
    assert resolution(dump([(sphere, [BOOK]), (CULTURE, [GARDEN])])).basis is SectionBasis.SPHERE
    assert resolution(dump([(CULTURE, [BOOK]), (sphere, [GARDEN])])).basis is SectionBasis.DEPARTMENT


def test_unknown_headings_stand_for_what_their_words_do() -> None:
    found = resolution(
        dump([("Комитет новых дел", [FORUM])], title=INTERNATIONAL_TITLE, headings=INTERNATIONAL)
    )
    assert found.basis is SectionBasis.DEPARTMENT


def test_a_document_about_one_partner_is_compared_with_the_report_about_it() -> None:
    title = "Отчет по сотрудничеству между Смоленской областью\nи Республикой Беларусь\nза 2025 год"
    data = dump([("", [FORUM])], title=title, headings=INTERNATIONAL)
    bring_in(data)
    found = resolution(data)
    assert (found.subject.partner.code, found.subject.report) == ("by", Report.objects.get())


def test_rows_of_a_sphere_stay_in_it() -> None:
    farming, sport = "Сотрудничество в сфере сельского хозяйства", "Сотрудничество в сфере спорта"
    in_order = [(farming, [FORUM]), (sport, [FORUM])]
    bring_in(dump(in_order, title=INTERNATIONAL_TITLE, headings=INTERNATIONAL))
    found = resolution(dump(in_order[::-1], title=INTERNATIONAL_TITLE, headings=INTERNATIONAL))
    assert found.basis is SectionBasis.SPHERE
    assert found.counts == {"new": 0, "changed": 0, "unchanged": 2, "missing": 0}
    assert [row.entry.section.title for row in found.rows] == [sport, farming]
    assert [section.section.title for section in found.sections] == [sport, farming]


# --- issues of a row


def test_an_issue_tells_the_cell_it_was_met_in() -> None:
    [row] = resolution(dump([(CULTURE, [plan_row("Ярмарка", partner="Тверьская область")])])).rows
    [unknown] = [issue for issue in row.issues if issue.code == "unknown-place"]
    assert (unknown.place, unknown.found) == (
        SourceRef(table=1, row=row.row.source.row, column=2),
        "Тверьская область",
    )


def of_agreement(wording: str) -> bytes:
    row = (wording, "Ярмарка", "октябрь", "г. Тверь", "5 человек", "Обмен")
    title = "Отчет о реализации соглашений в сфере межрегионального сотрудничества\nза IV квартал 2025 года"
    return dump([(CULTURE, [row])], title=title, headings=AGREEMENTS)


def test_an_unknown_agreement_is_proposed_and_its_next_wording_learned() -> None:
    agreement = (
        "Соглашение между Администрацией Смоленской области и Правительством Тверской области "
        "о торгово-экономическом, научно-техническом и культурном сотрудничестве"
    )
    found = resolution(of_agreement(agreement))
    [row] = found.rows
    assert [new.title for new in found.new_agreements] == [agreement]
    assert row.agreement is found.new_agreements[0]
    [issue] = [issue for issue in found.issues if issue.code == "new-agreement"]
    assert issue.place == SourceRef(table=1, row=row.row.source.row, column=2)
    bring_in(of_agreement(agreement))
    reworded = agreement.replace("научно-техническом", "научно- техническом")
    found = resolution(of_agreement(reworded))
    assert found.rows[0].agreement == Agreement.objects.get()
    assert (found.new_agreements, found.learned_wordings) == ([], [(Agreement.objects.get(), reworded)])
