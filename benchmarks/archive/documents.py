"""Which documents an archive of some years holds, and what their rows say."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from events.period import Period
from events.vocabulary import Kind
from samples.model import SAME, Numbers, Sample, Section, Sections

from . import typos
from .words import AGREEMENT_FIELDS, FIELDS
from .world import Happening, World

HEADINGS = {
    "number": "№ п/п",
    "partner": "Субъект Российской Федерации, с которым осуществляется взаимодействие",
    "country": "Страна, регион иностранного государства",
    "agreement": "Соглашение о сотрудничестве, в рамках которого была проведена работа",
    "title": "Наименование мероприятия",
    "dates": "Сроки проведения мероприятия",
    "place": "Место проведения мероприятия",
    "participants": "Участники мероприятия",
    "content": "Содержание и результат мероприятия",
}
WIDTHS = {"number": 12, "partner": 38, "country": 38, "agreement": 50, "title": 48, "dates": 32, "place": 38}
COLUMNS = {
    Kind.INTERREGIONAL_PLAN: ("partner", "title", "dates", "place", "participants", "content"),
    Kind.INTERREGIONAL_REPORT: ("partner", "title", "dates", "place", "content", "participants"),
    Kind.AGREEMENTS_REPORT: ("agreement", "title", "dates", "place", "participants", "content"),
    Kind.INTERNATIONAL_PLAN: ("country", "title", "dates", "place", "participants", "content"),
    Kind.INTERNATIONAL_REPORT: ("title", "place", "dates", "content", "participants"),
}
TITLES = {
    Kind.INTERREGIONAL_PLAN: ("План мероприятий в сфере межрегионального сотрудничества", "на {period}"),
    Kind.INTERREGIONAL_REPORT: (
        "Отчет о мероприятиях в сфере межрегионального сотрудничества",
        "за {period}",
    ),
    Kind.AGREEMENTS_REPORT: (
        "Отчет о реализации соглашений в сфере межрегионального сотрудничества",
        "за {period}",
    ),
    Kind.INTERNATIONAL_PLAN: ("План мероприятий в сфере международного сотрудничества", "на {period}"),
    Kind.INTERNATIONAL_REPORT: (
        "Отчет о мероприятиях в международной сфере, проведенных исполнительными органами Смоленской области",
        "за {period}",
    ),
}
NAMES = {
    Kind.INTERREGIONAL_PLAN: "План межрегиональный",
    Kind.INTERREGIONAL_REPORT: "Отчет межрегиональный",
    Kind.AGREEMENTS_REPORT: "Отчет по соглашениям",
    Kind.INTERNATIONAL_PLAN: "План международный",
    Kind.INTERNATIONAL_REPORT: "Отчет международный",
}
A_TYPO_IN = 10  # rows
A_DOCUMENT_A_YEAR_LESS = ("Q2", "Q3")  # one report of these quarters was never sent


@dataclass(slots=True, kw_only=True)
class Archived:
    """A document with what is right to read in it, row by row."""

    sample: Sample
    kind: Kind
    period: Period
    rows: list[Happening] = field(default_factory=list)
    spoilt: dict[int, tuple[str, str]] = field(default_factory=dict)  # index of row → typo, field it touches
    headings_spoilt: int = 0


class Archive:
    """The documents of some years, in the order in which they were written."""

    def __init__(self, *, seed: int, first_year: int, years: int):
        self.chance = random.Random(seed)
        self.world = World(seed + 1)
        self.years = range(first_year, first_year + years)
        self.omitted: list[tuple[Kind, Period]] = []

    def documents(self) -> Iterator[Archived]:
        for year in self.years:
            yield from self._of_year(year, list(self.world.year(year)))

    def _of_year(self, year: int, happened: Sequence[Happening]) -> Iterator[Archived]:
        at_home = [one for one in happened if one.country is None]
        abroad = [one for one in happened if one.country is not None]
        is_inner = year not in (self.years[0], self.years[-1])
        omitted = (
            self.chance.choice((Kind.AGREEMENTS_REPORT, Kind.INTERNATIONAL_REPORT)),
            Period(year, self.chance.choice(A_DOCUMENT_A_YEAR_LESS)),
        )
        if is_inner:
            self.omitted.append(omitted)
        for half in (1, 2):
            period = Period(year, f"H{half}")
            for kind, events in ((Kind.INTERREGIONAL_PLAN, at_home), (Kind.INTERNATIONAL_PLAN, abroad)):
                yield self.whole(kind, period, (one for one in events if one.half == half and one.is_planned))
        month = self.chance.randint(1, 12)
        monthly = [one for one in at_home if one.start.month == month and one.is_planned]
        yield self.whole(Kind.INTERREGIONAL_PLAN, Period(year, f"{month:02}"), monthly)
        for quarter in (1, 2, 3, 4):
            period = Period(year, f"Q{quarter}")
            held = [one for one in at_home if one.quarter == quarter and one.is_held]
            if quarter == 3:  # nobody put the parts of the departments together
                yield from self._parts(period, held)
            else:
                yield self.whole(Kind.INTERREGIONAL_REPORT, period, held[::2] or held)
            for kind, events in (
                (Kind.AGREEMENTS_REPORT, held[1::2] or held),
                (Kind.INTERNATIONAL_REPORT, (e for e in abroad if e.quarter == quarter and e.is_held)),
            ):
                if not is_inner or (kind, period) != omitted:
                    yield self.whole(kind, period, events)
        yield self._of_agreement(year, at_home)
        if is_inner:
            yield self._of_belarus(year, abroad)

    def whole(self, kind: Kind, period: Period, events: Iterable[Happening]) -> Archived:
        title = tuple(line.format(period=period.title) for line in TITLES[kind])
        return self._document(kind, period, title, events, NAMES[kind])

    def _parts(self, period: Period, events: Sequence[Happening]) -> Iterator[Archived]:
        for department in FIELDS[:3]:
            own = [one for one in events if one.field is department]
            title = (
                f"Отчет {department.genitive} о мероприятиях в сфере межрегионального сотрудничества",
                f"за {period.title}",
            )
            yield self._document(
                Kind.INTERREGIONAL_REPORT, period, title, own, f"{department.department[:24]} отчет"
            )

    def _of_belarus(self, year: int, events: Sequence[Happening]) -> Archived:
        belarus = self.world.known["by"]
        own = [one for one in events if one.country is belarus and one.is_held]
        title = ("Отчет о мероприятиях по сотрудничеству с Республикой Беларусь", f"за {year} год")
        return self._document(Kind.INTERNATIONAL_REPORT, Period(year), title, own, "Отчет Беларусь")

    def _of_agreement(self, year: int, events: Sequence[Happening]) -> Archived:
        """A plan of one agreement, of three years, in four columns."""
        partner = self.world.subjects[year % len(self.world.subjects)]
        period = Period(year, last_year=year + 2)
        rows = events[:12]
        sample = Sample(
            path=f"{year}/План по соглашению, {partner.name} {period.year_title}.docx",
            title=(
                "План мероприятий по реализации Соглашения между Правительством Смоленской области и "
                f"Правительством {partner.short[1]} {AGREEMENT_FIELDS[0]}",
                f"на {period.year_title} годы",
            ),
            headings=("№ п/п", "Мероприятие", "Срок реализации", "Исполнители"),
            widths=(12, 110, 50, 95),
            content=(
                Section(
                    heading="Общие направления сотрудничества",
                    rows=tuple((one.title, one.dates, one.field.department) for one in rows),
                ),
            ),
        )
        return Archived(sample=sample, kind=Kind.INTERREGIONAL_PLAN, period=period, rows=list(rows))

    def _document(
        self, kind: Kind, period: Period, title: tuple[str, ...], events: Iterable[Happening], name: str
    ) -> Archived:
        chance = self.chance
        suffix = chance.choice((".docx", ".docx", ".docx", ".xlsx"))
        columns = COLUMNS[kind]
        by_sphere = kind in (Kind.INTERNATIONAL_PLAN, Kind.INTERNATIONAL_REPORT)

        def section_of(one: Happening) -> str:
            return one.field.sphere if by_sphere else one.field.department

        order = [section.sphere if by_sphere else section.department for section in FIELDS]
        ordered = sorted(
            events, key=lambda one: (order.index(section_of(one)), one.partners[0].name, one.start)
        )
        made = Archived(sample=_EMPTY, kind=kind, period=period, rows=ordered)
        content: list[Section] = []
        index = 0
        for heading, group in groupby(ordered, key=section_of):
            rows: list[tuple[str, ...]] = []
            above, merged = "", 0
            for one in group:
                cells = _cells(one, kind)
                if chance.randrange(A_TYPO_IN) == 0:
                    cells, typo, touches = typos.spoil(cells, chance)
                    if typo:
                        made.spoilt[index] = (typo, touches)
                row = [cells[column] for column in columns]
                # Word merges as many as there are; in a sheet two at most, which is how people do it there.
                is_same = row[0] == above and columns[0] != "title" and not (suffix == ".xlsx" and merged)
                above, merged = row[0], merged + 1 if is_same else 0
                rows.append((SAME, *row[1:]) if is_same else tuple(row))
                index += 1
            if chance.randrange(40) == 0:
                heading, made.headings_spoilt = typos.heading(heading, chance), made.headings_spoilt + 1
            content.append(Section(heading=heading, rows=tuple(rows)))
        made.sample = Sample(
            path=f"{period.year}/{name} {period.title}{suffix}",
            title=title,
            headings=tuple(HEADINGS[column] for column in ("number", *columns)),
            widths=tuple(WIDTHS.get(column, 50) for column in ("number", *columns)),
            content=tuple(content),
            sections=chance.choice((Sections.ACROSS, Sections.ACROSS, Sections.BETWEEN)),
            numbers=chance.choice((Numbers.TYPED, Numbers.TYPED, Numbers.AUTOMATIC)),
        )
        return made


_EMPTY = Sample(path="", title=(), headings=(), widths=(), content=())


def _cells(one: Happening, kind: Kind) -> dict[str, str]:
    genitives = " и ".join(place.short[1] for place in one.partners)
    country = one.country
    told = one.intended if kind.is_plan else one.told
    if kind is Kind.INTERNATIONAL_REPORT:
        told = f"Приняли участие представители {genitives}. {told}"
    cells = {
        "partner": ", ".join(place.name for place in one.partners),
        "title": one.title,
        "dates": one.dates,
        "place": one.place,
        "participants": one.participants,
        "content": told,
    }
    if kind is Kind.AGREEMENTS_REPORT:
        cells["agreement"] = (
            f"Соглашение между Правительством Смоленской области и Правительством {one.partners[0].short[1]} "
            f"{AGREEMENT_FIELDS[len(one.partners[0].code) % 2]}"
        )
        del cells["partner"]
    if country is not None:
        region = one.partners[0]
        name = (country.official or country.short)[0]
        cells["country"] = name if region is country else f"{region.name},\n{name}"
        del cells["partner"]
    return cells
