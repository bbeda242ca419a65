"""The cases about partners, row by row: a topic word before a partner, a country with a place within it."""

import json
from functools import cache

import pytest

from agreements.names.gazetteer import Gazetteer
from agreements.reference.read import places
from events.phrases.counted_partners import lists
from events.phrases.values import Values, read_values
from importers.documents.layouts import recognise
from importers.documents.readers import read
from tests.cases import case, needs_cases

pytestmark = needs_cases


@cache
def pskov() -> Gazetteer:
    return Gazetteer(places(), home="ru-60")


def rows(name: str) -> list[Values]:
    document = recognise(read(case(name).read_bytes()))
    assert document.kind is not None
    return [read_values(document.kind, document.period, row.cells, pskov()) for row in document.rows]


def test_partner_after_a_topic_word_is_read() -> None:
    expected = json.loads(case("01").with_suffix(".expected.json").read_text(encoding="utf-8"))
    got = [lists(values.partners, pskov())[1] for values in rows("01")]
    assert got == [row["countries"] for row in expected]


@pytest.fixture(scope="module")
def held_abroad() -> list[Values]:
    return rows("22")


def test_place_in_the_partner_country_tells_the_region(held_abroad: list[Values]) -> None:
    regions = [", ".join(lists(values.partners, pskov())[2]) for values in held_abroad]
    assert regions[:14] == [
        "Витебская область",
        "Минск",
        "Актюбинская область",
        "Западно-Казахстанская область",
        "Ташкент",
        "Ташкент",
        "Ташкент",
        "Берлин",
        "Ганьсу",
        "Хэйлунцзян",
        "Бишкек",
        "Ереван",
        "Витебская область",
        "Витебская область",
    ]


def test_only_a_place_in_another_region_is_a_mismatch(held_abroad: list[Values]) -> None:
    mismatched = [
        number
        for number, values in enumerate(held_abroad, start=1)
        if "partner-place-mismatch" in [issue.code for issue in values.issues]
    ]
    assert mismatched == [13]
