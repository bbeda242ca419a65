"""Posts and names: where each ends, its nominative, its side and its level. Everybody is invented."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.phrases.meetings.officials import Cell
from events.phrases.meetings.read import read_meetings
from events.phrases.place import PlaceReading
from events.vocabulary import Level, Role, Side

from .annotated_rows import gazetteer


@pytest.mark.parametrize(
    ("text", "post", "name", "of", "side", "level"),
    [
        (
            "встреча с временно исполняющим обязанности Губернатора Смоленской области В.В. Выдумовым.",
            *("временно исполняющий обязанности Губернатора Смоленской области", "В.В. Выдумов"),
            *("Смоленская область", Side.HOME, Level.HEAD_OF_REGION),
        ),
        (
            "во главе с заместителем председателя Правительства Смоленской области – министром "
            "промышленности, энергетики и торговли Смоленской области П.П. Придумкиным",
            "заместитель председателя Правительства Смоленской области – министр промышленности, энергетики "
            "и торговли Смоленской области",
            *("П.П. Придумкин", "Смоленская область", Side.HOME, Level.DEPUTY_HEAD),
        ),
        (
            "принял Чрезвычайного и Полномочного Посла Республики Сербия в Российской Федерации "
            "О.О. Образцовича",
            "Чрезвычайный и Полномочный Посол Республики Сербия в Российской Федерации",
            "О.О. Образцович",
            *("Республика Сербия", Side.PARTNER, Level.AMBASSADOR),
        ),
        (
            "с почетным консулом Российской Федерации в Витебской области С.С. Сказкиным",
            *("почетный консул Российской Федерации в Витебской области", "С.С. Сказкин"),
            *("Российская Федерация", Side.THIRD, Level.DIPLOMAT),
        ),
        (
            "под председательством Министра энергетики Российской Федерации Н.Н. Небылицева",
            *("Министр энергетики Российской Федерации", "Н.Н. Небылицев"),
            *("Российская Федерация", Side.THIRD, Level.FEDERAL),
        ),
        (
            "с акимом Павлодарской области Ерланом Примербаевым.",
            *("аким Павлодарской области", "Ерлан Примербаев"),
            *("Павлодарская область", Side.PARTNER, Level.HEAD_OF_REGION),
        ),
        (
            "с вице-министром здравоохранения Республики Казахстан Р.У. Образбаевым",
            *("вице-министр здравоохранения Республики Казахстан", "Р.У. Образбаев"),
            *("Республика Казахстан", Side.PARTNER, Level.GOVERNMENT),
        ),
        (
            "с мэром г. Еревана М.М. Выдумяном",
            *("мэр г. Еревана", "М.М. Выдумян", "г. Ереван", Side.PARTNER, Level.MUNICIPALITY),
        ),
        (
            "советник Губернатора Смоленской области А.А. Примеров",
            *("советник Губернатора Смоленской области", "А.А. Примеров"),
            *("Смоленская область", Side.HOME, Level.UNNAMED),
        ),
        (
            "председатель Витебского областного Совета депутатов Д.Д. Выдумов",
            *("председатель Витебского областного Совета депутатов", "Д.Д. Выдумов"),
            *("Витебская область", Side.PARTNER, Level.PARLIAMENT),
        ),
        (
            "с Государственным секретарем Союзного государства Д.Д. Сказкиным",
            *("Государственный секретарь Союзного государства", "Д.Д. Сказкин"),
            *("Союзное государство", Side.PARTNER, Level.INTERSTATE),
        ),
        (
            "с директором ОАО «Небыль» Ю.Ю. Выдумкиным",
            *("директор ОАО «Небыль»", "Ю.Ю. Выдумкин", "ОАО «Небыль»", Side.HOME, Level.ORGANISATION),
        ),
    ],
)
def test_a_post_with_a_name(text: str, post: str, name: str, of: str, side: Side, level: Level) -> None:
    (one,) = Cell(Role.CONTENT, text, gazetteer("ru-67")).officials
    told = one.participant
    assert (told.post, told.name, told.of, told.side, told.level) == (post, name, of, side, level)


def test_a_name_made_by_rule_is_not_confirmed_and_keeps_the_words() -> None:
    cell = Cell(Role.CONTENT, "с министром культуры Смоленской области Л.Л. Придумкиной", gazetteer("ru-67"))
    (told,) = (one.participant for one in cell.officials)
    assert (told.name, told.confirmed) == ("Л.Л. Придумкина", False)
    assert told.as_written == "министром культуры Смоленской области Л.Л. Придумкиной"


@pytest.mark.parametrize(
    "text", ["стоит во главе стола", "после встречи", "представители бизнеса", "г. Минск"]
)
def test_no_post(text: str) -> None:
    assert Cell(Role.CONTENT, text, gazetteer("ru-67")).officials == []


_WORDS = st.sampled_from(
    re.split(
        r"\|",
        "встреча|состоялась|Губернатора|с|во главе|делегация|Смоленской области|(в составе 5 человек)|"
        "«завод»|И.И. Выдумов|–|и|,|.|;|Посол|Республики Беларусь|5 марта 2031 года|подписано|соглашение",
    )
)


@given(st.lists(_WORDS, max_size=30).map(" ".join), st.lists(_WORDS, max_size=12).map(" ".join))
def test_whatever_is_written_is_read(content: str, title: str) -> None:
    cells = {Role.TITLE: title, Role.CONTENT: content, Role.PARTICIPANTS: content}
    read = read_meetings(cells, None, PlaceReading(), None, gazetteer("ru-67"))
    keys = [one.key for one in read]
    assert all(one.within in ("", *keys) for one in read)
