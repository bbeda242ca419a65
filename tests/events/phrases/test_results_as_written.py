"""What came of an event and how people met: refusals, drafts, intentions, one speaker by video."""

import pytest

from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.mode import read_mode
from events.phrases.results import DocumentKind, read_results
from events.phrases.values import read_values
from events.vocabulary import Kind, Mode, Role, Severity


def signed(content: str, title: str = "", *, is_plan: bool = False) -> bool:
    return read_results(content, title, is_plan=is_plan, year=2024).signed


def agreed(content: str) -> bool:
    return read_results(content, "", is_plan=False, year=2024).agreed


@pytest.mark.parametrize(
    "content",
    [
        "Подписана программа обменов",
        "Подписано 4 документа",
        "Состоялась церемония подписания Плана",
        "Договор о сотрудничестве подписан",
        "Подписаны 2 меморандума",
        "Подготовлен проект соглашения, подписан договор",
        "2 и 3 мая подписан договор",
        "Подписан пакет документов",
        "Подписаны итоговые документы",
        "Стороны подписали совместное заявление",
        "Подписано дополнительное соглашение",
        "Ректоры подписали план совместных мероприятий на 2025 год",
        "Подписана резолюция форума и меморандум о взаимодействии",
        "В торжественной обстановке подписана дорожная карта",
        "Соглашение подписано, обмен делегациями перенесен на осень",
        "Договор был заключен не в Минске, а в Смоленске",
        "После переговоров стороны не только обсудили планы, но и подписали соглашение",
        "Подписание ранее отложенного соглашения состоялось",
    ],
)
def test_signing_is_told(content: str):
    assert signed(content)


@pytest.mark.parametrize(
    "content",
    [
        "Парафирован проект соглашения",
        "Соглашение парафировано",
        "Подписание перенесено",
        "Подписание соглашения перенесено",
        "Подписание соглашения отложено на неопределенный срок",
        "Подписание меморандума не состоялось",
        "От подписания соглашения отказались",
        "Стороны отказались от подписания договора",
        "Соглашение так и не было подписано",
        "Соглашение подписать не удалось",
        "Стороны не подписали протокол",
        "Соглашение подписано не было",
        "Договор не заключен",
        "Подписание контракта сорвалось",
        "Подписание соглашения отменено",
        "Предполагается подписать соглашение",
        "Стороны подпишут соглашение в октябре",
        "Стороны намерены подписать меморандум",
        "Готовится подписание договора",
        "Подписан проект соглашения",
        "Согласован проект договора о сотрудничестве",
        "Достигнута договоренность подписать соглашение",
        "Предложено заключить соглашение",
        "Соглашение будет подписано до конца года",
        "Подписан лист ознакомления",
        "Подписание плана перенесли на 2025 год",
        "Вопрос о подписании соглашения снят с повестки",
        "Соглашение подписано сторонами не было",
        "Подписание соглашения решено отложить",
        "Соглашение могло быть подписано",
    ],
)
def test_refused_postponed_or_drafted_signing_is_none(content: str):
    assert not signed(content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("предполагается подписать соглашение", True),
        ("стороны подпишут меморандум о сотрудничестве", True),
        ("планируется заключить договор о сотрудничестве", True),
        ("подписание программы обменов", True),
        ("подписать протокол о намерениях", True),
        ("парафирование проекта соглашения", False),
        ("подготовка проекта соглашения к подписанию", False),
        ("подписание соглашения не предусмотрено", False),
        ("реализация подписанного соглашения", False),
        ("подписание соглашения перенесено на 2025 год", False),
    ],
)
def test_intended_signing_of_a_plan(content: str, expected: bool):
    assert signed(content, is_plan=True) is expected


@pytest.mark.parametrize(
    ("content", "title", "expected"),
    [
        ("Подписание перенесено", "Подписание соглашения о сотрудничестве", False),
        ("От подписания отказались", "Подписание меморандума", False),
        ("Встреча не состоялась", "Подписание меморандума", False),
        ("Мероприятие отменено", "Подписание меморандума", False),
        ("Стороны не договорились", "Подписание меморандума", False),
        ("Соглашение не подписано", "Церемония подписания соглашения", False),
        ("Прошла церемония", "Подписание меморандума", True),
        ("Визит перенесен. Подписание прошло успешно", "Подписание меморандума", True),
        ("Состоялся обмен экземплярами", "Подписание меморандума", True),
    ],
)
def test_content_overrules_a_title(content: str, title: str, expected: bool):
    assert signed(content, title) is expected


@pytest.mark.parametrize(
    ("content", "count"),
    [
        ("2 и 3 мая подписан договор", 1),
        ("2-3 мая подписан договор", 1),
        ("12 мая 2024 года подписан договор", 1),
        ("Подписано 4 документа", 4),
        ("Подписано 3 (три) соглашения", 3),
        ("Достигнута договоренность о подписании соглашения, соглашение подписано", 1),
        ("Подписаны три договора", 3),
        ("За 2 дня подписан договор", 1),
        ("Подписано более 10 соглашений", 10),
        ("5 сторон подписали договор", 1),
    ],
)
def test_number_of_documents(content: str, count: int):
    assert [one.count for one in read_results(content, "", is_plan=False).documents] == [count]


def test_draft_beside_a_contract_is_not_counted():
    documents = read_results("Подготовлен проект соглашения, подписан договор", "", is_plan=False).documents
    assert [(one.kind, one.phrase) for one in documents] == [(DocumentKind.CONTRACT, "подписан договор")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Стороны не договорились", False),
        ("Стороны так и не договорились о поставках", False),
        ("Договориться о поставках не удалось", False),
        ("Договоренностей достичь не удалось", False),
        ("Стороны не пришли к соглашению", False),
        ("Достигнута договорённость о поставках", True),
        ("Стороны договорились не снижать объемы обменов", True),
        ("Договорились о встрече осенью", True),
        ("Стороны договорятся о сроках позднее", False),
    ],
)
def test_arrangement_or_its_failure(content: str, expected: bool):
    assert agreed(content) is expected


@pytest.mark.parametrize(
    ("cells", "mode"),
    [
        (
            {"place": "г. Смоленск, конференц-зал", "content": "Эксперт из Минска выступил по видеосвязи"},
            Mode.HYBRID,
        ),
        (
            {"place": "г. Смоленск", "content": "Один из докладчиков подключился онлайн"},
            Mode.HYBRID,
        ),
        (
            {
                "place": "г. Смоленск, СмолГУ",
                "content": "Профессор Витебского университета участвовал дистанционно",
            },
            Mode.HYBRID,
        ),
        (
            {"place": "г. Смоленск", "participants": "45 чел., 1 докладчик – по видеосвязи"},
            Mode.HYBRID,
        ),
        (
            {"place": "г. Смоленск", "content": "Часть участников подключилась по видеосвязи"},
            Mode.HYBRID,
        ),
        (
            {"place": "г. Смоленск", "content": "К участникам по видеосвязи подключился мэр Витебска"},
            Mode.HYBRID,
        ),
        ({"place": "г. Смоленск", "content": "Эксперты из Минска подключились по видеосвязи"}, Mode.HYBRID),
        ({"place": "г. Смоленск", "participants": "20 чел. (из них 5 – онлайн)"}, Mode.HYBRID),
        ({"place": "г. Смоленск", "participants": f"{'9' * 5000} чел. (5 – онлайн)"}, Mode.HYBRID),
        ({"place": "г. Смоленск, ауд. 5 / Zoom"}, Mode.HYBRID),
        ({"place": "г. Смоленск", "content": "Все участники подключились по видеосвязи"}, Mode.ONLINE),
        ({"place": "г. Смоленск", "content": "Делегация выступила по видеосвязи"}, Mode.ONLINE),
        (
            {"place": "г. Смоленск", "content": "Встреча прошла онлайн. Эксперт выступил дистанционно"},
            Mode.ONLINE,
        ),
        ({"place": "г. Смоленск", "content": "Встреча прошла по видеосвязи"}, Mode.ONLINE),
        ({"place": "VK Звонки"}, Mode.ONLINE),
        ({"place": "телефонный звонок"}, Mode.CORRESPONDENCE),
        ({"place": "Обмен письмами по электронной почте"}, Mode.CORRESPONDENCE),
        ({"place": "по почте"}, Mode.CORRESPONDENCE),
        ({"place": "по e-mail"}, Mode.CORRESPONDENCE),
        ({"place": "посредством мессенджера"}, Mode.CORRESPONDENCE),
        ({"place": "переписка в мессенджере Telegram"}, Mode.CORRESPONDENCE),
        ({"place": "г. Смоленск", "content": "Работы направлены по электронной почте"}, None),
        ({"place": "TrueConf"}, Mode.ONLINE),
        ({"place": "на платформе Яндекс Телемост"}, Mode.ONLINE),
        ({"place": "Яндекс.Телемост"}, Mode.ONLINE),
        ({"place": "звонок в Telegram"}, Mode.ONLINE),
        ({"place": "Телеграм-звонок"}, Mode.ONLINE),
        ({"place": "видеозвонок в мессенджере"}, Mode.ONLINE),
        ({"place": "ZOOM"}, Mode.ONLINE),
        ({"place": "г. Смоленск", "content": "Совещание проведено в TrueConf"}, Mode.ONLINE),
        ({"place": "г. Смоленск", "content": "Переговоры прошли через Яндекс Телемост"}, Mode.ONLINE),
        ({"place": "Skype, Контур.Толк"}, Mode.ONLINE),
        ({"place": "очно, с подключением по ВКС"}, Mode.HYBRID),
        ({"place": "офлайн/онлайн"}, Mode.HYBRID),
        ({"place": "г. Смоленск (оффлайн)"}, Mode.IN_PERSON),
        ({"place": "г. Смоленск", "content": "Фильм о почте и телеграфе"}, None),
        ({"place": "г. Смоленск, Главпочтамт"}, None),
    ],
)
def test_mode_as_written(cells: dict[str, str], mode: Mode | None):
    reading = read_mode(
        cells.get("place", ""),
        cells.get("title", ""),
        cells.get("content", ""),
        cells.get("participants", ""),
    )
    assert (reading.mode if reading else None) == mode


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (
            {"title": "Подписание меморандума", "content": "Гости осмотрели музей"},
            ("weak-result", Severity.INFO, Role.TITLE, "Подписание меморандума"),
        ),
        (
            {"place": "г. Смоленск", "content": "Эксперт из Минска выступил по видеосвязи"},
            ("weak-mode", Severity.INFO, Role.CONTENT, "Эксперт из Минска выступил по видеосвязи"),
        ),
        ({"title": "Подписание меморандума", "content": "Подписан меморандум"}, None),
        ({"place": "г. Смоленск", "content": "Встреча прошла по видеосвязи"}, None),
        ({"place": "дистанционно"}, None),
    ],
)
def test_weak_evidence_is_said(
    cells: dict[str, str], found: tuple[str, Severity, Role, str] | None, gazetteer: Gazetteer
):
    row = {Role.DATES: "1 октября", **{Role(role): text for role, text in cells.items()}}
    period = Period.parse("2024-Q4")
    issues = read_values(Kind.INTERNATIONAL_REPORT, period, row, gazetteer, about=["by"]).issues
    assert [(one.code, one.severity, one.role, one.found) for one in issues] == ([found] if found else [])
