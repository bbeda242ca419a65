"""Who may see and change what: the one place that decides it, for pages, counts, exports and admin alike.

Somebody else's unfinished rows do not exist for a user (404); a page that is not for a role is refused (403).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from agreements.models import Agreement, Department, Membership, Succession
from coopregistry import roles
from coopregistry.models import User

from .models import (
    CalendarLink,
    DossierCopy,
    Entry,
    Event,
    PartnerFacts,
    Report,
    SavedFilter,
    StructureChange,
    Submission,
)

MERGED_KINDS = [kind for kind in StructureChange.Kind if kind != StructureChange.Kind.REORGANISATION]


@dataclass(frozen=True, slots=True)
class Access:
    """What one user may do; resolved once for each request in three queries."""

    user: User
    administers: bool
    coordinates: bool  # sees everything, rewords, fixes editions; an administrator does too
    edits: bool  # writes rows of its own bodies
    reads: bool  # has a role at all: whoever merely signs in sees nothing
    departments: frozenset[int]  # own bodies and those they came from

    @classmethod
    def of(cls, user: User | AnonymousUser) -> "Access":
        if not user.is_authenticated:
            return cls(user, False, False, False, False, frozenset())
        names = set(user.groups.values_list("name", flat=True))
        administers = user.is_superuser or roles.ADMINISTRATOR in names
        coordinates = administers or roles.COORDINATOR in names
        edits = roles.EDITOR in names
        reads = coordinates or edits or roles.VIEWER in names
        departments = _with_predecessors(user) if edits else frozenset()
        return cls(user, administers, coordinates, edits, reads, departments)

    def entries(self) -> QuerySet[Entry]:
        """Rows the user may see."""
        entries = Entry.objects.filter(report__removed_at=None)
        if self.coordinates:
            return entries
        if not self.reads:
            return entries.none()
        return entries.finished(or_of=self.departments)

    def events(self) -> QuerySet[Event]:
        """Events at least one visible row speaks of."""
        if self.coordinates:
            return Event.objects.all()
        return Event.objects.filter(Exists(self.entries().filter(event=OuterRef("pk"))))

    def told_from(self, entries: Collection[Entry]) -> dict[int, datetime | None]:
        """Since when the history of rows may be told: what another body tried before it handed in is its own.
        None: all of it."""
        foreign = [entry for entry in entries if entry.department_id not in self.departments]
        if self.coordinates or not foreign:
            return dict.fromkeys((entry.pk for entry in entries), None)
        parts = Submission.objects.filter(
            report__in={entry.report_id for entry in foreign},
            department__in={entry.department_id for entry in foreign},
        ).values_list("report_id", "department_id", "handed_in_at")
        now = timezone.now()
        since = {(report, body): handed_in or now for report, body, handed_in in parts}
        return {
            entry.pk: since.get((entry.report_id, entry.department_id)) if entry in foreign else None
            for entry in entries
        }

    def reports(self) -> QuerySet[Report]:
        return Report.objects.all() if self.reads else Report.objects.none()

    def writable_reports(self) -> QuerySet[Report]:
        """Reports the user may add rows to now, for one body or another."""
        if self.coordinates:
            return Report.objects.open()
        return Report.objects.open_to(self.departments)

    def editable_entries(self) -> QuerySet[Entry]:
        """Rows the user may change now."""
        return Entry.objects.filter(self._writable_now(), report__removed_at=None)

    def _writable_now(self) -> Q:
        if self.coordinates:
            return ~Q(report__state__in=Report.CLOSED)
        of_report = Submission.objects.filter(report=OuterRef("report"))
        own = of_report.filter(department=OuterRef("department"))
        open_to_us = of_report.under_way().filter(department__in=self.departments)
        # Entries of a predecessor, from which nothing is requested now, go with its successor's submission.
        writable = Q(Exists(own.under_way())) | (~Q(Exists(own)) & Q(Exists(open_to_us)))
        return writable & Q(department__in=self.departments, report__state=Report.State.COLLECTING)

    def hold_row(self, entry: Entry) -> None:
        """Inside of a transaction: until its end the row stays open to the user. Http404 where it is not."""
        self._hold(entry.report_id)
        get_object_or_404(self.editable_entries().select_for_update(of=("self",)), pk=entry.pk)

    def hold_open(self, report: Report) -> None:
        """Inside of a transaction: until its end the user may add rows. Http404 where that is over."""
        self._hold(report.pk)
        report.refresh_from_db(fields=["state"])
        get_object_or_404(self.writable_departments(report)[:1])

    def _hold(self, report: int) -> None:
        """Whoever hands a part in or closes the document comes before this moment or after the end."""
        list(Report.objects.filter(pk=report).select_for_update(no_key=True).values_list("pk"))
        if not self.coordinates:
            own = Submission.objects.filter(report=report, department__in=self.departments)
            list(own.order_by("pk").select_for_update(no_key=True).values_list("pk"))

    def removed_entries(self) -> QuerySet[Entry]:
        """Rows the user removed or could have removed, and may put back now."""
        removed = Entry.with_removed.filter(removed_at__isnull=False, report__removed_at=None)
        return removed.filter(self._writable_now())

    def followed_entries(self) -> QuerySet[Entry]:
        """Rows whose fate the user may tell: own rows of plans, the document being closed or not."""
        entries = Entry.objects.of_plans().filter(report__removed_at=None)
        if self.coordinates:
            return entries
        return entries.filter(department__in=self.departments)

    def submissions(self) -> QuerySet[Submission]:
        """What bodies hand in: the coordinator's all, an editor's own."""
        submissions = Submission.objects.filter(report__removed_at=None)
        return submissions if self.coordinates else submissions.filter(department__in=self.departments)

    def agreements(self) -> QuerySet[Agreement]:
        return Agreement.objects.all() if self.reads else Agreement.objects.none()

    def partner_facts(self) -> QuerySet[PartnerFacts]:
        return PartnerFacts.objects.all() if self.reads else PartnerFacts.objects.none()

    def dossier_copies(self) -> QuerySet[DossierCopy]:
        """Dossiers as they were given out: a copy shows what its maker may see, so to others it is closed."""
        return (
            DossierCopy.objects.all() if self.coordinates else DossierCopy.objects.filter(made_by=self.user)
        )

    def calendar_links(self) -> QuerySet[CalendarLink]:
        """Subscriptions are private: nobody sees those of others."""
        return CalendarLink.objects.filter(user=self.user) if self.reads else CalendarLink.objects.none()

    def saved_filters(self) -> QuerySet[SavedFilter]:
        """Filters of the list of events the user may choose: own ones and those shared with all."""
        if not self.reads:
            return SavedFilter.objects.none()
        return SavedFilter.objects.filter(Q(owner=self.user) | Q(is_shared=True))

    def editable_filters(self) -> QuerySet[SavedFilter]:
        """Own filters; shared ones are the coordinators' in common, who made them may be gone."""
        own = Q(owner=self.user)
        return self.saved_filters().filter(own | Q(is_shared=True) if self.coordinates else own)

    def may_merge(self, kind: str) -> bool:
        """Bodies decide what users may do and partners what is recognised: those are the administrator's."""
        administrators_own = kind in (StructureChange.Kind.BODIES, StructureChange.Kind.PARTNERS)
        return self.administers or (self.coordinates and not administrators_own)

    def structure_changes(self) -> QuerySet[StructureChange]:
        """Mergers and reorganisations the user may see and undo."""
        if self.administers:
            return StructureChange.objects.all()
        kinds = [kind for kind in MERGED_KINDS if self.may_merge(kind)]
        return StructureChange.objects.filter(kind__in=kinds)

    def writable_departments(self, report: Report) -> QuerySet[Department]:
        """Bodies the user may add rows for in this report now."""
        departments = Department.objects.all()
        if report.is_closed:
            return departments.none()
        if self.coordinates:
            return departments
        open_to_us = Submission.objects.under_way().filter(report=report, department=OuterRef("pk"))
        if report.state != Report.State.COLLECTING:
            return departments.none()
        return departments.filter(Exists(open_to_us), pk__in=self.departments)


def coordinator_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """403 for everybody but coordinators and administrators."""
    return _required(view, lambda access: access.coordinates)


def administrator_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """403 for everybody but administrators."""
    return _required(view, lambda access: access.administers)


def writer_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """403 for viewers: editors and coordinators write."""
    return _required(view, lambda access: access.coordinates or access.edits)


def _required(
    view: Callable[..., HttpResponse], may: Callable[[Access], bool]
) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(request.access):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def _with_predecessors(user: User) -> frozenset[int]:
    own = set(Membership.objects.in_force().filter(user=user).values_list("department_id", flat=True))
    pairs = list(Succession.objects.values_list("predecessor_id", "successor_id"))
    while earlier := {old for old, new in pairs if new in own} - own:
        own |= earlier
    return frozenset(own)


class AccessMiddleware:
    """Puts `request.access` on every request; resolved when first asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.access = SimpleLazyObject(lambda: Access.of(request.user))
        return self.get_response(request)
