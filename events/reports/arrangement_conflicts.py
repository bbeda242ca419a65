"""Detects rearrangements made since this page was rendered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coopregistry.models import Change
from events.models import Entry, Report, Section

# What an arrangement reads: a cell reworded meanwhile harms none.
_ARRANGED = frozenset({"order", "section_id", "department_id", "report_id", "removed_at"})
_MOST_TOLD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Rearrangement:
    """One record rearranged by somebody else: who, when, which."""

    who: str
    when: datetime
    what: str


def arrangement_version(report: Report) -> int:
    """The latest change of the report's entries and sections; used for optimistic locking."""
    latest = _changes(report).order_by("-id").values_list("pk", flat=True)
    return latest.first() or 0


def rearrangements_since(
    report: Report, version: int, rows: Collection[int] | None = None
) -> list[Rearrangement]:
    """Rearrangements after that version, latest first; of `rows` alone where given."""
    changes = _changes(report).filter(pk__gt=version).select_related("change_set__user").order_by("-id")
    if rows is not None:
        changes = changes.filter(model=Entry._meta.label_lower, record__in=rows)
    latest: dict[tuple[str, int], Change] = {}
    for change in changes:
        if change.action != Change.Action.UPDATE or _ARRANGED & set(change.after or {}):
            latest.setdefault((change.model, change.record), change)
    names = _names(latest)
    return [
        Rearrangement(
            who=str(change.change_set.user or _("the registry")),
            when=change.change_set.made_at,
            what=names.get(key, "–"),
        )
        for key, change in list(latest.items())[:_MOST_TOLD]
    ]


def _changes(report: Report) -> QuerySet[Change]:
    models = (Entry._meta.label_lower, Section._meta.label_lower)
    ours = Q(owner_model=Report._meta.label_lower, owner_record=report.pk, model__in=models)
    # A row that went to another document has that one for its owner now.
    here = Entry.with_removed.filter(report=report).values("pk")
    return Change.objects.filter(ours | Q(model=Entry._meta.label_lower, record__in=here))


def _names(keys: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
    names = {}
    for model in (Entry, Section):
        label = model._meta.label_lower
        pks = [record for own, record in keys if own == label]
        for record in model.with_removed.filter(pk__in=pks):
            names[label, record.pk] = str(record)
    return names


def describe_rearrangements(found: Collection[Rearrangement]) -> str:
    """The explanation shown when a move is refused."""
    told = "; ".join(
        _("%(who)s, %(when)s: “%(what)s”")
        % {"who": one.who, "when": f"{localtime(one.when):%d.%m.%Y %H:%M}", "what": shorten(one.what, 80)}
        for one in found
    )
    return _("The document was arranged anew meanwhile, so nothing was written. %s.") % told
