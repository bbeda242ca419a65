"""Slips of the typing hand: what is one, what it should be, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.proofreading.proofread import slips_to_mend
from events.proofreading.slip import replaced
from events.proofreading.typography import slips

SLIPS = [
    # code, text, mended by one click (the same text where no click mends it)
    ("mixed-alphabets", "Cоглашение о сотрудничестве", "Соглашение о сотрудничестве"),
    ("mixed-alphabets", "встреча c международным участием", "встреча с международным участием"),
    ("mixed-alphabets", "ансамбль «Свiтанак»", "ансамбль «Світанак»"),
    ("mixed-alphabets", "IТ-форум", "IT-форум"),
    ("mixed-alphabets", "участие в выcтавке и фoруме", "участие в выставке и форуме"),
    ("cyrillic-roman-numeral", "ХV Международный фестиваль", "XV Международный фестиваль"),
    ("cyrillic-roman-numeral", "на Х Всероссийском съезде", "на X Всероссийском съезде"),
    ("cyrillic-roman-numeral", "в ІІ квартале", "в II квартале"),
    ("cyrillic-roman-numeral", "I-Ш кварталы", "I-III кварталы"),
    ("cyrillic-roman-numeral", "во П полугодии 2024 года", "во II полугодии 2024 года"),
    ("cyrillic-roman-numeral", "мастера ХХ века", "мастера XX века"),
    ("letter-for-digit", "состоится I2 мая", "состоится 12 мая"),
    ("letter-for-digit", "в 2О24 году", "в 2024 году"),
    ("letter-for-digit", "собрались З0 человек", "собрались 30 человек"),
    ("frozen-hyphen", "выставка сельскохозяйст-венных машин", "выставка сельскохозяйственных машин"),
    ("frozen-hyphen", "Межрегиональ-ный форум", "Межрегиональный форум"),
    ("frozen-hyphen", "агропромышлен-\nная выставка", "агропромышленная выставка"),
    ("frozen-hyphen", "обеспечение функционирова- ния", "обеспечение функционирования"),
    ("doubled-space", "30 сентября –  1 октября", "30 сентября – 1 октября"),
    ("doubled-space", "16 октября-           15 ноября", "16 октября- 15 ноября"),
    ("doubled-space", "г. Минск, \u00a0ул. Мира", "г. Минск, ул. Мира"),
    ("stray-space", "г. Минск , ул. Мира", "г. Минск, ул. Мира"),
    ("stray-space", "о научно- техническом сотрудничестве", "о научно-техническом сотрудничестве"),
    ("stray-space", "фестиваль « Хоровод»", "фестиваль «Хоровод»"),
    ("stray-space", "делегация ( 5 человек )", "делегация (5 человек)"),
    ("missing-space", "Брянская,Калужская области", "Брянская, Калужская области"),
    ("missing-space", "12 марта 2025года", "12 марта 2025 года"),
    ("missing-space", "форум «Мост»в Минске", "форум «Мост» в Минске"),
    ("doubled-mark", "Минск,, Витебск", "Минск, Витебск"),
    ("doubled-mark", "и т.д..", "и т.д."),
    ("doubled-mark", "состоялась встреча,.", "состоялась встреча,."),
    ("unbalanced-brackets", "г. Минск (Республика Беларусь", "г. Минск (Республика Беларусь"),
    ("unbalanced-brackets", "Республика Беларусь)", "Республика Беларусь)"),
    ("initial-without-dot", "под руководством А.А Ивановой", "под руководством А.А. Ивановой"),
]

RIGHT = [
    "Соглашение о сотрудничестве в сфере IT",
    "группа A в составе 5 человек",
    "акция «Своих не бросаем – Zа Россию»",
    "система Wi-Fi, сайт tver.рф, адрес smolensk.ru",
    "5х5, футбол 8х8",
    "10 экспонатов ХХХ разыскиваются",
    "М. Горький, С.В. Рахманинов",
    "Х. К. Андерсен",
    "научно-практическая конференция",
    "какой-либо по-прежнему Санкт-Петербург",
    "вице-губернатор и экс-министр на веб-сайте",
    "онлайн-встреча, мини-футбол, видеоконференц-связь",
    "Историко-\nархитектурного музея",
    "научно- и производственно-технический",
    "1.   Галерея памяти\n2.   Выставка",
    "строка\n   с отступом",
    "цена 1,5 млн, счет 2:1, в 10:30",
    "и др., и пр.; т.е.: да",
    "Ну что ж... Да?..",
    "1) первое; 2) второе; а) третье",
    "в здании Дома Советов (пл. Ленина, д. 1)",
    "соглашение(-я) о сотрудничестве",
    "встреча :) прошла",
    "П.И. Чайковский, И.О. Губернатора",
    "«Ансамбль «Губернский»",
    "ООО «Мост», АО «Смола»",
    "г.Минск, ул.Мира, д.5",
    "2024-2025 годы, №5, 10%",
    "файл .docx и домен .рф",
    "А. Иванов и Б. Петров",
    "заболевания группы В и С",
]


def mended(text: str, code: str) -> str:
    return replaced(text, slips_to_mend(text, code))


def test_what_is_right_is_let_alone() -> None:
    assert [(text, slip) for text in RIGHT for slip in slips(text)] == []


@pytest.mark.parametrize(("code", "text", "better"), SLIPS)
def test_a_slip_is_named_and_mended(code: str, text: str, better: str) -> None:
    found = list(slips(text))
    assert {slip.code for slip in found} == {code}
    assert mended(text, code) == better


@given(st.text(alphabet="аебвхсХСІVXIMMcoаb «»().,;:-– \n\u00a01АБ", max_size=60))
def test_mending_ends_and_loses_no_letter(text: str) -> None:
    """What is mended keeps its letters, and no doubled space is left."""
    once = text
    for code in ("stray-space", "missing-space", "doubled-space", "initial-without-dot"):
        once = mended(once, code)
    assert [sign for sign in once if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
    assert [slip for slip in slips(once) if slip.code == "doubled-space"] == []


@given(st.text(alphabet="аебвхсХСІVXIMcoab «»().,;:-– \n\u00a01АБ", max_size=60))
def test_slips_of_one_kind_do_not_overlap(text: str) -> None:
    ends: dict[str, int] = {}
    for slip in slips(text):
        assert slip.start >= ends.get(slip.code, 0)
        ends[slip.code] = slip.end
