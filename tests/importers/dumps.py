"""Small documents of invented events in the text-dump form."""

from collections.abc import Sequence

PLAN = (
    "№ п/п",
    "Субъект, с которым планируется взаимодействие",
    "Наименование мероприятия",
    "Сроки проведения мероприятия",
    "Место проведения мероприятия",
    "Участники мероприятия",
    "Содержание мероприятия",
)
AGREEMENTS = (
    "№ п/п",
    "Соглашение о сотрудничестве, в рамках которого была проведена работа",
    *PLAN[2:5],
    "Участники мероприятия (общее количество)",
    "Содержание и результат мероприятия",
)
INTERNATIONAL = (
    "№ п/п",
    "Наименование мероприятия",
    "Место проведения мероприятия",
    "Сроки проведения мероприятия",
    "Цель, содержание и результат мероприятия",
    "Участники мероприятия (общее количество)",
)
CULTURE = "Министерство культуры и туризма Смоленской области"
EDUCATION = "Министерство образования и науки Смоленской области"
PLAN_TITLE = "План мероприятий в сфере межрегионального сотрудничества\nна I полугодие 2025 года"

Row = Sequence[str]


def plan_row(
    title: str, partner: str = "Тверская область", dates: str = "12 марта 2025 года", place: str = "г. Тверь"
) -> Row:
    return (partner, title, dates, place, "Сотрудники музеев", f"Содержание: {title}")


def dump(
    sections: Sequence[tuple[str, Sequence[Row]]],
    *,
    title: str = PLAN_TITLE,
    headings: Sequence[str] = PLAN,
    column_numbers: bool = False,
    notes: Sequence[str] = (),
) -> bytes:
    """The document as bytes; rows are numbered through, an empty section name leaves the heading out."""
    lines = [title, ""] if title else []
    lines += [f"\t{heading}" for heading in headings]
    if column_numbers:
        lines += ["", *(f"\t{number}" for number in range(1, len(headings) + 1))]
    number = 0
    for section, rows in sections:
        if section:
            lines += ["", f"\t{section}"]
        for row in rows:
            number += 1
            lines += ["", f"\t{number}. ", *(f"\t{cell}" for cell in row)]
    for note in notes:
        lines += ["", f"\t{note}"]
    return ("\n".join(lines) + "\n").encode()
