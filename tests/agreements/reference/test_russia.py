"""The reviewed data about Russia: subjects, districts, cities and unions."""

import re
from collections import Counter

import pycountry
import pymorphy3
import pytest

from agreements.names.folding import fold
from agreements.names.place import CASES, Place, PlaceKind
from agreements.reference.read import PartnerRow, partners

EVERYWHERE = {row.code: row for row in partners()}
SUBJECTS = {code: row for code, row in EVERYWHERE.items() if row.kind is PlaceKind.SUBJECT}
DISTRICTS = {code: row for code, row in EVERYWHERE.items() if row.kind is PlaceKind.FEDERAL_DISTRICT}
CITIES = {
    code: row for code, row in EVERYWHERE.items() if row.kind is PlaceKind.CITY and code.startswith("ru-")
}
UNIONS = {code: row for code, row in EVERYWHERE.items() if row.kind is PlaceKind.UNION}
RUSSIAN = [*SUBJECTS.values(), *DISTRICTS.values(), *CITIES.values(), *UNIONS.values()]


def names(row: PartnerRow) -> set[str]:
    return {fold(text) for text in (row.name, row.official) if text}


def form(row: PartnerRow) -> str:
    """The constitutional form of a subject."""
    for word in ("автономная область", "автономный округ", "Республика", "край", "область"):
        if word in row.name:
            return word
    return "город"


# --- subjects


def test_subjects_stand_in_the_order_of_the_constitution():
    rows = list(SUBJECTS.values())
    forms = [form(row) for row in rows]
    assert list(Counter(forms).items()) == [
        ("Республика", 24),
        ("край", 9),
        ("область", 48),
        ("город", 3),
        ("автономная область", 1),
        ("автономный округ", 4),
    ]
    assert forms == [word for word, count in Counter(forms).items() for _ in range(count)]
    for word in set(forms):
        group = [fold(row.name).replace("республика", "").strip() for row in rows if form(row) == word]
        assert group == sorted(group)


def test_subject_codes_are_the_numbers_in_use():
    joined_to_neighbours = {80, 81, 82, 84, 85, 88}
    assert set(SUBJECTS) == {f"ru-{n:02}" for n in set(range(1, 96)) - joined_to_neighbours}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("ru-02", "Республика Башкортостан"),
        ("ru-16", "Республика Татарстан"),
        ("ru-24", "Красноярский край"),
        ("ru-41", "Камчатский край"),
        ("ru-42", "Кемеровская область"),
        ("ru-59", "Пермский край"),
        ("ru-63", "Самарская область"),
        ("ru-67", "Смоленская область"),
        ("ru-75", "Забайкальский край"),
        ("ru-77", "Москва"),
        ("ru-78", "Санкт-Петербург"),
        ("ru-79", "Еврейская автономная область"),
        ("ru-83", "Ненецкий автономный округ"),
        ("ru-87", "Чукотский автономный округ"),
        ("ru-89", "Ямало-Ненецкий автономный округ"),
        ("ru-90", "Запорожская область"),
        ("ru-91", "Республика Крым"),
        ("ru-92", "Севастополь"),
        ("ru-93", "Донецкая Народная Республика"),
        ("ru-94", "Луганская Народная Республика"),
        ("ru-95", "Херсонская область"),
    ],
)
def test_subject_has_its_own_number(code, name):
    assert SUBJECTS[code].name == name


def test_subject_iso_codes_are_all_of_iso_3166_2_ru():
    assert Counter(row.iso for row in SUBJECTS.values() if row.iso) == Counter(
        subdivision.code for subdivision in pycountry.subdivisions.get(country_code="RU")
    )
    assert {row.name for row in SUBJECTS.values() if not row.iso} == {
        "Республика Крым",
        "Севастополь",
        "Донецкая Народная Республика",
        "Луганская Народная Республика",
        "Запорожская область",
        "Херсонская область",
    }


def test_subject_okato_is_two_digits_and_an_okrug_lies_in_its_oblast():
    okato = {row.okato: code for code, row in SUBJECTS.items()}
    assert len(okato) == 89
    assert {number: code for number, code in okato.items() if not re.fullmatch(r"\d\d", number)} == {
        "11100": "ru-83",
        "71100": "ru-86",
        "71140": "ru-89",
    }
    assert (okato["11"], okato["71"]) == ("ru-29", "ru-72")


def test_federal_districts_share_the_subjects_out():
    assert Counter(row.parent for row in SUBJECTS.values()) == {
        "ru-fd-central": 18,
        "ru-fd-northwest": 11,
        "ru-fd-southern": 12,
        "ru-fd-north-caucasus": 7,
        "ru-fd-volga": 14,
        "ru-fd-ural": 6,
        "ru-fd-siberian": 10,
        "ru-fd-far-eastern": 11,
    }
    assert {row.parent for row in DISTRICTS.values()} == {"ru"}


def test_subject_capital_is_one_of_its_cities():
    cities = {(row.parent, row.name) for row in CITIES.values()}
    lacking = {row.name for code, row in SUBJECTS.items() if (code, row.capital) not in cities}
    assert lacking == {"Москва", "Санкт-Петербург", "Севастополь"}


# --- names in six cases

ENDINGS = {  # of the nominative -> of the other five cases
    "ая область": ("ой области", "ой области", "ую область", "ой областью", "ой области"),
    "ая Республика": ("ой Республики", "ой Республике", "ую Республику", "ой Республикой", "ой Республике"),
    "ий край": ("ого края", "ому краю", "ий край", "им краем", "ом крае"),
    "ий автономный округ": (
        "ого автономного округа",
        "ому автономному округу",
        "ий автономный округ",
        "им автономным округом",
        "ом автономном округе",
    ),
    "ый федеральный округ": (
        "ого федерального округа",
        "ому федеральному округу",
        "ый федеральный округ",
        "ым федеральным округом",
        "ом федеральном округе",
    ),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_adjective_names_decline_by_rule(ending):
    rows = [row for row in (*SUBJECTS.values(), *DISTRICTS.values()) if row.name.endswith(ending)]
    assert rows
    for row in rows:
        stem = row.name.removesuffix(ending)
        if stem.startswith("Еврейская "):
            continue
        stems = [stem] * 5
        if stem.endswith("ая Народн"):
            first = stem.removesuffix("ая Народн")
            stems = [f"{first}{part} Народн" for part in ("ой", "ой", "ую", "ой", "ой")]
        assert row.names[1:] == tuple(s + e for s, e in zip(stems, ENDINGS[ending], strict=True))


def test_republics_named_by_a_noun_decline_the_word_republic_alone():
    rows = [row for row in SUBJECTS.values() if row.name.startswith("Республика ")]
    assert len(rows) == 17
    heads = ("Республика", "Республики", "Республике", "Республику", "Республикой", "Республике")
    for row in rows:
        own = row.name.removeprefix("Республика ")
        assert row.names == tuple(f"{head} {own}" for head in heads)


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        (
            "ru-42",
            (
                "Кемеровская область – Кузбасс",
                "Кемеровской области – Кузбасса",
                "Кемеровской области – Кузбассу",
                "Кемеровскую область – Кузбасс",
                "Кемеровской областью – Кузбассом",
                "Кемеровской области – Кузбассе",
            ),
        ),
        (
            "ru-21",
            (
                "Чувашская Республика – Чувашия",
                "Чувашской Республики – Чувашии",
                "Чувашской Республике – Чувашии",
                "Чувашскую Республику – Чувашию",
                "Чувашской Республикой – Чувашией",
                "Чувашской Республике – Чувашии",
            ),
        ),
        (
            "ru-16",
            (
                "Республика Татарстан (Татарстан)",
                "Республики Татарстан (Татарстан)",
                "Республике Татарстан (Татарстан)",
                "Республику Татарстан (Татарстан)",
                "Республикой Татарстан (Татарстан)",
                "Республике Татарстан (Татарстан)",
            ),
        ),
        (
            "ru-77",
            (
                "город федерального значения Москва",
                "города федерального значения Москвы",
                "городу федерального значения Москве",
                "город федерального значения Москву",
                "городом федерального значения Москвой",
                "городе федерального значения Москве",
            ),
        ),
    ],
)
def test_official_name_declines_both_its_parts(code, forms):
    assert SUBJECTS[code].officials == forms


def test_official_name_is_given_only_where_it_differs():
    assert {row.name for row in RUSSIAN if row.official == row.name} == set()


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("ru-57-oryol", ("Орёл", "Орла", "Орлу", "Орёл", "Орлом", "Орле")),
        (
            "ru-60-velikie-luki",
            (
                "Великие Луки",
                "Великих Лук",
                "Великим Лукам",
                "Великие Луки",
                "Великими Луками",
                "Великих Луках",
            ),
        ),
        (
            "ru-61-rostov-na-donu",
            (
                "Ростов-на-Дону",
                "Ростова-на-Дону",
                "Ростову-на-Дону",
                "Ростов-на-Дону",
                "Ростовом-на-Дону",
                "Ростове-на-Дону",
            ),
        ),
        (
            "ru-41-petropavlovsk-kamchatskiy",
            (
                "Петропавловск-Камчатский",
                "Петропавловска-Камчатского",
                "Петропавловску-Камчатскому",
                "Петропавловск-Камчатский",
                "Петропавловском-Камчатским",
                "Петропавловске-Камчатском",
            ),
        ),
        (
            "ru-12-yoshkar-ola",
            ("Йошкар-Ола", "Йошкар-Олы", "Йошкар-Оле", "Йошкар-Олу", "Йошкар-Олой", "Йошкар-Оле"),
        ),
        ("ru-36-voronezh", ("Воронеж", "Воронежа", "Воронежу", "Воронеж", "Воронежем", "Воронеже")),
        ("ru-50-pushkino", ("Пушкино", "Пушкина", "Пушкину", "Пушкино", "Пушкином", "Пушкине")),
        ("ru-67-gagarin", ("Гагарин", "Гагарина", "Гагарину", "Гагарин", "Гагарином", "Гагарине")),
        ("ru-23-sochi", ("Сочи",) * 6),
    ],
)
def test_city_declines(code, forms):
    assert CITIES[code].names == forms


GRAMMEMES = dict(zip(CASES[1:], ("gent", "datv", "accs", "ablt", "loct"), strict=True))


def test_words_decline_as_the_dictionary_has_them():
    """The dictionary's towns only: it takes a town it does not know for a surname."""
    morph = pymorphy3.MorphAnalyzer()
    wrong = []
    checked = 0
    for row in CITIES.values():
        towns = [p for p in morph.parse(row.name) if {"Geox", "nomn"} <= set(p.tag.grammemes)]
        if not towns or not morph.word_is_known(row.name):
            continue
        checked += 1
        for own, grammeme in zip(row.names[1:], GRAMMEMES.values(), strict=True):
            known = {
                fold(inflected.word)
                for town in towns
                for inflected in town.lexeme
                if grammeme in inflected.tag and inflected.tag.number == town.tag.number
            }
            if fold(own) not in known:
                wrong.append((own, known))
    assert wrong == []
    assert checked > 130


# --- names and spellings as a whole


def test_every_parent_exists_in_an_earlier_place():
    seen = set()
    for row in EVERYWHERE.values():
        if row.code.startswith("ru-"):
            assert row.parent in seen
        seen.add(row.code)


def test_no_two_places_of_russia_share_a_name():
    owners = Counter(name for row in RUSSIAN for name in names(row))
    assert [name for name, count in owners.items() if count > 1] == []


def test_a_spelling_belongs_to_one_place_of_the_world():
    owners: dict[str, set[str]] = {}
    for row in EVERYWHERE.values():
        for text in (row.name, row.official, *row.aliases):
            owners.setdefault(fold(text), set()).add(row.code)
    for row in RUSSIAN:
        for alias in row.aliases:
            assert owners[fold(alias)] == {row.code}, alias


def test_a_spelling_is_not_the_name_again():
    for row in RUSSIAN:
        folded = [fold(alias) for alias in row.aliases]
        assert len(set(folded) | names(row)) == len(folded) + len(names(row)), row.name


@pytest.mark.parametrize(
    "ambiguous", ["НАО", "РБ", "РК", "РТ", "Коми", "Алтай", "Урал", "Донбасс", "Новгород"]
)
def test_an_ambiguous_spelling_is_left_out(ambiguous):
    assert [row.code for row in RUSSIAN if ambiguous in row.aliases] == []


def test_the_home_region_has_all_its_towns():
    assert [row.name for row in CITIES.values() if row.parent == "ru-67"] == [
        "Смоленск",
        "Велиж",
        "Вязьма",
        "Гагарин",
        "Демидов",
        "Десногорск",
        "Дорогобуж",
        "Духовщина",
        "Ельня",
        "Починок",
        "Рославль",
        "Рудня",
        "Сафоново",
        "Сычёвка",
        "Ярцево",
    ]


def test_city_code_is_its_subject_and_its_name():
    for code, row in CITIES.items():
        assert code.startswith(row.parent + "-")


def test_unions_are_those_of_the_documents():
    assert {code: row.name for code, row in UNIONS.items()} == {
        "union-state": "Союзное государство",
        "cis": "СНГ",
        "eaeu": "ЕАЭС",
        "sco": "ШОС",
        "brics": "БРИКС",
        "csto": "ОДКБ",
        "un": "ООН",
        "unesco": "ЮНЕСКО",
        "eu": "Европейский союз",
    }


def test_row_gives_a_place():
    assert SUBJECTS["ru-78"].place() == Place(
        code="ru-78",
        kind=PlaceKind.SUBJECT,
        short=(
            "Санкт-Петербург",
            "Санкт-Петербурга",
            "Санкт-Петербургу",
            "Санкт-Петербург",
            "Санкт-Петербургом",
            "Санкт-Петербурге",
        ),
        official=(
            "город федерального значения Санкт-Петербург",
            "города федерального значения Санкт-Петербурга",
            "городу федерального значения Санкт-Петербургу",
            "город федерального значения Санкт-Петербург",
            "городом федерального значения Санкт-Петербургом",
            "городе федерального значения Санкт-Петербурге",
        ),
        parent="ru-fd-northwest",
        aliases=("город Санкт-Петербург", "Петербург", "СПб", "С.-Петербург", "С-Петербург", "С-Пб"),
    )
