"""Lessons that change how cells are read: spellings of partners, and phrases that name none."""

import re
from collections.abc import Iterator
from itertools import takewhile

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agreements.gazetteer import current_gazetteer, gazetteer_if
from agreements.models import NotAPartner, Partner, PartnerAlias
from agreements.names.folding import fold
from agreements.names.gazetteer import Gazetteer
from agreements.names.morphology import forms
from agreements.names.phrases import Phrases
from coopregistry.models import Change
from events.entries.recognition import columns_of
from events.entries.rereading import Rereading, read_again, store_rereadings, with_what_reading_needs
from events.entries.saving import read_entry
from events.models import Entry, Lesson
from events.phrases.counted_partners import listed
from events.phrases.values import Values
from events.words.index import saying
from events.words.stems import stems, wanted_stems

from .effect import Effect

_AT_ONCE = 500
_MOST_WORDS = 12
_TOO_SHORT = 2  # letters that all forms of a word share, as the two of «день» and «дня» are too many rows
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 80  # signs of a phrase shown


def rows_saying(text: str) -> QuerySet[Entry]:
    """Rows that hold all words of a phrase in some form, together or apart, and few others."""
    words = [part for word in _WORD.findall(fold(text)) if len(part := _common_stem(word)) > _TOO_SHORT]
    wanted = [f" {part}" for part in dict.fromkeys(words)][:_MOST_WORDS] or wanted_stems(text)
    entries = Entry.objects.filter(report__removed_at=None)
    return entries.filter(saying(wanted)) if wanted else entries.none()


def _common_stem(word: str) -> str:
    """How the stems of all its forms begin: «китай» and «китая» have different ones."""
    known = [stems(form).strip() for form in forms(word)]
    pairs = zip(min(known), max(known), strict=False)  # the first and the last of them differ the most
    return "".join(one for one, _other in takewhile(lambda pair: pair[0] == pair[1], pairs))


class ReadingLesson:
    """Rows are read with today's rules and the lesson; a row that it leaves as it is is not touched, though
    other rules may have changed since it was read."""

    def __init__(self, lesson: Lesson):
        self.lesson = lesson

    def effects(self, entries: QuerySet[Entry]) -> list[Effect]:
        """What the lesson changes in these rows. Writes nothing."""
        return [self._effect(one, before) for one, before in self._read(entries, held=True)]

    def reverse_effects(self, entries: QuerySet[Entry]) -> list[Effect]:
        """What these rows would say without it."""
        return [self._effect(one, before) for one, before in self._read(entries, held=False)]

    def apply(self) -> int:
        """Learn it and read the rows anew; returns how many change."""
        keys = [one.entry.pk for one, _before in self._read(Entry.objects.all(), held=True)]
        self._learn()
        self.read_rows(keys)
        return len(keys)

    def touched(self) -> list[int]:
        """Keys of the rows that read otherwise without it."""
        return [one.entry.pk for one, _before in self._read(Entry.objects.all(), held=False)]

    def read_rows(self, keys: list[int]) -> None:
        for first in range(0, len(keys), _AT_ONCE):
            entries = with_what_reading_needs(Entry.objects.filter(pk__in=keys[first : first + _AT_ONCE]))
            store_rereadings([one for one in read_again(entries) if one.is_stale])

    def _learn(self) -> None:
        if self.lesson.partner is not None:
            PartnerAlias.learn(self.lesson.text, self.lesson.partner)
        elif not NotAPartner.objects.filter(folded=self.lesson.key).exists():
            NotAPartner.objects.create(text=self.lesson.text)

    def _taught(self, *, held: bool) -> Gazetteer:
        text, partner = self.lesson.text, self.lesson.partner
        if partner is None:
            return gazetteer_if(**{"more_no_places" if held else "fewer_no_places": [text]})
        return gazetteer_if(spellings={text: partner.code if held else self._former_code()})

    def _former_code(self) -> str:
        """Whose spelling it was before."""
        change = Change.objects.filter(
            change_set=self.lesson.change_set_id,
            model=PartnerAlias._meta.label_lower,
            action=Change.Action.UPDATE,
        ).first()
        former = (
            Partner.objects.filter(pk=(change.before or {}).get("partner_id")).first() if change else None
        )
        return former.code if former else ""

    def _read(self, entries: QuerySet[Entry], *, held: bool) -> Iterator[tuple[Rereading, Values]]:
        """The rows that read otherwise with the lesson held, or not; beside each how it reads now."""
        known, taught = current_gazetteer(), self._taught(held=held)
        said = entries.filter(pk__in=rows_saying(self.lesson.text).order_by().values("pk"))
        rows = with_what_reading_needs(said).order_by("-report__start", "report", "order", "pk")
        before: dict[int, Values] = {}
        touched = []
        for row in rows:
            values = _values(row, known)
            if _told(values, known) != _told(_values(row, taught), taught):
                before[row.pk] = values
                touched.append(row)
        for one in read_again(touched, taught):
            yield one, before[one.entry.pk]

    def _effect(self, one: Rereading, before: Values) -> Effect:
        now, then = (", ".join(names) for names in one.partners)
        if now == then:  # what was asked about is settled, or asked
            sides = [
                tuple(unknown.phrase for unknown in side.partners.unknown) for side in (before, one.values)
            ]
            now, then = (_("a remark on “%s”") % "”, “".join(side) if side else "" for side in sides)
        return Effect(entry=one.entry, phrase=self._phrase(one.entry), now=now, then=then)

    def _phrase(self, entry: Entry) -> str:
        phrases = Phrases([self.lesson.text])
        for text in (*entry.cells.values(), *entry.extra.values()):
            for span in phrases.spans(text):
                return " ".join(text[span.start : span.end].split())[:_LONGEST]
        return self.lesson.text[:_LONGEST]


def _values(entry: Entry, gazetteer: Gazetteer) -> Values:
    return read_entry(entry, gazetteer)


def _told(values: Values, gazetteer: Gazetteer) -> tuple[object, ...]:
    """What a row says of it on any page; a place that is only mentioned is on none."""
    return listed(values.partners, gazetteer), values.place.codes, values.issues, columns_of(values)
