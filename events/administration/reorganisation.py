"""Executive bodies follow each other: one becomes several or several become one, with users and open rows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from agreements.models import Department, Membership, Succession
from agreements.names.folding import fold
from coopregistry import history
from coopregistry.models import User
from events.entries.governing import govern_shared
from events.models import Entry, Report, Section, StructureChange, Submission
from events.reports.arrangement import give

from .merge_conflicts import JOINS, TAKEN, least
from .merging import NoDoubles


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was decided. `heir` takes the users and the open rows but for those that `heirs` gives to others;
    new bodies are named, not made yet."""

    before: list[Department]
    after: list[Department]
    new: list[str]
    heir: str  # key of a standing body or the name of a new one
    day: date
    act: str
    heirs: Mapping[str, str] = field(default_factory=dict)  # share_of a user or row → heir

    @property
    def successors(self) -> list[tuple[str, str]]:
        """Keys and names, the heir first."""
        named = [*((str(body.pk), body.name) for body in self.after), *((name, name) for name in self.new)]
        return sorted(named, key=lambda one: one[0] != self.heir)

    @property
    def heir_name(self) -> str:
        return dict(self.successors).get(self.heir, self.heir)

    def heir_of(self, row: Membership | Entry) -> str:
        return self.heirs.get(share_of(row), self.heir)


def share_of(row: Membership | Entry) -> str:
    return f"{type(row).__name__.lower()}-{row.pk}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    memberships: list[Membership]
    entries: list[Entry]
    submissions: list[Submission]
    sections: list[Section]

    @property
    def counts(self) -> list[tuple[str, int]]:
        lists = (self.memberships, self.entries, self.submissions, self.sections)
        return [(str(type(rows[0])._meta.verbose_name_plural), len(rows)) for rows in lists if rows]


def reasons_against(wish: Wish) -> list[str]:
    """Why this cannot be done; empty where it can."""
    found = []
    followers = len(wish.after) + len(wish.new)
    if followers == 0:
        found.append(_("Name at least one successor."))
    if len(wish.before) > 1 and followers > 1:
        found.append(_("Several bodies become one, or one becomes several: enter one act after the other."))
    for body in wish.before:
        chain = body.chain() - {body.pk}
        if body in wish.after:
            found.append(_("“%s” cannot follow itself.") % body)
        elif chain & {after.pk for after in wish.after}:
            found.append(_("“%s” and a successor follow each other already.") % body)
        if body.in_force_from and body.in_force_from >= wish.day:
            found.append(_("“%s” begins after the day of the reorganisation.") % body)
    taken = Department.objects.filter(name__in=wish.new).values_list("name", flat=True)
    found += [_("There is a body “%s” already: choose it from the list.") % name for name in taken]
    return found


def effect(before: Sequence[Department], day: date) -> Effect:
    """What would move. Closed documents and their editions stay as they are, and so does a document of the
    past that asks nothing of the bodies, such as one that was imported."""
    asked = Submission.objects.filter(department__in=before).values("report")
    open_report = (
        ~Q(report__state__in=Report.CLOSED)
        & Q(report__removed_at=None)
        & (Q(report__in=asked) | Q(report__end__gte=day))
    )
    return Effect(
        memberships=list(
            Membership.objects.filter(department__in=before)
            .select_related("user", "department")
            .order_by("user__last_name", "user__first_name", "pk")
        ),
        entries=list(
            Entry.objects.filter(open_report, department__in=before)
            .select_related("report__partner", "section")
            .order_by("report", "section__order", "section", "order", "pk")
        ),
        submissions=list(
            Submission.objects.filter(open_report, department__in=before).select_related(
                "department", "report__partner"
            )
        ),
        sections=list(
            Section.objects.filter(open_report, department__in=before)
            .select_related("department")
            .order_by("report", "order", "pk")
        ),
    )


def reorganise(wish: Wish, *, user: User) -> StructureChange:
    """Carry it out in one transaction, with history. NoDoubles where it cannot be done."""
    names = [*(body.name for body in wish.after), *wish.new]
    text = _("%(before)s → %(after)s since %(day)s") % {
        "before": ", ".join(body.name for body in wish.before),
        "after": ", ".join(names),
        "day": f"{wish.day:%d.%m.%Y}",
    }
    with transaction.atomic(), history.change_set(user=user, reason=text[:500]) as pending:
        before = list(Department.objects.select_for_update().filter(pk__in=[body.pk for body in wish.before]))
        if against := reasons_against(wish):
            raise NoDoubles(against)
        order = min(body.order for body in before)
        made = [Department.objects.create(name=name, order=order) for name in wish.new]
        after = [*wish.after, *made]
        heirs = {str(body.pk): body for body in after} | {body.name: body for body in made}
        _follow(before, after, wish)
        moved = effect(before, wish.day)
        _move(moved, wish, heirs)
        history.explain(text[:500])
        return StructureChange.objects.create(
            kind=StructureChange.Kind.REORGANISATION, text=text, counts=moved.counts, change_set=pending.row()
        )


def _follow(before: list[Department], after: list[Department], wish: Wish) -> None:
    Succession.objects.bulk_create(
        Succession(predecessor=old, successor=new, date=wish.day, act=wish.act)
        for old in before
        for new in after
    )
    for old in before:
        if old.in_force_to is None or old.in_force_to >= wish.day:
            old.in_force_to = wish.day - timedelta(days=1)
    for new in after:
        # A body that stood before goes on; only a new one begins with the act.
        if new.name in wish.new:
            new.in_force_from = wish.day
    Department.objects.bulk_update([*before, *after], ["in_force_from", "in_force_to"])


def _move(moved: Effect, wish: Wish, heirs: Mapping[str, Department]) -> None:
    _move_users(moved, wish, heirs)
    main = heirs[wish.heir]
    parts = {row.report_id: row for row in Submission.objects.filter(department=main)}
    for row in moved.submissions:
        if row.report_id in parts:
            least(parts[row.report_id], row)
        else:
            row.department = main
            row.save()
            parts[row.report_id] = row
    for row in moved.entries:
        row.department = main
    Entry.objects.bulk_update(moved.entries, ["department"])
    _move_sections(moved.sections, main)
    asked = {row.report_id: parts[row.report_id] for row in moved.submissions}
    for (report, key), rows in _shares(moved.entries, wish).items():
        fresh = list(Entry.objects.filter(pk__in=rows).select_related("report").order_by("section", "order"))
        give(fresh, department=heirs[key], section=None)
        if report in asked and not Submission.objects.filter(report=report, department=heirs[key]).exists():
            _part_like(asked[report], heirs[key]).save()
    reports = {row.report_id for row in (*moved.entries, *moved.submissions)}
    govern_shared(Entry.objects.filter(report__in=reports, department__in=heirs.values()))


def _move_users(moved: Effect, wish: Wish, heirs: Mapping[str, Department]) -> None:
    standing = Membership.objects.filter(department__in=heirs.values())
    own = {(row.user_id, row.department_id): row for row in standing}
    for row in moved.memberships:
        heir = heirs[wish.heir_of(row)]
        if (row.user_id, heir.pk) in own:
            JOINS[Membership](own[row.user_id, heir.pk], row)
        else:
            row.department = heir
            row.save()
            own[row.user_id, heir.pk] = row


def _move_sections(moved: list[Section], heir: Department) -> None:
    """The headings of an open document name the heir; two that stand for one body now become one."""
    first = {row.report_id: row for row in Section.objects.filter(department=heir).order_by("-order", "-pk")}
    renamed = []
    for section in moved:
        kept = first.setdefault(section.report_id, section)
        if kept.pk == section.pk:
            if fold(section.title) == fold(section.department.name):
                section.title = heir.name
            section.department = heir
            renamed.append(section)
            continue
        last = (
            Entry.objects.filter(section=kept).order_by("-order").values_list("order", flat=True).first() or 0
        )
        rows = list(Entry.objects.filter(section=section).order_by("order", "pk"))
        for order, row in enumerate(rows, start=last + 1):
            row.section, row.order = kept, order
        Entry.objects.bulk_update(rows, ["section", "order"])
        section.remove()
    Section.objects.bulk_update(renamed, ["department", "title"])


def _shares(entries: Sequence[Entry], wish: Wish) -> Mapping[tuple[int, str], list[int]]:
    """Rows that another than the heir takes, by report and by who takes them."""
    shares: dict[tuple[int, str], list[int]] = defaultdict(list)
    for row in entries:
        if wish.heir_of(row) != wish.heir:
            shares[row.report_id, wish.heir_of(row)].append(row.pk)
    return shares


def _part_like(asked: Submission, body: Department) -> Submission:
    """What the predecessor was asked and has answered holds for the rows a successor takes over."""
    part = Submission(report_id=asked.report_id, department=body)
    for name in TAKEN:
        setattr(part, name, getattr(asked, name))
    part.nothing = False
    if part.state == Submission.State.NOTHING:
        part.state = Submission.State.HANDED_IN
    return part
