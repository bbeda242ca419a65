"""Reorganisation of departments: one splits or several merge, and users and open entries move with them."""

import logging
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Department, Membership, Succession
from agreements.names.folding import fold
from coopregistry import history
from coopregistry.models import User
from events.entries.governing import govern_events_of
from events.models import Entry, Report, Section, StructureChange, Submission
from events.phrases.inner_quotes import inner_quotes
from events.reports.arrangement import reassign

from .merge_conflicts import MERGE_RULES, PROGRESS_FIELDS, keep_least_advanced
from .merging import StructureChangeRefused

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReorganisationPlan:
    """What was decided. `heir` takes all users and open entries that `heirs` gives to nobody else. Until
    `day` everybody works on for the predecessors."""

    predecessors: list[Department]
    existing_successors: list[Department]
    new_names: list[str]  # of successors still to be created
    heir: str  # pk of an existing successor or the name of a new one
    day: date
    act: str
    heirs: Mapping[str, str] = field(default_factory=dict)  # share_key of a user or entry → heir
    left: Collection[int] = ()  # open reports that stay with the predecessors, as those of their time

    @property
    def is_to_come(self) -> bool:
        return self.day > timezone.localdate()

    @property
    def successors(self) -> list[tuple[str, str]]:
        """Choices: key as in `heir` and name, the heir first."""
        choices = [(str(department.pk), department.name) for department in self.existing_successors]
        choices += [(name, name) for name in self.new_names]
        return sorted(choices, key=lambda choice: choice[0] != self.heir)

    @property
    def heir_name(self) -> str:
        return dict(self.successors).get(self.heir, self.heir)

    def heir_of(self, record: Membership | Entry) -> str:
        return self.heirs.get(share_key(record), self.heir)


def share_key(record: Membership | Entry) -> str:
    return f"{type(record).__name__.lower()}-{record.pk}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedReport:
    """An open report with rows of the predecessors or a request to them."""

    report: Report
    row_count: int
    submissions: list[Submission]

    def stays(self, plan: ReorganisationPlan) -> bool:
        """Unless somebody decides otherwise. Until a day to come nobody of a body that stands already may
        write what passes to it, so that only what begins by then passes."""
        is_waited_for = plan.is_to_come and plan.heir not in plan.new_names
        return (self.report.start if is_waited_for else self.report.end) < plan.day


@dataclass(frozen=True, slots=True, kw_only=True)
class ReorganisationEffect:
    """Records that move to the successors."""

    memberships: list[Membership]
    entries: list[Entry]
    submissions: list[Submission]
    sections: list[Section]

    @property
    def reports(self) -> list[TouchedReport]:
        records = (*self.submissions, *self.entries, *self.sections)
        found = {record.report_id: record.report for record in records}
        rows = Counter(entry.report_id for entry in self.entries)
        asked = {pk: [one for one in self.submissions if one.report_id == pk] for pk in found}
        return [
            TouchedReport(report=report, row_count=rows[report.pk], submissions=asked[report.pk])
            for report in sorted(found.values(), key=lambda report: (report.start, report.end, report.pk))
        ]

    @property
    def counts(self) -> list[tuple[str, int]]:
        lists = (self.memberships, self.entries, self.submissions, self.sections)
        return [(str(type(rows[0])._meta.verbose_name_plural), len(rows)) for rows in lists if rows]


def refusal_reasons(plan: ReorganisationPlan) -> list[str]:
    """Why this cannot be done; empty if it can."""
    found = []
    followers = len(plan.existing_successors) + len(plan.new_names)
    if followers == 0:
        found.append(_("Name at least one successor."))
    if len(plan.predecessors) > 1 and followers > 1:
        found.append(_("Several bodies become one, or one becomes several: enter one act after the other."))
    for department in plan.predecessors:
        chain = department.chain() - {department.pk}
        name = inner_quotes(department.name)
        if department in plan.existing_successors:
            found.append(_("“%s” cannot follow itself.") % name)
        elif chain & {successor.pk for successor in plan.existing_successors}:
            found.append(_("“%s” and a successor follow each other already.") % name)
        if department.in_force_from and department.in_force_from >= plan.day:
            found.append(_("“%s” begins after the day of the reorganisation.") % name)
    for successor in plan.existing_successors:
        if successor.in_force_to and successor.in_force_to < plan.day:
            name = inner_quotes(successor.name)
            found.append(_("“%s” is not in force on the day of the reorganisation.") % name)
    taken = Department.objects.filter(name__in=plan.new_names).values_list("name", flat=True)
    names = [inner_quotes(name) for name in taken]
    found += [_("There is a body “%s” already: choose it from the list.") % name for name in names]
    return found


def reorganisation_effect(
    predecessors: Sequence[Department], day: date, *, left: Collection[int] = ()
) -> ReorganisationEffect:
    """What would move. Closed documents stay as they are, and so do past documents that request nothing from
    the departments, such as imported ones, and the reports `left`."""
    with_requests = Submission.objects.filter(department__in=predecessors).values("report")
    open_report = (
        ~Q(report__state__in=Report.CLOSED)
        & Q(report__removed_at=None)
        & (Q(report__in=with_requests) | Q(report__end__gte=day))
        & ~Q(report__in=left)
    )
    return ReorganisationEffect(
        memberships=list(
            Membership.objects.filter(department__in=predecessors)
            .exclude(until__lt=day)
            .select_related("user", "department")
            .order_by("user__last_name", "user__first_name", "pk")
        ),
        entries=list(
            Entry.objects.filter(open_report, department__in=predecessors)
            .select_related("report__partner", "report__agreement", "section")
            .in_printed_order("report")
        ),
        submissions=list(
            Submission.objects.filter(open_report, department__in=predecessors).select_related(
                "department", "report__partner", "report__agreement"
            )
        ),
        sections=list(
            Section.objects.filter(open_report, department__in=predecessors)
            .select_related("department", "report__partner", "report__agreement")
            .order_by("report", "order", "pk")
        ),
    )


def reorganise(plan: ReorganisationPlan, *, user: User) -> StructureChange:
    """Carry it out in one transaction, with history, or raise StructureChangeRefused."""
    names = [*(department.name for department in plan.existing_successors), *plan.new_names]
    text = _("%(before)s → %(after)s since %(day)s") % {
        "before": ", ".join(department.name for department in plan.predecessors),
        "after": ", ".join(names),
        "day": f"{plan.day:%d.%m.%Y}",
    }
    with transaction.atomic(), history.change_set(user=user, reason=text[:500]) as pending:
        keys = [department.pk for department in plan.predecessors]
        predecessors = list(Department.objects.select_for_update().filter(pk__in=keys))
        if reasons := refusal_reasons(plan):
            raise StructureChangeRefused(reasons)
        order = min(department.order for department in predecessors)
        created = [Department.objects.create(name=name, order=order) for name in plan.new_names]
        successors = [*plan.existing_successors, *created]
        heirs = {str(department.pk): department for department in successors}
        heirs |= {department.name: department for department in created}
        _record_succession(predecessors, successors, plan)
        effect = reorganisation_effect(predecessors, plan.day, left=plan.left)
        _move(effect, plan, heirs)
        done = StructureChange.objects.create(
            kind=StructureChange.Kind.REORGANISATION,
            text=text,
            counts=effect.counts,
            change_set=pending.row(),
        )
    logger.info(
        "structure change %s: departments %s reorganised into %s",
        done.pk,
        [department.pk for department in predecessors],
        [department.pk for department in successors],
    )
    return done


def _record_succession(
    predecessors: list[Department], successors: list[Department], plan: ReorganisationPlan
) -> None:
    Succession.objects.bulk_create(
        Succession(predecessor=predecessor, successor=successor, date=plan.day, act=plan.act)
        for predecessor in predecessors
        for successor in successors
    )
    for predecessor in predecessors:
        if predecessor.in_force_to is None or predecessor.in_force_to >= plan.day:
            predecessor.in_force_to = plan.day - timedelta(days=1)
    for successor in successors:
        # An existing department goes on; only a new one begins with the act.
        if successor.name in plan.new_names:
            successor.in_force_from = plan.day
    Department.objects.bulk_update([*predecessors, *successors], ["in_force_from", "in_force_to"])


def _move(effect: ReorganisationEffect, plan: ReorganisationPlan, heirs: Mapping[str, Department]) -> None:
    _move_memberships(effect, plan, heirs)
    heir = heirs[plan.heir]
    submissions = {
        submission.report_id: submission for submission in Submission.objects.filter(department=heir)
    }
    for submission in effect.submissions:
        if submission.report_id in submissions:
            keep_least_advanced(submissions[submission.report_id], submission)
        else:
            submission.department = heir
            submission.save()
            submissions[submission.report_id] = submission
    for entry in effect.entries:
        entry.department = heir
    Entry.objects.bulk_update(effect.entries, ["department"])
    _move_sections(effect.sections, heir)
    requested = {moved.report_id: submissions[moved.report_id] for moved in effect.submissions}
    for (report, key), pks in _shares(effect.entries, plan).items():
        entries = Entry.objects.filter(pk__in=pks).select_related("report").order_by("section", "order")
        reassign(list(entries), department=heirs[key], section=None)
        exists = Submission.objects.filter(report=report, department=heirs[key]).exists()
        if report in requested and not exists:
            _submission_like(requested[report], heirs[key]).save()
    reports = {record.report_id for record in (*effect.entries, *effect.submissions)}
    govern_events_of(Entry.objects.filter(report__in=reports, department__in=heirs.values()))


def _move_memberships(
    effect: ReorganisationEffect, plan: ReorganisationPlan, heirs: Mapping[str, Department]
) -> None:
    existing = {
        (membership.user_id, membership.department_id): membership
        for membership in Membership.objects.filter(department__in=heirs.values())
    }
    for membership in effect.memberships:
        heir = heirs[plan.heir_of(membership)]
        key = (membership.user_id, heir.pk)
        if plan.is_to_come:
            membership = _work_from(plan, heir, membership)
        if key in existing:
            MERGE_RULES[Membership](existing[key], membership)
        else:
            membership.department = heir
            membership.save()
            existing[key] = membership


def _work_from(plan: ReorganisationPlan, heir: Department, membership: Membership) -> Membership:
    """Work for a successor, not saved yet; that for the predecessor ends on the day before. For a new body it
    begins at once, as there may be documents to prepare: nobody else has rows there."""
    is_new = heir.name in plan.new_names
    since = None if is_new else max(filter(None, (plan.day, membership.since)))
    work = Membership(user=membership.user, department=heir, since=since, until=membership.until)
    if membership.since is None or membership.since < plan.day:
        membership.until = plan.day - timedelta(days=1)
        membership.save()
    else:
        membership.delete()
    return work


def _move_sections(moved: list[Section], heir: Department) -> None:
    """Rename the sections of open documents after the heir; merge two that now stand for one department."""
    kept_sections = {
        section.report_id: section
        for section in Section.objects.filter(department=heir).order_by("-order", "-pk")
    }
    renamed = []
    for section in moved:
        kept = kept_sections.setdefault(section.report_id, section)
        if kept.pk == section.pk:
            if fold(section.title) == fold(section.department.name):
                section.title = heir.name
            section.department = heir
            renamed.append(section)
            continue
        last = (
            Entry.objects.filter(section=kept).order_by("-order").values_list("order", flat=True).first() or 0
        )
        entries = list(Entry.objects.filter(section=section).order_by("order", "pk"))
        for order, entry in enumerate(entries, start=last + 1):
            entry.section, entry.order = kept, order
        Entry.objects.bulk_update(entries, ["section", "order"])
        section.remove()
    Section.objects.bulk_update(renamed, ["department", "title"])


def _shares(entries: Sequence[Entry], plan: ReorganisationPlan) -> Mapping[tuple[int, str], list[int]]:
    """Entries that go to another successor than the heir, by report and successor."""
    shares: dict[tuple[int, str], list[int]] = defaultdict(list)
    for entry in entries:
        if plan.heir_of(entry) != plan.heir:
            shares[entry.report_id, plan.heir_of(entry)].append(entry.pk)
    return shares


def _submission_like(requested: Submission, department: Department) -> Submission:
    """The request to the predecessor and its answer hold for the entries a successor takes over."""
    submission = Submission(report_id=requested.report_id, department=department)
    for name in PROGRESS_FIELDS:
        setattr(submission, name, getattr(requested, name))
    submission.nothing = False
    if submission.state == Submission.State.NOTHING:
        submission.state = Submission.State.HANDED_IN
    return submission
