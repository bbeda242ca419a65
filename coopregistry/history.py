"""History: the current change set, and base classes of models whose changes are recorded."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from .bulk import insert, insert_rows
from .models import Change, ChangeSet, User

logger = logging.getLogger(__name__)


class PendingChangeSet:
    """A change set that is saved with its first change, so that requests which only read leave none."""

    def __init__(self, user: User | Callable[[], User | None] | None, reason: str, undoes: ChangeSet | None):
        self._user, self.reason, self._undoes = user, reason, undoes
        self._row: ChangeSet | None = None

    def row(self) -> ChangeSet:
        if self._row is None:
            user = self._user() if callable(self._user) else self._user
            self._row = ChangeSet.objects.create(user=user, reason=self.reason, undoes=self._undoes)
        return self._row

    @property
    def written(self) -> ChangeSet | None:
        return self._row


_current: ContextVar[PendingChangeSet | None] = ContextVar("current_change_set", default=None)


@contextmanager
def change_set(
    *,
    user: User | Callable[[], User | None] | None = None,
    reason: str = "",
    undoes: ChangeSet | None = None,
) -> Iterator[PendingChangeSet]:
    """Collect all changes made inside into one new change set; `.written` is None if nothing changed."""
    pending = PendingChangeSet(user, reason, undoes)
    token = _current.set(pending)
    try:
        yield pending
    finally:
        _current.reset(token)


def explain(reason: str) -> None:
    """Give the reason of the current change set: before its first change, for what is written stays as it is.
    Where a caller has given one, that of what it calls is passed over."""
    pending = _current.get()
    if pending is None or pending.reason:
        return
    if pending.written:
        logger.warning("change set %s was explained after its first change", pending.written.pk)
    pending.reason = reason[:500]


def version_of(record: models.Model) -> int:
    """The pk of the latest change of the record. Changes on every write; used for optimistic locking."""
    latest = Change.objects.filter(model=record._meta.label_lower, record=record.pk).order_by("-id")
    return latest.values_list("pk", flat=True).first() or 0


def _states(instances: Sequence[models.Model]) -> Iterator[dict[str, Any]]:
    names = recorded_fields(type(instances[0])) if instances else ()
    for instance in instances:
        values = instance.__dict__
        yield {name: values[name] if name in values else getattr(instance, name) for name in names}


@lru_cache(maxsize=64)
def recorded_fields(model: type[models.Model]) -> tuple[str, ...]:
    left_out = {"id", *getattr(model, "history_leaves_out", ())}
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if field.attname not in left_out and not isinstance(field, models.BinaryField)
    )


def _record(
    model: type[models.Model], sides: Iterable[tuple[int, dict[str, Any] | None, dict[str, Any] | None]]
) -> None:
    """Write the changes of records of one model; `sides` yields pk, state before and state after."""
    owner_field = getattr(model, "history_owner", "")
    owner_model = model._meta.get_field(owner_field).related_model._meta.label_lower if owner_field else ""
    label, owner_name = model._meta.label_lower, f"{owner_field}_id"
    rows = []
    for pk, before, after in sides:
        owner = (after or before or {}).get(owner_name) if owner_field else None
        if before is None:
            action = Change.Action.CREATE
        elif after is None:
            action = Change.Action.DELETE
        else:
            action = Change.Action.UPDATE
            changed = [name for name in after if before[name] != after[name]]
            if not changed:
                continue
            before = {name: before[name] for name in changed}
            after = {name: after[name] for name in changed}
        rows.append((label, pk, owner_model, owner, action.value, before, after))
    if not rows:
        return
    pending = _current.get()
    change_set = pending.row() if pending is not None else ChangeSet.objects.create()
    insert_rows(Change, _COLUMNS, ((change_set.pk, *row) for row in rows))


_COLUMNS = ("change_set", "model", "record", "owner_model", "owner_record", "action", "before", "after")


class RecordedQuerySet(models.QuerySet):
    """Bulk writes record the same history as single ones."""

    def bulk_create(self, objs: Iterable[models.Model], batch_size: int | None = 500, **kwargs: Any) -> list:
        objs = list(objs)
        for obj in objs:
            obj.prepare()
        with transaction.atomic():
            if kwargs:
                super().bulk_create(objs, batch_size=batch_size, **kwargs)
            else:
                insert(objs)
            _record(
                self.model, ((obj.pk, None, state) for obj, state in zip(objs, _states(objs), strict=True))
            )
        return objs

    def bulk_update(
        self, objs: Iterable[models.Model], fields: Sequence[str], batch_size: int | None = 200
    ) -> int:
        objs = list(objs)
        for obj in objs:
            obj.prepare()
        pks = [obj.pk for obj in objs]
        fields = list(dict.fromkeys([*fields, *self.model.derived_fields]))
        with transaction.atomic():
            before = _states_of(self.model, pks)
            # A plain queryset: bulk_update calls update(), which would record the changes again.
            count = models.QuerySet(self.model).bulk_update(objs, fields, batch_size=batch_size)
            after = _states_of(self.model, pks)
            _record(self.model, ((pk, before[pk], after[pk]) for pk in before))
        return count

    bulk_update.alters_data = True

    def update(self, **values: Any) -> int:
        with transaction.atomic():
            before = self._states()
            count = super().update(**values)
            after = _states_of(self.model, list(before))
            _record(self.model, ((pk, before[pk], after[pk]) for pk in before))
        return count

    update.alters_data = True

    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            before = self._states()
            result = super().delete()
            _record(self.model, ((pk, state, None) for pk, state in before.items()))
        return result

    delete.alters_data = True
    delete.queryset_only = True

    def _states(self) -> dict[int, dict[str, Any]]:
        names = recorded_fields(self.model)
        return {row.pop("pk"): row for row in self.order_by().values("pk", *names)}


def _states_of(model: type[models.Model], pks: Sequence[int]) -> dict[int, dict[str, Any]]:
    names = recorded_fields(model)
    states = {}
    for first in range(0, len(pks), 500):  # SQLite limits the variables of a statement
        rows = models.QuerySet(model).filter(pk__in=pks[first : first + 500])
        states.update({row.pop("pk"): row for row in rows.values("pk", *names)})
    return states


class Recorded(models.Model):
    """Base of models whose every change is recorded.

    `history_owner` names the foreign key to the record whose history shows this one too;
    `history_leaves_out` names columns not recorded; `prepare()` computes the `derived_fields`. An undo passes
    over later changes of the columns that `history_yields` names. `outlives_references`: an undo may remove
    what this record refers to, and leaves the record alone once it was changed.
    """

    history_owner = ""
    history_yields: Sequence[str] = ()
    outlives_references = False
    history_leaves_out: Sequence[str] = ()
    derived_fields: Sequence[str] = ()

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        self.prepare()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *self.derived_fields}
        model = type(self)
        with transaction.atomic():
            # Read from the database: this instance may be stale.
            before = None if self._state.adding else _states_of(model, [self.pk]).get(self.pk)
            super().save(**kwargs)
            _record(model, [(self.pk, before, _states_of(model, [self.pk])[self.pk])])

    def delete(self, **kwargs: Any) -> tuple[int, dict[str, int]]:
        model, pk = type(self), self.pk
        with transaction.atomic():
            before = _states_of(model, [pk])[pk]
            result = super().delete(**kwargs)
            _record(model, [(pk, before, None)])
        return result

    def prepare(self) -> None:
        """Compute the derived columns; called before every write, bulk writes included."""


class LiveManager(models.Manager.from_queryset(RecordedQuerySet)):
    """Records that are not removed."""

    def get_queryset(self) -> RecordedQuerySet:
        return super().get_queryset().filter(removed_at=None)


class Removable(Recorded):
    """Base of models whose records are marked as removed and can be restored."""

    removed_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)

    objects = LiveManager()
    with_removed = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    def remove(self) -> None:
        self.removed_at = timezone.now()
        self.save(update_fields=["removed_at"])

    def restore(self) -> None:
        self.removed_at = None
        self.save(update_fields=["removed_at"])
