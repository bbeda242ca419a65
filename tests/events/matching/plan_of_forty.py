"""A plan of forty rows and the report on it: most rows are told again plainly, some so that a person must
say, a few never."""

from importers.documents.upload import Upload
from importers.importing import import_document
from tests.importers.dumps import CULTURE, EDUCATION, PLAN_TITLE, Row, dump

REPORT_TITLE = "Отчет о мероприятиях в сфере межрегионального сотрудничества\nза II квартал 2025 года"
PLAIN, DOUBTFUL = 28, range(28, 36)  # the rows after them are never told
_SUBJECTS = (
    *("Брянская область", "Тверская область", "Калужская область", "Псковская область", "Тульская область"),
    *("Орловская область", "Рязанская область", "Курская область"),
)
_WHAT = (
    *("Выставка", "Семинар", "Конкурс", "Встреча", "Ярмарка", "Концерт", "Форум"),
    *("Экскурсия", "Мастер-класс", "Спектакль"),
)
_ABOUT = (
    *("пчеловодов", "кузнецов", "реставраторов", "архивистов", "краеведов", "гончаров", "садоводов"),
    *("скрипачей", "шахматистов", "библиографов", "ткачей", "рыболовов", "органистов", "стеклодувов"),
    *("картографов", "нумизматов", "ботаников", "альпинистов", "велосипедистов", "мозаичистов"),
    *("звонарей", "лоцманов", "метеорологов", "орнитологов", "палеонтологов", "сыроваров", "флористов"),
    *("чеканщиков", "аквалангистов", "баянистов", "виноделов", "гимнастов", "дирижеров", "егерей"),
    *("журналистов", "зоотехников", "ихтиологов", "камнерезов", "лесоводов", "моделистов"),
)


_MONTHS = ("апреля", "мая", "июня")
_MONTHS_NAMED = ("апрель", "май", "июнь")


def _row(number: int, about: str, dates: str, hall: int, participants: str, content: str) -> Row:
    subject, what = _SUBJECTS[number % len(_SUBJECTS)], _WHAT[number % len(_WHAT)]
    return (subject, f"{what} {about}", dates, f"г. Смоленск, зал № {hall}", participants, content)


def _day(number: int, later: int = 0) -> str:
    return f"{1 + number % 20 + later} {_MONTHS[number % 3]} 2025 года"


def rows_of_plan() -> list[Row]:
    """Of the doubtful ones only the month is known."""
    return [
        _row(
            number,
            about,
            f"{_MONTHS_NAMED[number % 3]} 2025 года" if number in DOUBTFUL else _day(number),
            number + 1,
            "Сотрудники музеев",
            "Обмен опытом",
        )
        for number, about in enumerate(_ABOUT)
    ]


def rows_of_report() -> list[Row]:
    """Each of the doubtful ones is told twice, in two halls on two days: one of both is what was planned."""
    rows = []
    for number, about in enumerate(_ABOUT):
        if number < PLAIN:
            rows.append(
                _row(number, about, _day(number), number + 1, f"{20 + number} человек", "Обсуждены планы.")
            )
        elif number in DOUBTFUL:
            rows += [
                _row(number, about, _day(number, later), hall, f"{15 + later} человек", "Обсуждены планы.")
                for hall, later in ((number + 101, 2), (number + 201, 5))
            ]
    return rows


def import_plan_of_forty() -> None:
    plan, report = rows_of_plan(), rows_of_report()
    documents = {
        "план.txt": dump([(CULTURE, plan[:20]), (EDUCATION, plan[20:])], title=PLAN_TITLE),
        "отчет.txt": dump([(CULTURE, report[:20]), (EDUCATION, report[20:])], title=REPORT_TITLE),
    }
    for name, data in documents.items():
        import_document(Upload(name=name, data=data))
