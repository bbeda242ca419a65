"""Which meetings, visits and results a row tells of: what the real reports do not show. All is invented."""

import pytest

from events.period import Period
from events.phrases.values import Values, read_values
from events.vocabulary import Kind, MeetingKind, Role, Side

from .annotated_rows import gazetteer

HOME_MET = (
    "Губернатора Смоленской области В.В. Выдумова с председателем Гомельского облисполкома Ю.Ю. Сказкиным"
)


def read(
    title: str,
    content: str = "",
    people: str = "",
    place: str = "г. Смоленск",
    dates: str = "5 марта 2031 года",
) -> Values:
    cells = {
        Role.TITLE: title,
        Role.PLACE: place,
        Role.DATES: dates,
        Role.CONTENT: content,
        Role.PARTICIPANTS: people,
    }
    return read_values(Kind.INTERNATIONAL_REPORT, Period.parse("2031-Q1"), cells, gazetteer("ru-67"))


def told(values: Values) -> list[tuple[str, str, str]]:
    return [(one.kind, one.level(Side.HOME), one.level(Side.PARTNER)) for one in values.meetings]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (  # a word about the meeting is no further one
            {
                "title": "Рабочая поездка гостей",
                "content": f"Состоялась встреча {HOME_MET}. Встреча прошла в теплой атмосфере. "
                "Встречу открыл министр культуры Смоленской области П.П. Примеров.",
            },
            [("meeting", "head_of_region", "head_of_region")],
        ),
        (  # what the title announces was put off
            {"title": f"Встреча {HOME_MET}", "content": "Встреча перенесена на май."},
            [],
        ),
        ({"title": "Онлайн-встреча с коллегами из Беларуси", "content": "Состоялась онлайн-встреча"}, []),
        ({"title": "Встреча ветеранов", "content": "Состоялась встреча ветеранов с учащимися"}, []),
        (
            {"title": "Участие в турнире", "people": "Команда «Смена» во главе с тренером А.А. Примеровым"},
            [],
        ),
        (
            {
                "title": "Участие в выставке",
                "place": "г. Минск",
                "people": "Стенд Смоленской области, 12 человек",
            },
            [],
        ),
        (
            {
                "title": "Визит делегации Гомельской области",
                "content": "Делегацию возглавил председатель Гомельского облисполкома Ю.Ю. Сказкин.",
            },
            [("reception", "unnamed", "head_of_region")],
        ),
        (
            {
                "title": "Фестиваль",
                "content": "Фестиваль посетил Губернатор Смоленской области В.В. Выдумов, который принял "
                "участие в открытии",
            },
            [],
        ),
    ],
)
def test_what_a_row_tells_of(row: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    assert told(read(**row)) == expected


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("Делегация Гомельской области в составе 6 человек", 6),
        ("Делегация Гомельской области (6 человек)", 6),
        ("Делегация Гомельской области в количестве шести человек", 6),
        ("Делегация Гомельской области. Состав делегации – 6 человек", 6),
        ("Делегация Гомельской области. Общее количество участников – 600 человек", None),
        ("Делегация Гомельской области. Количество зрителей – 600 человек", None),
    ],
)
def test_the_size_is_that_of_the_delegation(words: str, size: int | None) -> None:
    (reception,) = read("Форум", people=words).meetings
    assert (reception.kind, reception.size) == (MeetingKind.RECEPTION, size)


def test_a_meeting_without_a_day_has_the_span_of_the_visit_and_never_its_neighbours_day() -> None:
    values = read(
        "Визит Губернатора Смоленской области В.В. Выдумова в Республику Казахстан",
        "24 марта состоялась встреча В.В. Выдумова с Президентом Республики Казахстан С.С. Придумаевым. "
        "Проведена встреча Губернатора с Министром энергетики Республики Казахстан Т.Т. Небылиевым.",
        place="г. Астана, Республика Казахстан",
        dates="23-25 марта 2031 года",
    )
    visit, *met = values.meetings
    assert [(f"{one.start:%d}-{one.end:%d}", one.date_from) for one in met if one.start and one.end] == [
        ("24-24", "own"),
        ("23-25", "visit"),
    ]
    assert [one.within for one in met] == [visit.key, visit.key]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "Подписаны соглашение о сотрудничестве и протокол о намерениях.",
            [("signed", "Соглашение о сотрудничестве"), ("signed", "Протокол о намерениях")],
        ),
        ("Подписание меморандума о дружбе перенесено на май.", [("planned", "Меморандум о дружбе")]),
        ("Концерт посвящен годовщине подписания договора о дружбе.", []),
        ("От подписания протокола стороны отказались.", []),
        (
            "Показан спектакль, достигнута договоренность об обмене гастролями в 2032 г.",
            [("agreed", "Достигнута договоренность об обмене гастролями в 2032 г.")],
        ),
    ],
)
def test_results_have_titles_that_can_be_read_alone(content: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.title) for one in read("Встреча", content).result_records] == expected


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("обсуждение вопросов, связанных с поставками льна", "вопросы, связанные с поставками льна"),
        ("обсуждались перспективы сотрудничества", "перспективы сотрудничества"),
        ("стороны обсудили вопросы туризма в г. Витебске", "вопросы туризма в г. Витебске"),
    ],
)
def test_the_subject_stands_in_the_nominative(words: str, subject: str) -> None:
    (meeting,) = read(f"Встреча {HOME_MET}", f"В ходе встречи состоялось {words}.").meetings
    assert meeting.subject == subject


@pytest.mark.parametrize(
    ("content", "title", "parties"),
    [
        (
            "Подписано соглашение о сотрудничестве между Смоленским государственным университетом и "
            "Могилевским государственным университетом имени А.А. Сказочника.",
            "Соглашение о сотрудничестве между Смоленским государственным университетом и "
            "Могилевским государственным университетом имени А.А. Сказочника",
            [
                "Смоленский государственный университет",
                "Могилевский государственный университет имени А.А. Сказочника",
            ],
        ),
        ("Подписан трехсторонний протокол о намерениях.", "Трехсторонний протокол о намерениях", []),
        (
            "Подписано соглашение о дружбе между городами Рубцовском и Семеем.",
            "Соглашение о дружбе между городами Рубцовском и Семеем",
            ["город Рубцовск", "город Семей"],
        ),
        (
            "Подписан протокол между Правительствами Смоленской области и Республики Беларусь.",
            "Протокол между Правительствами Смоленской области и Республики Беларусь",
            ["Правительство Смоленской области", "Правительство Республики Беларусь"],
        ),
        (
            "Достигнуты договоренности:\n- о проведении Дней области;\n- о поставке автобусов.\nСтороны "
            "посетили завод.",
            "Достигнуты договоренности: о проведении Дней области; о поставке автобусов",
            [],
        ),
        (
            "Кроме того, стороны договорились о создании рабочей группы.",
            "Стороны договорились о создании рабочей группы",
            [],
        ),
    ],
)
def test_titles_can_be_read_alone(content: str, title: str, parties: list[str]) -> None:
    (found,) = read("Визит", content).result_records
    assert (found.title, list(found.parties)) == (title, parties)


def test_a_document_without_a_title_waits_to_be_confirmed() -> None:
    told = read("Визит", "Подписан протокол.").result_records
    assert [(found.title, found.certain) for found in told] == [("Протокол", False)]
