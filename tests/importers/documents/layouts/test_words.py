"""Keywords are found however a heading is broken."""

import pytest

from importers.documents.layouts.words import earliest, fold_title, readings, words


@pytest.mark.parametrize(
    ("phrase", "text", "is_found"),
    [
        ("срок*", "сроки проведения", True),
        ("срок*", "просроченные", False),
        ("^мероприят*", "мероприятие", True),
        ("^мероприят*", "вид мероприятия", False),
        ("место", "места", False),
        ("стран* проведен*", "страна, проведение", True),
        ("стран* проведен*", "страна и город проведения", False),
    ],
)
def test_a_phrase_is_of_whole_words_with_free_endings(phrase: str, text: str, is_found: bool) -> None:
    assert (words(phrase).search(text) is not None) is is_found


@pytest.mark.parametrize(
    "text", ["Наименова-\nние", "Наименова-ние", "Наимено\nвание", "Наимено\u00adвание", "НАИМЕНОВАНИЕ"]
)
def test_a_broken_heading_is_read_whole_in_one_of_its_readings(text: str) -> None:
    assert "наименование" in readings(text)


def test_a_hyphen_may_be_real() -> None:
    assert "план-график" in readings("План-график")


def test_a_spaced_out_opening_is_closed_up_and_nothing_else() -> None:
    assert fold_title("О Т Ч Е Т о м и р е") == "отчет о м и р е"


def test_the_earliest_and_then_the_longest_match_wins() -> None:
    assert earliest(words("дата"), ("место и дата",)) == (8, -4)
    assert earliest(words("дата"), ("место", "дата")) == (0, -4)
    assert earliest(words("дата"), ("место",)) is None
    assert min((earliest(words("наименован*", "наименован* соглашен*"), ("наименование соглашения",)),)) == (
        0,
        -12,
    )
