"""Evidence beats topic words: who took part, who is a topic, absent or left out, and what is asked."""

from dataclasses import replace

import pytest

from agreements.names.gazetteer import Gazetteer
from agreements.reference.read import places as reference_places
from events.phrases.counted_partners import lists
from events.phrases.partner_values import Partners
from events.phrases.partners import read_partners
from events.phrases.values import read_values
from events.vocabulary import Kind, Role

PLACE, TITLE, CONTENT, PARTICIPANTS, PARTNER = (
    Role.PLACE,
    Role.TITLE,
    Role.CONTENT,
    Role.PARTICIPANTS,
    Role.PARTNER,
)


def read(gazetteer: Gazetteer, cells: dict[Role, str], kind: Kind = Kind.INTERNATIONAL_REPORT) -> Partners:
    return read_partners(kind, {PLACE: "г. Смоленск", **cells}, gazetteer)


def names(gazetteer: Gazetteer, partners: Partners) -> str:
    """Subjects, countries and foreign regions in one line."""
    return ", ".join(name for kind in lists(partners, gazetteer) for name in kind)


BELARUS, VITEBSK, MINSK = "Беларусь", "Беларусь, Витебская область", "Беларусь, Минск"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Турнир по вольной борьбе с участием спортсменов Армении", "Армения"),
        ("Турнир по шахматам среди школьников из г. Орши", VITEBSK),
        ("Кубок по самбо, сборная Гомельской области", "Беларусь, Гомельская область"),
        ("Обмен опытом с врачами из Казахстана", "Казахстан"),
        ("Обмен опытом работы с библиотекарями г. Полоцка", VITEBSK),
        ("Гастрольный концерт ансамбля танца из Сербии", "Сербия"),
        ("Гастрольная поездка хора в г. Минск", MINSK),
        ("Мастер-класс по контролю знаний с преподавателями Узбекистана", "Узбекистан"),
        ("Юбилейный вечер оркестра с участием солистов Беларуси", BELARUS),
        ("Фестиваль, посвященный юбилею города, с участием гостей из Китая", "Китай"),
        ("Митинг памяти погибших воинов с участием ветеранов Витебской области", VITEBSK),
        ("Праздник ко Дню независимости с делегацией из Витебска", VITEBSK),
        ("Урок истории с участием консула Беларуси", BELARUS),
        ("Встреча ветеранов труда и войны в г. Орше", VITEBSK),
        ("Выставка искусства и традиций с мастерами из Индии", "Индия"),
        ("Экскурсия по музею-заповеднику для студентов из Вьетнама", "Вьетнам"),
        ("Подписание плана о сотрудничестве с Минской областью", "Беларусь, Минская область"),
        ("Деловая миссия по вопросам экспорта в Республику Казахстан", "Казахстан"),
        ("Форум о роли семьи с участием Таджикистана", "Таджикистан"),
        ("Круглый стол «Роль архивов» с участием коллег из Армении", "Армения"),
        ("Прием акимата Актюбинской области", "Казахстан, Актюбинская область"),
        ("Товарищеский матч со сборной Турции", "Турция"),
        ("Переговоры с индийскими импортерами угля", "Индия"),
        ("Встреча с ведущими турецкими и иранскими поставщиками", "Иран, Турция"),
        ("Презентация каталога немецких производителей", ""),
        ("Переговоры с дилером китайских автомобилей", ""),
        ("Открытие мемориала в г. Орше представителями области", VITEBSK),
        ("Книжная ярмарка литературы с издателями Беларуси", BELARUS),
        ("Рабочая встреча с министром культуры Беларуси А. Марковичем", BELARUS),
        ("Концерт скрипача из Японии М. Тагавы", "Япония"),
        ("Встреча с генеральным консулом Польши К. Новаком", "Польша"),
        ("Приезд коллектива из Южной Африки", "ЮАР"),
        ("Визит делегации Ю. Осетии", "Южная Осетия"),
        ("Встреча Губернатора с Послом Южно-Африканской Республики", "ЮАР"),
        ("Традиционный турнир городов-побратимов (г. Витебск)", VITEBSK),
        ("Участие делегации в праздновании 950-летия г. Орши", VITEBSK),
        ("Стажировка врачей в клинике г. Минска", MINSK),
        ("Обучение граждан Узбекистана русскому языку", "Узбекистан"),
        ("Урок дружбы «Мы вместе» со школьниками г. Орши", VITEBSK),
        ("Дни Витебской области в Смоленске", VITEBSK),
        ("Товарищеская встреча между командами Смоленска и Витебска", VITEBSK),
        ("Концерт Государственного ансамбля танца Республики Дагестан", "Республика Дагестан"),
        ("Переговоры по вопросам поставок льна в Китай", "Китай"),
        ("Лекция доктора наук из Польши Я. Ковальского об истории костелов", "Польша"),
        ("Поездка ансамбля «Радуга» на фестиваль в Болгарию", "Болгария"),
        ("Возложение цветов к памятнику воинам в г. Витебске", VITEBSK),
        ("Встреча с писателем из Сербии, посвященная юбилею поэта", "Сербия"),
        ("День открытых дверей для абитуриентов из Индии", "Индия"),
        ("Ролевая игра «Дипломатия» со студентами Китая", "Китай"),
        ("Контрольный матч с клубом из Орши", VITEBSK),
        ("Музыкально-литературная гостиная с поэтами Полоцка", VITEBSK),
        ("Историко-патриотический слет с отрядами из Витебска", VITEBSK),
        ("Концерт ко Дню Победы с участием Витебской филармонии", VITEBSK),
        ("Круглый стол о сотрудничестве с участием торгпредства Индии", "Индия"),
        ("Единый день профориентации с Оршанским колледжем", VITEBSK),
        ("Приезд министра образования Кубы Х. Родригеса", "Куба"),
    ],
)
def test_evidence_in_a_title_beats_a_topic_word(title: str, expected: str, gazetteer: Gazetteer) -> None:
    assert names(gazetteer, read(gazetteer, {TITLE: title})) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Лекция о художниках Франции",
        "Концерт, посвященный композиторам Австрии",
        "Вечер памяти защитников Бреста",
        "Книжная выставка, посвященная юбилею поэта Беларуси",
        "Викторина по истории Греции",
        "Беседа о роли партизан Беларуси",
        "Виртуальная экскурсия по Минску",
        "Заочное путешествие в Индию",
        "Выставка «Традиции Японии»",
        "Урок мужества, посвященный освобождению Витебска",
        "Встреча с ветеранами войны в Афганистане",
        "Концерт к годовщине подписания договора с Беларусью",
        "Семинар по вопросам экономического сотрудничества с Китаем",
        "Совещание об экспорте в Турцию",
        "Час литературы Италии",
        "Выставка «Китайский фарфор в музее»",
        "Китайский фарфор в собрании музея",
        "Мастер-класс «Французская булка»",
        "Французская булка на ярмарке области",
        "Белорусский трактор на полях области",
        "Дегустация грузинского чая на выставке",
        "Показ документального фильма о Монголии",
        "Конкурс чтецов стихов поэтов Беларуси",
        "Тематический вечер, посвященный культуре и традициям Казахстана",
        "Чествование ветеранов войны в Корее",
        "Мастер-класс по итальянской кухне",
        "Обсуждение опыта Татарстана в сфере цифровизации",
        "Концерт музыки композиторов Италии",
        "Вечер памяти погибших в Афганистане",
        "Поход по местам боев под Ржевом",
        "Викторина «Битва за Москву» о битве за Москву",
        "Урок мужества к годовщине вывода войск из Афганистана",
        "Выставка к 30-летию дипломатических отношений с Казахстаном",
    ],
)
def test_topic_word_suppresses_what_it_governs(title: str, gazetteer: Gazetteer) -> None:
    assert names(gazetteer, read(gazetteer, {TITLE: title})) == ""


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({CONTENT: "Акимат Актюбинской области передал книги"}, "Казахстан, Актюбинская область"),
        ({CONTENT: "Выступил консул Республики Беларусь"}, BELARUS),
        ({CONTENT: "Победила сборная Витебской области"}, VITEBSK),
        ({CONTENT: "Слово взял министр спорта Беларуси П. Климук"}, BELARUS),
        ({CONTENT: "В турнире памяти героев войны играли команды из Минска и Орши"}, f"{VITEBSK}, Минск"),
        ({PARTICIPANTS: "Лидер делегации Минска О. Зарецкая"}, MINSK),
        ({CONTENT: "Гостей из Эстонии не было"}, ""),
        ({CONTENT: "Гостей из Японии и Южной Кореи не было, играли студенты Китая"}, "Китай"),
        ({TITLE: "Декада монгольского кино"}, "Монголия"),
        ({TITLE: "Конкурс рисунка", CONTENT: "Рисунки присланы по почте из Абхазии"}, "Абхазия"),
        ({PARTICIPANTS: "Молодежь МНР, КНР"}, "Китай, Монголия"),
        ({CONTENT: "Делегация Латвии не прибыла"}, ""),
        ({CONTENT: "Не смогли приехать артисты Молдовы"}, ""),
        ({CONTENT: "Выступили артисты Беларуси, коллектив из Польши не приехал"}, BELARUS),
        ({CONTENT: "Концерт прошел без участия команды Грузии"}, ""),
        ({PARTICIPANTS: "Студенты из Индии, представители Китая отсутствовали"}, "Индия"),
        ({CONTENT: "Князь бежал из Литвы в 1265 году"}, ""),
        ({CONTENT: "Показаны письма жителей США, Польши и Франции 1943-1945 гг."}, ""),
        ({CONTENT: "Приехали ветераны из Литвы 1938 года рождения"}, "Литва"),
        ({CONTENT: "Рассказали, как в 1812 году войска Франции шли к городу"}, ""),
        ({CONTENT: "Завод, в годы войны принявший рабочих из Беларуси, открыл музей"}, ""),
        ({CONTENT: "В XVI веке купцы из Германии торговали в городе"}, ""),
        ({CONTENT: "В 2024 году приняли участие студенты из Германии"}, "Германия"),
        ({CONTENT: "Приняли участие не только школьники, но и гости из Сербии"}, "Сербия"),
        ({CONTENT: "Было не менее 30 гостей из Армении"}, "Армения"),
        ({PARTICIPANTS: "белорусский трактор, китайский фарфор"}, ""),
        ({PARTICIPANTS: "китайские студенты"}, "Китай"),
        ({PARTICIPANTS: "Команды Литвы (не участвовала), Латвии"}, "Латвия"),
        ({PARTICIPANTS: "ветераны, участники боев в Сирии"}, ""),
        ({PARTICIPANTS: "консул Республики Казахстан в г. Смоленске"}, "Казахстан"),
        ({PARTICIPANTS: "делегации стран, кроме Украины"}, ""),
        ({CONTENT: "Делегации из Ташкента и Самарканда прибыть не смогли"}, ""),
        ({CONTENT: "Планировалось участие команды из Гомеля"}, ""),
        ({CONTENT: "Участники из Польши, Литвы не приехали"}, ""),
        ({CONTENT: "Команде из Минска не было равных"}, MINSK),
        ({CONTENT: "Гости из Сербии не смогли сдержать слез"}, "Сербия"),
        ({CONTENT: "Не было недостатка в зрителях из Беларуси"}, BELARUS),
        ({CONTENT: "Никто из гостей Беларуси не отказался от участия"}, BELARUS),
        ({CONTENT: "Рассмотрен опыт Беларуси в сфере льноводства"}, ""),
        ({CONTENT: "Прошла встреча с делегацией из Орши, вспомнили, как в 1943 году шли бои"}, VITEBSK),
    ],
)
def test_people_took_part_but_not_the_absent_nor_the_past(
    cells: dict[Role, str], expected: str, gazetteer: Gazetteer
) -> None:
    assert names(gazetteer, read(gazetteer, cells)) == expected


@pytest.mark.parametrize(
    ("cell", "count", "without"),
    [
        ("Субъекты ЦФО, кроме Москвы", 16, "Москва"),
        ("Регионы СЗФО за исключением Мурманской и Псковской областей", 9, "Псковская область"),
        ("Субъекты ЦФО (кроме г. Москвы)", 16, "Москва"),
        ("Субъекты ЦФО", 17, "Смоленская область"),
        ("регионы СЗФО", 11, "Тверская область"),
        ("Тверская область, кроме г. Ржева", 1, "Ржев"),
        ("Субъекты ЦФО (Тверская, Калужская области)", 2, "Москва"),
        ("Тверская область (ЦФО)", 1, "Москва"),
        ("Ассоциация «Центральный федеральный округ», Тверская область", 1, "Москва"),
        ("Чемпионат ЦФО, Брянская область", 1, "Москва"),
        ("Северо-Западный федеральный округ (СЗФО)", 11, "Тверская область"),
        ("СЗФО (Псковская, Новгородская области), г. Тверь", 3, "Мурманская область"),
    ],
)
def test_partner_cell_of_a_district(cell: str, count: int, without: str, gazetteer: Gazetteer) -> None:
    subjects = lists(read(gazetteer, {PARTNER: cell}, Kind.INTERREGIONAL_PLAN), gazetteer)[0]
    assert (len(subjects), without in subjects) == (count, False)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({TITLE: "Чемпионат ЦФО по плаванию"}, 0),
        ({TITLE: "Первенство Северо-Западного федерального округа (СЗФО) по лыжам"}, 0),
        ({TITLE: "Совещание ассоциации ЦФО"}, 0),
        ({PARTICIPANTS: "Аппарат полномочного представителя Президента в ЦФО"}, 0),
        ({PARTICIPANTS: "команды субъектов ЦФО"}, 17),
        ({PARTICIPANTS: "представители регионов Центрального федерального округа"}, 17),
        ({PARTICIPANTS: "сборные Северо-Западного федерального округа"}, 11),
        ({PARTICIPANTS: "Управление Росгвардии по ЦФО"}, 0),
        ({PLACE: "г. Смоленск (ЦФО)"}, 0),
        ({TITLE: "Слет волонтеров из субъектов ЦФО, кроме Тверской области"}, 16),
    ],
)
def test_district_stands_for_its_subjects_only_where_they_are_meant(
    cells: dict[Role, str], expected: int, gazetteer: Gazetteer
) -> None:
    assert len(lists(read(gazetteer, cells, Kind.INTERREGIONAL_REPORT), gazetteer)[0]) == expected


@pytest.mark.parametrize(
    ("kind", "cells", "expected"),
    [
        (Kind.INTERNATIONAL_REPORT, {PARTICIPANTS: "делегация РК"}, "Казахстан"),
        (Kind.INTERNATIONAL_REPORT, {PARTICIPANTS: "студенты РТ"}, "Таджикистан"),
        (Kind.INTERNATIONAL_REPORT, {PARTICIPANTS: "мастера РБ"}, BELARUS),
        (Kind.INTERNATIONAL_PLAN, {PARTNER: "РБ, РК"}, "Беларусь, Казахстан"),
        (Kind.INTERREGIONAL_PLAN, {PARTNER: "РТ"}, "Республика Татарстан"),
        (Kind.INTERREGIONAL_PLAN, {PARTNER: "РБ", PLACE: "г. Уфа"}, "Республика Башкортостан"),
        (Kind.INTERREGIONAL_PLAN, {PARTNER: "РК", TITLE: "Дни Карелии"}, "Республика Карелия"),
        (Kind.INTERREGIONAL_PLAN, {PARTNER: "НАО", PLACE: "г. Нарьян-Мар"}, "Ненецкий автономный округ"),
        (Kind.INTERNATIONAL_REPORT, {PARTICIPANTS: "студенты из Кореи", CONTENT: "вуз г. Сеула"},
         "Республика Корея, Сеул"),
        (Kind.INTERNATIONAL_REPORT, {PARTICIPANTS: "НАО «Заря», студенты Индии"}, "Индия"),
        (Kind.INTERREGIONAL_REPORT, {PARTICIPANTS: "сотрудники ЛО МВД"}, ""),
        (Kind.INTERREGIONAL_REPORT, {PARTICIPANTS: "делегация РБ (г. Минск)"}, MINSK),
    ],
)  # fmt: skip
def test_short_name_with_one_meaning_is_taken(
    kind: Kind, cells: dict[Role, str], expected: str, gazetteer: Gazetteer
) -> None:
    partners = read(gazetteer, cells, kind)
    assert (names(gazetteer, partners), partners.unknown) == (expected, ())


@pytest.mark.parametrize(
    ("kind", "cells", "asked"),
    [
        (Kind.INTERNATIONAL_REPORT, {PARTICIPANTS: "студенты из Кореи"}, ("Кореи", {"kr", "kp"})),
        (Kind.INTERREGIONAL_PLAN, {PARTNER: "РК"}, ("РК", {"ru-08", "ru-10", "ru-91", "ru-11"})),
        (Kind.INTERREGIONAL_PLAN, {PARTNER: "РБ"}, ("РБ", {"ru-02", "ru-03"})),
        (Kind.INTERREGIONAL_PLAN, {PARTNER: "ЛО"}, ("ЛО", {"ru-47", "ru-48"})),
    ],
)
def test_short_name_with_several_meanings_is_asked_about(
    kind: Kind, cells: dict[Role, str], asked: tuple[str, set[str]], gazetteer: Gazetteer
) -> None:
    partners = read(gazetteer, cells, kind)
    assert names(gazetteer, partners) == ""
    assert [(one.phrase, set(one.suggestions)) for one in partners.unknown] == [asked]


def remark(gazetteer: Gazetteer, cells: dict[Role, str], kind: Kind = Kind.INTERNATIONAL_REPORT) -> list[str]:
    """What `no-partner-found` names; empty where it is not raised."""
    issues = read_values(kind, None, {PLACE: "г. Смоленск", **cells}, gazetteer).issues
    return [issue.found for issue in issues if issue.code == "no-partner-found"]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({TITLE: "Лекция о художниках Франции и Испании"}, ["Франции, Испании"]),
        ({TITLE: "Занятие", PARTICIPANTS: "20 человек"}, [""]),
        ({TITLE: "Гости", CONTENT: "Гостей из Эстонии не было"}, ["Эстонии"]),
        ({TITLE: "Визит делегации Сербии"}, []),
        ({TITLE: "Занятие", PARTICIPANTS: "Школьники Смоленской области"}, []),
        ({TITLE: "Занятие", PARTNER: "Субъекты будут определены"}, []),
        ({TITLE: "Занятие", PARTNER: "соседи"}, []),
    ],
)
def test_row_without_any_partner_is_said(
    cells: dict[Role, str], found: list[str], gazetteer: Gazetteer
) -> None:
    assert remark(gazetteer, cells) == found


def test_plan_and_report_on_agreements_say_it_of_their_own_columns(gazetteer: Gazetteer) -> None:
    assert remark(gazetteer, {TITLE: "Занятие", PARTNER: "–"}, Kind.INTERREGIONAL_PLAN) == [""]
    assert remark(gazetteer, {TITLE: "Занятие", PARTNER: "–"}, Kind.INTERREGIONAL_REPORT) == [""]
    assert remark(gazetteer, {TITLE: "Занятие", PARTNER: "–"}, Kind.INTERNATIONAL_REPORT) == []
    assert remark(gazetteer, {TITLE: "Занятие"}, Kind.AGREEMENTS_REPORT) == []
    assert remark(gazetteer, {TITLE: "Занятие"}, Kind.INTERREGIONAL_REPORT) == [""]


@pytest.mark.parametrize(
    ("partner", "place", "expected", "mismatch"),
    [
        ("Беларусь", "г. Орша", VITEBSK, False),
        ("Казахстан", "г. Уральск", "Казахстан, Западно-Казахстанская область", False),
        ("Китай", "провинция Ганьсу", "Китай, Ганьсу", False),
        ("Республика Беларусь", "г. Минск", MINSK, False),
        ("Витебская область", "г. Минск", VITEBSK, True),
        ("Беларусь", "г. Вильнюс", BELARUS, True),
        ("Беларусь", "г. Смоленск", BELARUS, False),
        ("Беларусь", "г. Казань", BELARUS, True),
    ],
)
def test_place_in_the_partner_country_tells_its_region(
    partner: str, place: str, expected: str, mismatch: bool, gazetteer: Gazetteer
) -> None:
    cells = {PARTNER: partner, PLACE: place}
    values = read_values(Kind.INTERNATIONAL_REPORT, None, cells, gazetteer)
    codes = [issue.code for issue in values.issues]
    assert names(gazetteer, values.partners) == expected
    assert ("partner-place-mismatch" in codes) is mismatch


def test_everybody_but_one_is_still_everybody(gazetteer: Gazetteer) -> None:
    partners = read(gazetteer, {PARTNER: "Все субъекты РФ, кроме Москвы"}, Kind.INTERREGIONAL_PLAN)
    assert (partners.all_subjects, names(gazetteer, partners)) == (True, "")


def test_who_is_excepted_from_everybody_is_said(gazetteer: Gazetteer) -> None:
    cells = {PARTNER: "Все субъекты РФ, кроме Москвы и Тулы"}
    issues = read_values(Kind.INTERREGIONAL_PLAN, None, cells, gazetteer).issues
    assert [issue.found for issue in issues if issue.code == "partner-excepted"] == ["Москвы, Тулы"]


def test_championship_alone_is_no_partner_and_is_said(gazetteer: Gazetteer) -> None:
    cells = {PARTNER: "Чемпионат ЦФО", PLACE: "г. Смоленск"}
    issues = read_values(Kind.INTERREGIONAL_PLAN, None, cells, gazetteer).issues
    assert "unknown-partner" in [issue.code for issue in issues]


def test_short_name_taught_to_the_registry_is_taken(gazetteer: Gazetteer) -> None:
    taught = replace(gazetteer.place("ru-02"), aliases=("РБ",))
    places = [taught if place.code == taught.code else place for place in reference_places()]
    partners = read(Gazetteer(places, home="ru-67"), {PARTNER: "РБ"}, Kind.INTERREGIONAL_PLAN)
    assert [one.code for one in partners.found] == ["ru-02"]
