"""What somebody types into a field of partners."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.partners_in_words import partners_in_words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Брянская и Тульская области", ["ru-32", "ru-71"]),
        ("Калужской", ["ru-40"]),
        ("калужской", ["ru-40"]),
        ("с Тульской", ["ru-71"]),
        ("Донецкой", ["ru-93"]),
        ("ДНР", ["ru-93"]),
        ("Питером", ["ru-78"]),
        ("с Питером и Москвой", ["ru-78", "ru-77"]),
        ("Минской и Гродненской областями", ["by-minskaya", "by-grodnenskaya"]),
        ("Брянск, Тула", ["ru-32", "ru-71-tula"]),
        ("брянск", ["ru-32"]),
        ("бря", ["ru-32"]),
        ("Республика Беларусь; Калужская область", ["by", "ru-40"]),
        ("РБ", ["by"]),
    ],
)
def test_partners_are_taken_in_any_form_and_number(text: str, codes: list[str]) -> None:
    read = partners_in_words(text)
    assert ([partner.code for partner in read.partners], read.unknown) == (codes, ())


@pytest.mark.parametrize("text", ["все субъекты", "все субъекты РФ", "Все регионы России"])
def test_everybody_is_no_unknown_name(text: str) -> None:
    assert partners_in_words(text).is_everybody


@pytest.mark.parametrize(
    ("text", "codes", "unknown"),
    [
        ("Тмутаракань", [], ("Тмутаракань",)),
        ("Тмутаракань и Брянская область", ["ru-32"], ("Тмутаракань",)),
        ("клуб «Ромашка», РБ", ["by"], ("клуб «Ромашка»",)),
    ],
)
def test_what_names_nobody_stays_as_typed(text: str, codes: list[str], unknown: tuple[str, ...]) -> None:
    read = partners_in_words(text)
    assert ([partner.code for partner in read.partners], read.unknown) == (codes, unknown)


@settings(max_examples=25)  # each asks the database
@given(st.text(max_size=60))
def test_a_word_is_never_dropped(text: str) -> None:
    read = partners_in_words(text)
    if re.search(r"[^\W_]{4}", text):  # fewer letters may be a preposition, or a sign between names
        assert read.partners or read.is_everybody or read.unknown
