"""Signed documents and arrangements, and their false friends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.phrases.results import DocumentKind, read_results


def came_of(content: str, title: str = "", *, is_plan: bool = False) -> str:
    results = read_results(content, title, is_plan=is_plan, year=2024)
    return ("signed " if results.signed else "") + ("agreed" if results.agreed else "")


@pytest.mark.parametrize(
    "content",
    [
        "Подписан меморандум о сотрудничестве",
        "Заключено соглашение между ОГБУ «А» и ГУ «Б»",
        "По итогам визита министры подписали протокол о намерениях",
        "Заключены 4 договора на поставку льноволокна",
        "Итогом встречи стало подписание дорожной карты",
        "Главным итогом встреч стало заключение соглашения между обществами",
        "Состоялось торжественное подписание Соглашения о сотрудничестве",
        "Стороны заключили контракт на 5 млн рублей",
        "- подписание соглашения о сотрудничестве",
        "Соглашение о побратимстве подписали главы городов",
        "Подписание соглашения о сотрудничестве прошло в торжественной обстановке",
        "Прошла церемония подписания Плана мероприятий по реализации Соглашения",
        "По итогам обсуждения вопросов развития туризма подписано соглашение",
        "По итогам переговоров по поставкам заключен контракт",
        "С целью расширения связей подписан меморандум",
        "Завершился визит подписанием меморандума",
        "Подписан ряд документов о сотрудничестве",
        "Подписаны документы о дальнейшем взаимодействии",
        "Главы городов скрепили подписями соглашение о побратимстве",
        "Стороны обменялись подписанными экземплярами договора",
        "Подписание Соглашения состоялось",
        "В 2024 году подписано соглашение о сотрудничестве",
        "Планируется визит; подписано соглашение",
        "Планы намечены: подписано соглашение",
        "Планируется выставка, где подписано соглашение",
        "Итоги: планируется выставка: подписано соглашение",
        "Подписание соглашения о перспективах развития",
        "Обсужден рост торговли, итогом встречи стало подписание соглашения",
        "Подписано соглашение, предстоит визит; договор будет исполнен",
    ],
)
def test_concluded_document_is_signed(content: str):
    assert came_of(content) == "signed "


@pytest.mark.parametrize(
    "content",
    [
        "Мероприятие посвящено 10-летию подписания Договора о дружбе",
        "Участие в мероприятии к 25-летию со дня подписания Договора",
        "Мероприятие проведено в рамках Соглашения о сотрудничестве",
        "Планируется подписание договоров о сотрудничестве",
        "Обсужден проект соглашения о сотрудничестве",
        "Подписан протокол разногласий",
        "Подписан акт сверки, договор не заключен",
        "Обсуждались вопросы подписания соглашения",
        "Стороны обсудили возможность заключения договора",
        "Подготовлен к подписанию проект соглашения",
        "Работа ведется в соответствии с подписанным в 2019 году Соглашением",
        "Обсуждался ход реализации Соглашения, подписанного в 2021 году",
        "В 2019 году было подписано соглашение о сотрудничестве",
        "Соглашение пока не подписано",
        "Подписание контракта запланировано на август",
        "Подписание договора перенесено на следующий год",
        "Планируется, что подписано соглашение, где указаны сроки",
        "Будет подписано соглашение",
        "Губернатор подписал книгу почетных гостей",
        "Проведена консультация по вопросам заключения контрактов",
        "Заключительный этап конкурса, договор",
        "",
    ],
)
def test_planned_earlier_or_discussed_signing_is_none(content: str):
    assert came_of(content) == ""


@pytest.mark.parametrize(
    "content",
    [
        "Достигнута договоренность о сотрудничестве",
        "Достигнута предварительная договоренность о подписании соглашения в 2025 году",
        "Достигнуты следующие договоренности: обмен делегациями",
        "Достигнуты договоренности в целях дальнейшего развития",
        "Достигнутые договоренности позволят укрепить связи",
        "Стороны договорились о подписании соглашения",
        "Участники встречи условились о проведении Дней культуры",
        "Договоренность о поставках достигнута",
        "Стороны пришли к соглашению о совместном проекте",
        "В ходе заседания достигнуты протокольные решения",
        "Установлены партнерские отношения с представителями предприятия",
        "По итогам встречи принято решение о создании рабочей группы",
        "Выработаны предварительные договоренности о поставках",
        "Достигнута договоренность о визите, который планируется в мае",
    ],
)
def test_arrangement_is_agreed(content: str):
    assert came_of(content) == "agreed"


@pytest.mark.parametrize(
    "content",
    [
        "Обсудили реализацию ранее достигнутых договоренностей",
        "Обсуждался ход выполнения достигнутых договоренностей",
        "Встреча состоялась во исполнение достигнутых договоренностей",
        "Планируется достижение договоренностей о сотрудничестве",
        "Ожидается, что достигнута договоренность о визите",
        "Договоренности не достигнуты",
        "Стороны обсудили вопросы сотрудничества",
        "Достигнуты высокие результаты",
    ],
)
def test_talk_without_arrangement_is_not_agreed(content: str):
    assert came_of(content) == ""


@pytest.mark.parametrize(
    ("content", "signed"),
    [
        ("планируется подписание соглашения о сотрудничестве", True),
        ("Презентация продуктов, подписание соглашений между туроператорами", True),
        ("Обсуждение вопросов сотрудничества, подписание соглашения между министерствами", True),
        ("Презентация инвестиционных проектов; подписание регламента", True),
        ("Обсуждение вопросов подписания соглашения", False),
        ("Будет подписан договор", True),
        ("обсуждение вопроса о подписании соглашения", False),
        ("подготовка проекта соглашения", False),
        ("Мероприятие к 25-летию подписания Договора", False),
        ("реализация соглашения", False),
        ("в заключение – разбор исполнения договоров", False),
    ],
)
def test_plan_that_names_a_signing_is_signed(content: str, signed: bool):
    assert came_of(content, is_plan=True) == ("signed " if signed else "")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Подписание Соглашения о сотрудничестве с г. Витебском", "signed "),
        ("Торжественное подписание Соглашения", "signed "),
        ("Визит вновь назначенного посла и подписание соглашения", "signed "),
        ("Обсуждение возможности подписания Договора", ""),
        ("Мероприятие, посвященное 25-летию подписания Договора", ""),
        ("Участие в форуме «Подписание договора»", ""),
    ],
)
def test_title_of_a_signing_is_enough(title: str, expected: str):
    assert came_of("", title) == expected


def test_documents_tell_kind_count_and_parties():
    content = "Подписано 8 соглашений между Администрацией и компаниями.\nПодписаны меморандум и 2 договора."
    documents = read_results(content, "", is_plan=False).documents
    assert [(one.kind, one.count, one.counterparties) for one in documents] == [
        (DocumentKind.AGREEMENT, 8, "между Администрацией и компаниями"),
        (DocumentKind.MEMORANDUM, 1, ""),
        (DocumentKind.CONTRACT, 2, ""),
    ]


@pytest.mark.parametrize(
    ("content", "count"),
    [
        ("Подписан ряд соглашений", None),
        ("Подписано несколько соглашений", None),
        ("Подписан ряд документов о сотрудничестве", None),
        ("Подписано несколько документов о сотрудничестве", None),
        ("Подписаны МЕМОРАНДУМЫ", None),
        ("Подписано 12 новых важных больших соглашений", 12),
        ("Подписано 12 новых важных взаимовыгодных больших соглашений", None),
        ("В мае 2024 года подписан договор", 1),
        ("В 2024 году подписан договор", 1),
        ("Подписан в 2024 году, весной, договор", 1),
        ("Подписан 4 мая между сторонами договор", 1),
        ("Подписаны 3 протокола и договор", 3),
    ],
)
def test_number_before_a_document_counts_it(content: str, count: int | None):
    assert read_results(content, "", is_plan=False).documents[0].count == count


def test_every_document_of_a_signing_has_its_own_number():
    documents = read_results("Подписаны 3 протокола и договор", "", is_plan=False).documents
    assert [(one.kind, one.count) for one in documents] == [
        (DocumentKind.PROTOCOL, 3),
        (DocumentKind.CONTRACT, 1),
    ]


def test_documents_of_one_signing_stand_side_by_side():
    content = "Подписан договор в присутствии гостей, показавших соглашение"
    documents = read_results(content, "", is_plan=False).documents
    assert [(one.kind, one.phrase) for one in documents] == [(DocumentKind.CONTRACT, "Подписан договор")]


def test_document_far_from_the_verb_does_not_hide_the_one_beside_it():
    content = f"Соглашение {'д' * 170} подписан договор"
    documents = read_results(content, "", is_plan=False).documents
    assert [(one.kind, one.phrase) for one in documents] == [(DocumentKind.CONTRACT, "подписан договор")]


def test_phrase_of_a_later_sentence_is_as_written():
    documents = read_results("Прошла встреча. Подписан  договор.", "", is_plan=False).documents
    assert [one.phrase for one in documents] == ["Подписан договор"]


def test_quoted_road_map_is_one():
    documents = read_results("Подписана «дорожная карта» сотрудничества", "", is_plan=False).documents
    assert [one.kind for one in documents] == [DocumentKind.ROAD_MAP]


def test_parties_are_those_named_behind_the_document():
    content = "В ходе диалога между гостями и хозяевами подписано соглашение между Тверью и Минском."
    documents = read_results(content, "", is_plan=False).documents
    assert [one.counterparties for one in documents] == ["между Тверью и Минском"]


@pytest.mark.parametrize(("distance", "signed"), [(160, True), (161, False)])
def test_a_document_stands_near_its_verb(distance: int, signed: bool):
    between = " " + "д" * (distance - 2) + " "
    assert came_of(f"Подписано{between}соглашение") == ("signed " if signed else "")
    assert came_of(f"Соглашение{between}подписано") == ("signed " if signed else "")


def test_a_signing_named_behind_the_document_is_not_its_own():
    assert came_of("", "Соглашение о сотрудничестве и его подписание") == ""


def test_arrangement_keeps_its_sentence():
    content = "Прошла встреча.  Достигнута договоренность\nо визите. Гости уехали."
    assert read_results(content, "", is_plan=False).arrangements == ("Достигнута договоренность о визите.",)
    listed = "Прошла встреча; достигнута договоренность о визите; гости уехали"
    assert read_results(listed, "", is_plan=False).arrangements == ("достигнута договоренность о визите",)


@given(st.text(max_size=80), st.booleans())
def test_any_text_is_read_without_failing(text: str, is_plan: bool):
    assert read_results(text, text, is_plan=is_plan).documents == ()
