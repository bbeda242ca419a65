import pytest

from events.period import Period
from events.vocabulary import Kind
from importers.documents.grid import SideNote
from importers.documents.layouts import recognise
from tests.importers.documents.layouts.grids import (
    PLAN,
    PLAN_TITLE,
    REPORT,
    REPORT_TITLE,
    codes,
    event,
    grid,
    table,
)

REPORT_ROW = ("1.", "Слет", "г. Приречный", "май", "дружба", "жители")


def report_under(*lines: str) -> object:
    return recognise(grid(*lines, table(REPORT, REPORT_ROW)))


@pytest.mark.parametrize(
    ("title", "kind", "period"),
    [
        (
            "План мероприятий в сфере межрегионального сотрудничества на I полугодие 2024 года",
            Kind.INTERREGIONAL_PLAN,
            "2024-H1",
        ),
        (
            "ПЛАН МЕРОПРИЯТИЙ В СФЕРЕ МЕЖРЕГИОНАЛЬНОГО СОТРУДНИЧЕСТВА НА 2025 ГОД",
            Kind.INTERREGIONAL_PLAN,
            "2025",
        ),
        (
            "Проект плана межрегионального сотрудничества на II полугодие 2025 г.",
            Kind.INTERREGIONAL_PLAN,
            "2025-H2",
        ),
        (
            "Предложения министерства в план мероприятий в сфере межрегионального сотрудничества на 2025 год",
            Kind.INTERREGIONAL_PLAN,
            "2025",
        ),
        (
            "П Л А Н мероприятий с субъектами Российской Федерации на 2025 год",
            Kind.INTERREGIONAL_PLAN,
            "2025",
        ),
        (
            "Отчёт о межрегиональном сотрудничестве за ІІ квартал 2024 года",
            Kind.INTERREGIONAL_REPORT,
            "2024-Q2",
        ),
        (
            "Отчет о выполнении плана межрегионального сотрудничества за 9 месяцев 2024 года",
            Kind.INTERREGIONAL_REPORT,
            "2024-9M",
        ),
        (
            "Отчет о реализации соглашений в сфере межрегионального сотрудничества за IV квартал 2020 года",
            Kind.AGREEMENTS_REPORT,
            "2020-Q4",
        ),
        ("Информация о реализации соглашений за 4 квартал 2020 г.", Kind.AGREEMENTS_REPORT, "2020-Q4"),
        (
            "Отчет о мероприятиях в международной сфере, проведенных в IV квартале 2024 года",
            Kind.INTERNATIONAL_REPORT,
            "2024-Q4",
        ),
        (
            "Сводный отчет о внешнеэкономических связях за I квартал 2024 года",
            Kind.INTERNATIONAL_REPORT,
            "2024-Q1",
        ),
        ("Перечень межрегиональных мероприятий на 2031 год", Kind.INTERREGIONAL_PLAN, "2031"),
        (
            "Перечень международных мероприятий, проведенных в 2031 году",
            Kind.INTERNATIONAL_REPORT,
            "2031",
        ),
        (
            "План мероприятий международного сотрудничества на II полугодие 2024 года",
            Kind.INTERNATIONAL_PLAN,
            "2024-H2",
        ),
        ("План-график мероприятий в сфере международных связей на 2024 год", Kind.INTERNATIONAL_PLAN, "2024"),
    ],
)
def test_title_tells_kind_and_period(title: str, kind: Kind, period: str) -> None:
    document = recognise(
        grid(title, table(("№", "Мероприятие", "Срок", "Место"), ("1", "Слет", "май", "дом")))
    )
    assert (document.kind, document.period, document.title) == (kind, Period.parse(period), title)


@pytest.mark.parametrize(
    "lines",
    [
        ("ОТЧЕТ", "о мероприятиях в международной сфере", "в IV квартале 2031 года"),
        ("Отчет", "Министерства связей", "о мероприятиях в международной сфере", "за IV квартал 2031 года"),
        ("О Т Ч Е Т", "О МЕРОПРИЯТИЯХ В МЕЖДУНАРОДНОЙ СФЕРЕ", "ПРИРЕЧНОЙ ОБЛАСТИ", "В IV КВАРТАЛЕ 2031 ГОДА"),
        (
            "Отчет о мероприятиях в международной сфере в IV квартале 2031 года,",
            "проведенных органами",
            "Приречной области",
        ),
    ],
)
def test_title_is_put_together_from_its_paragraphs(lines: tuple[str, ...]) -> None:
    document = recognise(grid("ПРОЕКТ", *lines, "Министерство культуры", table(REPORT, REPORT_ROW)))
    assert document.title == "\n".join(lines)
    assert document.kind is Kind.INTERNATIONAL_REPORT
    assert document.period == Period(2031, "Q4")
    assert [section.text for section in document.sections] == ["Министерство культуры"]
    assert document.extras == ("ПРОЕКТ",)


def test_title_may_stand_in_the_rows_above_the_header() -> None:
    document = recognise(
        grid(table("План мероприятий", "межрегионального сотрудничества", PLAN, event("1.")))
    )
    assert document.title == "План мероприятий\nмежрегионального сотрудничества"
    assert codes(document) == ["period-unread"]


def test_title_may_stand_in_a_text_box() -> None:
    document = recognise(grid(table(PLAN, event("1.")), notes=(SideNote("text_box", PLAN_TITLE),)))
    assert (document.title, document.extras) == (PLAN_TITLE, ())


def test_covering_letter_is_kept_beside_the_title() -> None:
    document = recognise(
        grid("Отчет о международной сфере направляем.", REPORT_TITLE, table(REPORT, REPORT_ROW))
    )
    assert document.title == REPORT_TITLE
    assert document.extras == ("Отчет о международной сфере направляем.",)


def test_table_without_title_is_bare() -> None:
    document = recognise(grid(table(PLAN, event("1."))))
    assert (document.layout, document.kind, document.period, document.title) == ("bare_table", None, None, "")


def test_line_of_a_letter_may_tell_the_period_of_a_bare_table() -> None:
    letter = "Информация министерства за IV квартал 2031 года"
    document = recognise(grid(letter, table(REPORT, REPORT_ROW)))
    assert (document.kind, document.period, document.title) == (None, Period(2031, "Q4"), "")
    assert document.extras == (letter,)


def test_kind_a_person_says_settles_a_bare_table() -> None:
    document = recognise(grid(table(PLAN, event("1."))), Kind.INTERREGIONAL_PLAN)
    assert (document.layout, document.kind, codes(document)) == (
        "interregional_plan",
        Kind.INTERREGIONAL_PLAN,
        [],
    )


def test_columns_tell_the_kind_where_the_title_does_not() -> None:
    document = recognise(grid("План министерства на I полугодие 2031 года", table(PLAN, event("1."))))
    assert document.kind is Kind.INTERREGIONAL_PLAN
    assert codes(document) == ["kind-from-columns"]


def test_columns_decide_between_two_kinds_of_a_title() -> None:
    title = "План межрегионального и международного сотрудничества на 2031 год"
    document = recognise(grid(title, table(PLAN, event("1."))))
    assert document.kind is Kind.INTERREGIONAL_PLAN


def test_column_that_is_missing_decides_between_two_kinds_of_a_title() -> None:
    title = "Отчет о международном сотрудничестве и реализации соглашений за 2031 год"
    document = recognise(grid(title, table(REPORT, REPORT_ROW)))
    assert document.kind is Kind.INTERNATIONAL_REPORT


@pytest.mark.parametrize(
    ("line", "kind", "code"),
    [
        (
            "Направляем информацию о международных мероприятиях, проведенных во II квартале 2031 года.",
            Kind.INTERNATIONAL_REPORT,
            "2031-Q2",
        ),
        (
            "В ответ на письмо № 5 представляем план межрегиональных мероприятий на июль 2031 года.",
            Kind.INTERREGIONAL_PLAN,
            "2031-07",
        ),
    ],
)
def test_a_letter_may_say_what_its_table_is(line: str, kind: Kind, code: str) -> None:
    header = ("№", "Субъект", "Мероприятие", "Срок", "Место", "Участники")
    rows = ("1.", "Озерная область", "Слет", "май", "дом", "гости")
    document = recognise(grid("Уважаемый Петр Петрович!", line, table(header, rows)))
    assert (document.kind, document.period and document.period.code) == (kind, code)
    assert (document.title, line in document.extras) == ("", True)


@pytest.mark.parametrize(
    ("title", "is_plan"),
    [
        ("Перечень международных мероприятий, планируемых к проведению в 2031 году", True),
        ("Перечень проведенных международных мероприятий за 2031 год", False),
        ("Информация о запланированных международных мероприятиях на 2031 год", True),
        ("Сведения о международных мероприятиях, проведенных в 2031 году", False),
        ("План-график международных мероприятий на 2031 год", True),
    ],
)
def test_planned_and_held_are_told_by_the_words_of_the_title(title: str, is_plan: bool) -> None:
    document = recognise(grid(title, table(REPORT, ("1.", "Слет", "дом", "май", "мир", "гости"))))
    assert document.kind is (Kind.INTERNATIONAL_PLAN if is_plan else Kind.INTERNATIONAL_REPORT)


@pytest.mark.parametrize(
    ("title", "is_plan", "code"),
    [
        (
            "Отчет по сотрудничеству между Смоленской областью и Республикой Беларусь за 2011 год",
            False,
            "2011",
        ),
        ("Отчет о сотрудничестве с Горной и Островной Республиками за 2031 год", False, "2031"),
        ("План сотрудничества с Республикой Казахстан на 2024 год", True, "2024"),
        ("План сотрудничества между Приречной и Озерной областями на июль 2031 года", True, "2031-07"),
        ("План международных и межрегиональных мероприятий на 2031 год", True, "2031"),
    ],
)
def test_partners_tell_the_kind_of_a_title_that_names_them(title: str, is_plan: bool, code: str) -> None:
    document = recognise(
        grid(title, table(("№", "Мероприятие", "Срок", "Место"), ("1", "Слет", "май", "дом")))
    )
    assert (document.layout, document.kind, document.is_plan) == ("open_kind", None, is_plan)
    assert (document.period and document.period.code, document.title) == (code, title)
