"""How people met, told from place, title, content and participants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.phrases.mode import read_mode
from events.vocabulary import Mode, Role


def mode_of(place: str = "", title: str = "", content: str = "", participants: str = "") -> Mode | None:
    reading = read_mode(place, title, content, participants)
    return reading.mode if reading else None


@pytest.mark.parametrize(
    ("content", "mode"),
    [
        ("Школьники обменялись открытками по почте с ровесниками из Минска", Mode.CORRESPONDENCE),
        ("Стороны обменялись письмами", Mode.CORRESPONDENCE),
        ("Дети переписывались со сверстниками из Бреста", Mode.CORRESPONDENCE),
        ("Направлены посылки с книгами в Витебск", Mode.CORRESPONDENCE),
        ("Работа велась в переписке, согласован проект", Mode.CORRESPONDENCE),
        ("Профессор из Минска прочел лекцию дистанционно", Mode.HYBRID),
        ("Член жюри из Вены слушал выступления по видеосвязи", Mode.HYBRID),
    ],
)
def test_what_a_story_says_beside_a_hall_is_weak(content: str, mode: Mode) -> None:
    reading = read_mode("библиотека", "Встреча", content, "")
    assert reading is not None
    assert (reading.mode, reading.weak) == (mode, True)


def test_one_who_joins_a_hall_by_video_makes_it_hybrid() -> None:
    title = "Урок мужества с участием ветерана из Болгарии (по скайпу)"
    assert mode_of(place="школа № 8", title=title) is Mode.HYBRID
    assert mode_of(place="скайп", title=title) is Mode.ONLINE


@pytest.mark.parametrize(
    ("title", "content", "weak"),
    [
        ("Круглый стол (онлайн)", "Обмен опытом", True),
        ("Круглый стол", "Встреча прошла по видеосвязи", False),
    ],
)
def test_a_remote_event_beside_a_place_is_doubted_unless_it_is_told(
    title: str, content: str, weak: bool
) -> None:
    reading = read_mode("школа № 8", title, content, "")
    assert reading is not None
    assert (reading.mode, reading.weak) == (Mode.ONLINE, weak)


@pytest.mark.parametrize(
    ("place", "mode"),
    [
        ("В рабочем порядке", Mode.CORRESPONDENCE),
        ("По переписке", Mode.CORRESPONDENCE),
        ("Заочно", Mode.CORRESPONDENCE),
        ("рабочий порядок", Mode.CORRESPONDENCE),
        ("в раб. порядке", Mode.CORRESPONDENCE),
        ("Письменные обращения", Mode.CORRESPONDENCE),
        ("переписка, запросы", Mode.CORRESPONDENCE),
        ("почта", Mode.CORRESPONDENCE),
        ("дист.", Mode.ONLINE),
        ("дистанц.", Mode.ONLINE),
        ("Музей почты", None),
        ("Дом писем и рукописей", None),
        ("дистанционно", Mode.ONLINE),
        ("Дистанционный формат", Mode.ONLINE),
        ("в онлайн формате", Mode.ONLINE),
        ("Онлайн-площадка", Mode.ONLINE),
        ("Онлайн-платформа Zoom", Mode.ONLINE),
        ("официальный сайт музея", Mode.ONLINE),
        ("Площадка: платформа «Сферум»", Mode.ONLINE),
        ("г. Москва\n(в режиме видеоконференции)", Mode.ONLINE),
        ("г. Смоленск, режим ВКС", Mode.ONLINE),
        ("г. Минск (удаленное участие)", Mode.ONLINE),
        ("г. Рославль; г. Витебск (в дистанционном формате)", Mode.ONLINE),
        ("г. Смоленск\n(в комбинированном формате: \nочно и онлайн)", Mode.HYBRID),
        ("г. Смоленск (очно и в формате ВКС)", Mode.HYBRID),
        ("г. Смоленск, гибридный формат", Mode.HYBRID),
        ("Музей; официальный сайт музея", Mode.HYBRID),
        ("в очном формате, г. Смоленск", Mode.IN_PERSON),
        ("г. Смоленск, дворец спорта «Юбилейный»", None),
        ("Место уточняется", None),
        ("", None),
        ("Дом музыки, онлайн-трансляция на платформе Zoom", Mode.HYBRID),
        ("онлайн-трансляция на платформе Zoom", Mode.ONLINE),
        ("Режим видеоселектора", Mode.ONLINE),
        ("по каналам телемедицины", Mode.ONLINE),
        ("Телемедицинская консультация", Mode.ONLINE),
        ("г. Рославль, онлайн-трансляция для г. Орши", Mode.HYBRID),
        ("актовый зал лицея с трансляцией", Mode.HYBRID),
        ("Планетарий и трансляция", Mode.HYBRID),
        ("очно и в сети «Интернет»", Mode.HYBRID),
        ("г. Вязьма (с подключением удаленных слушателей)", Mode.HYBRID),
        ("трансляция", Mode.ONLINE),
        ("дистанционный этап – сайт вуза, финал – г. Тверь", Mode.HYBRID),
        ("финал – г. Тверь, отборочный этап – онлайн", Mode.HYBRID),
        ("г. Тверь и онлайн", Mode.HYBRID),
        ("по видеосвязи и онлайн", Mode.ONLINE),
    ],
)
def test_place_says_the_mode(place: str, mode: Mode | None):
    assert mode_of(place) == mode


@pytest.mark.parametrize(
    ("title", "mode"),
    [
        ("Телемост, посвященный Дню единения народов", Mode.ONLINE),
        ("Вебинар по охране труда", Mode.ONLINE),
        ("Виртуальная выставка «История»", Mode.ONLINE),
        ("Международный онлайн-конкурс", Mode.ONLINE),
        ("Видеоконференция «Витебск-Рославль»", Mode.ONLINE),
        ("Заочный этап конкурса", Mode.CORRESPONDENCE),
        ("Обмен опытом посредством переписки", Mode.CORRESPONDENCE),
        ("Прямой эфир «Дружба»", Mode.ONLINE),
        ("Очно-заочный конкурс", Mode.HYBRID),
        ("Конкурс «Виртуальный мир онлайн»", None),
        ("Семинар по дистанционному обучению", None),
        ("Создание сайта городов-побратимов", None),
        ("Форсайт-сессия", None),
    ],
)
def test_title_says_the_mode_outside_of_quotes(title: str, mode: Mode | None):
    assert mode_of("г. Смоленск", title) == mode


@pytest.mark.parametrize(
    ("content", "mode"),
    [
        ("Встреча прошла в режиме видеоконференции", Mode.ONLINE),
        ("В ходе онлайн-встречи состоялся обмен опытом", Mode.ONLINE),
        ("Школьники представили работы на конференцию в заочном формате", Mode.CORRESPONDENCE),
        ("Мероприятие проведено в смешанном формате", Mode.HYBRID),
        ("Участие в заседании посредством видео-конференц-связи", Mode.ONLINE),
        ("Программа чтений:\n1. Галерея памяти.\n2. Виртуальная выставка «Наследие».", None),
        ("В рамках форума прошла онлайн-сессия", None),
        ("Велась онлайн-трансляция на сайте", None),
        ("Обсуждены вопросы развития дистанционных технологий и онлайн-торговли", None),
        ("Обмен материалами, в том числе с использованием интернет технологий", None),
    ],
)
def test_content_says_the_mode_of_the_event_itself(content: str, mode: Mode | None):
    assert mode_of("г. Смоленск", "Конференция", content) == mode


@pytest.mark.parametrize(
    ("participants", "mode"),
    [
        ("500 человек в очном формате,\n1000 – в формате онлайн", Mode.HYBRID),
        ("2 300 участников (1 100 – дистанционно)", Mode.HYBRID),
        ("22 участника + 6 онлайн", Mode.HYBRID),
        ("Более 70 ученых, в т.ч. из Минска и Ташкента (дистанционно)", Mode.HYBRID),
        ("1 100 участников (1 100 – дистанционно)", Mode.ONLINE),
        (
            "Специалисты центров – в очном формате. Специалисты комитета – в формате видеоконференции",
            Mode.HYBRID,
        ),
        ("Представители вузов Смоленска (очно), Минска (онлайн)", Mode.HYBRID),
        ("Обучающиеся приняли участие в заочном формате (8 обучающихся)", Mode.CORRESPONDENCE),
        ("Студенты очной формы обучения", None),
        ("Виртуальные посетители", Mode.ONLINE),
        ("18 педагогов; лектор из Бреста подключился дистанционно", Mode.HYBRID),
        ("Всего 90 человек, из них 20 – дистанционно", Mode.HYBRID),
        ("60 участников (45 лично, 15 по видеосвязи)", Mode.HYBRID),
        ("30 врачей в зале, подключились 12", Mode.HYBRID),
        ("Хирурги, подключились к системе страхования", None),
        ("840 (620 очно)", Mode.HYBRID),
        ("840 (840 очно)", Mode.IN_PERSON),
    ],
)
def test_participants_say_the_mode(participants: str, mode: Mode | None):
    assert mode_of("г. Смоленск", "Форум", "", participants) == mode


@pytest.mark.parametrize(
    ("title", "mode", "weak"),
    [
        ("Конкурс учителей", Mode.ONLINE, False),
        ("Заочный этап конкурса", Mode.CORRESPONDENCE, True),
        ("Очно-заочный конкурс", Mode.HYBRID, True),
    ],
)
def test_a_title_outweighs_a_portal(title: str, mode: Mode, weak: bool) -> None:
    reading = read_mode("портал конкурса", title, "", "")
    assert reading is not None
    assert (reading.mode, reading.weak) == (mode, weak)


def test_cells_that_say_different_things_are_doubted():
    reading = read_mode("по видеосвязи", "Семинар", "", "40 педагогов (очно)")
    assert reading is not None
    assert (reading.mode, reading.weak) == (Mode.ONLINE, True)


def test_participants_in_both_ways_outweigh_a_remote_place():
    reading = read_mode("г. Смоленск (дистанционно)", "Конкурс", "", "300 человек (100 – очно, 200 – онлайн)")
    assert reading is not None
    assert (reading.mode, reading.role) == (Mode.HYBRID, Role.PARTICIPANTS)


def test_reading_remembers_cell_and_phrase():
    reading = read_mode("г. Москва\n(в режиме видео\u00adконференции)", "", "", "")
    assert reading is not None
    assert (reading.role, reading.phrase) == (Role.PLACE, "видео\u00adконференции")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_read_without_failing(place: str, content: str):
    assert mode_of(place, "", content) in (None, *Mode)


@pytest.mark.parametrize(
    ("place", "mode"),
    [
        ("почтой", Mode.CORRESPONDENCE),
        ("посылками Почты России", Mode.CORRESPONDENCE),
        ("образовательный портал", Mode.ONLINE),
        ("письмом", Mode.CORRESPONDENCE),
        ("Электронная почта", Mode.CORRESPONDENCE),
        ("почтовая пересылка", Mode.CORRESPONDENCE),
        ("почтовая отправка", Mode.CORRESPONDENCE),
        ("Teams", Mode.ONLINE),
        ("Пруффми", Mode.ONLINE),
        ("ТвГУ / Teams", Mode.HYBRID),
        ("отправка почтой", Mode.CORRESPONDENCE),
        ("почтовой бандеролью", Mode.CORRESPONDENCE),
        ("посылками", Mode.CORRESPONDENCE),
        ("межбиблиотечный абонемент, почта", Mode.CORRESPONDENCE),
        ("по межбиблиотечному абонементу", Mode.CORRESPONDENCE),
        ("рабочая переписка.", Mode.CORRESPONDENCE),
        ("Музей почты", None),
        ("почтовые отделения области", None),
    ],
)
def test_a_place_may_say_that_nobody_met(place: str, mode: Mode | None) -> None:
    reading = read_mode(place, "Обмен книгами", "", "")
    assert (reading and reading.mode) == mode


@pytest.mark.parametrize(
    ("content", "mode"),
    [
        ("Альбомы высланы по почте, 12 экземпляров", Mode.CORRESPONDENCE),
        ("Отправлено поздравление, рисунки получены почтой", Mode.CORRESPONDENCE),
        ("Рассылка календарей почтой", Mode.CORRESPONDENCE),
        ("Доклады о почте; приглашения отправлены по почте", None),
        ("Экскурсия в музей почты", None),
    ],
)
def test_what_was_sent_tells_that_nobody_met_and_is_weak(content: str, mode: Mode | None) -> None:
    reading = read_mode("", "Обмен книгами", content, "")
    assert (reading and reading.mode) == mode
    assert reading is None or reading.weak


def test_the_date_may_say_the_mode() -> None:
    reading = read_mode("г. Вязьма", "Семинар", "", "", dates="май, смешанный формат")
    assert reading is not None
    assert (reading.mode, reading.role) == (Mode.HYBRID, Role.DATES)
    assert read_mode("г. Вязьма", "Семинар", "", "", dates="рабочие дни мая") is None


@pytest.mark.parametrize(
    ("title", "content", "participants", "mode"),
    [
        ("Телемост «Пермь – Минск»", "", "более 250 человек в зале и онлайн", Mode.HYBRID),
        ("Телемост «Пермь – Минск»", "Студенты вышли на связь", "80 чел. в актовом зале", Mode.HYBRID),
        ("Телемост «Пермь – Минск»", "Студенты вышли на связь", "80 чел.", Mode.ONLINE),
        ("Встреча", "Обсуждены планы", "80 чел. в зале", None),
    ],
)
def test_a_hall_with_others_on_the_air_is_hybrid(
    title: str, content: str, participants: str, mode: Mode | None
) -> None:
    assert mode_of(title=title, content=content, participants=participants) == mode
