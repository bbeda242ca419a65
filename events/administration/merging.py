"""Merges doubles: what refers to the double refers to the kept record then, and the double is removed."""

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
from events.entries.governing import govern, govern_shared
from events.models import Entry, Event, Sphere, StructureChange

from .merge_conflicts import JOINS

Kind = StructureChange.Kind
MODELS: dict[str, type[Model]] = {
    Kind.BODIES: Department,
    Kind.SPHERES: Sphere,
    Kind.AGREEMENTS: Agreement,
    Kind.PARTNERS: Partner,
    Kind.EVENTS: Event,
}
_AGREEMENT_DATES = ("signed_on", "valid_until", "terminated_on")
_FILLED_FROM_THE_DOUBLE = ("number", "prolongation", "registration_number", "department_id")


class NoDoubles(Exception):
    """The two records cannot be merged; the texts say why."""

    def __init__(self, reasons: Sequence[str]):
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Records of one kind that refer to the double by one field."""

    model: type[Model]
    field: ForeignKey
    rows: list[Model]
    twins: dict[int, Model]  # key of a row → the record the kept one has for the same thing already

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
        return len(self.twins)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    kept: Model
    double: Model
    moves: list[Move]
    learned: list[str]  # names of the double that become spellings of the kept record
    reasons: list[str]  # why it cannot be done

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [(move.label, len(move.rows)) for move in self.moves]


def plan(kept: Model, double: Model) -> Plan:
    """What merging would do. Only reads."""
    moves = [move for field in referring_fields(type(kept)) if (move := _move(field, kept, double)).rows]
    return Plan(
        kept=kept,
        double=double,
        moves=moves,
        learned=_new_spellings(kept, double),
        reasons=[*_reasons(kept, double), *_unjoinable(moves)],
    )


def merge(kind: str, kept: Model, double: Model, *, user: User) -> StructureChange:
    """Merge in one transaction, with history. NoDoubles where it cannot be done."""
    model = MODELS[kind]
    text = _("“%(double)s” merged into “%(kept)s”") % {"double": double, "kept": kept}
    with transaction.atomic(), history.change_set(user=user, reason=text[:500]) as pending:
        # As they stand now, locked: two people may press at once.
        locked = model.objects.select_for_update(of=("self",)).filter(pk__in=(kept.pk, double.pk))
        standing = {one.pk: one for one in locked}
        if len(standing) != 2:
            raise NoDoubles([_("One of the two was removed meanwhile, or it is one and the same record.")])
        what = plan(standing[kept.pk], standing[double.pk])
        if what.reasons:
            raise NoDoubles(what.reasons)
        apart = _carry_out(what)
        what.double.remove()
        row = pending.row()
        return StructureChange.objects.create(
            kind=kind, text=text, counts=what.counts, apart=apart, change_set=row
        )


@transaction.atomic
def take_back(done: StructureChange, *, user: User) -> Undone:
    """Undo a merger or reorganisation; AlreadyUndone where it was undone before."""
    undone = undo(done.change_set, user=user)
    for name, moved in done.apart.items():
        label, _colon, field = name.partition(":")
        for first in range(0, len(moved["rows"]), 500):
            rows = apps.get_model(label)._base_manager.filter(
                **{"pk__in": moved["rows"][first : first + 500], field: moved["to"]}
            )
            rows.update(**{field: moved["from"]})
    return undone


def referring_fields(model: type[Model]) -> Iterator[ForeignKey]:
    """Every foreign key to the model, those without a way back included."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one):
            yield relation.field


def rows_of(model: type[Model], **which: Any) -> models.QuerySet:
    """Removed records too: what is put back later must not refer to a double."""
    queryset = history.RecordedQuerySet if issubclass(model, history.Recorded) else models.QuerySet
    heavy = [field.name for field in model._meta.concrete_fields if isinstance(field, models.BinaryField)]
    return queryset(model).filter(**which).defer(*heavy).order_by("pk")


def move_rows(move: Move, kept: Model) -> dict[str, Any] | None:
    """Point the rows at the kept record; what it has already is joined. Rows without a history are told, so
    that an undo can put them back."""
    for row in move.rows:
        if row.pk in move.twins:
            JOINS[move.model](move.twins[row.pk], row)
    keys = [row.pk for row in move.rows if row.pk not in move.twins]
    for first in range(0, len(keys), 500):
        rows_of(move.model, pk__in=keys[first : first + 500]).update(**{move.field.attname: kept.pk})
    return None if move.recorded else {"to": kept.pk, "rows": keys}


def _move(field: ForeignKey, kept: Model, double: Model) -> Move:
    rows = list(rows_of(field.model, **{field.attname: double.pk}))
    return Move(model=field.model, field=field, rows=rows, twins=twins_of(field, rows, kept) if rows else {})


def twins_of(field: ForeignKey, rows: Sequence[Model], kept: Model) -> dict[int, Model]:
    """Rows that would stand twice where a record may stand once."""
    unique = (one for one in field.model._meta.constraints if isinstance(one, UniqueConstraint))
    constraints = [tuple(one.fields) for one in unique]
    if field.unique:
        constraints.append((field.name,))
    twins: dict[int, Model] = {}
    for names in constraints:
        if field.name not in names:
            continue
        others = [field.model._meta.get_field(name).attname for name in names if name != field.name]
        standing = {
            tuple(getattr(row, name) for name in others): row
            for row in rows_of(field.model, **{field.attname: kept.pk})
            if getattr(row, "removed_at", None) is None
        }
        for row in rows:
            twin = standing.get(tuple(getattr(row, name) for name in others))
            if twin is not None and getattr(row, "removed_at", None) is None:
                twins[row.pk] = twin
    return twins


def _unjoinable(moves: list[Move]) -> Iterator[str]:
    for move in moves:
        if move.model in JOINS:
            continue
        for row in move.rows:
            if row.pk in move.twins:
                yield _("Both have a record that may stand once: %s.") % row


def _reasons(kept: Model, double: Model) -> Iterator[str]:
    if kept.pk == double.pk:
        yield _("This is one and the same record.")
        return
    if getattr(double, "reference", None):
        yield _("“%s” comes from the reference data: keep it and merge the other one into it.") % double
    if isinstance(kept, Department) and double.pk in kept.chain():
        yield _("One of the bodies followed the other: they are not doubles.")
    if isinstance(kept, Partner):
        if kept.kind != double.kind:
            yield _("They are of different kinds: %(one)s and %(other)s.") % {
                "one": kept.get_kind_display(),
                "other": double.get_kind_display(),
            }
        if kept.pk in Partner.objects.filter(pk=double.pk).tree_keys():
            yield _("“%s” is a part of the other one.") % kept


def _new_spellings(kept: Model, double: Model) -> list[str]:
    wordings = _wordings_of(type(kept))
    if wordings is None:
        return []
    names = [getattr(double, name, "") for name in ("name", "title", "official", "short_name")]
    texts = {fold(name)[:1000]: name for name in names if name}
    own = {fold(str(kept))[:1000]}
    taken = set(wordings.model.objects.filter(folded__in=texts).values_list("folded", flat=True))
    return [text for folded, text in texts.items() if folded and folded not in taken | own]


def _wordings_of(model: type[Model]) -> ForeignKey | None:
    return next((field for field in referring_fields(model) if issubclass(field.model, Wording)), None)


def _carry_out(what: Plan) -> dict[str, Any]:
    kept, double = what.kept, what.double
    if isinstance(kept, Partner):
        _recode(kept, double)
    apart = {}
    for move in what.moves:
        told = move_rows(move, kept)
        if told is not None:
            apart[f"{move.model._meta.label_lower}:{move.field.attname}"] = {"from": double.pk, **told}
    field = _wordings_of(type(kept))
    if field is not None:
        field.model.objects.bulk_create(
            field.model(**{"text": text, field.name: kept}) for text in what.learned
        )
    if isinstance(kept, Agreement):
        _fill(kept, double)
    if isinstance(kept, Department):
        govern_shared(Entry.objects.filter(department=kept))
    if isinstance(kept, Event):
        govern([kept])
    return apart


def _fill(kept: Agreement, double: Agreement) -> None:
    names = list(_FILLED_FROM_THE_DOUBLE)
    if not any(getattr(kept, name) for name in _AGREEMENT_DATES):
        names += _AGREEMENT_DATES  # together or not at all: they must agree with each other
    for name in names:
        if not getattr(kept, name):
            setattr(kept, name, getattr(double, name))
    kept.save()


def _recode(kept: Partner, double: Partner) -> None:
    """What was recognised in a row names partners by their codes."""
    named = Entry.with_removed.filter(partner_links__partner=double)
    changed = []
    for entry in named:
        recognised = {
            name: _with_code(value, double.code, kept.code) if name in ("partners", "place") else value
            for name, value in entry.recognised.items()
        }
        if recognised != entry.recognised:
            entry.recognised = recognised
            changed.append(entry)
    Entry.with_removed.bulk_update(changed, ["recognised"])


def _with_code(value: Any, old: str, new: str, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _with_code(inner, old, new, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_with_code(inner, old, new, key) for inner in value]
    return new if value == old and key in ("code", "codes", "suggestions") else value
