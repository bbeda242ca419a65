"""Who may see and change what: the single place that decides it, for pages, counts, exports and admin.

Unfinished and restricted entries of another department do not exist for a user (404); a page not meant for a
role is refused (403).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import SimpleLazyObject, cached_property

from agreements.models import Agreement, Department, Membership, Succession
from coopregistry import roles
from coopregistry.keys import by_keys
from coopregistry.models import User

from .models import (
    CalendarLink,
    DossierCopy,
    Entry,
    EntryPartner,
    Event,
    EventPartner,
    IssuedFigures,
    Lesson,
    Meeting,
    MeetingCard,
    PartnerFacts,
    Person,
    Question,
    Report,
    ReportScan,
    SavedFilter,
    StructureChange,
    Submission,
)
from .vocabulary import Kind

MERGED_KINDS = [
    StructureChange.Kind.BODIES,
    StructureChange.Kind.SPHERES,
    StructureChange.Kind.AGREEMENTS,
    StructureChange.Kind.PARTNERS,
]


@dataclass(frozen=True)
class Access:
    """What one user may do; resolved once per request in three queries."""

    user: User
    administers: bool
    coordinates: bool  # sees everything, rewords, fixes editions; an administrator does too
    edits: bool  # writes entries of own departments
    reads: bool  # has a role at all: whoever merely signs in sees nothing
    departments: frozenset[int]  # own ones and their predecessors
    asks_drafts_once: bool = False  # for a request that changes nothing

    @property
    def only_reads(self) -> bool:
        """A leader or an adviser: has no tasks here."""
        return self.reads and not (self.edits or self.coordinates)

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

    def of_everybody(self) -> "Access":
        """As somebody who reads and has no drafts: what kept numbers are counted by."""
        return replace(self, administers=False, coordinates=False, edits=False, departments=frozenset())

    def entries(self) -> QuerySet[Entry]:
        """Entries the user may see."""
        entries = Entry.objects.filter(report__removed_at=None)
        if self.coordinates:
            return entries
        if not self.reads:
            return entries.none()
        return entries.finished(or_of=self.departments)

    def drafts(self) -> QuerySet[Entry]:
        """Of `entries`, those still written or restricted: what events do not keep."""
        return self._known_drafts if self.asks_drafts_once else self._drafts()

    @cached_property
    def _known_drafts(self) -> QuerySet[Entry]:
        return by_keys(self._drafts())

    def _drafts(self) -> QuerySet[Entry]:
        if not (self.coordinates or self.departments):
            return Entry.objects.none()
        drafts = Entry.objects.filter(report__removed_at=None).unfinished()
        return drafts if self.coordinates else drafts.filter(department__in=self.departments)

    def events_of_drafts(self) -> set[int]:
        """What is kept of other events is what the user may see of them. One query, none for most readers."""
        drafts = self.drafts()
        if drafts.query.is_empty():
            return set()
        return set(drafts.order_by().values_list("event", flat=True))

    def events(self) -> QuerySet[Event]:
        """Events that at least one visible entry speaks of."""
        if self.coordinates:
            return Event.objects.all()
        if not self.reads:
            return Event.objects.none()
        own = self.drafts()
        told = Q(is_planned=True) | Q(is_reported=True)
        return Event.objects.filter(told if own.query.is_empty() else told | Q(pk__in=own.values("event")))

    def meetings(self) -> QuerySet[Meeting]:
        """Meetings, receptions, visits and trips that visible rows of reports tell of, and those entered
        without a row that have begun."""
        return Meeting.objects.filter(
            Q(self.entries().tells_of()) | Q(pk__in=self.outside_meetings().values("pk"))
        )

    def outside_meetings(self) -> QuerySet[Meeting]:
        """Those entered without a row that have begun."""
        cards = self.outside_cards().filter(start__lte=timezone.localdate())
        return Meeting.objects.filter(entry=None, card__in=cards.order_by().values("pk"))

    def outside_cards(self) -> QuerySet[MeetingCard]:
        """Meetings entered without a row, coming ones too."""
        cards = MeetingCard.objects.outside()
        if self.coordinates:
            return cards
        return cards.open_to(self.departments) if self.reads else cards.none()

    def writable_cards(self) -> QuerySet[MeetingCard]:
        """Meetings without a row the user may change: their department's own."""
        cards = self.outside_cards()
        return cards if self.coordinates else cards.filter(department__in=self.departments)

    def people(self) -> QuerySet[Person]:
        """Those a visible meeting names."""
        return Person.objects.filter(participations__meeting__in=self.meetings()).distinct()

    def event_told_in(self, event: int) -> int | None:
        """The event the row of a joined one is told in now: where the old address leads. None where the user
        sees no such row."""
        joined = Event.with_removed.filter(pk=event)
        moved = self.entries().filter(own_event__in=joined.values("pk")).exclude(event=F("own_event"))
        return moved.values_list("event", flat=True).first()

    def naming(self, partners: Q) -> Q:
        """A condition on events: some visible entry names such a partner, the plan included. `partners`: on
        `EventPartner` and `EntryPartner` alike."""
        return self._naming(EventPartner.objects.named(), partners, self.drafts())

    def held_with(self, partners: Q) -> Q:
        """As `naming`, but by what reports say: a partner of the plan alone did not take part as far as the
        registry knows."""
        return self._naming(EventPartner.objects.reported(), partners, self.drafts().of_reports())

    def _naming(self, links: QuerySet[EventPartner], partners: Q, drafts: QuerySet[Entry]) -> Q:
        found = Q(pk__in=links.filter(partners).values("event"))
        if not drafts.query.is_empty():
            own = EntryPartner.objects.counted().filter(partners, entry__in=drafts.order_by().values("pk"))
            # Few, and asked once: within the condition each of a page's questions would seek them anew.
            if told := set(own.values_list("entry__event", flat=True)):
                found |= Q(pk__in=told)
        return found

    def partners_of(self, events: QuerySet[Event], partners: Q | None = None) -> dict[tuple[int, int], bool]:
        """Each (event, partner) that `naming` finds, and whether `held_with` does. In at most two queries."""
        chosen, keys = partners or Q(), events.order_by().values("pk")
        links = EventPartner.objects.named().with_reported().filter(chosen, event__in=keys).order_by()
        found = {
            (event, partner): told
            for event, partner, told in links.values_list("event", "partner", "reported")
        }
        drafts = self.drafts()
        if not drafts.query.is_empty():
            own = EntryPartner.objects.counted().filter(
                chosen, entry__in=drafts.filter(event__in=keys).order_by().values("pk")
            )
            rows = own.order_by().values_list("entry__event", "partner", "entry__report__kind")
            for event, partner, kind in rows:
                found[event, partner] = found.get((event, partner), False) or not Kind(kind).is_plan
        return found

    def visible_history_since(self, entries: Collection[Entry]) -> dict[int, datetime | None]:
        """From when on the history of each entry may be shown; None means all of it. What another department
        tried before submitting stays its own.
        """
        foreign = [entry for entry in entries if entry.department_id not in self.departments]
        if self.coordinates or not foreign:
            return dict.fromkeys((entry.pk for entry in entries), None)
        submissions = Submission.objects.filter(
            report__in={entry.report_id for entry in foreign},
            department__in={entry.department_id for entry in foreign},
        ).values_list("report_id", "department_id", "handed_in_at")
        now = timezone.now()
        since = {(report, department): submitted or now for report, department, submitted in submissions}
        return {
            entry.pk: since.get((entry.report_id, entry.department_id)) if entry in foreign else None
            for entry in entries
        }

    def reports(self) -> QuerySet[Report]:
        return Report.objects.all() if self.reads else Report.objects.none()

    def hidden_entries(self) -> QuerySet[Entry]:
        """Restricted entries, removed ones too, that stand in editions the user may read and are left out
        there."""
        hidden = Entry.with_removed.restricted()
        return hidden.none() if self.coordinates else hidden.exclude(department__in=self.departments)

    def report_scans(self) -> QuerySet[ReportScan]:
        """Not those of documents with hidden entries: nothing can be left out of a picture."""
        hidden = self.hidden_entries().filter(report=OuterRef("report"))
        return ReportScan.objects.filter(~Exists(hidden), report__in=self.reports())

    def writable_reports(self) -> QuerySet[Report]:
        """Reports the user may add entries to now."""
        if self.coordinates:
            return Report.objects.open()
        return Report.objects.open_to(self.departments)

    def editable_entries(self) -> QuerySet[Entry]:
        """Entries the user may change now."""
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
        """Within a transaction: keep the entry writable for the user until its end. Http404 if it is not."""
        self._hold(entry.report_id)
        get_object_or_404(self.editable_entries().select_for_update(of=("self",)), pk=entry.pk)

    def hold_rows(self, report: Report, keys: Collection[int]) -> dict[int, Entry]:
        """As `hold_row`, of several entries of one report, which are read anew."""
        self._hold(report.pk)
        entries = self.editable_entries().filter(report=report, pk__in=keys)
        links = ("report", "report__partner", "report__agreement", "section", "section__partner", "event")
        # Always in one order, lest two people wait for each other
        held = {
            one.pk: one
            for one in entries.select_related(*links).order_by("pk").select_for_update(of=("self",))
        }
        if len(held) != len(keys):
            raise Http404
        return held

    def hold_open(self, report: Report) -> None:
        """Within a transaction: keep the report open for new entries of the user until its end. Http404 if it
        is not.
        """
        self._hold(report.pk)
        report.refresh_from_db(fields=["state"])
        get_object_or_404(self.writable_departments(report)[:1])

    def _hold(self, report: int) -> None:
        """Serialises with submitting and closing: they happen before this moment or after the transaction."""
        list(Report.objects.filter(pk=report).select_for_update(no_key=True).values_list("pk"))
        if not self.coordinates:
            own = Submission.objects.filter(report=report, department__in=self.departments)
            list(own.order_by("pk").select_for_update(no_key=True).values_list("pk"))

    def removed_entries(self) -> QuerySet[Entry]:
        """Removed entries the user may restore now."""
        removed = Entry.with_removed.filter(removed_at__isnull=False, report__removed_at=None)
        return removed.filter(self._writable_now())

    def followed_entries(self) -> QuerySet[Entry]:
        """Planned entries whose outcome the user may record, whether or not the document is closed."""
        entries = Entry.objects.of_plans().filter(report__removed_at=None)
        if self.coordinates:
            return entries
        return entries.filter(department__in=self.departments)

    def restrictable_entries(self) -> QuerySet[Entry]:
        """Coming entries the user may restrict or open, whether or not their documents are closed."""
        coming = self.entries().filter(Q(end=None) | Q(end__gte=timezone.localdate()))
        return coming if self.coordinates else coming.filter(department__in=self.departments)

    def submissions(self) -> QuerySet[Submission]:
        """A coordinator sees all submissions, an editor those of own departments."""
        submissions = Submission.objects.filter(report__removed_at=None)
        return submissions if self.coordinates else submissions.filter(department__in=self.departments)

    def questions(self) -> QuerySet[Question]:
        """About rows of own departments, of all to a coordinator. Whoever reads a document learns nothing of
        them."""
        questions = Question.objects.filter(entry__removed_at=None, entry__report__removed_at=None)
        if self.coordinates:
            return questions
        return questions.filter(entry__department__in=self.departments)

    def answerable_questions(self) -> QuerySet[Question]:
        """Also of a submission that is handed in: an answer in words changes no row."""
        return self.questions().exclude(entry__report__state__in=Report.CLOSED)

    def agreements(self) -> QuerySet[Agreement]:
        return Agreement.objects.all() if self.reads else Agreement.objects.none()

    def partner_facts(self) -> QuerySet[PartnerFacts]:
        return PartnerFacts.objects.all() if self.reads else PartnerFacts.objects.none()

    def dossier_copies(self) -> QuerySet[DossierCopy]:
        """Dossiers as handed out. A copy shows what its author may see, so others have no access."""
        return (
            DossierCopy.objects.all() if self.coordinates else DossierCopy.objects.filter(made_by=self.user)
        )

    def issued_figures(self) -> QuerySet[IssuedFigures]:
        """Own ones: what others counted may hold rows the user does not see, or lack own ones."""
        return IssuedFigures.objects.filter(made_by=self.user) if self.reads else IssuedFigures.objects.none()

    def calendar_links(self) -> QuerySet[CalendarLink]:
        """Subscriptions are private."""
        return CalendarLink.objects.filter(user=self.user) if self.reads else CalendarLink.objects.none()

    def lessons(self) -> QuerySet[Lesson]:
        """An editor sees what holds and what they taught themselves."""
        if self.coordinates:
            return Lesson.objects.all()
        if not self.edits:
            return Lesson.objects.none()
        return Lesson.objects.filter(Q(state=Lesson.State.IN_FORCE) | Q(taught_by=self.user))

    def saved_filters(self) -> QuerySet[SavedFilter]:
        """The user's own filters and shared ones."""
        if not self.reads:
            return SavedFilter.objects.none()
        return SavedFilter.objects.filter(Q(owner=self.user) | Q(is_shared=True))

    def editable_filters(self) -> QuerySet[SavedFilter]:
        """Own filters; shared ones belong to the coordinators jointly, since their authors may have left."""
        own = Q(owner=self.user)
        return self.saved_filters().filter(own | Q(is_shared=True) if self.coordinates else own)

    def may_merge(self, kind: str) -> bool:
        """Departments decide on rights and partners on recognition, so only administrators merge those."""
        administrators_own = kind in (StructureChange.Kind.BODIES, StructureChange.Kind.PARTNERS)
        return self.administers or (self.coordinates and not administrators_own)

    def structure_changes(self) -> QuerySet[StructureChange]:
        """Mergers and reorganisations the user may see and undo; those of events are of earlier versions."""
        if self.administers:
            return StructureChange.objects.all()
        kinds = [kind for kind in (*MERGED_KINDS, StructureChange.Kind.EVENTS) if self.may_merge(kind)]
        return StructureChange.objects.filter(kind__in=kinds)

    def writable_departments(self, report: Report) -> QuerySet[Department]:
        """Departments the user may add entries for in this report now."""
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
    """403 for viewers."""
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
    begun = Succession.objects.filter(Q(date=None) | Q(date__lte=timezone.localdate()))
    pairs = list(begun.values_list("predecessor_id", "successor_id"))
    while earlier := {old for old, new in pairs if new in own} - own:
        own |= earlier
    return frozenset(own)


class AccessMiddleware:
    """Sets `request.access`; resolved on first use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asks_once = request.method in ("GET", "HEAD")
        request.access = SimpleLazyObject(
            lambda: replace(Access.of(request.user), asks_drafts_once=asks_once)
        )
        return self.get_response(request)
