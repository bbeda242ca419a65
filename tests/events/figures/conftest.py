"""The world of the filters with a second report, departments and successors, equal titles in one group."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from agreements.models import Department, Succession
from coopregistry.models import User
from events.models import Section, Sphere
from events.vocabulary import Kind, PartnerRole
from tests.events.cooperation.world import make_entry, report
from tests.events.event_world import import_world


def make_figures() -> None:
    """Adds 2024 and 2025 to the imported documents, by dates and by documents, with every kind of figure."""
    import_world()
    old, left, right = (
        Department.objects.create(name=f"Министерство пробных дел {name}", order=order)
        for order, name in enumerate(("прежнее", "левое", "правое"))
    )
    for successor in (left, right):
        Succession.objects.create(predecessor=old, successor=successor)
    spring, summer = (
        report(Kind.INTERNATIONAL_REPORT, "2025-Q1"),
        report(Kind.INTERNATIONAL_REPORT, "2025-Q2"),
    )
    before = report(Kind.INTERNATIONAL_REPORT, "2024-Q1")
    sphere = Sphere.objects.first()
    sections = {
        of.pk: Section.objects.create(report=of, title="Раздел", sphere=sphere)
        for of in (spring, summer, before)
    }
    both = make_entry(
        spring, "Приём делегации мастеров", "by-vitebskaya", "by", day=date(2025, 3, 30), department=old,
        section=sections[spring.pk], activity="reception", direction="incoming", participants_count=40,
        participants_bound="at_least",
    )  # fmt: skip
    for of, author in ((summer, left), (summer, old), (spring, right)):
        make_entry(of, "Приём делегации мастеров", "by", event=both.event, day=date(2025, 4, 2),
            department=author, section=sections[of.pk], activity="reception", direction="incoming",
            participants_count=45, participants_bound="at_least", signed=True,
            results={"documents": [{"phrase": "подписаны", "count": 3}]})  # fmt: skip
    make_entry(spring, "Выставка двух кварталов", "ru-32", "kz", department=right,
        section=sections[spring.pk], start=date(2025, 3, 1), end=date(2025, 5, 1))  # fmt: skip
    make_entry(
        spring,
        "Без срока",
        "by",
        participants_count=7,
        participants_bound="about",
        section=sections[spring.pk],
    )
    make_entry(before, "Визит делегации", "kz", day=date(2024, 2, 2), department=left, activity="visit",
        direction="outgoing", agreed=True, section=sections[before.pk])  # fmt: skip
    make_entry(before, "Рабочая встреча", day=date(2024, 3, 3), activity="meeting", direction="at_home")
    make_entry(before, "Лекция о соседях", "by", day=date(2024, 3, 4), role=PartnerRole.MENTIONED)


@pytest.fixture(scope="module")
def boss(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[User]:
    with django_db_blocker.unblock(), transaction.atomic():
        make_figures()
        yield User.objects.create_superuser("a-boss")
        transaction.set_rollback(True)


@pytest.fixture
def client(boss: User) -> Client:
    client = Client()
    client.force_login(boss)
    return client
