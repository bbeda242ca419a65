"""No place that is seldom meant is read out of a person, a street or a title."""

import pytest

from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Evidence
from agreements.reference.read import places

PLACES = places()
# «Сураж» is better known in Belarus, «Агры» a case of «Агра», and «Славянск-на-Кубани» has «Кубань» in it.
MAJOR = {form for place in PLACES if not place.minor for form in place.short} | {
    "Токмак",
    "Славянск-на-Кубани",
}
NAMES = sorted({place.name for place in PLACES if place.minor and " " not in place.name} - MAJOR)


@pytest.mark.parametrize(
    "around",
    [
        "Директор А.Б. {} открыл форум",
        "Директор {} А.Б. открыл форум",
        "Анна {} выступила",
        "Конкурс имени {} собрал гостей",
        "ул. {}, д. 5",
        "ансамбль «{}», 12 человек",
        "Кафе «{}»",
        "Салон арт-{} открыт",
    ],
)
def test_name_of_something_else_is_no_place(gazetteer: Gazetteer, around: str) -> None:
    found = {
        name for name in NAMES for one in gazetteer.find(around.format(name)) if one.evidence is Evidence.NAME
    }
    assert found == set()


@pytest.mark.parametrize("around", ["г. {}", "в городе {} прошёл форум", "гости из г. {} и других"])
def test_marked_town_is_found(gazetteer: Gazetteer, around: str) -> None:
    assert {name for name in NAMES if not gazetteer.find(around.format(name))} == set()
