"""Texts made fit to print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from events.exports.text import bind, clean


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("обычный текст\tс табуляцией\n", "обычный текст\tс табуляцией\n"),
        ("а\r\nб\rв\x0bг\x0cд", "а\nб\nв\nг\nд"),
        ("\x00а\x07б\x1f", "аб"),
        ("половина \ud83d пары", "половина � пары"),
        ("\ufffe и \uffff", "� и �"),
        ("мягкий\u00adперенос \U0001f600", "мягкий\u00adперенос \U0001f600"),
    ],
)
def test_clean_keeps_what_can_be_printed(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text(st.characters(categories=None)) | st.text("\x00\x0b\r\n\ud800\udfff\ufffe&<>а"))
def test_clean_gives_what_xml_takes_and_nothing_more_to_clean(text: str) -> None:
    element = etree.Element("a")
    element.text = clean(text)
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 февраля", "12~февраля"),
        ("с 3 по 7 мая 2024 года", "с 3 по 7~мая 2024 года"),
        ("26-28 сентября", "26-28 сентября"),
        ("26-28\u00a0сентября", "26-28 сентября"),
        ("3–7\u00a0февраля", "3–7 февраля"),
        ("9 – 12 июня", "9 – 12~июня"),
        ("12 февральских дней", "12 февральских дней"),
        ("в г. Смоленск", "в г.~Смоленск"),
        ("г. Смоленск и г. Москва", "г.~Смоленск и г.~Москва"),
        ("2024 г. в области", "2024 г. в области"),
        ("№ 27", "№~27"),
        ("№ п/п", "№ п/п"),
        ("Губернатор В.Н. Примеров", "Губернатор В.Н.~Примеров"),
        ("Губернатор В. Н. Примеров", "Губернатор В.~Н.~Примеров"),
        ("работа Примерова В.Н., холст", "работа Примерова~В.Н., холст"),
        ("Федерации В.Н. Примеров", "Федерации В.Н.~Примеров"),
        ("Федерации В.Н.~Примеров", "Федерации В.Н.~Примеров"),
        ("Пункт IV. Содержание", "Пункт IV. Содержание"),
    ],
)
def test_bind_sets_no_break_spaces(text: str, expected: str) -> None:
    assert bind(text.replace("~", "\N{NO-BREAK SPACE}")).replace("\N{NO-BREAK SPACE}", "~") == expected


@given(st.text(st.sampled_from("АБабг.№ 12\n\u00a0")))
def test_bind_changes_nothing_but_spaces(text: str) -> None:
    assert bind(text).replace("\N{NO-BREAK SPACE}", " ") == text.replace("\N{NO-BREAK SPACE}", " ")
