"""Phrases with places of the world and towns of Russia, and traps; annotated before any rule was written."""

import csv
from pathlib import Path

import pytest

from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.counted_partners import lists
from events.phrases.values import Values, read_values
from events.vocabulary import Kind, Role

with Path(__file__).with_name("world.csv").open(encoding="utf-8", newline="") as file:
    PHRASES = list(csv.DictReader(file, delimiter=";"))


def read(gazetteer: Gazetteer, kind: str, cell: str, text: str) -> Values:
    return read_values(Kind(kind), Period.parse("2024-Q1"), {Role(cell): text}, gazetteer)


@pytest.mark.parametrize("phrase", PHRASES, ids=[phrase["text"] for phrase in PHRASES])
def test_phrase_names_its_places(gazetteer: Gazetteer, phrase: dict[str, str]) -> None:
    values = read(gazetteer, phrase["kind"], phrase["cell"], phrase["text"])
    names = tuple(", ".join(found) for found in lists(values.partners, gazetteer))
    assert names == (phrase["subjects"], phrase["countries"], phrase["regions"])


@pytest.mark.parametrize(
    ("kind", "cell", "text", "found", "suggestion"),
    [
        (
            "interregional_plan",
            "partner",
            "г. Советск",
            "г. Советск",
            "Советск (Калининградская область), Советск (Кировская область)",
        ),
        ("interregional_plan", "partner", "Тихвин, Чехов", "Чехов", "Чехов"),
        ("interregional_report", "participants", "Спортсмены из Чехова", "Чехова", "Чехов"),
        ("international_report", "participants", "Гости из Миранды", "Миранды", "Миранда"),
        ("interregional_report", "participants", "Хоры из Ржева и Клина", "Клина", "Клин"),
    ],
)
def test_name_that_may_be_another_thing_is_asked(
    gazetteer: Gazetteer, kind: str, cell: str, text: str, found: str, suggestion: str
) -> None:
    issues = read(gazetteer, kind, cell, text).issues
    asked = [(one.found, one.suggestion) for one in issues if one.code == "unknown-place"]
    assert asked == [(found, suggestion)]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Югра", "Ханты-Мансийский автономный округ – Югра"),
        ("Алания", "Республика Северная Осетия – Алания"),
        ("РД", "Республика Дагестан"),
    ],
)
def test_short_names_of_subjects(gazetteer: Gazetteer, text: str, subjects: str) -> None:
    assert (
        ", ".join(lists(read(gazetteer, "interregional_plan", "partner", text).partners, gazetteer)[0])
        == subjects
    )


def test_resort_of_the_name_of_a_subject_is_asked(gazetteer: Gazetteer) -> None:
    values = read(gazetteer, "international_report", "place", "г. Алания, Турция")
    assert lists(values.partners, gazetteer) == ([], ["Турция"], [])
    assert [one.found for one in values.issues if one.code == "unknown-place"] == ["г. Алания"]


def test_state_of_the_name_of_a_subject_is_itself(gazetteer: Gazetteer) -> None:
    text = "Делегация Республики Южная Осетия – Государство Алания"
    values = read(gazetteer, "international_report", "participants", text)
    assert lists(values.partners, gazetteer) == ([], ["Южная Осетия"], [])


def test_a_diaspora_lives_here(gazetteer: Gazetteer) -> None:
    text = "Представители Черниговского землячества г. Гомеля, армянская диаспора"
    values = read(gazetteer, "international_report", "participants", text)
    assert lists(values.partners, gazetteer) == ([], ["Беларусь"], ["Гомельская область"])
