"""The section of a department or sphere, and where a missing one is added."""

import pytest

from agreements.models import Department
from coopregistry.history import version_of
from events.entries.sections import renumber, section_for, section_in
from events.models import Report, Section, Sphere
from events.vocabulary import SectionBasis
from tests.permissions.roles import World

pytestmark = pytest.mark.django_db


def new_department(name: str, order: int) -> Department:
    return Department.objects.create(name=name, order=order)


@pytest.fixture
def report(world: World) -> Report:
    world.plan.pk, world.plan._state.adding = None, True
    world.plan.period_code = "2032-H1"
    world.plan.save()
    return world.plan


def titles(report: Report) -> list[tuple[int, str]]:
    return list(report.sections.order_by("order", "id").values_list("order", "title"))


def test_sections_are_added_in_the_order_of_the_protocol(report: Report) -> None:
    for order in (20, 30, 10):
        section_for(report, new_department(f"Орган {order}", order))
    assert titles(report) == [(1, "Орган 10"), (2, "Орган 20"), (3, "Орган 30")]


def test_departments_of_one_rank_stand_by_name(report: Report) -> None:
    for name in ("Б", "А", "В"):
        section_for(report, new_department(name, 5))
    assert [title for _order, title in titles(report)] == ["А", "Б", "В"]


def test_a_section_of_nothing_known_stays_below(report: Report) -> None:
    Section.objects.create(report=report, title="Разное", order=1)
    section_for(report, new_department("Орган", 5))
    assert titles(report) == [(1, "Орган"), (2, "Разное")]


def test_the_first_of_two_sections_is_taken_and_none_added(report: Report) -> None:
    department = new_department("Орган", 5)
    second = Section.objects.create(report=report, title="Ещё раз", department=department, order=2)
    first = Section.objects.create(report=report, title="Орган", department=department, order=1)
    assert section_for(report, department) == first
    assert set(report.sections.all()) == {first, second}


def test_a_report_by_spheres_asks_for_the_sphere(report: Report) -> None:
    report.basis = SectionBasis.SPHERE
    sphere = Sphere.objects.first()
    department = new_department("Орган", 5)
    section = section_in(report, department, sphere)
    assert (section.sphere, section.department) == (sphere, None)
    assert section_in(report, department, None) is None


def test_a_report_by_departments_asks_for_the_department(report: Report) -> None:
    department = new_department("Орган", 5)
    assert section_in(report, department, Sphere.objects.first()).department == department
    assert section_in(report, None, Sphere.objects.first()) is None


def test_renumbering_writes_only_what_moved(report: Report) -> None:
    first = Section.objects.create(report=report, title="А", order=1)
    second = Section.objects.create(report=report, title="Б", order=3)
    version = version_of(first)
    renumber([first, second])
    assert titles(report) == [(1, "А"), (2, "Б")]
    assert version_of(first) == version
