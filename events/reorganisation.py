"""Executive bodies follow each other: one becomes several or several become one, with users and open rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from agreements.models import Department, Membership, Succession
from coopregistry import history
from coopregistry.models import User

from .merging import NoDoubles
from .models import Entry, Section, StructureChange, Submission
from .recognition import govern_shared
from .twins import JOINS, least
from .workflow import CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was decided. `heir` takes the users and the open rows; new bodies are named, not made yet."""

    before: list[Department]
    after: list[Department]
    new: list[str]
    heir: str  # key of a standing body or the name of a new one
    day: date
    act: str

    @property
    def heir_name(self) -> str:
        return next((body.name for body in self.after if str(body.pk) == self.heir), self.heir)


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
        ~Q(report__state__in=CLOSED)
        & Q(report__removed_at=None)
        & (Q(report__in=asked) | Q(report__end__gte=day))
    )
    return Effect(
        memberships=list(
            Membership.objects.filter(department__in=before).select_related("user", "department")
        ),
        entries=list(
            Entry.objects.filter(open_report, department__in=before).select_related("report__partner")
        ),
        submissions=list(
            Submission.objects.filter(open_report, department__in=before).select_related(
                "department", "report__partner"
            )
        ),
        sections=list(Section.objects.filter(open_report, department__in=before).order_by("report", "order")),
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
        heir = next(body for body in after if wish.heir in (str(body.pk), body.name))
        _follow(before, after, wish)
        moved = effect(before, wish.day)
        _move(moved, heir)
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


def _move(moved: Effect, heir: Department) -> None:
    own = {row.user_id: row for row in Membership.objects.filter(department=heir)}
    for row in moved.memberships:
        if row.user_id in own:
            JOINS[Membership](own[row.user_id], row)
        else:
            row.department = heir
            row.save()
            own[row.user_id] = row
    parts = {row.report_id: row for row in Submission.objects.filter(department=heir)}
    for row in moved.submissions:
        if row.report_id in parts:
            least(parts[row.report_id], row)
        else:
            row.department = heir
            row.save()
            parts[row.report_id] = row
    for rows in (moved.entries, moved.sections):
        for one in rows:
            one.department = heir
    Entry.objects.bulk_update(moved.entries, ["department"])
    Section.objects.bulk_update(moved.sections, ["department"])
    reports = {row.report_id for row in (*moved.entries, *moved.submissions)}
    govern_shared(Entry.objects.filter(report__in=reports, department=heir))
