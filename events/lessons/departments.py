"""Lessons on names of executive bodies, in headings of sections and in columns of their own."""

from collections.abc import Iterator

from django.db.models import QuerySet

from agreements.models import Department, DepartmentWording
from agreements.names.folding import fold
from events.entries.governing import govern_events_of
from events.entries.recognition import in_chunks
from events.models import Entry, Lesson, Section, Submission
from events.phrases.headings import without_number
from events.vocabulary import SectionBasis

from .assigned import assigned_rows
from .effect import Effect
from .readings import rows_saying


class DepartmentLesson:
    """Rows under the heading, and those whose column has the name, go to the department. A row that a person
    gave to another one stays there."""

    def __init__(self, lesson: Lesson):
        self.lesson = lesson
        self.department: Department = lesson.department
        self.former = self._former()

    def effects(self, entries: QuerySet[Entry]) -> list[Effect]:
        return [
            Effect(
                entry=entry,
                phrase=" ".join(phrase.split()),
                now=entry.department.name if entry.department else "",
                then=self.department.name,
            )
            for entry, phrase in self._rows(entries)
        ]

    def reverse_effects(self, entries: QuerySet[Entry]) -> list[Effect]:
        rows = list(assigned_rows(self.lesson, "department_id", self.department.pk, entries))
        former = Department.with_removed.in_bulk({key for _entry, key in rows if key})
        return [
            Effect(
                entry=entry,
                phrase=self.lesson.text,
                now=self.department.name,
                then=former[key].name if key else "",
            )
            for entry, key in rows
        ]

    def apply(self) -> int:
        rows = [entry.pk for entry, _phrase in self._rows(Entry.objects.all())]
        sections = [section.pk for section in self._sections()]
        for part in in_chunks(sections):
            Section.objects.filter(pk__in=part).update(department=self.department)
        for part in in_chunks(rows):
            Entry.objects.filter(pk__in=part).update(department=self.department)
            govern_events_of(Entry.objects.filter(pk__in=part))
        self._learn()
        return len(rows)

    def _learn(self) -> None:
        wording = DepartmentWording.objects.filter(folded=self.lesson.key).first()
        wording = wording or DepartmentWording(text=self.lesson.text)
        wording.department = self.department
        wording.save()
        twin = self.former
        if twin is not None and not twin.confirmed and not _is_used(twin):
            twin.remove()  # a document had made it of the name alone

    def _former(self) -> Department | None:
        """What the name meant until now."""
        folded = self.lesson.key
        wording = DepartmentWording.objects.filter(folded=folded).select_related("department").first()
        if wording is not None and wording.department.removed_at is None:
            return wording.department if wording.department_id != self.department.pk else None
        named = (one for one in Department.objects.all() if fold(one.name)[:1000] == folded)
        return next((one for one in named if one.pk != self.department.pk), None)

    def _is_name(self, text: str) -> bool:
        return self.lesson.key in (fold(text)[:1000], fold(without_number(text))[:1000])

    def _sections(self) -> Iterator[Section]:
        """Headings that stand for another body, or for none yet."""
        headings = Section.objects.filter(
            report__removed_at=None,
            report__basis=SectionBasis.DEPARTMENT,
            sphere=None,
            partner=None,
            period_code="",
        ).exclude(department=self.department)
        for section in headings:
            if section.department in (None, self.former) and self._is_name(section.title):
                yield section

    def _rows(self, entries: QuerySet[Entry]) -> Iterator[tuple[Entry, str]]:
        """Each row that changes hands, and the name as it stands there."""
        sections = {section.pk: section for section in self._sections()}
        related = ("report", "report__partner", "report__agreement", "department", "section")
        seen: set[int] = set()
        for part in in_chunks(list(sections)):
            for entry in entries.filter(section__in=part).select_related(*related):
                if entry.department in (None, self.former):
                    seen.add(entry.pk)
                    yield entry, sections[entry.section_id].title
        said = entries.filter(pk__in=rows_saying(self.lesson.text).order_by().values("pk"))
        for entry in said.exclude(department=self.department).select_related(*related):
            phrase = next((text for text in entry.extra.values() if self._is_name(text)), "")
            of_section = entry.section.department if entry.section else None
            if phrase and entry.pk not in seen and entry.department in (None, self.former, of_section):
                yield entry, phrase


def _is_used(department: Department) -> bool:
    return (
        Entry.with_removed.filter(department=department).exists()
        or Section.objects.filter(department=department).exists()
        or Submission.objects.filter(department=department).exists()
        or department.memberships.exists()
    )
