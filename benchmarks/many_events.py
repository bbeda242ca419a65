"""Fills the database named by DATABASE_URL with invented events of ten years: what pages are measured on.

DATABASE_URL=… python benchmarks/many_events.py [--events 50000] [--first-year 2015] [--invented 10000]

The same arguments give the same events. The first 10,000 are invented one by one and computed as the registry
does it; more are copied of them inside the database. The history of the records is left out unless --history
is given, that of copies always.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopregistry.settings")

import django

django.setup()

from copied_events import copy_events
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models, transaction

from agreements.models import Agreement, AgreementParty, Department, Partner
from events.entries.governing import govern_outdated
from events.models import (
    Entry,
    EntryPartner,
    Event,
    EventPartner,
    Finding,
    Report,
    Section,
    Sphere,
    Submission,
)
from events.period import Period
from events.phrases.dates import Dates, write_dates
from events.vocabulary import Activity, Bound, Direction, Kind, Mode, PartnerRole, Precision, SectionBasis

YEARS = 10
BATCH = 2_000
INVENTED = 10_000
PLANNED, REPORTED_OF_PLANNED = 0.72, 0.8

# The same kinds of words as in plans, recombined; no sentence of any document.
WHAT = {
    Activity.VISIT: "Рабочая поездка",
    Activity.RECEPTION: "Прием делегации",
    Activity.BUSINESS_MISSION: "Бизнес-миссия",
    Activity.NEGOTIATIONS: "Переговоры",
    Activity.MEETING: "Встреча",
    Activity.EXHIBITION: "Выставка",
    Activity.FAIR: "Ярмарка",
    Activity.FORUM: "Форум",
    Activity.CONFERENCE: "Научно-практическая конференция",
    Activity.SEMINAR: "Семинар",
    Activity.ROUND_TABLE: "Круглый стол",
    Activity.FESTIVAL: "Фестиваль",
    Activity.CONTEST: "Конкурс",
    Activity.COMPETITION: "Турнир",
    Activity.CONCERT: "Концерт",
    Activity.PRESENTATION: "Презентация",
    Activity.EXPERIENCE_EXCHANGE: "Обмен опытом",
}
WHOSE = (
    "молодых педагогов", "народных мастеров", "библиотек", "сельских товаропроизводителей", "музеев",
    "творческих коллективов", "лесных хозяйств", "ветеринарных служб", "архивов", "спортивных школ",
    "экспортеров", "краеведов", "студенческих отрядов", "туристических предприятий", "художников",
    "строителей", "медицинских работников", "добровольцев", "поисковых отрядов", "пчеловодов",
)  # fmt: skip
ABOUT = (
    "по вопросам цифрового развития", "в сфере культуры и искусства", "по сохранению народных промыслов",
    "о развитии промышленной кооперации", "по охране окружающей среды", "в области физической культуры",
    "о поддержке семьи и детства", "по подготовке кадров", "о приграничной торговле",
    "по развитию внутреннего туризма", "в сфере здравоохранения", "о благоустройстве городов",
    "по изучению родного края", "о сельских территориях", "по безопасности дорожного движения",
    "в сфере молодежной политики", "о переработке льна", "по реставрации памятников",
)  # fmt: skip
NAMED = (
    "«Днепровские зори»", "«Соседи»", "«Мост дружбы»", "«Льняной край»", "«Смоленский ларец»",
    "«Общее поле»", "«Свет книги»", "«Родники»", "«Шаг вперед»", "«Открытые двери»", "«Лад»", "«Истоки»",
)  # fmt: skip
WORK = (
    "Обсуждены вопросы взаимодействия", "Проведены мастер-классы", "Представлены работы участников",
    "Состоялся осмотр объектов", "Подведены итоги совместной работы", "Показаны лучшие образцы изделий",
    "Согласованы направления дальнейшей работы", "Прочитаны лекции", "Организована экскурсия",
    "Участникам вручены дипломы", "Рассмотрены предложения сторон", "Проведена деловая игра",
)  # fmt: skip
WITH = (
    "с участием образовательных организаций", "с привлечением общественных объединений",
    "при поддержке муниципальных образований", "с представителями предприятий региона",
    "в рамках действующих соглашений", "на базе подведомственных учреждений", "в смешанном составе",
)  # fmt: skip
ARRANGED = "Достигнута договоренность о проведении следующей встречи"
SIGNED = "подписано соглашение о взаимодействии"

HEADINGS = [
    ["№ п/п", "number"],
    ["Субъект Российской Федерации, государство", "partner"],
    ["Наименование мероприятия", "title"],
    ["Сроки проведения", "dates"],
    ["Место проведения", "place"],
    ["Участники", "participants"],
    ["Содержание и результат", "content"],
]
REPORT_OF = {
    Kind.INTERREGIONAL_PLAN: (Kind.INTERREGIONAL_REPORT, Kind.AGREEMENTS_REPORT),
    Kind.INTERNATIONAL_PLAN: (Kind.INTERNATIONAL_REPORT,),
}


class World:
    """Material for events; documents and sections are created on first use."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)
        self.departments = list(Department.objects.order_by("order", "pk"))
        self.spheres = list(Sphere.objects.order_by("order", "pk"))
        known = list(Partner.objects.partners().select_related("parent").order_by("code"))
        self.subjects = [one for one in known if one.kind == Partner.Kind.SUBJECT]
        self.abroad = [one for one in known if one.kind in ("country", "foreign_region")]
        self.cities = [one for one in known if one.kind == Partner.Kind.CITY]
        # Neighbours meet often: a few partners have very many events, most have some.
        self.weights = {id(pool): self._weights(pool) for pool in (self.subjects, self.abroad, self.cities)}
        self.reports: dict[tuple[Kind, str], Report] = {}
        self.sections: dict[tuple[int, int], Section] = {}
        self.orders: dict[int, int] = {}
        self.agreements = self._agreements()

    def _weights(self, pool: Sequence[Partner]) -> list[float]:
        weights = [1 / (place + 3) for place in range(len(pool))]
        self.chance.shuffle(weights)
        return weights

    def some(self, pool: list[Partner], count: int) -> list[Partner]:
        found = self.chance.choices(pool, weights=self.weights[id(pool)], k=count)
        return list(dict.fromkeys(found))

    def _agreements(self) -> list[Agreement]:
        home = Partner.objects.get(code=settings.HOME_SUBJECT)
        made = []
        for number, partner in enumerate([*self.subjects, *self.abroad[:60]], start=1):
            signed = date(2005, 1, 1) + timedelta(days=self.chance.randrange(6_000))
            made.append(
                Agreement(
                    title=f"Соглашение о сотрудничестве: {home.name} – {partner.name}",
                    number=f"{number}-С",
                    signed_on=signed,
                    valid_until=signed + timedelta(days=365 * self.chance.choice((5, 10, 15, 22, 25))),
                    department=self.chance.choice(self.departments),
                    confirmed=self.chance.random() < 0.9,
                )
            )
        create(made)
        parties = []
        for agreement, partner in zip(made, [*self.subjects, *self.abroad[:60]], strict=True):
            parties += [
                AgreementParty(agreement=agreement, partner=home, order=0),
                AgreementParty(agreement=agreement, partner=partner, order=1),
            ]
        create(parties)
        return made

    def report(self, kind: Kind, period: Period) -> Report:
        key = (kind, period.code)
        if key not in self.reports:
            basis = SectionBasis.SPHERE if kind == Kind.INTERNATIONAL_REPORT else SectionBasis.DEPARTMENT
            values = {
                "title": f"{'План' if kind.is_plan else 'Отчет'} за {period.title}",
                "basis": basis,
                "headings": HEADINGS,
                "state": Report.State.PUBLISHED,
            }
            report, _made = Report.objects.get_or_create(
                kind=kind, period_code=period.code, partner=None, defaults=values
            )
            create(
                [
                    Submission(report=report, department=one, state=Submission.State.ACCEPTED)
                    for one in self.departments
                    if not Submission.objects.filter(report=report, department=one).exists()
                ]
            )
            self.reports[key] = report
        return self.reports[key]

    def section(self, report: Report, department: Department, sphere: Sphere) -> Section:
        head = sphere if report.basis == SectionBasis.SPHERE else department
        key = (report.pk, head.pk)
        if key not in self.sections:
            by_sphere = report.basis == SectionBasis.SPHERE
            place = {"sphere": head} if by_sphere else {"department": head}
            self.sections[key] = Section.objects.get_or_create(
                report=report, **place, defaults={"title": head.name, "order": head.order}
            )[0]
        return self.sections[key]

    def order(self, report: Report) -> int:
        self.orders[report.pk] = self.orders.get(report.pk, 0) + 1
        return self.orders[report.pk]


def create(records: Sequence[models.Model]) -> None:
    """Without history, which bulk_create of the models' own managers would write."""
    if not records:
        return
    if World.with_history:
        type(records[0])._default_manager.bulk_create(records)
        return
    for record in records:
        record.prepare()
    models.QuerySet(type(records[0])).bulk_create(records, batch_size=500)


World.with_history = False


class Made:
    """One event with its rows, not yet saved."""

    def __init__(self, world: World, year: int):
        chance = world.chance
        self.partners: list[tuple[Partner, PartnerRole]] = []
        self.rows: list[Entry] = []
        international = chance.random() < 0.35
        plan_kind = Kind.INTERNATIONAL_PLAN if international else Kind.INTERREGIONAL_PLAN
        activity = chance.choice(list(WHAT))
        self.department = chance.choice(world.departments)
        self.sphere = chance.choice(world.spheres)
        start = date(year, 1, 1) + timedelta(days=chance.randrange(365))
        precision = chance.choices((Precision.DAY, Precision.MONTH), weights=(9, 1))[0]
        end = start + timedelta(days=chance.choice((0, 0, 0, 1, 2, 4)))
        if precision is Precision.MONTH:
            start = start.replace(day=1)
            end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        self._partners(world, international)
        named = self.partners[0][0]
        title = f"{WHAT[activity]} {chance.choice(WHOSE)} {chance.choice(ABOUT)} {chance.choice(NAMED)}"
        signed, agreed = chance.random() < 0.05, chance.random() < 0.12
        participants = chance.choice((None, None, chance.randint(3, 2_000)))
        direction = chance.choice([*Direction, ""])
        place = f"г. {named.capital or 'Смоленск'}" if direction == Direction.OUTGOING else "г. Смоленск"
        agreement = chance.choice(world.agreements) if chance.random() < 0.3 else None
        values: dict[str, Any] = {
            "start": start,
            "end": end,
            "precision": precision,
            "mode": chance.choice([*Mode, "", ""]),
            "participants_count": participants,
            "participants_bound": chance.choice(list(Bound)) if participants else "",
            "signed": signed,
            "agreed": agreed,
            "activity": activity,
            "direction": direction,
        }
        said = ". ".join(f"{chance.choice(WORK)} {chance.choice(WITH)}" for _ in range(chance.randint(1, 4)))
        results = {}
        if signed:
            said += f". По итогам {SIGNED}"
            results["documents"] = [{"phrase": SIGNED, "count": 1}]
        if agreed:
            said += f". {ARRANGED}"
            results["arrangements"] = [f"{ARRANGED}."]
        cells = {
            "partner": ", ".join(partner.name for partner, _role in self.partners),
            "title": title,
            "dates": write_dates(Dates.of(start, end, precision)),
            "place": place,
            "participants": f"{participants} человек" if participants else "",
            "content": f"{said}.",
        }
        planned = chance.random() < PLANNED
        reported = not planned or chance.random() < REPORTED_OF_PLANNED
        half = Period(year, "H1" if start.month <= 6 else "H2")
        quarter = Period(year, f"Q{(start.month + 2) // 3}")
        documents = [(plan_kind, half)] if planned else []
        documents += [(chance.choice(REPORT_OF[plan_kind]), quarter)] if reported else []
        self.event = Event(title=title, place=place, agreement=agreement, **values)
        for kind, period in documents:
            report = world.report(kind, period)
            plan_values = {**values, "signed": False, "agreed": False} if kind.is_plan else values
            order = world.order(report)
            fate = Entry.Fate.CANCELLED if planned and not reported and chance.random() < 0.3 else ""
            self.rows.append(
                Entry(
                    report=report,
                    section=world.section(report, self.department, self.sphere),
                    order=order,
                    number=order,
                    department=self.department,
                    agreement=agreement,
                    cells=cells,
                    recognised={"results": results} if results and not kind.is_plan else {},
                    fate=fate,
                    **plan_values,
                )
            )

    def _partners(self, world: World, international: bool) -> None:
        count = world.chance.choices((1, 2, 3), weights=(8, 2, 1))[0]
        for partner in world.some(world.abroad if international else world.subjects, count):
            self.partners.append((partner, PartnerRole.PARTNER))
            if partner.kind == Partner.Kind.FOREIGN_REGION and partner.parent:
                self.partners.append((partner.parent, PartnerRole.PARTNER))
        if world.chance.random() < 0.2:
            city = world.some(world.cities, 1)[0]
            self.partners.append((city, PartnerRole.PLACE))
        if world.chance.random() < 0.1:
            self.partners.append((world.chance.choice(world.subjects), PartnerRole.MENTIONED))
        known: dict[int, tuple[Partner, PartnerRole]] = {}
        for partner, role in self.partners:
            known.setdefault(partner.pk, (partner, role))
        self.partners = list(known.values())


def batches(world: World, count: int, first_year: int) -> Iterator[list[Made]]:
    batch: list[Made] = []
    for number in range(count):
        batch.append(Made(world, first_year + number * YEARS // count))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def store(world: World, batch: list[Made]) -> None:
    create([made.event for made in batch])
    for made in batch:
        made.rows[0].own_event = made.event
        for row in made.rows:
            row.event = made.event
    create([row for made in batch for row in made.rows])
    create(
        [
            EntryPartner(entry=row, partner=partner, role=role, cell="partner", phrase=partner.name)
            for made in batch
            for row in made.rows
            for partner, role in made.partners
        ]
    )
    doubted = [row for made in batch for row in made.rows if world.chance.random() < 0.08]
    Finding.objects.bulk_create(
        [
            Finding(
                report=row.report,
                entry=row,
                code="no-participant-figure",
                severity=world.chance.choice(("info", "warning")),
                role="participants",
            )
            for row in doubted
        ],
        batch_size=500,
    )


def fill(
    count: int, first_year: int, *, invented: int = INVENTED, seed: int = 20240101, history: bool = False
) -> None:
    World.with_history = history
    world = World(seed)
    invented = min(count, invented)
    for batch in batches(world, invented, first_year):
        with transaction.atomic():
            store(world, batch)
    began = time.perf_counter()
    governed = govern_outdated()
    print(f"{governed / (time.perf_counter() - began):.0f} events computed from their rows a second")
    if count > invented:
        began = time.perf_counter()
        copy_events(count - invented)
        print(f"{(count - invented) / (time.perf_counter() - began):.0f} events copied a second")
    with connection.cursor() as cursor:
        # As PostgreSQL does by itself in time.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--first-year", type=int, default=2015)
    parser.add_argument("--invented", type=int, default=INVENTED, help="the events that are no copies")
    parser.add_argument("--history", action="store_true", help="record every change, as the registry does")
    arguments = parser.parse_args()
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    fill(arguments.events, arguments.first_year, invented=arguments.invented, history=arguments.history)
    print(
        f"{Event.objects.count()} events, {Entry.objects.count()} rows, "
        f"{EventPartner.objects.count()} partners of events, {Report.objects.count()} documents "
        f"in {time.perf_counter() - began:.0f} s"
    )


if __name__ == "__main__":
    main()
