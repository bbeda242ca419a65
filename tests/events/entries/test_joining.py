"""Entries joined as one event and taken apart again; what is decided outlasts imports and undoing them."""

from datetime import date
from typing import Any

import pytest

from coopregistry.history import change_set
from coopregistry.models import ChangeSet
from coopregistry.undo import undo
from events.entries import saving
from events.entries.joining import By, Grounds, join, part, print_of, rebind, refuse
from events.matching.linking import waiting
from events.models import Entry, Event, EventPartner, MatchDecision, MatchProposal
from importers.documents.upload import Upload
from importers.importing import import_document
from importers.undoing import undo_import
from tests.importers.dumps import CULTURE, INTERNATIONAL, PLAN, dump

pytestmark = pytest.mark.django_db

SPHERE = "Сотрудничество в сфере культуры"
ABROAD = (
    "Фестиваль «Соседи»",
    "г. Витебск, концертный зал",
    "12-14 ноября 2026 года",
    "Подписан меморандум между домами культуры",
    "500 человек",
)
AT_HOME = ("Брянская область", "Фестиваль «Соседи»", "12-14 ноября 2026 года", "", "", "")
ABROAD_TITLE = (
    "Отчет о мероприятиях в международной сфере, проведенных исполнительными органами "
    "Смоленской области и подведомственными им учреждениями\nв IV квартале 2026 года"
)
HOME_TITLE = "Отчет о мероприятиях в сфере межрегионального сотрудничества\nза IV квартал 2026 года"
PLAN_TITLE = "План мероприятий в сфере межрегионального сотрудничества\nна II полугодие 2026 года"
_BY_A_PERSON = Grounds()


def load(name: str, data: bytes) -> Any:
    return import_document(Upload(name=name, data=data))[1]


def load_abroad() -> Any:
    return load("а.txt", dump([(SPHERE, [ABROAD])], title=ABROAD_TITLE, headings=INTERNATIONAL))


def load_at_home() -> Any:
    return load("б.txt", dump([(CULTURE, [AT_HOME])], title=HOME_TITLE, headings=PLAN))


def apart() -> tuple[Entry, Entry]:
    """The two rows of the case, each its own event."""
    load_abroad()
    load_at_home()
    one, other = (
        Entry.objects.get(report__kind=kind) for kind in ("international_report", "interregional_report")
    )
    if one.event_id == other.event_id:
        part(other, _BY_A_PERSON)
        one.refresh_from_db()
        other.refresh_from_db()
        MatchDecision.objects.all().delete()
    return one, other


def told(event: Event) -> tuple[Any, ...]:
    event = Event.objects.get(pk=event.pk)
    partners = EventPartner.objects.counted().filter(event=event).values_list("partner__code", flat=True)
    values = (event.place, event.start, event.end, event.participants_count, event.signed)
    return (*values, sorted(partners))


ONE = (
    "г. Витебск, концертный зал",
    date(2026, 11, 12),
    date(2026, 11, 14),
    500,
    True,
    ["by", "by-vitebsk", "by-vitebskaya"],
)


def test_joined_rows_keep_what_each_says_and_parted_ones_are_as_before() -> None:
    one, other = apart()
    before = told(one.event), told(other.event)
    event = join(one, other, _BY_A_PERSON)
    place, start, end, number, signed, partners = told(event)
    assert (place, start, end, number, signed) == before[0][:5]
    assert set(partners) == set(before[0][5]) | set(before[1][5])
    part(other, _BY_A_PERSON)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (told(one.event), told(other.event)) == before


def test_the_event_known_longest_is_kept_and_the_other_has_its_key_again() -> None:
    one, other = apart()
    keys = one.event_id, other.event_id
    assert join(other, one, _BY_A_PERSON).pk == min(keys)
    assert Event.with_removed.get(pk=max(keys)).removed_at is not None
    part(Entry.objects.get(pk=one.pk), _BY_A_PERSON)
    assert (Entry.objects.get(pk=one.pk).event_id, Entry.objects.get(pk=other.pk).event_id) == keys
    assert Event.with_removed.get(pk=max(keys)).removed_at is None


def test_parting_the_row_whose_event_it_was_moves_the_others() -> None:
    one, other = apart()
    event = join(one, other, _BY_A_PERSON)
    owner = Entry.objects.get(own_event=event)
    part(owner, _BY_A_PERSON)
    assert Entry.objects.get(pk=owner.pk).event_id == event.pk
    left = Entry.objects.exclude(pk=owner.pk).get()
    assert left.event_id == left.own_event_id != event.pk


def test_the_later_word_of_a_person_replaces_the_earlier() -> None:
    one, other = apart()
    refuse(one, other, _BY_A_PERSON)
    assert MatchDecision.objects.get().is_same is False
    join(one, other, _BY_A_PERSON)
    assert MatchDecision.objects.get().is_same is True
    part(Entry.objects.get(pk=other.pk), _BY_A_PERSON)
    assert MatchDecision.objects.get().is_same is False


def test_what_is_decided_waits_no_more_until_the_decision_is_undone() -> None:
    one, other = apart()
    MatchProposal.objects.all().delete()
    proposal = MatchProposal.objects.create(a=one, b=other, score=0.5)
    with change_set() as changes:
        refuse(one, other, _BY_A_PERSON)
    assert not waiting(Entry.objects.all()).exists()
    undo(changes.written)
    assert list(waiting(Entry.objects.all())) == [proposal]


def test_undoing_an_import_goes_through_though_its_row_was_joined_since() -> None:
    one, other = apart()
    run = ChangeSet.objects.filter(changes__model="events.entry", changes__record=one.pk).order_by("pk")[0]
    join(one, other, _BY_A_PERSON)
    undone = undo(run)
    assert undone.refused == ()
    assert not Entry.objects.filter(pk=one.pk).exists()
    left = Entry.objects.get(pk=other.pk)
    assert told(left.event)[-1] == ["ru-32"]
    assert MatchDecision.objects.by_people().count() == 1


def test_a_persons_word_binds_the_rows_that_come_again() -> None:
    one, other = apart()
    refuse(one, other, _BY_A_PERSON)
    for entry in (one, other):
        run = ChangeSet.objects.filter(changes__model="events.entry", changes__record=entry.pk).order_by(
            "pk"
        )[0]
        assert undo(run).refused == ()
    again = apart()
    decision = MatchDecision.objects.by_people().get()
    assert {decision.a, decision.b} == set(again)
    assert again[0].event_id != again[1].event_id


def test_rows_called_one_event_are_one_again_when_both_were_read_anew() -> None:
    one, other = apart()
    join(one, other, _BY_A_PERSON)
    for entry in (one, other):
        run = ChangeSet.objects.filter(changes__model="events.entry", changes__record=entry.pk).order_by(
            "pk"
        )[0]
        assert undo(run).refused == ()
    load_abroad()
    load_at_home()
    first, second = Entry.objects.order_by("pk")
    assert first.event_id == second.event_id
    assert MatchDecision.objects.get().decided_by == By.PERSON


def test_what_the_matcher_linked_goes_with_the_import() -> None:
    row = ("Брянская область", "Выставка «Связь времен»", "12 ноября 2026 года", "г. Брянск", "", "")
    load("план.txt", dump([(CULTURE, [row])], title=PLAN_TITLE, headings=PLAN))
    planned = Entry.objects.get()
    run = load("отчет.txt", dump([(CULTURE, [row])], title=HOME_TITLE, headings=PLAN))
    assert run.counts["linked"] == 1
    assert MatchDecision.objects.get().decided_by == By.MATCHER
    assert Event.objects.get().is_reported
    assert undo_import(run).refused == ()
    assert not MatchDecision.objects.exists()
    event = Event.objects.get()
    assert (event.pk, event.is_planned, event.is_reported) == (planned.event_id, True, False)


def test_a_later_report_does_not_stand_in_the_way_of_undoing_the_plan() -> None:
    row = ("Брянская область", "Выставка «Связь времен»", "12 ноября 2026 года", "г. Брянск", "", "")
    run = load("план.txt", dump([(CULTURE, [row])], title=PLAN_TITLE, headings=PLAN))
    load("отчет.txt", dump([(CULTURE, [row])], title=HOME_TITLE, headings=PLAN))
    assert undo_import(run).refused == ()
    event = Event.objects.get()
    assert (event.is_planned, event.is_reported) == (False, True)


def test_rebinding_leaves_decisions_on_rows_that_are_there() -> None:
    one, other = apart()
    refuse(one, other, _BY_A_PERSON)
    assert [(found.a, found.b) for found in rebind([one])] == [
        (found.a, found.b) for found in MatchDecision.objects.all()
    ]
    assert print_of(one) != print_of(other)


def test_a_removed_row_put_back_is_told_with_the_rows_it_was_told_with() -> None:
    one, other = apart()
    sibling = Entry(report=other.report, department=other.department, cells=dict(other.cells))
    saving.store(sibling, saving.read_cells(sibling.report, sibling.cells))
    Entry.objects.filter(pk=other.pk).update(event=sibling.event_id)
    saving.remove(Entry.objects.get(pk=other.pk))
    join(one, sibling, _BY_A_PERSON)
    saving.put_back(Entry.with_removed.get(pk=other.pk))
    assert len(set(Entry.objects.values_list("event", flat=True))) == 1
