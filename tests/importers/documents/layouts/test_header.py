import pytest

from events.vocabulary import Role
from importers.documents.layouts import recognise
from importers.documents.layouts.header import claim_of
from importers.documents.layouts.recognition import COLUMNS
from tests.importers.documents.layouts.grids import PLAN, PLAN_TITLE, UP, codes, event, grid, plan, table


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("№ п/п", Role.NUMBER),
        ("№", Role.NUMBER),
        ("№п/п", Role.NUMBER),
        ("№\nп\\п", Role.NUMBER),
        ("N п/п", Role.NUMBER),
        ("Номер", Role.NUMBER),
        ("Субъект, \nс которым планируется взаимодействие", Role.PARTNER),
        ("Субъект Российской Федерации, с которым планируется взаимодействие", Role.PARTNER),
        ("Наименование субъекта РФ", Role.PARTNER),
        ("Регион", Role.PARTNER),
        ("Партнер", Role.PARTNER),
        ("Иностранный партнер", Role.PARTNER),
        ("Страна", Role.PARTNER),
        ("Зарубежные страны, регионы", Role.PARTNER),
        ("Соглашение \nо сотрудничестве, \nв рамках которого была \nпроведена работа", Role.AGREEMENT),
        ("Наименование соглашения", Role.AGREEMENT),
        ("Соглаше-\nние", Role.AGREEMENT),
        ("№ соглашения", Role.AGREEMENT),
        ("Наименование и формат мероприятия", Role.TITLE),
        ("НАИМЕНОВАНИЕ МЕРОПРИЯТИЯ", Role.TITLE),
        ("Мероприятие", Role.TITLE),
        ("Мероприятия", Role.TITLE),
        ("Название мероприятия (с участием регионов)", Role.TITLE),
        ("Наименова-ние мероприятия", Role.TITLE),
        ("Наименова-\nние мероприятия", Role.TITLE),
        ("Наименова\u00adние мероприятия", Role.TITLE),
        ("Наимено\nвание", Role.TITLE),
        ("Hаименование", Role.TITLE),  # the first letter is Latin
        ("Сроки проведения\nмероприятия", Role.DATES),
        ("Сроки прове-дения", Role.DATES),
        ("Срок исполнения", Role.DATES),
        ("Дата", Role.DATES),
        ("Дата и время", Role.DATES),
        ("Период проведения", Role.DATES),
        ("Планируемая дата проведения", Role.DATES),
        ("Место проведения\nмероприятия", Role.PLACE),
        ("Место", Role.PLACE),
        ("Место (страна, город)", Role.PLACE),
        ("Страна проведения", Role.PLACE),
        (
            "Участники мероприятия (общее количество, представители регионов, другие сведения)",
            Role.PARTICIPANTS,
        ),
        ("Количество участников", Role.PARTICIPANTS),
        ("Состав участников", Role.PARTICIPANTS),
        ("Учас-тники", Role.PARTICIPANTS),
        ("Содержание мероприятия", Role.CONTENT),
        ("Цель, содержание и результат мероприятия (подписанных документах)", Role.CONTENT),
        ("Краткое содержание", Role.CONTENT),
        ("Итоги", Role.CONTENT),
        ("Достигнутые договоренности", Role.CONTENT),
        ("Совместные мероприятия", Role.TITLE),
        ("Страна, город", Role.PLACE),
        ("Кол-во чел.", Role.PARTICIPANTS),
        ("Основание (соглашение)", Role.AGREEMENT),
        ("Примечание", None),
        ("Ответственный исполнитель", None),
        ("Ответственный за проведение мероприятия", None),
        ("Источник финансирования мероприятия", None),
        ("Организатор мероприятия", None),
        ("Дата подписания", None),
        ("Формат проведения мероприятия", None),
    ],
)
def test_heading_claims_a_role_by_its_words(heading: str, role: Role | None) -> None:
    column = claim_of(heading, COLUMNS)
    assert (column.role if column else None) is role


def test_long_text_is_no_heading() -> None:
    assert claim_of("Наименование " * 50, COLUMNS) is None


def test_columns_are_found_in_any_order() -> None:
    header = ("Содержание", "Место", "Сроки", "Мероприятие", "Регион", "№")
    document = recognise(
        grid(PLAN_TITLE, table(header, ("смысл", "г. Приречный", "май", "Слет", "Тверская область", "1.")))
    )
    assert document.rows[0].cells == {
        Role.CONTENT: "смысл",
        Role.PLACE: "г. Приречный",
        Role.DATES: "май",
        Role.TITLE: "Слет",
        Role.PARTNER: "Тверская область",
        Role.NUMBER: "1.",
    }
    assert document.rows[0].columns == {
        Role.CONTENT: 1,
        Role.PLACE: 2,
        Role.DATES: 3,
        Role.TITLE: 4,
        Role.PARTNER: 5,
        Role.NUMBER: 6,
    }


def test_further_column_is_kept_by_its_heading_and_said() -> None:
    document = recognise(grid(PLAN_TITLE, table((*PLAN, "Примечание"), (*event("1."), "повтор"))))
    assert document.rows[0].extra == {"Примечание": "повтор"}
    assert [(issue.code, issue.found, issue.place.column) for issue in document.issues] == [
        ("unclaimed-column", "Примечание", 8)
    ]


def test_a_column_of_those_who_answer_is_the_departments() -> None:
    document = recognise(grid(PLAN_TITLE, table((*PLAN, "Ответственный"), (*event("1."), "отдел связей"))))
    assert document.rows[0].extra == {"Ответственный": "отдел связей"}
    assert (document.department_heading, document.issues) == ("Ответственный", ())


def test_second_column_of_a_role_is_kept_as_a_further_one() -> None:
    header = ("№", "Субъект", "Мероприятие", "Сроки", "Цель", "Результат")
    document = recognise(
        grid(PLAN_TITLE, table(header, ("1", "Тверская область", "Слет", "май", "дружба", "мир")))
    )
    assert document.rows[0].cells[Role.CONTENT] == "дружба"
    assert document.rows[0].extra == {"Результат": "мир"}
    assert codes(document) == ["second-column"]


def test_equal_further_headings_are_told_apart() -> None:
    header = (*PLAN, "Примечание", "Примечание")
    document = recognise(grid(PLAN_TITLE, table(header, (*event("1."), "первое", "второе"))))
    assert document.rows[0].extra == {"Примечание": "первое", "Примечание (2)": "второе"}


def test_blank_first_heading_is_that_of_the_numbers() -> None:
    document = recognise(grid(PLAN_TITLE, table(("", *PLAN[1:]), event("1."))))
    assert document.rows[0].number == 1


def test_header_of_two_rows_reads_each_heading_with_the_one_above() -> None:
    header = table(
        ("№ п/п", "Субъект", "Мероприятие", ("Проведение", 2), "Содержание"),
        ("UP", "UP", "UP", "Сроки", "Место", "UP"),
        ("1.", "Тверская область", "Слет", "май", "г. Приречный", "дружба"),
    )
    rows = list(header.rows)
    merged = [cell._replace(text="") if cell.text == "UP" else cell for cell in rows[1].cells]
    rows[1] = rows[1]._replace(cells=tuple(merged))
    document = recognise(grid(PLAN_TITLE, type(header)(number=1, rows=tuple(rows), columns=6)))
    assert [heading.text for heading in document.headings[3:5]] == ["Проведение\nСроки", "Проведение\nМесто"]
    assert document.rows[0].cells[Role.PLACE] == "г. Приречный"
    assert len(document.rows) == 1


@pytest.mark.parametrize("first", ["№ п/п", ""])
def test_header_of_three_rows_reads_each_heading_with_those_above(first: str) -> None:
    header = table(
        (first, "Субъект", ("Сведения о мероприятии", 4), "Содержание"),
        (UP, UP, "Наименование", ("Проведение", 2), "Участники", UP),
        (UP, UP, UP, "Сроки", "Место", UP, UP),
        ("1.", "Тверская область", "Слет", "май", "г. Приречный", "жители", "дружба"),
        ("2.", "Тверская область", "Бал", "июнь", "г. Приречный", "жители", "дружба"),
    )
    document = recognise(grid(PLAN_TITLE, header))
    assert [heading.text for heading in document.headings[2:6]] == [
        "Сведения о мероприятии\nНаименование",
        "Сведения о мероприятии\nПроведение\nСроки",
        "Сведения о мероприятии\nПроведение\nМесто",
        "Сведения о мероприятии\nУчастники",
    ]
    assert [row.cells[Role.DATES] for row in document.rows] == ["май", "июнь"]
    assert [row.cells[Role.PLACE] for row in document.rows] == ["г. Приречный"] * 2
    assert [row.cells[Role.TITLE] for row in document.rows] == ["Слет", "Бал"]


def test_the_first_event_is_no_third_row_of_a_header() -> None:
    header = table(
        ("№ п/п", "Субъект", "Мероприятие", ("Проведение", 2), "Содержание"),
        (UP, UP, UP, "Сроки", "Место", UP),
        ("1.", "", "Слет", "май", "", ""),
    )
    document = recognise(grid(PLAN_TITLE, header))
    assert [row.cells[Role.TITLE] for row in document.rows] == ["Слет"]


def test_row_of_column_numbers_is_no_event() -> None:
    document = plan(tuple(str(number) for number in range(1, 8)), event("1."))
    assert document.column_numbers
    assert [row.number for row in document.rows] == [1]


def test_missing_partner_column_is_said_and_missing_place_is_not() -> None:
    header = ("№", "Мероприятие", "Сроки", "Содержание")
    document = recognise(grid(PLAN_TITLE, table(header, ("1", "Слет", "май", "дружба"))))
    assert [(issue.code, issue.expected) for issue in document.issues] == [("missing-column", "partner")]


def test_event_with_words_of_headings_is_no_header() -> None:
    vague = (
        "",
        "Субъекты РФ",
        "Мероприятие дружбы",
        "Дата уточняется",
        "Место уточняется",
        "Участники",
        "Цель",
    )
    document = plan(event("1."), vague)
    assert len(document.rows) == 2


def test_column_of_two_is_read_as_the_first_and_said() -> None:
    header = ("№", "Субъект", "Мероприятие", "Сроки и место проведения", "Содержание")
    row = ("1", "Тверская область", "Слет", "май, дом", "дружба")
    document = recognise(grid(PLAN_TITLE, table(header, row)))
    assert document.rows[0].cells[Role.DATES] == "май, дом"
    assert [(issue.code, issue.expected) for issue in document.issues] == [("shared-column", "place")]
