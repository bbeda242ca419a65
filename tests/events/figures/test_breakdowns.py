"""Lines of the figures by department, sphere and partner."""

from datetime import date

import pytest
from django.http import QueryDict

from coopregistry.models import User
from events.access import Access
from events.event_list.filters import EventFilter
from events.models import Section, Sphere, SphereSuccession
from events.models.succession import succession_chains
from events.vocabulary import Kind
from tests.events.cooperation.world import cooperation_with, coordinator, make_entry, report
from tests.events.figures.scopes import figures

pytestmark = pytest.mark.django_db


def test_what_is_chosen_is_not_grouped_by(boss: User) -> None:
    assert figures("period=2025&partner=by", Access.of(boss)).table("partner") is None
    assert figures("period=2025&partner=by", Access.of(boss)).table("sphere") is not None


def test_departments_joined_by_succession_are_one_line() -> None:
    assert succession_chains([(1, 2), (2, 3), (4, 5), (4, 6)]) == [
        (frozenset({3}), frozenset({1, 2, 3})),
        (frozenset({5, 6}), frozenset({4, 5, 6})),
    ]
    assert succession_chains([(1, 2), (2, 1)]) == [(frozenset({1, 2}), frozenset({1, 2}))]


def split_sphere() -> tuple[Sphere, Sphere, Sphere]:
    """One sphere became two in 2031; each has an event."""
    old, left, right = (
        Sphere.objects.create(name=f"Сотрудничество в сфере {name}") for name in ("досуга", "цирка", "музеев")
    )
    for successor in (left, right):
        SphereSuccession.objects.create(predecessor=old, successor=successor, date=date(2031, 1, 1))
    for number, sphere in enumerate((old, left, right), start=1):
        told = report(Kind.INTERNATIONAL_REPORT, f"203{number}-Q1")
        section = Section.objects.create(report=told, title=sphere.name, sphere=sphere)
        make_entry(told, f"Встреча {number}", "by", day=date(2030 + number, 2, 2), section=section)
    return old, left, right


def test_a_sphere_takes_its_predecessors_and_successors() -> None:
    old, left, right = split_sphere()
    assert old.chain() == {old.pk, left.pk, right.pk}
    assert left.chain() == {old.pk, left.pk}
    for sphere, titles in (
        (old, {"Встреча 1", "Встреча 2", "Встреча 3"}),
        (left, {"Встреча 1", "Встреча 2"}),
    ):
        found = EventFilter(QueryDict(f"sphere={sphere.pk}"), coordinator()).events
        assert {event.title for event in found} == titles


def test_spheres_joined_by_succession_are_one_line_of_figures_and_of_a_partner() -> None:
    _old, left, right = split_sphere()
    (line,) = figures("period=2031..2033", coordinator()).table("sphere").rows
    assert (line[0].value, line[1].value) == (f"{left.name}; {right.name}", 3)
    found = EventFilter(QueryDict(line[1].query), coordinator())
    assert found.events.count() == line[1].value
    assert [(share.name, share.events) for share in cooperation_with("by", date(2031, 1, 1)).spheres] == [
        (f"{left.name}; {right.name}", 3)
    ]
