"""Events computed anew where what they are told from changes elsewhere: by an undo, or in a list of names."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.signals import post_save, pre_save

from agreements.models import Department, Partner
from agreements.partner_tree import ancestors_of, parts_of
from coopregistry.models import Change
from coopregistry.undo import put_back
from events.models import (
    Entry,
    EntryPartner,
    Event,
    EventPartner,
    MatchDecision,
    MeetingAnchor,
    MeetingCard,
    PersonDecision,
    Report,
    ResultAnchor,
    ResultCard,
    Section,
    Submission,
)

from .counting import recount
from .governing import govern, govern_events_of
from .joining import forget_contradicted
from .outside_meetings import save_outside
from .recognition import in_chunks
from .result_cards import bind_cards
from .told_people import identify_again
from .told_records import save_told, told_values

_ANCHORS = (ResultAnchor._meta.label_lower, MeetingAnchor._meta.label_lower)


def connect() -> None:
    put_back.connect(after_undo, dispatch_uid="events after an undo")
    pre_save.connect(before_moving, sender=Partner, dispatch_uid="events before moving a Partner")
    pre_save.connect(before_telling_of_sphere, sender=Section, dispatch_uid="sphere before saving a Section")
    post_save.connect(after_telling_of_sphere, sender=Section, dispatch_uid="events after saving a Section")
    for model in (Partner, Department):
        post_save.connect(
            after_renaming, sender=model, dispatch_uid=f"events after renaming {model.__name__}"
        )


def after_undo(changes: QuerySet[Change], **kwargs: Any) -> None:
    """`changes`: those undone."""
    records: dict[str, set[int]] = {}
    events: set[int] = set()
    anchored: set[int] = set()
    for model, record, owner, before, after in changes.values_list(
        "model", "record", "owner_record", "before", "after"
    ):
        records.setdefault(model, set()).add(record)
        if model == EntryPartner._meta.label_lower:
            records.setdefault(Entry._meta.label_lower, set()).add(owner)
        if model == Entry._meta.label_lower:
            events |= {side["event_id"] for side in (before, after) if side and "event_id" in side}
        if model in _ANCHORS:
            anchored |= {side["entry_id"] for side in (before, after) if side and "entry_id" in side}

    def changed(model: type[Model]) -> set[int]:
        return records.get(model._meta.label_lower, set())

    reports = set(Submission.with_removed.filter(pk__in=changed(Submission)).values_list("report", flat=True))
    told_anew = (
        Q(pk__in=changed(Entry))
        | Q(report__in=reports | changed(Report))
        | Q(department__in=changed(Department))
        | Q(section__in=changed(Section))
    )
    entries = Entry.with_removed.filter(told_anew)
    save_told((entry, told_values(entry)) for entry in entries.filter(pk__in=changed(Entry)))
    for anchor, card in ((ResultAnchor, ResultCard), (MeetingAnchor, MeetingCard)):
        anchored.update(anchor.objects.filter(card__in=changed(card)).values_list("entry", flat=True))
    for part in in_chunks(sorted(anchored)):
        bind_cards(part)
    save_outside(MeetingCard.with_removed.outside().filter(pk__in=changed(MeetingCard)))
    if changed(PersonDecision):
        identify_again()
    if events and not changed(MatchDecision):
        forget_contradicted(Entry.objects.filter(pk__in=changed(Entry)))
    named = Q(partner_links__partner__in=parts_of(changed(Partner)))
    govern(
        Event.with_removed.filter(
            Q(pk__in=events) | Q(pk__in=entries.order_by().values("event")) | named
        ).distinct()
    )
    if changed(Partner):
        recount()


def before_moving(instance: Partner, **kwargs: Any) -> None:
    """Remember where in the tree of partners it stood."""
    stored = Partner.with_removed.filter(pk=instance.pk).first()
    instance.stood = stored and _standing(stored)


def _standing(partner: Partner) -> tuple[int | None, datetime | None, str]:
    return partner.parent_id, partner.removed_at, partner.kind


def govern_events_naming(partners: Collection[int]) -> None:
    """Or any of their parts: figures count those with what they are part of."""
    below = parts_of(partners)
    govern(Event.objects.filter(pk__in=EventPartner.objects.filter(partner__in=below).values("event")))


def before_telling_of_sphere(instance: Section, **kwargs: Any) -> None:
    instance.told_of = Section.with_removed.filter(pk=instance.pk).values_list("sphere", flat=True).first()


def after_telling_of_sphere(instance: Section, created: bool, **kwargs: Any) -> None:
    if not created and instance.told_of != instance.sphere_id:
        govern_events_of(instance.entries.all())


def after_renaming(instance: Partner | Department, created: bool, **kwargs: Any) -> None:
    """Lists are sorted by names, and count the events of all parts of a partner."""
    if created:
        return
    told = (
        Q(partner_links__partner=instance)
        if isinstance(instance, Partner)
        else Q(entries__department=instance)
    )
    govern(Event.objects.filter(told).distinct())
    if isinstance(instance, Partner) and instance.stood != _standing(instance):
        govern_events_naming([instance.pk])
        above = ancestors_of()
        parents = [parent for parent in (instance.stood[0], instance.parent_id) if parent is not None]
        recount({instance.pk}.union(*(above.get(parent, ()) for parent in parents)))
