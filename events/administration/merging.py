"""Merges duplicates: references to the duplicate move to the kept record, and the duplicate is removed."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import ForeignKey, Model, UniqueConstraint
from django.utils.translation import gettext as _

from agreements.models import Agreement, Department, Partner
from agreements.models.named import Wording
from agreements.names.folding import fold
from coopregistry import history
from coopregistry.models import User
from coopregistry.undo import Undone, undo
from events.entries.counting import recount
from events.entries.governing import govern_events_of
from events.entries.recomputing import govern_events_naming
from events.models import Entry, Sphere, StructureChange

from .merge_conflicts import MERGE_RULES

logger = logging.getLogger(__name__)

Kind = StructureChange.Kind
MODELS: dict[str, type[Model]] = {
    Kind.BODIES: Department,
    Kind.SPHERES: Sphere,
    Kind.AGREEMENTS: Agreement,
    Kind.PARTNERS: Partner,
}
_AGREEMENT_DATES = ("signed_on", "valid_until", "terminated_on")
_FILLED_FIELDS = ("number", "prolongation", "registration_number", "department_id")


class StructureChangeRefused(Exception):
    """The merge or reorganisation is not possible; `reasons` are shown to the user."""

    def __init__(self, reasons: Sequence[str]):
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Records that refer to the duplicate by one field."""

    model: type[Model]
    field: ForeignKey
    rows: list[Model]
    conflicts: dict[int, Model]  # pk of a row → the row of the kept record under the same unique constraint

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @property
    def recorded(self) -> bool:
        return issubclass(self.model, history.Recorded)

    @property
    def examples(self) -> list[str]:
        return [str(row) for row in self.rows[:3]]

    @property
    def joined(self) -> int:
        return len(self.conflicts)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePlan:
    kept: Model
    duplicate: Model
    moves: list[Move]
    learned: list[str]  # names of the duplicate that become spellings of the kept record
    reasons: list[str]  # why it is not possible

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [(move.label, len(move.rows)) for move in self.moves]


def plan_merge(kept: Model, duplicate: Model) -> MergePlan:
    """What merging would do; writes nothing."""
    moves = [
        move for field in referring_fields(type(kept)) if (move := _plan_move(field, kept, duplicate)).rows
    ]
    return MergePlan(
        kept=kept,
        duplicate=duplicate,
        moves=moves,
        learned=_new_spellings(kept, duplicate),
        reasons=[*_reasons(kept, duplicate), *_conflict_reasons(moves)],
    )


def merge(kind: str, kept: Model, duplicate: Model, *, user: User) -> StructureChange:
    """Merge in one transaction, with history, or raise StructureChangeRefused."""
    model = MODELS[kind]
    text = _("“%(double)s” merged into “%(kept)s”") % {"double": duplicate, "kept": kept}
    with transaction.atomic(), history.change_set(user=user, reason=text[:500]) as pending:
        # Locked and read again: two users may merge at the same time.
        both = model.objects.select_for_update(of=("self",)).filter(pk__in=(kept.pk, duplicate.pk))
        locked = {record.pk: record for record in both}
        if len(locked) != 2:
            raise StructureChangeRefused(
                [_("One of the two was removed meanwhile, or it is one and the same record.")]
            )
        plan = plan_merge(locked[kept.pk], locked[duplicate.pk])
        if plan.reasons:
            raise StructureChangeRefused(plan.reasons)
        unrecorded = _carry_out(plan)
        plan.duplicate.remove()
        govern_events_of(_entries_with(plan.kept))
        if model is Partner:
            # What was part of the duplicate is part of the other now.
            govern_events_naming([kept.pk])
            recount()
        done = StructureChange.objects.create(
            kind=kind, text=text, counts=plan.counts, apart=unrecorded, change_set=pending.row()
        )
    logger.info("structure change %s: %s %s merged into %s", done.pk, kind, duplicate.pk, kept.pk)
    return done


@transaction.atomic
def undo_structure_change(done: StructureChange, *, user: User) -> Undone:
    """Undo a merge or reorganisation. Raises AlreadyUndone."""
    undone = undo(done.change_set, user=user)
    for name, moved in done.apart.items():
        label, _colon, field = name.partition(":")
        for first in range(0, len(moved["rows"]), 500):
            rows = apps.get_model(label)._base_manager.filter(
                **{"pk__in": moved["rows"][first : first + 500], field: moved["to"]}
            )
            rows.update(**{field: moved["from"]})
    logger.info("structure change %s undone", done.pk)
    return undone


def referring_fields(model: type[Model]) -> Iterator[ForeignKey]:
    """Every foreign key to the model, including those without a reverse accessor, but those of records that
    are computed anew."""
    for relation in model._meta.get_fields(include_hidden=True):
        is_reference = relation.auto_created and (relation.one_to_many or relation.one_to_one)
        if is_reference and not getattr(relation.related_model, "is_computed", False):
            yield relation.field


def records_of(model: type[Model], **which: Any) -> models.QuerySet:
    """Including removed records: once restored, they must not refer to a duplicate."""
    queryset = history.RecordedQuerySet if issubclass(model, history.Recorded) else models.QuerySet
    heavy = [field.name for field in model._meta.concrete_fields if isinstance(field, models.BinaryField)]
    return queryset(model).filter(**which).defer(*heavy).order_by("pk")


def move_references(move: Move, kept: Model) -> dict[str, Any] | None:
    """Point the rows at the kept record, merging those in conflict. Returns what undo must restore by itself:
    the rows of models without history."""
    for row in move.rows:
        if row.pk in move.conflicts:
            MERGE_RULES[move.model](move.conflicts[row.pk], row)
    keys = [row.pk for row in move.rows if row.pk not in move.conflicts]
    for first in range(0, len(keys), 500):
        records_of(move.model, pk__in=keys[first : first + 500]).update(**{move.field.attname: kept.pk})
    return None if move.recorded else {"to": kept.pk, "rows": keys}


def _plan_move(field: ForeignKey, kept: Model, duplicate: Model) -> Move:
    rows = list(records_of(field.model, **{field.attname: duplicate.pk}))
    return Move(
        model=field.model,
        field=field,
        rows=rows,
        conflicts=unique_conflicts(field, rows, kept) if rows else {},
    )


def unique_conflicts(field: ForeignKey, rows: Sequence[Model], kept: Model) -> dict[int, Model]:
    """Rows that would violate a unique constraint once moved, each with the row it conflicts with."""
    constraints = [
        tuple(constraint.fields)
        for constraint in field.model._meta.constraints
        if isinstance(constraint, UniqueConstraint)
    ]
    if field.unique:
        constraints.append((field.name,))
    conflicts: dict[int, Model] = {}
    for names in constraints:
        if field.name not in names:
            continue
        others = [field.model._meta.get_field(name).attname for name in names if name != field.name]
        existing = {
            tuple(getattr(row, name) for name in others): row
            for row in records_of(field.model, **{field.attname: kept.pk})
            if getattr(row, "removed_at", None) is None
        }
        for row in rows:
            conflict = existing.get(tuple(getattr(row, name) for name in others))
            if conflict is not None and getattr(row, "removed_at", None) is None:
                conflicts[row.pk] = conflict
    return conflicts


def _conflict_reasons(moves: list[Move]) -> Iterator[str]:
    for move in moves:
        if move.model in MERGE_RULES:
            continue
        for row in move.rows:
            if row.pk in move.conflicts:
                yield _("Both have a record that may stand once: %s.") % row


def _reasons(kept: Model, duplicate: Model) -> Iterator[str]:
    if kept.pk == duplicate.pk:
        yield _("This is one and the same record.")
        return
    if getattr(duplicate, "reference", None):
        yield _("“%s” comes from the reference data: keep it and merge the other one into it.") % duplicate
    if isinstance(kept, Department) and duplicate.pk in kept.chain():
        yield _("One of the bodies followed the other: they are not doubles.")
    if isinstance(kept, Sphere) and duplicate.pk in kept.chain():
        yield _("One of the spheres followed the other: they are not doubles.")
    if isinstance(kept, Partner):
        if kept.kind != duplicate.kind:
            yield _("They are of different kinds: %(one)s and %(other)s.") % {
                "one": kept.get_kind_display(),
                "other": duplicate.get_kind_display(),
            }
        if kept.pk in Partner.objects.filter(pk=duplicate.pk).tree_keys():
            yield _("“%s” is a part of the other one.") % kept


def _new_spellings(kept: Model, duplicate: Model) -> list[str]:
    wordings = _wordings_of(type(kept))
    if wordings is None:
        return []
    names = [getattr(duplicate, name, "") for name in ("name", "title", "official", "short_name")]
    texts = {fold(name)[:1000]: name for name in names if name}
    kept_name = fold(str(kept))[:1000]
    taken = set(wordings.model.objects.filter(folded__in=texts).values_list("folded", flat=True))
    return [text for folded, text in texts.items() if folded and folded not in taken | {kept_name}]


def _wordings_of(model: type[Model]) -> ForeignKey | None:
    return next((field for field in referring_fields(model) if issubclass(field.model, Wording)), None)


def _carry_out(plan: MergePlan) -> dict[str, Any]:
    kept, duplicate = plan.kept, plan.duplicate
    if isinstance(kept, Partner):
        _recode(kept, duplicate)
    unrecorded = {}
    for move in plan.moves:
        moved = move_references(move, kept)
        if moved is not None:
            unrecorded[f"{move.model._meta.label_lower}:{move.field.attname}"] = {
                "from": duplicate.pk,
                **moved,
            }
    field = _wordings_of(type(kept))
    if field is not None:
        field.model.objects.bulk_create(
            field.model(**{"text": text, field.name: kept}) for text in plan.learned
        )
    if isinstance(kept, Agreement):
        _fill(kept, duplicate)
    return unrecorded


def _entries_with(record: Model) -> models.QuerySet[Entry]:
    """Those whose events say something of the record."""
    lookup = {
        Department: "department",
        Agreement: "agreement",
        Partner: "partner_links__partner",
        Sphere: "section__sphere",
    }
    field = lookup.get(type(record))
    return Entry.objects.filter(**{field: record}) if field else Entry.objects.none()


def _fill(kept: Agreement, duplicate: Agreement) -> None:
    names = list(_FILLED_FIELDS)
    if not any(getattr(kept, name) for name in _AGREEMENT_DATES):
        names += _AGREEMENT_DATES  # all or none: dates of two records do not belong together
    for name in names:
        if not getattr(kept, name):
            setattr(kept, name, getattr(duplicate, name))
    kept.save()


def _recode(kept: Partner, duplicate: Partner) -> None:
    """Replace the code of the duplicate in what was recognised in entries."""
    named = Entry.with_removed.filter(partner_links__partner=duplicate)
    changed = []
    for entry in named:
        recognised = {
            name: _replace_code(value, duplicate.code, kept.code) if name in ("partners", "place") else value
            for name, value in entry.recognised.items()
        }
        if recognised != entry.recognised:
            entry.recognised = recognised
            changed.append(entry)
    Entry.with_removed.bulk_update(changed, ["recognised"])


def _replace_code(value: Any, old: str, new: str, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _replace_code(inner, old, new, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_replace_code(inner, old, new, key) for inner in value]
    return new if value == old and key in ("code", "codes", "suggestions") else value
