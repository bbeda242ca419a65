"""The sections of a document: found by what they stand for, added in protocol order."""

from collections.abc import Sequence

from agreements.models import Department
from events.models import Report, Section, Sphere
from events.vocabulary import SectionBasis


def section_in(report: Report, department: Department | None, sphere: Sphere | None) -> Section | None:
    """The section an entry of this department and sphere stands in, by what the report is divided by."""
    stands_for = sphere if report.basis == SectionBasis.SPHERE else department
    return section_for(report, stands_for) if stands_for else None


def section_for(report: Report, stands_for: Department | Sphere) -> Section:
    """The section of a department or sphere; a missing one is added."""
    field = "department" if isinstance(stands_for, Department) else "sphere"
    which = {field: stands_for}
    section = report.sections.filter(**which).order_by("order", "id").first()
    if section is not None:
        return section
    section = Section(report=report, title=stands_for.name, **which)
    others = list(report.sections.select_related("department", "sphere").order_by("order", "id"))
    rank = section.rank
    place = next((index for index, other in enumerate(others) if other.rank > rank), len(others))
    section.order = place + 1
    section.save()
    renumber([*others[:place], section, *others[place:]])
    return section


def renumber(sections: Sequence[Section]) -> None:
    """Store the order in which the sections are given."""
    moved = []
    for order, section in enumerate(sections, start=1):
        if section.order != order:
            section.order = order
            moved.append(section)
    Section.objects.bulk_update(moved, ["order"])
