"""Invented events of one year after another, with the right values of each."""

import random
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from agreements.names.place import Place, PlaceKind
from agreements.reference.read import places
from events.period import MONTHS_NOMINATIVE

from .words import FIELDS, HALLS, NAMES, Field

HOME = "ru-67"
NEAR = ("ru-32", "ru-40", "ru-69", "ru-60", "ru-77", "ru-71", "by", "by-vitebskaya", "by-mogilevskaya")
_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
EVENTS_A_YEAR = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One invented event: what documents say of it, and what is right to read."""

    field: Field
    partners: tuple[Place, ...]
    country: Place | None  # of an international one
    title: str
    start: date
    end: date
    dates: str  # as written
    place: str
    count: int | None
    participants: str
    intended: str  # what a plan says of it
    told: str  # what a report says
    signed: bool
    agreed: bool
    is_planned: bool
    is_held: bool

    @property
    def quarter(self) -> int:
        return (self.start.month + 2) // 3

    @property
    def half(self) -> int:
        return 1 if self.start.month <= 6 else 2


class World:
    """The same seed gives the same events."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)
        known = {place.code: place for place in places()}
        self.known = known
        self.subjects = [
            place for place in known.values() if place.kind is PlaceKind.SUBJECT and place.code != HOME
        ]
        self.abroad = [
            place
            for place in known.values()
            if place.kind in (PlaceKind.COUNTRY, PlaceKind.FOREIGN_REGION)
            and place.capital
            and place.code != "ru"
            and not place.minor
        ]

    def year(self, year: int) -> Iterator[Happening]:
        for _number in range(EVENTS_A_YEAR):
            yield self._happening(year)

    def _some(self, pool: Sequence[Place], count: int) -> tuple[Place, ...]:
        """Neighbours are met more often than others."""
        weights = [12 if place.code in NEAR else 1 for place in pool]
        return tuple(dict.fromkeys(self.chance.choices(pool, weights, k=count)))

    def _happening(self, year: int) -> Happening:
        chance = self.chance
        field = chance.choice(FIELDS)
        is_abroad = chance.random() < 0.4
        if is_abroad:
            partners = self._some(self.abroad, 1)
            country = partners[0]
            if country.kind is PlaceKind.FOREIGN_REGION:
                country = self.known[country.parent]
        else:
            partners, country = self._some(self.subjects, chance.choice((1, 1, 1, 2))), None
        start, end, written = self._dates(year)
        count = chance.choice((None, chance.randint(6, 60), chance.randint(60, 900)))
        people = chance.choice(field.people)
        signed, agreed = chance.random() < 0.06, chance.random() < 0.12
        genitives = " и ".join(place.short[1] for place in partners)
        told = f"{'. '.join(chance.sample(field.told, k=min(2, len(field.told))))}."
        if signed:
            told += f" По итогам подписано соглашение о сотрудничестве с организациями {genitives}."
        if agreed:
            told += " Достигнута договоренность о проведении следующей встречи."
        is_planned = chance.random() < 0.7
        return Happening(
            field=field,
            partners=partners,
            country=country,
            title=chance.choice(field.titles).format(name=chance.choice(NAMES)),
            start=start,
            end=end,
            dates=written,
            place=self._place(partners[0], country),
            count=count,
            participants=self._participants(people, genitives, count),
            intended=chance.choice(("Обмен опытом", "Демонстрация достижений", "Обсуждение планов работы"))
            + f" с участием представителей {genitives}",
            told=told,
            signed=signed,
            agreed=agreed,
            is_planned=is_planned,
            is_held=not is_planned or chance.random() < 0.8,
        )

    def _place(self, partner: Place, country: Place | None) -> str:
        hall = self.chance.choice(HALLS)
        if self.chance.random() < 0.5 or not partner.capital:
            return f"г. Смоленск,\n{hall}"
        if country is None:
            return f"г. {partner.capital},\n{hall}"
        return f"г. {partner.capital},\n{(country.official or country.short)[0]}"

    def _participants(self, people: str, genitives: str, count: int | None) -> str:
        if count is None:
            return f"{people} Смоленской области и {genitives}"
        return self.chance.choice(
            (
                f"{people} Смоленской области и {genitives}. Всего – {count} человек",
                f"{people}, {count} человек",
                f"{count} человек: {people.lower()}",
            )
        )

    def _dates(self, year: int) -> tuple[date, date, str]:
        """First and last day, and how an office writes them."""
        chance = self.chance
        month = chance.randint(1, 12)
        last = monthrange(year, month)[1]
        style = chance.choice(("day", "day", "days", "days", "from", "figures", "month", "over"))
        first = chance.randint(1, last)
        if style == "day":
            return self._same(year, month, first, f"{first} {_MONTHS[month - 1]}\n{year} года")
        if style == "figures":
            return self._same(year, month, first, f"{first:02}.{month:02}.{year}")
        if style == "month":
            written = f"{MONTHS_NOMINATIVE[month - 1]}\n{year} года"
            return date(year, month, 1), date(year, month, last), written
        start = date(year, month, min(first, last - 4))
        if style == "over" and month < 12:
            start = date(year, month, last - 2)
            end = start + timedelta(days=chance.randint(3, 6))
            written = f"{start.day} {_MONTHS[month - 1]} –\n{end.day} {_MONTHS[end.month - 1]}\n{year} года"
            return start, end, written
        end = start + timedelta(days=chance.randint(1, 4))
        if style == "from":
            return start, end, f"с {start.day} по {end.day} {_MONTHS[month - 1]} {year} года"
        return start, end, f"{start.day}-{end.day} {_MONTHS[month - 1]}\n{year} года"

    @staticmethod
    def _same(year: int, month: int, day: int, written: str) -> tuple[date, date, str]:
        return date(year, month, day), date(year, month, day), written
