"""A partner that only the heading of a column names is that of all rows; doubt is said."""

import pytest

from events.vocabulary import Kind, Role
from importers.documents.layouts import recognise
from importers.documents.target import Target
from importers.resolving.resolution import Resolution
from importers.resolving.resolver import resolve
from tests.importers.documents.layouts.grids import Line, grid, table

pytestmark = pytest.mark.django_db

PLAN = "План мероприятий в сфере межрегионального сотрудничества на 2031 год"
REPORT = "Отчет о мероприятиях в международной сфере в IV квартале 2031 года"
ROW = ("1.", "Слет", "октябрь 2031 года", "министерство", "управление")

# The title, the headings after «№ п/п | Мероприятие | Срок», the partner, and the codes of what is said
CASES = [
    (PLAN, ("Исполнители от Смоленской области", "Исполнители от Амурской области"), "ru-28", ["told"]),
    (PLAN, ("Исполнители от Амурской области", "Исполнители от Смоленской области"), "ru-28", ["told"]),
    (REPORT, ("Ответственные от Смоленской области", "Ответственные от Республики Беларусь"), "by", ["told"]),
    (REPORT, ("Ответственные", "Ответственные от Республики Беларусь"), "by", ["told"]),
    (REPORT, ("От Смоленской области", "От Витебской области"), "by-vitebskaya", ["told"]),
    (REPORT, ("Участники от российской стороны", "Участники от белорусской стороны"), "by", ["told"]),
    (REPORT, ("Исполнители (Российская Федерация)", "Исполнители (Республика Беларусь)"), "by", ["told"]),
    (REPORT, ("Исполнители от г. Смоленска", "Исполнители со стороны г. Минска"), "by-minsk-city", ["told"]),
    (PLAN, ("Исполнители", "Исполнители от Смоленской области"), None, []),
    (PLAN, ("Исполнители от Амурской области", "Исполнители от Псковской области"), None, ["open"]),
    (REPORT, ("Участники (представители Смоленской и Витебской областей)", "Итог"), None, ["open"]),
    (PLAN, ("Исполнители", "Примечание"), None, []),
    (
        "План сотрудничества между Смоленской областью и Амурской областью на 2031 год",
        ("Исполнители от Смоленской области", "Исполнители от Амурской области"),
        "ru-28",
        [],
    ),
    (
        "План сотрудничества между Смоленской областью и Псковской областью на 2031 год",
        ("Исполнители от Смоленской области", "Исполнители от Амурской области"),
        "ru-60",
        ["open"],
    ),
    (REPORT, ("Место проведения (Республика Беларусь)", "Ответственный"), None, []),
    (REPORT, ("Музей Амурской области", "Примечание"), None, []),
]
CODES = {"partner-from-heading": "told", "partner-in-heading-open": "open"}


def read(title: str, headings: tuple[str, ...], *rows: Line) -> Resolution:
    header = ("№ п/п", "Мероприятие", "Срок", *headings)
    return resolve(recognise(grid(title, table(header, *(rows or (ROW,))))), Target())


def said(resolution: Resolution) -> list[str]:
    return [CODES[issue.code] for issue in resolution.issues if issue.code in CODES]


def code_of(resolution: Resolution) -> str | None:
    return resolution.subject.partner.code if resolution.subject.partner else None


@pytest.mark.parametrize(("title", "headings", "partner", "codes"), CASES)
def test_a_heading_names_the_partner(
    title: str, headings: tuple[str, ...], partner: str | None, codes: list[str]
) -> None:
    resolution = read(title, headings)
    assert (code_of(resolution), said(resolution)) == (partner, codes)
    counted = {found.code for row in resolution.rows for found in row.values.partners.found}
    assert counted == ({partner} if partner else set())


def test_headings_of_two_rows_are_read_together() -> None:
    header = ("№ п/п", "Мероприятие", "Срок", ("Ответственные исполнители", 2))
    lower = (None, None, None, "Смоленская область", "Амурская область")
    resolution = resolve(recognise(grid(PLAN, table(header, lower, ROW))), Target())
    assert (code_of(resolution), said(resolution)) == ("ru-28", ["told"])


def test_a_column_of_partners_is_believed_before_a_heading() -> None:
    row = ("1.", "Слет", "октябрь 2031 года", "Псковская область", "управление")
    resolution = read(PLAN, ("Субъект", "Исполнители от Амурской области"), row)
    assert (code_of(resolution), said(resolution)) == (None, ["open"])
    (found,) = resolution.rows[0].values.partners.found
    assert (found.code, found.cell) == ("ru-60", Role.PARTNER)


def test_what_is_stated_beats_the_heading() -> None:
    document = recognise(
        grid(PLAN, table(("№ п/п", "Мероприятие", "Срок", "Исполнители от Амурской области"), ROW[:4]))
    )
    resolution = resolve(document, Target(partner="ru-69"))
    assert (code_of(resolution), said(resolution)) == ("ru-69", ["open"])


def test_an_agreement_in_a_heading_is_that_of_all_rows() -> None:
    heading = (
        "Мероприятие по реализации Соглашения между Правительством Смоленской области "
        "и Правительством Амурской области о сотрудничестве"
    )
    header = ("№ п/п", heading, "Срок", "Место проведения")
    document = recognise(grid(PLAN, table(header, ("1.", "Слет", "май 2031 года", "г. Смоленск"))))
    resolution = resolve(document, Target(kind=Kind.INTERREGIONAL_PLAN))
    assert resolution.subject.agreement is not None
    assert resolution.subject.about == ("ru-28",)
