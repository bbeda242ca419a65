"""Head-counts as offices abbreviate them: bounds, parts of a total, shares, bare figures."""

import pytest

from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.counts import read_counts
from events.phrases.values import read_values
from events.vocabulary import Kind, Role


def said(text: str) -> str:
    """participants and audience as one word: «45», «≥1000», «~300/~50», «-» for none."""
    counts = read_counts(text)
    marks = {"exact": "", "at_least": "≥", "at_most": "≤", "about": "~", None: ""}
    people = f"{marks[counts.bound]}{counts.participants}" if counts.participants is not None else "-"
    if counts.audience is None:
        return people
    return f"{people}/{marks[counts.audience_bound]}{counts.audience}"


def issues(gazetteer: Gazetteer, participants: str) -> list[tuple[str, str]]:
    cells = {Role.DATES: "1 октября", Role.PARTICIPANTS: participants}
    values = read_values(Kind.INTERNATIONAL_REPORT, Period.parse("2024-Q4"), cells, gazetteer, about=["by"])
    return [(issue.code, issue.found) for issue in values.issues]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ок. 150 чел.", "~150"),
        ("Ок. 150 участников", "~150"),
        ("св. 150 чел.", "≥150"),
        ("прибл. 200 чел.", "~200"),
        ("ориент. 80 чел.", "~80"),
        ("200+", "≥200"),
        ("200+ чел.", "≥200"),
        ("более 90", "≥90"),
        ("~ 300", "~300"),
        ("≥ 120 чел.", "≥120"),
        ("не мен. 40 чел.", "≥40"),
        ("Участников: св. 1 тыс. чел.", "≥1000"),
        ("зрителей – ок. 3,5 тыс.", "-/~3500"),
        ("зрителей - до 500", "-/≤500"),
        ("участников – ок. 120, зрителей – св. 2 тыс.", "~120/≥2000"),
        ("более 150 делегатов из 50 стран", "≥150"),
        ("30-40 чел.", "≥30"),
    ],
)
def test_abbreviated_bound_is_read(text: str, expected: str):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8", "8"),
        ("1 200", "1200"),
        ("120.", "120"),
        ("ок. 60", "~60"),
        ("25-30", "≥25"),
        ("120 (в т.ч. 35 иностранных студентов)", "120"),
        ("120, в т. ч. 35 иностранных студентов", "120"),
        ("45 (из них 5 из Республики Беларусь)", "45"),
        ("64 (очно)", "64"),
        ("1.500 чел.", "1500"),
        ("1.500", "1500"),
        ("12.300 зрителей", "-/12300"),
        ("1,2 тыс. чел.", "1200"),
        ("1,2 тыс.чел.", "1200"),
        ("57 уч-ся", "57"),
        ("57 обуч-ся и 3 педагога", "60"),
        ("делегация – 18 чел.", "18"),
        ("20 студ., 2 преп.", "22"),
        ("45 чел", "45"),
        ("45чел.", "45"),
        ("12 пред-лей вузов", "12"),
        ("1 тыс. 200 чел.", "1200"),
        ("уч-ки – 100", "100"),
        ("участников 120, зрителей 5000", "120/5000"),
        ("посетителей ок. 5 тыс.", "-/~5000"),
        ("300 зрит.", "-/300"),
    ],
)
def test_bare_or_abbreviated_figure_counts_participants(text: str, expected: str):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("48 спортсменов, от Смоленской области 6", "48"),
        ("48 спортсменов, от Смоленской области – 6 человек", "48"),
        ("48 спортсменов, 6 из Смоленской области", "48"),
        ("120 участников, от нашей области 15 чел.", "120"),
        ("120 чел., вкл. 15 иностранцев", "120"),
        ("120 чел., в том ч. 15 иностранных граждан", "120"),
        ("Всего 120 человек (15 – из Республики Беларусь)", "120"),
        ("350 человек, половина – студенты", "350"),
        ("200 чел.: 120 – студенты, 80 – преподаватели", "200"),
        ("12 студентов, от министерства 5 человек", "17"),
    ],
)
def test_part_is_not_added_to_its_total(text: str, expected: str):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("120 очно, 400 онлайн", "520"),
        ("75 чел. очно, 40 подключились дистанционно", "115"),
        ("сотрудники музеев (5 очно, 15 онлайн)", "20"),
        ("54 участницы", "54"),
        ("25 хоккеистов, 3 тренера, врач", "29"),
        ("18 детей, тренер и врач", "20"),
        ("20 студентов, преподаватели", "-"),
        ("20 студентов, делегация", "-"),
        ("пять с половиной тысяч участников", "5500"),
        ("посещений – 4,3 тыс.", "-/4300"),
        ("68 чел. – участники, 2400 – зрители", "68/2400"),
        ("очно 50, онлайн 200", "250"),
        ("в зале 40, онлайн 95", "135"),
        ("40 в аудитории, 95 онлайн", "135"),
        ("Артистов 14, зрителей 650", "14/650"),
        ("юных спортсменов 40 и тренеров 6", "46"),
        ("Артистов 5 коллективов", "-"),
        ("Мероприятия для школьников 12", "-"),
        ("очно – 50 чел., дистанционно – св. 200 чел.", "≥250"),
        ("50 (очно), 200 (онлайн)", "250"),
        ("120 очно и 400 по видеосвязи", "520"),
        ("Представители министерства (3), ВУЗов (5)", "8"),
        ("Представители министерства (3 чел.), вузов (5 чел.), школ (10 чел.)", "18"),
        ("Студенты (20), преподаватели (3), жители Минска (5)", "28"),
        ("Количество участников: РФ – 25, РБ – 15", "40"),
        ("РТ – 10 чел., РБ – 40 чел.", "50"),
        ("РФ - 25, РБ - 15", "40"),
        ("Смоленская область – 12, Витебская область – 8", "20"),
        ("15+3 чел.", "18"),
        ("20 детей + 2 сопровождающих", "22"),
        ("Россия – 30 чел.; Беларусь – 12 чел.", "42"),
        ("Россия (8), Беларусь (6)", "14"),
        ("с росс. стороны – 10 чел., с бел. – 8 чел.", "18"),
        ("12 артистов, 3 рук-ля", "15"),
    ],
)
def test_shares_of_no_total_are_added(text: str, expected: str):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 команды по 10 человек", "30"),
        ("3 команды (по 10 человек)", "30"),
        ("две делегации по 12 чел.", "24"),
        ("4 смены по 100 детей", "400"),
        ("5 команд по 7-8 человек", "≥35"),
        ("2 группы по 15", "30"),
        ("по 15 от каждой стороны", "30"),
        ("по 15 человек с каждой стороны", "30"),
        ("с каждой стороны по 15 чел.", "30"),
        ("по 5 студентов от 3 вузов", "15"),
        ("по 2 человека от каждого из 5 регионов", "10"),
        ("по 15 от каждой команды", "-"),
        ("команды по 10 человек", "-"),
    ],
)
def test_equal_shares_are_multiplied(text: str, expected: str):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("полторы сотни", "~150"),
        ("полторы сотни участников", "~150"),
        ("более полутора сотен человек", "≥150"),
        ("три десятка", "~30"),
        ("три десятка специалистов", "~30"),
        ("около сотни человек", "~100"),
        ("полсотни человек", "~50"),
        ("более тысячи зрителей", "-/≥1000"),
        ("две сотни зрителей", "-/~200"),
        ("пять тысяч зрителей", "-/5000"),
        ("сто пятьдесят", "150"),
    ],
)
def test_round_numeral_is_about(text: str, expected: str):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("сотни зрителей", "сотни зрителей"),
        ("Десятки участников из регионов", "Десятки участников"),
        ("несколько сотен человек", "несколько сотен человек"),
        ("тысячи гостей города", "тысячи гостей"),
        ("несколько десятков студентов", "несколько десятков студентов"),
        ("десятки тысяч зрителей", "десятки тысяч зрителей"),
    ],
)
def test_vague_number_is_said_and_not_guessed(text: str, found: str, gazetteer: Gazetteer):
    assert said(text) == "-"
    assert issues(gazetteer, text) == [("vague-participants", found)]


@pytest.mark.parametrize(
    "text",
    [
        "проректоры, деканы, 3 гостя",
        "ректор, деканы факультетов, 2 студента",
        "представители министерства, 5 преподавателей",
    ],
)
def test_named_group_is_not_the_whole(text: str, gazetteer: Gazetteer):
    assert said(text) == "-"
    assert [code for code, _ in issues(gazetteer, text)] == ["participants-counted-in-part"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("8", []),
        ("3 команды по 10 человек", []),
        ("по 15 от каждой стороны", []),
        ("Студенты вуза", ["no-participant-figure"]),
        ("Ученики школы № 27 в возрасте 7-17 лет", ["no-participant-figure"]),
        ("15 оркестров", ["no-participant-figure"]),
        ("по 15 от каждой команды", ["unread-participants"]),
        ("12/40", ["unread-participants"]),
        ("Порядка 160 музыкантов, 4200 зртелей", ["unread-participants"]),
        ("студенты, в том числе из Сирии и Туркменистана, 90 чел.", ["participants-counted-in-part"]),
        ("2024 – 150 чел., 2023 – 120 чел.", ["unread-participants"]),
        ("команды по 10 человек", ["unread-participants"]),
        ("12 арт.", ["unread-participants"]),
        ("15 оркестров.", ["no-participant-figure"]),
        ("-", ["no-participant-figure"]),
    ],
)
def test_missing_figure_is_said_only_where_none_stands(text: str, codes: list[str], gazetteer: Gazetteer):
    assert [code for code, _ in issues(gazetteer, text)] == codes
