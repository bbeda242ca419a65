"""Six cases proposed for new names, and the nominative of found ones."""

import pytest

from agreements.names.declension import decline, nominative
from agreements.names.place import PlaceKind
from agreements.reference.read import partners


@pytest.mark.parametrize(
    ("name", "instrumental"),
    [
        ("Министерство культуры и туризма Смоленской области", "Министерством культуры и туризма "
         "Смоленской области"),
        ("Главное управление спорта Смоленской области", "Главным управлением спорта Смоленской области"),
        ("Департамент Смоленской области по культуре", "Департаментом Смоленской области по культуре"),
        ("Витебский областной исполнительный комитет", "Витебским областным исполнительным комитетом"),
        ("Торгово-промышленная палата", "Торгово-промышленной палатой"),
        ("Кемеровская область – Кузбасс", "Кемеровской областью – Кузбассом"),
        ("Республика Крым", "Республикой Крым"),
        ("Орша", "Оршей"),
        ("СОГБУК", "СОГБУК"),
        ("ОАО «Ромашка»", "ОАО «Ромашка»"),
        ("", ""),
    ],
)  # fmt: skip
def test_decline_changes_the_head_alone(name: str, instrumental: str) -> None:
    forms = decline(name)
    assert (len(forms), forms[0], forms[4]) == (6, name, instrumental)


def test_decline_keeps_a_district_inanimate_in_the_accusative() -> None:
    assert decline("Ненецкий автономный округ") == (
        "Ненецкий автономный округ",
        "Ненецкого автономного округа",
        "Ненецкому автономному округу",
        "Ненецкий автономный округ",
        "Ненецким автономным округом",
        "Ненецком автономном округе",
    )


def test_decline_agrees_with_the_proofread_names_of_the_subjects() -> None:
    subjects = [row for row in partners() if row.kind is PlaceKind.SUBJECT]
    assert [row.name for row in subjects if decline(row.name) != row.names] == []


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Администрацией Смоленской области", "Администрация Смоленской области"),
        ("Витебским областным исполнительным комитетом", "Витебский областной исполнительный комитет"),
        ("Законодательным Собранием Калининградской области", "Законодательное Собрание Калининградской "
         "области"),
        ("Торгово-промышленной палатой РФ", "Торгово-промышленная палата РФ"),
        ("ООО «Ромашка»", "ООО «Ромашка»"),
    ],
)  # fmt: skip
def test_nominative_undoes_the_instrumental(phrase: str, expected: str) -> None:
    assert nominative(phrase) == expected


def test_nominative_makes_one_of_several() -> None:
    assert nominative("Администрациями", singular=True) == "Администрация"
