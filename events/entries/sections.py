"""The section of a report a body's or a sphere's rows stand under, made where there is none yet."""

from agreements.models import Department
from events.models import Report, Section, Sphere


def section_for(report: Report, stands_for: Department | Sphere) -> Section:
    """The section of this body or sphere; a new one takes its place in protocol order."""
    which = {"department" if isinstance(stands_for, Department) else "sphere": stands_for}
    standing = report.sections.filter(**which).order_by("order", "id").first()
    if standing is not None:
        return standing
    section = Section(report=report, title=stands_for.name, **which)
    sections = list(report.sections.select_related("department", "sphere").order_by("order", "id"))
    rank = _rank(section)
    place = next((index for index, one in enumerate(sections) if _rank(one) > rank), len(sections))
    section.order = place + 1
    section.save()
    renumber([*sections[:place], section, *sections[place:]])
    return section


def renumber(sections: list[Section]) -> None:
    """Write the order of the sections as they are given; those that stand right are left alone."""
    moved = []
    for position, section in enumerate(sections, start=1):
        if section.order != position:
            section.order = position
            moved.append(section)
    Section.objects.bulk_update(moved, ["order"])


def _rank(section: Section) -> tuple[int, str]:
    stands_for = section.department or section.sphere
    return (stands_for.order, stands_for.name) if stands_for else (10**9, section.title)
