"""Places that become partners when named: their tables against ISO 3166-2, their builders, their cases."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pycountry
import pytest

from agreements.names.place import PlaceKind
from agreements.reference.read import partners, world

ROOT = Path(__file__).parents[3]
KNOWN = {row.code: row for row in (*partners(), *world())}
WORLD = {row.code: row for row in world()}
CIS_AND_EUROPE = (
    "by",
    "kz",
    "uz",
    "kg",
    "tj",
    "tm",
    "am",
    "az",
    "md",
    "hu",
    "de",
    "it",
    "fi",
    "pl",
    "lv",
    "lt",
    "ee",
)
FURTHER = ("mn", "jp", "kr", "kp", "vn", "in", "tr", "ir", "ae", "sa", "qa", "kw", "bh", "om", "eg", "dz")
AMERICA_AND_AFRICA = ("br", "cu", "ve", "za")
LEFT_OUT = {
    "cn": {"CN-TW"},  # Тайвань stands among the countries
    "ge": {"GE-AB"},  # Абхазия too
    "ua": {"UA-09", "UA-14", "UA-23", "UA-40", "UA-43", "UA-65"},  # subjects of the Federation
    "us": {"US-AS", "US-GU", "US-MP", "US-PR", "US-UM", "US-VI"},  # outlying areas
    "rs": set(),
}


def divisions(country: str) -> set[str]:
    """First-level divisions of ISO 3166-2, without the towns and parishes that stand beside the counties."""
    return {
        one.code
        for one in pycountry.subdivisions.get(country_code=country.upper())
        if not one.parent_code and one.type != "City with county rights" and not _is_municipality(one.code)
    }


def _is_municipality(iso: str) -> bool:
    return iso.startswith("LT-") and iso[3:].isdigit()


def listed(country: str) -> set[str]:
    kinds = (PlaceKind.FOREIGN_REGION,)
    return {row.iso for row in KNOWN.values() if row.parent == country and row.kind in kinds}


@pytest.mark.parametrize("country", [*CIS_AND_EUROPE, *FURTHER, *AMERICA_AND_AFRICA])
def test_all_divisions_of_a_country_are_there(country):
    assert listed(country) == divisions(country)


@pytest.mark.parametrize("country", sorted(LEFT_OUT))
def test_divisions_left_out_are_those_that_stand_elsewhere(country):
    assert divisions(country) - listed(country) == LEFT_OUT[country]


def test_france_has_its_regions_in_europe():
    assert len(listed("fr")) == 14  # Париж and Корсика among them


def test_disputed_states_have_their_districts():
    assert Counter(row.parent for row in KNOWN.values() if row.parent in ("abkhazia", "south-ossetia")) == {
        "abkhazia": 8,
        "south-ossetia": 5,
    }


def test_no_code_stands_twice():
    codes = Counter(row.code for row in (*partners(), *world()))
    assert [code for code, count in codes.items() if count > 1] == []


def test_every_parent_is_known():
    assert [row.code for row in WORLD.values() if row.parent not in KNOWN] == []


def test_a_town_has_its_subject_and_a_city_its_region():
    kinds = {KNOWN[row.parent].kind for row in WORLD.values() if row.kind is PlaceKind.CITY}
    assert kinds == {PlaceKind.SUBJECT, PlaceKind.FOREIGN_REGION}


def test_districts_of_the_home_of_the_first_registry_and_its_neighbours():
    districts = [row.parent for row in WORLD.values() if row.code.endswith("-district")]
    assert Counter(districts) == {"ru-67": 25, "ru-32": 27, "ru-40": 24, "ru-69": 36, "ru-60": 24}


def test_one_parent_has_no_two_places_of_a_name():
    names = Counter((row.parent, row.name) for row in KNOWN.values())
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("builder", ["regions", "cities"])
def test_the_tables_are_what_their_sources_make(builder):
    command = [sys.executable, "-m", f"agreements.reference.build.{builder}", "--check"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stderr == ""


@pytest.mark.parametrize(
    ("code", "cases"),
    [
        (
            "rs-nishavsky",
            "Нишавский округ|Нишавского округа|Нишавскому округу|Нишавский округ|Нишавским округом",
        ),
        ("tr-kastamonu", "Кастамону|Кастамону|Кастамону|Кастамону|Кастамону"),
        ("ge-kakhetiya", "Кахетия|Кахетии|Кахетии|Кахетию|Кахетией"),
        (
            "lt-klaypedsky",
            "Клайпедский уезд|Клайпедского уезда|Клайпедскому уезду|Клайпедский уезд|Клайпедским уездом",
        ),
        ("ua-cherkassy", "Черкассы|Черкасс|Черкассам|Черкассы|Черкассами"),
        (
            "us-zapadnaya-virginiya",
            "Западная Виргиния|Западной Виргинии|Западной Виргинии|Западную Виргинию|Западной Виргинией",
        ),
        (
            "fr-overn-rona-alpy",
            "Овернь – Рона – Альпы|Оверни – Роны – Альп|Оверни – Роне – Альпам|"
            "Овернь – Рону – Альпы|Овернью – Роной – Альпами",
        ),
        ("eg-krasnoe-more", "Красное Море|Красного Моря|Красному Морю|Красное Море|Красным Морем"),
        ("ee-kharyumaa", "Харьюмаа|Харьюмаа|Харьюмаа|Харьюмаа|Харьюмаа"),
        ("ru-34-kalach-na-donu", "Калач-на-Дону|Калача-на-Дону|Калачу-на-Дону|Калач-на-Дону|Калачом-на-Дону"),
        ("ru-33-petushki", "Петушки|Петушков|Петушкам|Петушки|Петушками"),
        ("ru-25-bolshoy-kamen", "Большой Камень|Большого Камня|Большому Камню|Большой Камень|Большим Камнем"),
        ("ru-48-lebedyan", "Лебедянь|Лебедяни|Лебедяни|Лебедянь|Лебедянью"),
        (
            "ru-33-yurev-polsky",
            "Юрьев-Польский|Юрьева-Польского|Юрьеву-Польскому|Юрьев-Польский|Юрьевом-Польским",
        ),
        ("ru-66-lesnoy", "Лесной|Лесного|Лесному|Лесной|Лесным"),
        ("ru-47-lodeynoe-pole", "Лодейное Поле|Лодейного Поля|Лодейному Полю|Лодейное Поле|Лодейным Полем"),
    ],
)
def test_names_decline(code, cases):
    assert "|".join(WORLD[code].names[:5]) == cases
