"""Imported documents of invented events, one of them planned and reported, to try filters on."""

from collections.abc import Iterable

from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from coopregistry.models import User
from events.access import Access
from events.entries.governing import govern_events_of
from events.entries.joining import Grounds, join
from events.event_list.filters import EventFilter
from events.exports.event_columns import EventRow
from events.models import Entry, Event
from importers.documents.upload import Upload
from importers.importing import import_document
from tests.importers.dumps import AGREEMENTS, CULTURE, EDUCATION, INTERNATIONAL, dump, plan_row

AGREEMENTS_TITLE = (
    "Отчет о реализации соглашений в сфере межрегионального сотрудничества\nза I квартал 2025 года"
)
INTERNATIONAL_TITLE = (
    "Отчет о мероприятиях в международной сфере, проведенных исполнительными органами "
    "Смоленской области и подведомственными им учреждениями\nв IV квартале 2024 года"
)
TREATY = (
    "Соглашение о сотрудничестве между Администрацией Смоленской области и Правительством Тверской области"
)
BOOK, GARDEN, CHOIR, SUMMER = "Книжная ярмарка", "Выставка садов", "Хоровой слёт", "Летняя школа"
TEA, DANCE = "Чайный форум", "Фестиваль танцев"
ALL = {BOOK, GARDEN, CHOIR, SUMMER, TEA, DANCE}


def import_world() -> None:
    plan = dump(
        [
            (
                CULTURE,
                [
                    plan_row(BOOK),
                    plan_row(GARDEN, "Брянская область", "26-28 февраля 2025 года", "г. Брянск"),
                ],
            ),
            (
                EDUCATION,
                [
                    plan_row(CHOIR, "Калужская область", "в течение полугодия", "дистанционно"),
                    plan_row(SUMMER, "Брянская область", "июнь 2025 года", "г. Смоленск"),
                ],
            ),
        ]
    )
    report = dump(
        [
            (
                CULTURE,
                [
                    (
                        TREATY,
                        BOOK,
                        "12 марта 2025 года",
                        "г. Тверь",
                        "Более 120 участников",
                        "По итогам подписано соглашение о сотрудничестве библиотек.",
                    )
                ],
            )
        ],
        title=AGREEMENTS_TITLE,
        headings=AGREEMENTS,
    )
    abroad = dump(
        [
            (
                "Сотрудничество в сфере культуры",
                [
                    (
                        DANCE,
                        "г. Витебск, Республика Беларусь",
                        "3-5 октября 2024 года",
                        "Показ народных танцев Витебской области",
                        "40 человек",
                    ),
                    (
                        TEA,
                        "г. Пекин, Китайская Народная Республика",
                        "декабрь 2024 года",
                        "Достигнута договоренность об обмене делегациями с Китаем.",
                        "делегация",
                    ),
                ],
            )
        ],
        title=INTERNATIONAL_TITLE,
        headings=INTERNATIONAL,
    )
    for name, data in (("план.txt", plan), ("соглашения.txt", report), ("международный.txt", abroad)):
        import_document(Upload(name=name, data=data))
    reported = Entry.objects.get(cells__title=BOOK, report__kind="agreements_report")
    planned = Entry.objects.get(cells__title=BOOK, report__kind="interregional_plan")
    join(planned, reported, Grounds())
    cancelled = Entry.objects.filter(cells__title=GARDEN)
    cancelled.update(fate=Entry.Fate.CANCELLED, fate_note="Не приехали")
    govern_events_of(cancelled)


def titles(events: Iterable[Event]) -> set[str]:
    return {event.title for event in events}


def chosen(query: str, user: User) -> EventFilter:
    return EventFilter(QueryDict(query), Access.of(user))


def rows_shown(client: Client, query: str) -> list[EventRow]:
    return client.get(f"{reverse('events:events')}?{query}").context["rows"]
