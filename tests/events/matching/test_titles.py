"""What a title says of its event, apart from openings, editions, years and towns."""

import pytest

from events.matching.lemmas import lemma
from events.matching.ordinals import roman
from events.matching.titles import read_title, towns_of


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Участие в выставке «Льняной край»", {"выставка", "льняной", "край"}),
        ("О проведении выставки «Льняной край»", {"выставка", "льняной", "край"}),
        ("XII Международный фестиваль «Соседи»", {"международный", "фестиваль", "сосед"}),
        ("12-й международный фестиваль «Соседи»", {"международный", "фестиваль", "сосед"}),
        ("Выставка «Золотая осень – 2024»", {"выставка", "золотой", "осень"}),
        ("Концерт в г. Витебске", {"концерт"}),
        ("Бизнес-миссия в Калининград", {"бизнес", "миссия"}),
        ("Турнир 9 мая 2024 года", {"турнир"}),
        ("О проведении мероприятия", {"проведение", "мероприятие"}),
        ("", set()),
    ],
)
def test_words_are_those_of_the_event_itself(title: str, words: set[str]) -> None:
    assert read_title(title).words.keys() == words


def test_what_stands_behind_the_frame_weighs_less() -> None:
    words = read_title("Концерт «Мост» в рамках проекта «Души славянской огонек»").words
    assert words["мост"] == 1.0
    assert words["огонек"] == pytest.approx(0.4)


def test_a_frame_is_all_there_is_of_a_common_word() -> None:
    assert read_title("Концерт, посвященный переселению соотечественников").words["переселение"] == 1.0


@pytest.mark.parametrize(
    ("title", "editions"),
    [
        ("XII Международный фестиваль", {12}),
        ("ХV Международном экономическом форуме", {15}),  # a Cyrillic Х
        ("Х Всероссийский съезд", {10}),
        ("Ш Международный слет", {3}),
        ("Третий международный слет", {3}),
        ("Двадцать пятый областной конкурс", {25}),
        ("29-я международная выставка", {29}),
        ("24-ая выставка", {24}),
        ("12 Международный слет", {12}),
        ("III-IV квартал", set()),
        ("Выставка русского искусства XX века", set()),
        ("Ярмарка 15 мастеров", set()),
        ("Форум «Соседи» XV", {15}),
        ("Турнир памяти Х. Иванова", set()),
        ("Встреча с заместителем", set()),
    ],
)
def test_editions_of_a_series(title: str, editions: set[int]) -> None:
    assert read_title(title).editions == editions


def test_an_edition_may_stand_in_the_name() -> None:
    assert read_title("Конференция «Седьмые Гротовские чтения»").name_editions == {7}


@pytest.mark.parametrize(
    ("title", "stages"),
    [
        ("II этап конкурса", {"2"}),
        ("Первый тур олимпиады", {"1"}),
        ("2 этап конкурса", {"2"}),
        ("Лагерь, смена 3", {"3"}),
        ("Региональный этап Всероссийского конкурса", {"региональный"}),
        ("Областной этап конкурса", {"региональный"}),
        ("Заключительный этап конкурса", {"финальный"}),
        ("Конкурс", set()),
    ],
)
def test_stages(title: str, stages: set[str]) -> None:
    assert read_title(title).stages == stages


def test_numbers_and_years() -> None:
    read = read_title("Спортивный праздник школы № 27 к 225-летию, баскетбол 5х5, 2024 год")
    assert (read.numbers, read.years) == ({"27", "225", "5х5"}, {2024})
    assert read_title("Баскетбол 5x5").numbers == {"5х5"}  # with a Latin letter


@pytest.mark.parametrize("title", ["Турнир 14-16 марта", "Турнир 14 и 15 марта", "Турнир 14.03.2024"])
def test_dates_are_no_numbers(title: str) -> None:
    assert read_title(title).numbers == frozenset()


def test_only_names_of_the_event_are_names() -> None:
    assert read_title("Выставка ОГБУК «Музей» «Соседи»").names == (frozenset({"сосед"}),)
    assert read_title("Гастроли театра «Лад»").names == ()


def test_quotes_that_are_not_closed_end_with_the_title() -> None:
    assert read_title("Концерт «Мост дружбы").names == (frozenset({"мост", "дружба"}),)


def test_inner_quotes_are_closed_by_one_sign() -> None:
    read = read_title("Соревнования «На призы «Поехали» по биатлону")
    assert read.names == (frozenset({"приз", "поехать"}),)


@pytest.mark.parametrize(
    ("place", "towns"),
    [
        ("г. Витебск, Республика Беларусь", {"витебск"}),
        ("в Витебске", {"витебск"}),
        ("Москва, ЦВК «Экспоцентр»", {"москва"}),
        ("г. Орёл", {"орел"}),
        ("Витебская область", set()),
        ("Республика Беларусь", set()),
        ("Место уточняется", set()),
        ("встреча с Послом", set()),
        ("Музей-усадьба М.И. Глинки", set()),
    ],
)
def test_towns(place: str, towns: set[str]) -> None:
    assert towns_of(place) == towns


def test_a_village_no_dictionary_knows_has_one_key_in_all_cases() -> None:
    assert towns_of("пос. Кардымово") == towns_of("в пос. Кардымове") != set()


@pytest.mark.parametrize(("latin", "cyrillic"), [("agrosalon", "агросалон"), ("prodexpo", "продекспо")])
def test_latin_names_are_spelled_as_a_russian_would(latin: str, cyrillic: str) -> None:
    assert lemma(latin) == cyrillic


@pytest.mark.parametrize(
    ("letters", "value"),
    [
        ("I", 1),
        ("IV", 4),
        ("XIV", 14),
        ("ХІХ", 19),
        ("XXXII", 32),
        ("XLIX", 49),
        ("IIII", None),
        ("MIX", None),
        ("", None),
    ],
)
def test_roman(letters: str, value: int | None) -> None:
    assert roman(letters) == value
