"""Undoes a change set: reverts every record that has not been changed since."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from . import history
from .models import Change, ChangeSet, User

logger = logging.getLogger(__name__)

# Sent inside the transaction, after records were put back, with `changes`: the changes undone. What is
# computed from records is to be computed anew.
put_back = Signal()

Key = tuple[str, int]  # model label, pk


class AlreadyUndone(Exception):
    """The change set has been undone already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A record that was not reverted, and why."""

    model: str
    record: int
    label: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    change_set: ChangeSet | None  # of the undo; None if nothing could be reverted
    records: Mapping[str, int]  # model label → how many were put back
    refused: tuple[Refused, ...]


@dataclass(slots=True)
class _Net:
    """The net effect of a change set on one record."""

    created: bool
    deleted: bool
    before: dict[str, Any]  # values to restore; empty for a created record
    owner: Key | None


def undo(done: ChangeSet, *, user: User | None = None, reason: str = "") -> Undone:
    """Revert every record of the change set in one transaction.

    A record changed since is refused, and with it the records that belong to it or that it refers to.
    """
    with (
        transaction.atomic(),
        history.change_set(user=user, reason=reason or _("Undo of %s") % done, undoes=done) as undoing,
    ):
        if ChangeSet.objects.filter(undoes=done).exists():
            raise AlreadyUndone(done)
        nets = _nets(done)
        refused = _changed_since(done, nets)
        _refuse_dependents(nets, refused)
        _revert({key: net for key, net in nets.items() if key not in refused})
        put_back.send(sender=ChangeSet, changes=done.changes.all())
        logger.info(
            "change set %s undone: %d records put back, %d refused",
            done.pk,
            len(nets) - len(refused),
            len(refused),
        )
        return Undone(
            change_set=undoing.written,
            records=Counter(label for label, pk in nets if (label, pk) not in refused),
            refused=tuple(_describe(key, why) for key, why in refused.items()),
        )


def _nets(done: ChangeSet) -> dict[Key, _Net]:
    nets: dict[Key, _Net] = {}
    for change in done.changes.order_by("id").iterator(chunk_size=2000):
        if not issubclass(apps.get_model(change.model), history.Recorded):
            continue  # recorded by an earlier version, computed from other records now
        key = (change.model, change.record)
        net = nets.get(key)
        if net is None:
            linked = change.owner_record and not _is_removable(change.model)
            owner = (change.owner_model, change.owner_record) if linked else None
            net = nets[key] = _Net(change.before is None, False, {}, owner)
        for name, value in (change.before or {}).items():
            net.before.setdefault(name, value)
        net.deleted = change.after is None
    return nets


def _changed_since(done: ChangeSet, nets: dict[Key, _Net]) -> dict[Key, str]:
    """Records changed later, and why they are refused. Of columns that yield, the later value stays."""
    last = done.changes.order_by("id").last()
    if last is None:
        return {}
    later: QuerySet[Change] = Change.objects.filter(id__gt=last.pk)
    records_of = defaultdict(list)
    for model, record in nets:
        records_of[model].append(record)
    refused: dict[Key, str] = {}
    for model, records in records_of.items():
        recorded = apps.get_model(model)
        yields = set(recorded.history_yields)
        for part in _chunks(records):
            for record, action, after in _standing(later.filter(model=model, record__in=part)):
                key = (model, record)
                if recorded.outlives_references:
                    nets.pop(key, None)
                elif action != Change.Action.UPDATE or not yields.issuperset(after):
                    refused[key] = _("changed since by a later edit")
                else:
                    nets[key].before = {
                        name: value for name, value in nets[key].before.items() if name not in after
                    }
    return refused


def _standing(later: QuerySet[Change]) -> list[tuple[int, str, dict[str, Any] | None]]:
    """Record, action and values of each later change that was not undone since, as were its undo itself."""
    changes = list(
        later.order_by("-id").values_list("record", "action", "after", "change_set", "change_set__undoes")
    )
    written = {(record, change_set) for record, _action, _after, change_set, _undoes in changes}
    undone: set[tuple[int, int]] = set()
    standing = []
    for record, action, after, change_set, undoes in changes:
        if (record, change_set) in undone:
            continue
        if (record, undoes) in written:
            undone.add((record, undoes))
        else:
            standing.append((record, action, after))
    return standing[::-1]


def _refuse_dependents(nets: dict[Key, _Net], refused: dict[Key, str]) -> None:
    """Refuse links of refused records, and created records that live records refer to."""
    while True:
        count = len(refused)
        for key, net in nets.items():
            if key not in refused and net.owner in refused:
                refused[key] = _("belongs to a record that was changed since")
        going = defaultdict(set)
        for (label, pk), net in nets.items():
            if net.created and not net.deleted and (label, pk) not in refused:
                going[label].add(pk)
        for label, pks in going.items():
            for pk in _referred_to(apps.get_model(label), pks, going, nets, refused):
                refused[label, pk] = _("other records still refer to it")
        if len(refused) == count:
            return


def _referred_to(
    model: type[models.Model],
    pks: set[int],
    going: dict[str, set[int]],
    nets: dict[Key, _Net],
    refused: dict[Key, str],
) -> set[int]:
    found: set[int] = set()

    def reverts(key: Key, name: str, target: int) -> bool:
        """The change set itself pointed it at the record, so undoing points it back."""
        net = nets.get(key)
        return net is not None and key not in refused and net.before.get(name, target) != target

    for relation in model._meta.related_objects:
        referrer = relation.related_model
        if (
            relation.many_to_many
            or not issubclass(referrer, history.Recorded)
            or referrer.outlives_references
        ):
            continue
        leaving = going.get(referrer._meta.label_lower, set())
        removable = issubclass(referrer, history.Removable)
        owned = not removable and referrer.history_owner == relation.field.name
        rows = models.QuerySet(referrer)
        if removable:
            rows = rows.filter(removed_at=None)
        for part in _chunks(sorted(pks)):
            pairs = rows.filter(**{f"{relation.field.name}__in": part}).values_list(
                "pk", relation.field.attname
            )
            # The record's own links go with it, whoever made them.
            found.update(
                target
                for pk, target in pairs
                if pk not in leaving
                and not owned
                and not reverts((referrer._meta.label_lower, pk), relation.field.attname, target)
            )
    return found


def _revert(nets: dict[Key, _Net]) -> None:
    created, changed, deleted = defaultdict(list), defaultdict(dict), defaultdict(dict)
    for (label, pk), net in nets.items():
        if net.created and not net.deleted:
            created[label].append(pk)
        elif net.deleted and not net.created:
            deleted[label][pk] = net.before
        elif not net.created:
            changed[label][pk] = net.before
    for label, records in changed.items():
        model = apps.get_model(label)
        _restore_values(model, records)
    # Delete links before the records they join; restore records before their links.
    for label in sorted(created, key=_is_removable):
        model = apps.get_model(label)
        for part in _chunks(created[label]):
            rows = history.RecordedQuerySet(model).filter(pk__in=part)
            if _is_removable(label):
                rows.filter(removed_at=None).update(removed_at=timezone.now())
            else:
                rows.delete()
    for label, records in deleted.items():
        model = apps.get_model(label)
        fields = {field.attname: field for field in model._meta.concrete_fields}
        history.RecordedQuerySet(model).bulk_create(
            model(pk=pk, **{name: fields[name].to_python(value) for name, value in state.items()})
            for pk, state in records.items()
        )


def _restore_values(model: type[models.Model], records: dict[int, dict[str, Any]]) -> None:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    for part in _chunks(list(records)):
        objects = list(models.QuerySet(model).filter(pk__in=part))
        for obj in objects:
            for name, value in records[obj.pk].items():
                setattr(obj, name, fields[name].to_python(value))
        touched = {fields[name].name for pk in part for name in records[pk]}
        if objects and touched:
            history.RecordedQuerySet(model).bulk_update(objects, sorted(touched))


def _is_removable(label: str) -> bool:
    return issubclass(apps.get_model(label), history.Removable)


def _describe(key: Key, why: str) -> Refused:
    model = apps.get_model(key[0])
    record = models.QuerySet(model).filter(pk=key[1]).first()
    return Refused(model=key[0], record=key[1], label=str(record or key[1]), why=why)


def _chunks(pks: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    return (pks[first : first + size] for first in range(0, len(pks), size))
