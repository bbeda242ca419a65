"""A partner read from what may be a mere topic is said: the phrase, and who was taken for a partner."""

import pytest

from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.counted_partners import lists
from events.phrases.values import read_values
from events.vocabulary import Kind, Role, Severity

OURS = "Школьники и педагоги, 40 человек"
HERE = "г. Смоленск, школа № 7"


def told(
    title: str = "Встреча", content: str = "", participants: str = OURS, place: str = HERE
) -> dict[Role, str]:
    return {
        Role.TITLE: title,
        Role.CONTENT: content,
        Role.PARTICIPANTS: participants,
        Role.PLACE: place,
        Role.DATES: "12 марта 2024 года",
    }


# Cells, and whom the row ought to say it is not sure of. Written before the rules; home is Smolensk oblast.
DOUBTED = [
    (told("Дни культуры Китая в школе"), ["Китай"]),
    (told("Дни Италии в библиотеке"), ["Италия"]),
    (told("Неделя Франции в лицее"), ["Франция"]),
    (told("Выставка «Природа» Сербии", "Показаны фотографии"), ["Сербия"]),
    (told("Концерт Армении", "Исполнены песни"), ["Армения"]),
    (told("Фестиваль. Индия", "Мастер-класс по йоге"), ["Индия"]),
    (told("Урок, Вьетнам", "Показан фильм"), ["Вьетнам"]),
    (told("День Республики Корея в университете", "Каллиграфия и кухня"), ["Республика Корея"]),
    (told("Викторина: Казахстан", "Ответы на вопросы"), ["Казахстан"]),
    (told("Дни Германии в Смоленском университете", "Лекции преподавателей вуза"), ["Германия"]),
    (told("Турнир", "Заявка команды Азербайджана отозвана"), ["Азербайджан"]),
    (told("Турнир", "Спортсмены Беларуси заявлялись, но на старт не вышли"), ["Беларусь"]),
    (told("Ярмарка", "Приглашенные мастера из Абхазии участия не приняли"), ["Абхазия"]),
    (
        told("Семинар", participants="32 мастера; мастер из Гданьска прислать доклад не смог"),
        ["Польша", "Поморское воеводство"],
    ),
    (told("Совещание", participants="Представители Литвы от участия отказались; 11 специалистов"), ["Литва"]),
    (told("Турнир", participants="60 борцов. Команда Молдовы не выехала"), ["Молдова"]),
    (
        told("Вечер памяти", "Уроженка Варшавы, она прожила в городе тридцать лет"),
        ["Мазовецкое воеводство", "Польша"],
    ),
    (
        told("Экскурсия", "Судно следует из Ростока в Калининград"),
        ["Германия", "Калининградская область", "Мекленбург-Передняя Померания"],
    ),
    (
        told("День русского языка", participants="Моряки теплохода «Бангкок», школьники"),
        ["Бангкок", "Таиланд"],
    ),
    (told("Круглый стол", participants="Экипаж судна «Латвия», студенты"), ["Латвия"]),
    (told("Форум", "Делегация Эстонии прибыть не смогла"), ["Эстония"]),
    (told("Конкурс", participants="Студенты Ирана не явились, 20 студентов области"), ["Иран"]),
    (told("Чтения", "Он родом из Грузии, в годы войны жил в городе"), ["Грузия"]),
    (told("Фестиваль", "Концерт греческих коллективов нашей области"), ["Греция"]),
    (told("Фестиваль", "Выступление казахских творческих коллективов Велижского района"), ["Казахстан"]),
]

# Rows that leave no doubt; a remark here would be a false alarm.
SURE = [
    told("Прием Посла Турции", participants="10 человек"),
    told("Визит делегации провинции Аньхой", participants="Делегация в составе 9 человек"),
    told("Гастроли Гродненского театра кукол", participants="17 артистов"),
    told("Переговоры с генеральным консульством Армении", participants="Министерство, консульство"),
    told("Встреча с консулом КНДР", participants="3 человека"),
    told("Международный турнир по самбо", participants="Спортсмены из Беларуси и Армении"),
    told("Дни культуры Китая", participants="Артисты из Китая, зрители"),
    told("Дни культуры Китая", participants="Гости и зрители, 200 человек"),
    told("Дни Смоленской области в Минске", place="г. Минск"),
    told("Фестиваль", "Мастера из Беларуси и Латвии показали гончарное дело"),
    told("Конференция", "Доклады представили ученые Минска и Еревана"),
    told("Выставка", "Представлены работы юных художников Сербии и Кубы"),
    told("Форум", participants="Молодежь Беларуси, Сербии, Никарагуа"),
    told("Турнир", participants="Команды Беларуси не прибыли, команды Армении и Казахстана – 30 человек"),
    told("Турнир по грузинской борьбе"),
    told("Лекция о Сербии"),
    told("Дружеский матч", participants="Хоккейный клуб «Динамо-Минск», Беларусь"),
    told("Ярмарка", participants="ОАО «Витебские ковры» (Республика Беларусь)"),
    told("Совместный урок школ Смоленска и Витебска", participants="Учащиеся"),
    told("Подписание соглашения с Гомельской областью", participants="Руководители"),
    told("Показ фильмов", participants="Зрители, режиссер из Ирана"),
    told("Прием", "Встреча с делегацией китайских предпринимателей провинции Хубэй"),
    told("Экскурсия", "Посещение музея группой белорусских школьников города Витебска"),
]


def remarks(cells: dict[Role, str], gazetteer: Gazetteer) -> list[str]:
    values = read_values(Kind.INTERNATIONAL_REPORT, Period(2024, "Q1"), cells, gazetteer)
    found = [issue for issue in values.issues if issue.code == "partner-doubted"]
    assert all(issue.severity is Severity.WARNING and issue.role and issue.found for issue in found)
    return sorted(name for issue in found for name in issue.expected.split(", "))


def read(cells: dict[Role, str], gazetteer: Gazetteer) -> list[str]:
    values = read_values(Kind.INTERNATIONAL_REPORT, Period(2024, "Q1"), cells, gazetteer)
    return sorted(name for names in lists(values.partners, gazetteer) for name in names)


@pytest.mark.parametrize(
    ("cells", "names"), DOUBTED, ids=lambda one: str(list(one.values())[:3]) if isinstance(one, dict) else ""
)
def test_a_doubt_is_said_or_nobody_is_taken(
    cells: dict[Role, str], names: list[str], gazetteer: Gazetteer
) -> None:
    """Right is either: the reader takes nobody, or it says that it is not sure."""
    taken = read(cells, gazetteer)
    said = remarks(cells, gazetteer)
    assert set(taken) <= set(names) or not taken
    assert not taken or said, (taken, said)


@pytest.mark.parametrize("cells", SURE, ids=lambda one: str(list(one.values())[:3]))
def test_no_false_alarm(cells: dict[Role, str], gazetteer: Gazetteer) -> None:
    assert remarks(cells, gazetteer) == []
