"""Lessons on wordings of agreements: the whole cell means the agreement."""

from collections.abc import Iterator

from django.db.models import QuerySet

from agreements.models import Agreement, AgreementWording
from agreements.names.folding import fold
from events.entries.governing import govern_events_of
from events.entries.recognition import in_chunks
from events.models import Entry, Lesson
from events.vocabulary import Role

from .assigned import assigned_rows
from .effect import Effect
from .readings import rows_saying


class AgreementLesson:
    """Rows whose cell has the wording get the agreement. A row for which a person chose another keeps it."""

    def __init__(self, lesson: Lesson):
        self.lesson = lesson
        self.agreement: Agreement = lesson.agreement
        wording = AgreementWording.objects.filter(folded=lesson.key).select_related("agreement").first()
        self.former = wording.agreement if wording else None

    def effects(self, entries: QuerySet[Entry]) -> list[Effect]:
        return [
            Effect(
                entry=entry,
                phrase=" ".join(entry.cells[Role.AGREEMENT].split()),
                now=entry.agreement.title if entry.agreement else "",
                then=self.agreement.title,
            )
            for entry in self._rows(entries)
        ]

    def reverse_effects(self, entries: QuerySet[Entry]) -> list[Effect]:
        rows = list(assigned_rows(self.lesson, "agreement_id", self.agreement.pk, entries))
        former = Agreement.with_removed.in_bulk({key for _entry, key in rows if key})
        return [
            Effect(
                entry=entry,
                phrase=" ".join(entry.cells.get(Role.AGREEMENT, "").split()),
                now=self.agreement.title,
                then=former[key].title if key else "",
            )
            for entry, key in rows
        ]

    def apply(self) -> int:
        rows = [entry.pk for entry in self._rows(Entry.objects.all())]
        for part in in_chunks(rows):
            Entry.objects.filter(pk__in=part).update(agreement=self.agreement)
            govern_events_of(Entry.objects.filter(pk__in=part))
        self._learn()
        return len(rows)

    def _learn(self) -> None:
        wording = AgreementWording.objects.filter(folded=self.lesson.key).first()
        wording = wording or AgreementWording(text=self.lesson.text)
        wording.agreement = self.agreement
        wording.save()
        twin = self.former
        if twin is not None and twin.pk != self.agreement.pk and not twin.confirmed and not _is_used(twin):
            twin.remove()  # a document had made it of the wording alone

    def _rows(self, entries: QuerySet[Entry]) -> Iterator[Entry]:
        said = entries.filter(pk__in=rows_saying(self.lesson.text).order_by().values("pk"))
        rows = said.exclude(agreement=self.agreement).select_related(
            "report", "report__partner", "report__agreement", "agreement"
        )
        for entry in rows.order_by("-report__start", "report", "order", "pk"):
            is_same = fold(entry.cells.get(Role.AGREEMENT, ""))[:1000] == self.lesson.key
            if is_same and entry.agreement in (None, self.former):
                yield entry


def _is_used(agreement: Agreement) -> bool:
    return (
        Entry.with_removed.filter(agreement=agreement).exists()
        or agreement.reports.exists()
        or agreement.files.exists()
    )
