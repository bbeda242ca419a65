"""Places found in phrases: lists, shared head words, cases, typography."""

import pytest

from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Evidence
from agreements.names.place import Place, PlaceKind
from agreements.reference.read import places


def names(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    return [(m.code, m.phrase) for m in gazetteer.find(text) if m.evidence is Evidence.NAME]


def codes(gazetteer: Gazetteer, text: str) -> str:
    return " ".join(code for code, _ in names(gazetteer, text))


LISTS = [
    ("Брянская, Московская, Рязанская области, г. Москва", "ru-32 ru-50 ru-62 ru-77"),
    ("Калужской, Тверской и Московской областями", "ru-40 ru-69 ru-50"),
    ("Смоленской и Могилевской областей", "ru-67 by-mogilevskaya"),
    ("Смоленской и Могилевской области", "ru-67 by-mogilevskaya"),
    ("областей: Витебской и Минской", "by-vitebskaya by-minskaya"),
    ("областей Республики Беларусь: Витебской и Минской", "by by-vitebskaya by-minskaya"),
    ("области РФ (Брянская, Тверская)", "ru ru-32 ru-69"),
    ("области: Брянская, Тверская; края: Пермский, Алтайский", "ru-32 ru-69 ru-59 ru-22"),
    ("городов Республики Беларусь: Витебск, Орша", "by by-vitebsk by-orsha"),
    ("республик Татарстан и Башкортостан", "ru-16 ru-02"),
    ("Республики Татарстан, Башкортостан, Коми, Марий Эл", "ru-16 ru-02 ru-11 ru-12"),
    ("Республики Саха и Коми", "ru-14 ru-11"),
    ("в Северном Казахстане", "kz-severo-kazakhstanskaya"),
    ("Западного и Восточного Казахстана", "kz-zapadno-kazakhstanskaya kz-vostochno-kazakhstanskaya"),
    ("Северная и Южная Осетия", "ru-15 south-ossetia"),
    ("Северной и Западной Африки", ""),
    ("на севере и востоке Казахстана", "kz"),
    ("Республики Беларусь и Казахстан", "by kz"),
    ("Краснодарский и Ставропольский края", "ru-23 ru-26"),
    ("гг. Минск и Витебск", "by-minsk-city by-vitebsk"),
    ("Калужская, Самарская, Тверская, Ярославская Ленинградская, Белгородская области",
     "ru-40 ru-63 ru-69 ru-76 ru-47 ru-31"),
    ("г. Минска, Могилевской и Гомельской областей", "by-minsk-city by-mogilevskaya by-gomelskaya"),
    ("Калужская, г. Москва и Тверская области", "ru-40 ru-77 ru-69"),
    ("Московская (г. Химки), Брянская области", "ru-50 ru-50-khimki ru-32"),
    ("Ханты-Мансийский и Ямало-Ненецкий автономные округа", "ru-86 ru-89"),
    ("Донецкая и Луганская Народные Республики", "ru-93 ru-94"),
    ("Донецкая и Луганская народные республики", "ru-93 ru-94"),
    ("Чеченская и Удмуртская Республики", "ru-20 ru-18"),
    ("Донецкой, Запорожской, Херсонской областей", "ru-93 ru-90 ru-95"),
    ("Центральный и Северо-Западный федеральные округа", "ru-fd-central ru-fd-northwest"),
    ("Калужская область, Тульская, Рязанская", "ru-40 ru-71 ru-62"),
    ("Тверская, Тульская", "ru-69 ru-71"),
    ("Нижегородская, Псковская и Республика Татарстан", "ru-52 ru-60 ru-16"),
    ("из Смоленской, Ленинградской областей Российской Федерации, а также Витебской, Минской областей "
     "Республики Беларусь", "ru-67 ru-47 ru by-vitebskaya by-minskaya by"),
    ("Республики Беларусь (г. Минск, г. Могилев, г. Брест)", "by by-minsk-city by-mogilev by-brest"),
    ("городов: Мир, Горки и Лида", "by-mir by-gorki by-lida"),
    ("автономные округа: Ханты-Мансийский, Ямало-Ненецкий", "ru-86 ru-89"),
    ("краях: Алтайском, Красноярском", "ru-22 ru-24"),
    ("Брянская, Минская; Тверская (Абвгд) области", "ru-32 by-minskaya ru-69"),
    ("Правительство Тульской и Рязанской областей", "ru-71 ru-62"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_find_reads_lists_that_share_a_head_word(gazetteer: Gazetteer, text: str, expected: str) -> None:
    assert codes(gazetteer, text) == expected


TYPOGRAPHY = [
    ("Витебской\u00a0\n  области", "by-vitebskaya"),
    ("Витеб-ской области", "by-vitebskaya"),
    ("Витебской обла\u00adсти", "by-vitebskaya"),
    ("г.Минск", "by-minsk-city"),
    ("г.  Орше", "by-orsha"),
    ("г. о. Химки", "ru-50-khimki"),
    ("городе Бресте", "by-brest"),
    ("Брянская обл.", "ru-32"),
    ("Респ. Крым", "ru-91"),
    ("Костромская обл, Тверская обл", "ru-44 ru-69"),
    ("Смоленская  и  Брянская  обл.", "ru-67 ru-32"),
    ("Приволжский ФО", "ru-fd-volga"),
    ("Кемеровской области – Кузбасса", "ru-42"),
    ("Кемеровская область-Кузбасс", "ru-42"),
    ("Республика Северная Осетия – Алания", "ru-15"),
    ("Республика Саха (Якутия)", "ru-14"),
    ("Ханты-Мансийский автономный округ - Югра", "ru-86"),
    ("г. Санкт - Петербург", "ru-78"),
    ("Cмоленская область", "ru-67"),  # Latin C
    ("РЕСПУБЛИКА БЕЛАРУСЬ", "by"),
    ("республика Беларусь", "by"),
    ("Республика Беларуси", "by"),
    ("Орел, Орловская область", "ru-57-oryol ru-57"),
    ("Могилёв", "by-mogilev"),
    ("Иорданского королевства", "jo"),
    ("ДНР, ЛНР, КНР, РБ, ОАЭ, США, СНГ, ХМАО", "ru-93 ru-94 cn by ae us cis ru-86"),
    ("днр, Сша, рб", ""),
    ("Ростове-на- Дону", "ru-61-rostov-na-donu"),
    ("Союзного государства России и Беларуси", "union-state"),
]


@pytest.mark.parametrize(("text", "expected"), TYPOGRAPHY)
def test_find_sees_through_typography(gazetteer: Gazetteer, text: str, expected: str) -> None:
    assert codes(gazetteer, text) == expected


def test_find_gives_offsets_of_the_text_searched(gazetteer: Gazetteer) -> None:
    text = "из г.\u00a0Минска и  Витебской обл., а также Республики Саха (Якутия)"
    found = gazetteer.find(text)
    assert [m.phrase for m in found] == ["г.\u00a0Минска", "Витебской обл.", "Республики Саха (Якутия)"]
    assert all(text[m.start : m.end] == m.phrase for m in found)
    assert [m.case for m in found] == ["genitive", "", "genitive"]


def test_find_prefers_the_longest_name(gazetteer: Gazetteer) -> None:
    assert names(gazetteer, "Московская область и г. Москва") == [
        ("ru-50", "Московская область"),
        ("ru-77", "г. Москва"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("г. Иваново", "ru-37-ivanovo"),
        ("г. Иваново, Брестская область", "by-ivanovo"),
        ("Республика Армения, г. Армавир", "am-armavir"),
        ("Алжир", "dz"),
        ("г. Алжир", "dz-alzhir"),
    ],
)
def test_find_settles_homonyms_by_what_the_text_names(gazetteer: Gazetteer, text: str, code: str) -> None:
    assert code in codes(gazetteer, text).split()


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Октябрьский район г. Витебска", "by-oktyabrsky-district"),
        ("Кировский район", "by-kirovsky-district"),
        ("г. Железногорск (Красноярский край)", "ru-46-zheleznogorsk"),
        ("г. Кировск Мурманской области", "by-kirovsk"),
    ],
)
def test_find_drops_a_namesake_the_text_denies(gazetteer: Gazetteer, text: str, absent: str) -> None:
    assert absent not in codes(gazetteer, text).split()


def test_find_takes_a_common_district_name_where_its_region_is_named(gazetteer: Gazetteer) -> None:
    assert codes(gazetteer, "Кировский район, Могилевская область") == "by-kirovsky-district by-mogilevskaya"


def test_ancestors_climb_from_the_town_to_the_country(gazetteer: Gazetteer) -> None:
    assert [place.code for place in gazetteer.ancestors("by-orsha")] == ["by-vitebskaya", "by"]
    assert gazetteer.ancestors("by") == ()
    assert gazetteer.place("by-orsha").name == "Орша"


def test_below_lists_what_lies_directly_in_a_place(gazetteer: Gazetteer) -> None:
    assert "by-vitebskaya" in {place.code for place in gazetteer.below("by")}
    assert {place.parent for place in gazetteer.below("by-vitebskaya")} == {"by-vitebskaya"}


def test_a_gazetteer_works_on_any_list_of_places() -> None:
    short = ("Лукоморье", "Лукоморья", "Лукоморью", "Лукоморье", "Лукоморьем", "Лукоморье")
    place = Place(code="x", kind=PlaceKind.COUNTRY, short=short)
    assert [(m.code, m.case) for m in Gazetteer([place], home="x").find("с Лукоморьем")] == [
        ("x", "instrumental")
    ]


def test_a_gazetteer_refuses_two_places_of_one_code() -> None:
    place = Place(code="x", kind=PlaceKind.COUNTRY, short=("Лукоморье",) * 6)
    with pytest.raises(ValueError, match="code x"):
        Gazetteer([place, place], home="x")


@pytest.mark.parametrize(
    ("home", "text", "code"),
    [
        ("ru-24", "г. Железногорск", "ru-24-zheleznogorsk"),
        ("ru-67", "г. Железногорск", "ru-46-zheleznogorsk"),
        ("ru-24", "г. Железногорск Курской области", "ru-46-zheleznogorsk"),
        ("ru-40", "г. Киров", "ru-43-kirov"),  # the capital of a region; the row asks which is meant
    ],
)
def test_town_of_the_home_region_is_meant_before_its_namesake(home: str, text: str, code: str) -> None:
    found = Gazetteer(places(), home=home).find(text)
    assert found[0].code == code
