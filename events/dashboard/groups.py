"""The same sums by sphere, executive body and partner: every line is a filter of the list of events."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Sum, Value, When
from django.utils.translation import gettext_lazy as _

from agreements.models import Department, Partner, Succession

from ..filters import MISSING
from ..models import EventPartner, Sphere
from ..outcomes import REPORTS
from ..vocabulary import Bound, PartnerRole
from .figures import People
from .scope import Scope

_NOTHING = dict.fromkeys(("events", "reported", "signing", "people", "counted", "at_least", "about"), 0)
# What cooperation is counted by; their regions and cities go with them.
_WHOLE = (Partner.Kind.SUBJECT, Partner.Kind.COUNTRY, Partner.Kind.UNION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`keys` is the condition of the list; none where no condition says it."""

    name: str
    keys: tuple[str, ...]
    events: int
    reported: int
    signed: int
    people: People
    before: int = 0  # events of the year before
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines with most events first. An event of two bodies stands in both lines."""

    slug: str
    title: Any
    field: str  # of the list's filter
    lines: tuple[Line, ...]
    nowhere: int  # events that stand in no line


def groups(scope: Scope) -> list[Group]:
    """By what is chosen already there is nothing to group."""
    made = (
        ("sphere", _("By sphere"), _by_sphere),
        ("department", _("By executive body"), _by_department),
        ("partner", _("By partner"), _by_partner),
    )
    return [
        Group(slug=field, title=title, field=field, lines=_lines(scope, by), nowhere=_nowhere(scope, field))
        for field, title, by in made
        if not scope.chosen(field)
    ]


@dataclass(frozen=True, slots=True)
class _Found:
    """Rows by group key, and what a key stands for: its name, keys of the filter and kind."""

    rows: list[dict[str, Any]]
    about: Mapping[Any, tuple[str, tuple[str, ...], str]]


def _lines(scope: Scope, by: Any) -> tuple[Line, ...]:
    now, then = by(scope, _summed), by(scope.before, _counted)
    before = {row["key"]: row["events"] for row in then.rows}
    standing = {row["key"]: row for row in now.rows}
    about = {**then.about, **now.about}
    lines = []
    for key in {*standing, *before}:
        name, keys, kind = about[key]
        row = standing.get(key, _NOTHING)
        lines.append(
            Line(
                name=name,
                keys=keys,
                events=row["events"],
                reported=row["reported"],
                signed=row["signing"],
                people=People.of(row),
                before=before.get(key, 0),
                kind=kind,
            )
        )
    return tuple(sorted(lines, key=lambda line: (-line.events, -line.before, line.name)))


def _nowhere(scope: Scope, field: str) -> int:
    rows = scope.access.entries().filter(event=OuterRef("pk"))
    return scope.events.filter(MISSING[field][1](rows)).count()


_Sum = Callable[[Scope, QuerySet], list[dict[str, Any]]]


def _counted(scope: Scope, keyed: QuerySet) -> list[dict[str, Any]]:
    """Events alone: what is asked of the year before."""
    rows = keyed.filter(event__in=scope.events.values("pk"))
    return list(rows.order_by().values("key").annotate(events=Count("event", distinct=True)))


def _summed(scope: Scope, keyed: QuerySet) -> list[dict[str, Any]]:
    """`keyed` rows or links carry `key`; the first one of an event and key stands for it in the sums."""
    twin = keyed.filter(event=OuterRef("event"), key=OuterRef("key"), pk__lt=OuterRef("pk"))
    reports = scope.access.entries().filter(event=OuterRef("event"), report__kind__in=REPORTS)
    told = (
        keyed.filter(~Exists(twin), Exists(reports), event__in=scope.events.values("pk"))
        .order_by()
        .values("key")
        .annotate(
            reported=Count("pk"),
            signing=Count("pk", filter=Q(event__signed=True)),
            people=Sum("event__participants_count"),
            counted=Count("event__participants_count"),
            at_least=Count("pk", filter=Q(event__participants_bound=Bound.AT_LEAST)),
            about=Count("pk", filter=Q(event__participants_bound=Bound.ABOUT)),
        )
    )
    by_key = {row["key"]: row for row in told}
    return [{**_NOTHING, **row, **by_key.get(row["key"], {})} for row in _counted(scope, keyed)]


def _by_sphere(scope: Scope, sums: _Sum) -> _Found:
    rows = sums(scope, scope.rows.exclude(section__sphere=None).annotate(key=F("section__sphere_id")))
    names = Sphere.with_removed.in_bulk([row["key"] for row in rows])
    return _Found(rows, {pk: (sphere.name, (str(pk),), "") for pk, sphere in names.items()})


def _by_department(scope: Scope, sums: _Sum) -> _Found:
    """Bodies that followed each other are one line, named after those that came last."""
    heads = _heads(Succession.objects.values_list("predecessor_id", "successor_id"))
    whens = [
        When(department__in=members, then=Value(min(last))) for last, members in heads if len(members) > 1
    ]
    key = Case(*whens, default=F("department_id"), output_field=IntegerField())
    rows = sums(scope, scope.rows.exclude(department=None).annotate(key=key))
    last_of = {min(last): last for last, _members in heads}
    wanted = {pk for row in rows for pk in last_of.get(row["key"], {row["key"]})}
    bodies = Department.with_removed.in_bulk(wanted)
    about = {}
    for row in rows:
        own = sorted(last_of.get(row["key"], {row["key"]}))
        names = "; ".join(bodies[pk].name for pk in own)
        about[row["key"]] = (names, tuple(map(str, own)), "")
    return _Found(rows, about)


def _heads(pairs: Iterable[tuple[int, int]]) -> list[tuple[frozenset[int], frozenset[int]]]:
    """Bodies joined by succession: those nobody followed, and all of them."""
    pairs = list(pairs)
    beside: dict[int, set[int]] = defaultdict(set)
    for old, new in pairs:
        beside[old].add(new)
        beside[new].add(old)
    followed = {old for old, _new in pairs}
    found, seen = [], set()
    for first in beside:
        if first in seen:
            continue
        members, ahead = {first}, [first]
        while ahead:
            fresh = beside[ahead.pop()] - members
            members |= fresh
            ahead += fresh
        seen |= members
        last = members - followed or members  # bodies following each other in a ring
        found.append((frozenset(last), frozenset(members)))
    return found


def _by_partner(scope: Scope, sums: _Sum) -> _Found:
    """A region or a city goes with its country or subject."""
    named = EventPartner.objects.exclude(role=PartnerRole.MENTIONED)
    rows = sums(scope, named.annotate(key=whole_partner()).exclude(key=None))
    partners = Partner.with_removed.in_bulk([row["key"] for row in rows])
    return _Found(rows, {pk: (one.name, (one.code,), one.kind) for pk, one in partners.items()})


def whole_partner() -> Case:
    """The subject, country or union the `partner` of a link goes with."""
    return Case(
        When(partner__kind__in=_WHOLE, then=F("partner_id")),
        When(partner__parent__kind__in=_WHOLE, then=F("partner__parent_id")),
        When(partner__parent__parent__kind__in=_WHOLE, then=F("partner__parent__parent_id")),
        output_field=IntegerField(),
    )
