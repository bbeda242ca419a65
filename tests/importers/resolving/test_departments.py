"""The one department a document is about, and how anybody comes to know it."""

import pytest

from agreements.models import Department
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.importing import import_document, preview
from importers.resolving.resolution import Resolution
from tests.importers.dumps import CULTURE, EDUCATION, INTERNATIONAL, dump, plan_row

pytestmark = pytest.mark.django_db

BY_ALL = (
    "Отчет о мероприятиях в международной сфере, проведенных исполнительными органами\nв I квартале 2025 года"
)
BY_CULTURE = (
    "Отчет о мероприятиях в международной сфере, проведенных Министерством культуры и туризма\n"
    "в I квартале 2025 года"
)
BY_RIVERS = (
    "Отчет о мероприятиях в международной сфере, проведенных Министерством рек\nв I квартале 2025 года"
)
ROW = ("Слет гребцов", "г. Витебск", "5 марта 2025 года", "Дружба", "40 человек")


def resolution(title: str, sections: list | None = None, notes: tuple[str, ...] = ()) -> Resolution:
    data = dump(sections or [("", [ROW])], title=title, headings=INTERNATIONAL, notes=notes)
    return preview(Upload(name="отчет.txt", data=data))


def said(resolution: Resolution) -> list[tuple[str, str]]:
    codes = (
        "department-from-title",
        "department-from-heading",
        "department-from-signature",
        "new-department",
    )
    return [(issue.code, issue.expected) for issue in resolution.issues if issue.code in codes]


def test_the_title_names_a_department_without_its_region() -> None:
    found = resolution(BY_CULTURE)
    assert found.subject.department == Department.objects.get(name=CULTURE)
    assert said(found) == [("department-from-title", CULTURE)]


def test_a_title_that_speaks_for_all_is_the_whole_document() -> None:
    assert resolution(BY_ALL).subject.is_whole


def test_a_body_that_put_the_sections_of_others_together_is_not_the_subject() -> None:
    title = "План межрегиональных мероприятий Министерства культуры и туризма на I полугодие 2025 года"
    data = dump([(CULTURE, [plan_row("Хор")]), (EDUCATION, [plan_row("Слет")])], title=title)
    assert preview(Upload(name="план.txt", data=data)).subject.is_whole


def test_a_department_nobody_knows_is_new_and_to_be_confirmed() -> None:
    found = resolution(BY_RIVERS)
    assert said(found) == [("new-department", "Министерство рек")]
    assert not Department.objects.filter(name="Министерство рек").exists()
    import_document(
        Upload(name="отчет.txt", data=dump([("", [ROW])], title=BY_RIVERS, headings=INTERNATIONAL))
    )
    new = Department.objects.get(name="Министерство рек")
    assert (new.confirmed, new.genitive, new.entries.count()) == (False, "Министерства рек", 1)
    assert said(resolution(BY_RIVERS)) == [("department-from-title", "Министерство рек")]


def test_a_signature_tells_where_nothing_else_does() -> None:
    title = "Отчет о международных мероприятиях за I квартал 2025 года"
    signature = "Министр культуры и туризма Смоленской области ____________ П.П. Примеров"
    assert said(resolution(title, notes=(signature,))) == [("department-from-signature", CULTURE)]
    by_spheres = resolution(title, [("Сотрудничество в сфере культуры", [ROW])], notes=(signature,))
    assert by_spheres.subject.is_whole


def test_the_only_heading_tells_where_the_report_holds_rows_of_others() -> None:
    plan = dump([(CULTURE, [plan_row("Хор")])])
    assert preview(Upload(name="план.txt", data=plan)).subject.is_whole
    both = dump([(CULTURE, [plan_row("Хор")]), (EDUCATION, [plan_row("Слет")])])
    import_document(Upload(name="план.txt", data=both))
    found = preview(Upload(name="план.txt", data=plan))
    assert (found.subject.department, found.missing) == (Department.objects.get(name=CULTURE), [])
    assert said(found) == [("department-from-heading", CULTURE)]


def test_what_a_person_says_stands_above_the_title() -> None:
    data = dump([("", [ROW])], title=BY_CULTURE, headings=INTERNATIONAL)
    found = preview(Upload(name="отчет.txt", data=data), Target(department=EDUCATION))
    assert found.subject.department == Department.objects.get(name=EDUCATION)


def test_a_heading_and_a_column_may_name_the_same_new_department() -> None:
    headings = (*INTERNATIONAL, "Исполнительный орган")
    title = "План межрегиональных мероприятий на I полугодие 2025 года"
    data = dump([("Министерство рек", [(*ROW, "Министерство рек")])], title=title, headings=headings)
    import_document(Upload(name="отчет.txt", data=data))
    assert Department.objects.filter(name__startswith="Министерство рек").count() == 1
