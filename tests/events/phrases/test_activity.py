"""The kind of an event and its direction, only where the words say so."""

import pytest

from agreements.names.gazetteer import Gazetteer
from events.phrases.activity import read_activity, read_direction
from events.phrases.place import read_place
from events.vocabulary import Activity, Direction, Mode


@pytest.mark.parametrize(
    ("title", "activity"),
    [
        ("Участие в выставке «Форум цвета»", Activity.EXHIBITION),
        ("Участие в международной выставке-форуме «Россия»", Activity.EXHIBITION),
        ("Служебная командировка министра для участия в рабочей встрече", Activity.BUSINESS_TRIP),
        ("Прием делегации Гродненской области", Activity.RECEPTION),
        ("Визит делегации Витебской области", Activity.VISIT),
        ("Организация бизнес-миссии для предпринимателей", Activity.BUSINESS_MISSION),
        ("Рабочая встреча Губернатора с Послом", Activity.MEETING),
        ("Обмен опытом в области занятости", Activity.EXPERIENCE_EXCHANGE),
        ("Обмен информацией о вакансиях", Activity.INFORMATION_EXCHANGE),
        ("Видеоконференция по обмену опытом", Activity.MEETING),
        ("Круглый стол «Вопросы миграции»", Activity.ROUND_TABLE),
        ("Межрегиональный фестиваль-конкурс «Переправа»", Activity.FESTIVAL),
        ("Областной конкурс рисунков", Activity.CONTEST),
        ("Чемпионат и первенство по легкой атлетике", Activity.COMPETITION),
        ("Третьяковские образовательные чтения", Activity.CONFERENCE),
        ("Всероссийская ярмарка трудоустройства", Activity.FAIR),
        ("«Салют Победы» - флешмоб", Activity.CAMPAIGN),
        ("Гастроли театра драмы", Activity.PERFORMANCE),
        ("Подписание соглашения о сотрудничестве", Activity.SIGNING),
        ("Участие в мероприятии, посвященном 25-летию со дня подписания Договора", None),
        ("Выездная стажировка членов союза", Activity.TRAINING),
        ("Продажа племенного скота", Activity.SALE),
        ("«Активное долголетие»", None),
    ],
)
def test_title_tells_the_activity(title: str, activity: Activity | None):
    assert read_activity(title) == activity


def test_content_tells_where_the_title_is_silent():
    assert read_activity("«Активное долголетие»", "Состоялся концерт ансамбля") == Activity.CONCERT


@pytest.mark.parametrize(
    ("title", "place", "direction"),
    [
        ("Участие в выставке", "г. Москва", Direction.OUTGOING),
        ("Визит делегации Смоленской области", "г. Минск, Республика Беларусь", Direction.OUTGOING),
        ("Визит делегации Витебской области", "г. Смоленск", Direction.INCOMING),
        ("Гастроли театра драмы (г. Минск)", "г. Смоленск", Direction.INCOMING),
        ("Информационный тур для делегации", "Смоленская область", Direction.INCOMING),
        ("Конкурс рисунков", "г. Смоленск", Direction.AT_HOME),
        ("Гастроли наших мастеров", "г. Смоленск", Direction.INCOMING),
        ("Участие в выставке", "г. Смоленск", None),
        ("Встреча", "пос. Кардымово, Смоленская область; г. Витебск", None),
        ("Конкурс рисунков", "Место уточняется", None),
    ],
)
def test_direction_follows_place_and_title(
    title: str, place: str, direction: Direction | None, gazetteer: Gazetteer
):
    assert read_direction(title, read_place(place, gazetteer), None, gazetteer) == direction


def test_remote_event_has_no_direction(gazetteer: Gazetteer):
    assert (
        read_direction("Участие в выставке", read_place("г. Москва", gazetteer), Mode.ONLINE, gazetteer)
        is None
    )
