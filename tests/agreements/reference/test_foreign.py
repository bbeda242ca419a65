"""The reviewed data about foreign places: countries, their regions and cities."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

import pycountry
import pymorphy3
import pytest

from agreements.names.folding import fold
from agreements.names.place import PlaceKind
from agreements.reference.read import FOLDER, PartnerRow, partners, world

EVERYWHERE = {row.code: row for row in (*partners(), *world())}
COUNTRIES = {code: row for code, row in EVERYWHERE.items() if row.kind is PlaceKind.COUNTRY}
REGIONS = {code: row for code, row in EVERYWHERE.items() if row.kind is PlaceKind.FOREIGN_REGION}
CITIES = {
    code: row for code, row in EVERYWHERE.items() if row.kind is PlaceKind.CITY and not code.startswith("ru-")
}
FOREIGN = [*COUNTRIES.values(), *REGIONS.values(), *CITIES.values()]
WITHOUT_ISO = {"abkhazia", "south-ossetia"}
MINOR = {row.code for row in world()}
CITY_STATES = {"mc", "sg", "sm", "va"}  # the state stands for its capital


def texts(rows: Iterable[PartnerRow]) -> list[str]:
    return [text for row in rows for text in (*row.names, *row.officials, *row.aliases, row.capital) if text]


def readers_of_forms() -> dict[str, set[str]]:
    """Folded text → codes: every case of the short and the official name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in FOREIGN:
        for text in (*row.names, *row.officials):
            found[fold(text)].add(row.code)
    return found


FORMS = readers_of_forms()


# Of Norway, as ISO lists them since November 2023
COUNTIES_OF_2024 = {f"NO-{number}" for number in (31, 32, 33, 39, 40, 55, 56)}

# --- whole files


def test_counts_of_foreign_places():
    assert (len(COUNTRIES), len(REGIONS)) == (198, 1580)
    assert len(REGIONS.keys() - MINOR) == 301
    assert len([code for code in CITIES if code.endswith("-district")]) == 118


def test_files_hold_their_own_kind_only():
    kinds = {}
    for name in ("countries.csv", "foreign_regions.csv", "foreign_cities.csv"):
        with (FOLDER / name).open(encoding="utf-8", newline="") as file:
            kinds[name] = {row["kind"] for row in csv.DictReader(file)}
    assert kinds == {
        "countries.csv": {"country"},
        "foreign_regions.csv": {"foreign_region"},
        "foreign_cities.csv": {"city"},
    }


def test_parents_are_countries_or_their_regions():
    assert {row.parent for row in COUNTRIES.values()} == {""}
    assert [row.code for row in REGIONS.values() if row.parent not in COUNTRIES] == []
    assert [row.code for row in CITIES.values() if row.parent not in COUNTRIES.keys() | REGIONS.keys()] == []


def test_codes_begin_with_the_country():
    strays = []
    for row in (*REGIONS.values(), *CITIES.values()):
        region = REGIONS.get(row.parent)
        country = region.parent if region else row.parent
        if not row.code.startswith(f"{country}-"):
            strays.append(row.code)
    assert strays == []


def test_texts_are_cyrillic_with_straight_hyphens_and_single_spaces():
    wanted = re.compile(r"[А-ЯЁа-яёқҚіІ]+(?:(?:-| – | |’|'|\. )[А-ЯЁа-яёқҚіІ]+)*")
    assert [text for text in texts(FOREIGN) if not wanted.fullmatch(text)] == []


def test_yo_is_written():
    with_yo = re.compile("Могилев|Кишинев|Рогачев|Кошелев|Березовск|Объединенн|Соединенн|Кельн")
    assert [text for text in texts(FOREIGN) if with_yo.search(text)] == []


def test_single_word_names_decline_as_their_endings_say():
    """A second, independent look at the table: only the forms that an ending settles beyond doubt."""
    wrong = []
    for row in FOREIGN:
        name, gen, dat, acc, ins, loc = row.names
        if " " in name or len(set(row.names)) == 1:
            continue
        if name.endswith("ия"):
            stem = name[:-1]
            wanted = (f"{stem}и", f"{stem}и", f"{stem}ю", f"{stem}ей", f"{stem}и")
        elif re.search("[бвгдзклмнпрстфх]$", name) and gen.startswith(name):
            wanted = (f"{name}а", f"{name}у", name, f"{name}ом", f"{name}е")
        elif name.endswith("а"):
            wanted = (gen, loc, f"{name[:-1]}у", ins, dat)
        elif name.endswith(("ы", "и", "о", "е", "ь", "й")):
            wanted = (gen, dat, name, ins, loc)
        else:
            continue
        if (gen, dat, acc, ins, loc) != wanted:
            wrong.append(row.names)
    assert wrong == []


def test_phrases_keep_their_number_of_words_in_every_case():
    assert [
        cases
        for row in FOREIGN
        for cases in (row.names, row.officials)
        if cases and {len(text.split()) for text in cases} != {len(cases[0].split())}
    ] == []


def test_adjective_and_noun_of_a_region_agree():
    endings = {
        "область": (
            ("ая", "область"),
            ("ой", "области"),
            ("ой", "области"),
            ("ую", "область"),
            ("ой", "областью"),
        ),
        "район": (("ий", "район"), ("ого", "района"), ("ому", "району"), ("ий", "район"), ("им", "районом")),
    }
    wrong = []
    for row in (*REGIONS.values(), *CITIES.values()):
        words = row.name.split()
        if len(words) == 2 and words[1] in endings:
            for text, (adjective, noun) in zip(row.names, endings[words[1]], strict=False):
                first, second = text.split()
                if not first.endswith(adjective) or second != noun:
                    wrong.append(text)
    assert wrong == []


# --- uniqueness


def test_one_name_stands_for_one_place_unless_listed():
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in EVERYWHERE.values():
        if row.code not in MINOR:
            for text in {fold(text) for text in (row.name, row.official) if text}:
                found[text].append(row.code)
    shared = {text: codes for text, codes in found.items() if len(codes) > 1}
    assert {
        text: [code for code in codes if EVERYWHERE[code].kind is not PlaceKind.COUNTRY]
        for text, codes in shared.items()
    } == {
        "алжир": ["dz-alzhir"],
        "гватемала": ["gt-gvatemala"],
        "джибути": ["dj-dzhibuti-city"],
        "люксембург": ["lu-lyuksemburg"],
        "панама": ["pa-panama"],
        "тунис": ["tn-tunis"],
        "александрия": ["by-aleksandriya", "eg-aleksandriya"],
        "армавир": ["ru-23-armavir", "am-armavir"],
        "дзержинск": ["ru-52-dzerzhinsk", "by-dzerzhinsk"],
        "иваново": ["ru-37-ivanovo", "by-ivanovo"],
        "октябрьский": ["ru-02-oktyabrskiy", "by-oktyabrsky"],
    }


def test_aliases_belong_to_one_place_and_repeat_no_name():
    weighty = [row for row in EVERYWHERE.values() if row.code not in MINOR]
    owners = Counter(fold(alias) for row in weighty for alias in row.aliases)
    names = {fold(text) for row in weighty for text in (row.name, row.official) if text}
    assert [alias for alias, count in owners.items() if count > 1 or alias in names] == []


# --- ISO codes


def test_countries_have_the_codes_of_iso_3166():
    assert {code for code, row in COUNTRIES.items() if not row.iso} == WITHOUT_ISO
    assert [
        code
        for code, row in COUNTRIES.items()
        if row.iso and (row.iso != code.upper() or not pycountry.countries.get(alpha_2=row.iso))
    ] == []


def test_every_independent_state_is_there():
    dependent = """
        AI AQ AS AW AX BL BM BQ BV CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS
        NC NF NU PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT
    """
    everyone = {country.alpha_2 for country in pycountry.countries}
    assert everyone - set(dependent.split()) == {row.iso for row in COUNTRIES.values()} - {""}


def test_regions_have_the_codes_of_iso_3166_2():
    listed = {code: row for code, row in REGIONS.items() if row.parent not in WITHOUT_ISO}
    assert [
        code
        for code, row in listed.items()
        if not row.iso.startswith(f"{row.parent.upper()}-")
        or not (pycountry.subdivisions.get(code=row.iso) or row.iso in COUNTIES_OF_2024)
    ] == []
    assert [iso for iso, count in Counter(row.iso for row in listed.values()).items() if count > 1] == []


def test_cities_have_no_code_of_iso():
    assert {row.iso for row in CITIES.values()} == {""}


# --- capitals


def test_every_capital_is_a_city_or_a_region_of_its_country():
    home = {"ru": {"Москва"}}
    for row in (*REGIONS.values(), *CITIES.values()):
        region = REGIONS.get(row.parent)
        country = row.parent if row.parent in COUNTRIES else region.parent if region else ""
        home.setdefault(country, set()).add(row.name)
    assert {
        code for code, row in COUNTRIES.items() if row.capital not in home.get(code, set())
    } == CITY_STATES


def test_capitals_that_are_units_of_their_own_stand_as_regions_once():
    units = {row.name for row in REGIONS.values() if row.code.endswith("-city")}
    wanted = {"Минск", "Ташкент", "Ереван", "Астана", "Алматы", "Бишкек", "Пекин", "Берлин", "Белград"}
    assert wanted - units == set()
    assert {row.code for row in CITIES.values() if row.name in units} == set()


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        ("by-orsha", "by-vitebskaya"),
        ("by-brest", "by-brestskaya"),
        ("by-mogilev", "by-mogilevskaya"),
        ("by-orshansky-district", "by-vitebskaya"),
        ("uz-samarkand", "uz-samarkandskaya"),
        ("uz-chirchik", "uz-tashkentskaya"),
        ("pl-varshava", "pl-mazovetskoe"),
        ("lv-riga", "lv"),
        ("kz-almaty-city", "kz"),
    ],
)
def test_place_has_its_parent(code, parent):
    assert EVERYWHERE[code].parent == parent


# --- Belarus


def test_belarus_has_six_oblasts_and_minsk():
    assert {row.code: row.name for row in REGIONS.values() if row.parent == "by"} == {
        "by-brestskaya": "Брестская область",
        "by-vitebskaya": "Витебская область",
        "by-gomelskaya": "Гомельская область",
        "by-grodnenskaya": "Гродненская область",
        "by-minskaya": "Минская область",
        "by-mogilevskaya": "Могилёвская область",
        "by-minsk-city": "Минск",
    }


def test_belarus_has_its_districts_by_oblast():
    assert Counter(row.parent for row in CITIES.values() if row.code.endswith("-district")) == {
        "by-brestskaya": 16,
        "by-vitebskaya": 21,
        "by-gomelskaya": 21,
        "by-grodnenskaya": 17,
        "by-minskaya": 22,
        "by-mogilevskaya": 21,
    }


# --- names and cases


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("by", "Беларусь"),
        ("kg", "Киргизия"),
        ("uz", "Узбекистан"),
        ("kz", "Казахстан"),
        ("am", "Армения"),
        ("lt", "Литва"),
        ("md", "Молдова"),
        ("ae", "ОАЭ"),
        ("id", "Индонезия"),
        ("in", "Индия"),
        ("mn", "Монголия"),
        ("jo", "Иордания"),
        ("cm", "Камерун"),
        ("ng", "Нигерия"),
        ("kh", "Камбоджа"),
        ("il", "Израиль"),
        ("jp", "Япония"),
        ("cz", "Чехия"),
        ("rw", "Руанда"),
        ("dz", "Алжир"),
    ],
)
def test_country_has_the_short_name_of_the_documents(code, name):
    assert EVERYWHERE[code].name == name


@pytest.mark.parametrize(
    ("code", "cases"),
    [
        ("eg", "Египет Египта Египту Египет Египтом Египте"),
        ("nl", "Нидерланды Нидерландов Нидерландам Нидерланды Нидерландами Нидерландах"),
        ("cl", "Чили Чили Чили Чили Чили Чили"),
        ("il", "Израиль Израиля Израилю Израиль Израилем Израиле"),
        ("by-minsk-city", "Минск Минска Минску Минск Минском Минске"),
        ("by-mogilev", "Могилёв Могилёва Могилёву Могилёв Могилёвом Могилёве"),
        ("by-baranovichi", "Барановичи Барановичей Барановичам Барановичи Барановичами Барановичах"),
        ("by-gorki", "Горки Горок Горкам Горки Горками Горках"),
        ("by-luninets", "Лунинец Лунинца Лунинцу Лунинец Лунинцом Лунинце"),
        ("by-chausy", "Чаусы Чаус Чаусам Чаусы Чаусами Чаусах"),
        ("by-smorgon", "Сморгонь Сморгони Сморгони Сморгонь Сморгонью Сморгони"),
        ("by-glubokoe", "Глубокое Глубокого Глубокому Глубокое Глубоким Глубоком"),
        ("by-dubrovno", "Дубровно Дубровна Дубровну Дубровно Дубровном Дубровне"),
    ],
)
def test_single_word_is_declined(code, cases):
    assert " ".join(EVERYWHERE[code].names) == cases


@pytest.mark.parametrize(
    ("code", "genitive", "instrumental", "prepositional"),
    [
        (
            "ae",
            "Объединённых Арабских Эмиратов",
            "Объединёнными Арабскими Эмиратами",
            "Объединённых Арабских Эмиратах",
        ),
        (
            "jo",
            "Иорданского Хашимитского Королевства",
            "Иорданским Хашимитским Королевством",
            "Иорданском Хашимитском Королевстве",
        ),
        ("mm", "Республики Союз Мьянма", "Республикой Союз Мьянма", "Республике Союз Мьянма"),
        (
            "mx",
            "Мексиканских Соединённых Штатов",
            "Мексиканскими Соединёнными Штатами",
            "Мексиканских Соединённых Штатах",
        ),
        ("il", "Государства Израиль", "Государством Израиль", "Государстве Израиль"),
        (
            "md-gagauziya",
            "Автономного территориального образования Гагаузия",
            "Автономным территориальным образованием Гагаузия",
            "Автономном территориальном образовании Гагаузия",
        ),
    ],
)
def test_official_name_declines_its_head_and_not_the_proper_name(code, genitive, instrumental, prepositional):
    officials = EVERYWHERE[code].officials
    assert (officials[1], officials[4], officials[5]) == (genitive, instrumental, prepositional)


PHRASES = [
    ("Республика Беларусь", "by"),
    ("Республики Беларусь", "by"),
    ("Республике Беларусь", "by"),
    ("Республику Беларусь", "by"),
    ("Республикой Беларусь", "by"),
    ("Беларуси", "by"),
    ("Киргизской Республики", "kg"),
    ("Киргизской Республике", "kg"),
    ("Республика Узбекистан", "uz"),
    ("Республики Узбекистан", "uz"),
    ("Республика Казахстан", "kz"),
    ("Казахстана", "kz"),
    ("Республики Армения", "am"),
    ("Армении", "am"),
    ("Литовской Республике", "lt"),
    ("Республики Молдова", "md"),
    ("Молдовы", "md"),
    ("ОАЭ", "ae"),
    ("Индонезии", "id"),
    ("Индии", "in"),
    ("Монголии", "mn"),
    ("Камеруна", "cm"),
    ("Нигерии", "ng"),
    ("Камбоджи", "kh"),
    ("Государства Израиль", "il"),
    ("Япония", "jp"),
    ("Чешской Республики", "cz"),
    ("Республики Руанда", "rw"),
    ("Алжирской Народной Демократической Республики", "dz"),
    ("Витебской области", "by-vitebskaya"),
    ("Гродненской области", "by-grodnenskaya"),
    ("Минская область", "by-minskaya"),
    ("Могилевской области", "by-mogilevskaya"),
    ("Минска", "by-minsk-city"),
    ("Ташкента", "uz-tashkent-city"),
]


@pytest.mark.parametrize(("phrase", "code"), PHRASES)
def test_phrase_of_the_documents_is_a_case_of_one_place(phrase, code):
    assert FORMS[fold(phrase)] == {code}


@pytest.mark.parametrize(
    ("phrase", "alias", "code"),
    [
        ("Белоруссии", "Белоруссия", "by"),
        ("Иорданского королевства", "Иорданское королевство", "jo"),
        ("Кыргызстана", "Кыргызстан", "kg"),
        ("Туркмении", "Туркмения", "tm"),
        ("Молдавией", "Молдавия", "md"),
    ],
)
def test_phrase_of_the_documents_is_a_case_of_an_alias(phrase, alias, code):
    """Aliases stand in the nominative; whoever reads them declines them."""
    assert [row.code for row in EVERYWHERE.values() if alias in row.aliases] == [code]
    morph = pymorphy3.MorphAnalyzer()
    lemmas = [{parse.normal_form for parse in morph.parse(word)} for word in fold(phrase).split()]
    known = [{parse.normal_form for parse in morph.parse(word)} for word in fold(alias).split()]
    assert all(left & right for left, right in zip(lemmas, known, strict=True))
