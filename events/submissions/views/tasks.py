"""«Мои задачи»: the page after sign-in."""

from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from events.matching.queue import count_waiting
from events.models import EntryDraft, Lesson, Report, Submission
from events.results.reminders import reminders
from events.web import Listing

State = Submission.State
_SHOWN = 50


class MyTasks(Listing):
    """What is to be written or looked at, then all plans and reports."""

    template_name = "events/tasks.html"
    context_object_name = "reports"

    def get_queryset(self) -> QuerySet[Report]:
        access = self.request.access
        return access.reports().select_related("partner", "agreement").with_row_count(access.entries())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        access = self.request.access
        context = super().get_context_data(**kwargs)
        if access.edits:
            own = self._submissions().filter(department__in=access.departments)
            context["to_write"] = own.under_way()
            context["given"] = own.exclude(state__in=Submission.UNDER_WAY)
        if access.reads:
            context["controlled"] = reminders(access)[:_SHOWN]
        if access.edits or access.coordinates:
            context["drafts"] = self._drafts()
        if access.coordinates:
            context["to_accept"] = self._submissions().to_accept()[:_SHOWN]
            context["lessons"] = Lesson.objects.waiting().select_related(
                "partner", "department", "agreement", "taught_by", "entry"
            )[:_SHOWN]
            context["to_match"] = count_waiting(access.entries())
            context["collecting"] = self._collecting()
        return context

    def _submissions(self) -> QuerySet[Submission]:
        """Parts of documents under collection, with what is entered and what wants a look."""
        rank = Case(When(state=State.SENT_BACK, then=Value(0)), default=Value(1), output_field=IntegerField())
        return (
            self.request.access.submissions()
            .filter(report__state=Report.State.COLLECTING)
            .select_related("report", "report__partner", "report__agreement", "department")
            .with_counts(self.request.access.entries())
            .annotate(
                rank=rank,
                last_day=Coalesce(F("due"), F("report__deadline")),
            )
            .order_by("rank", F("last_day").asc(nulls_last=True), "report", "department__order")
        )

    def _drafts(self) -> list[EntryDraft]:
        """Forms the user began; one whose document is closed to the user now says so."""
        own = EntryDraft.objects.filter(user=self.request.user).select_related(
            "report", "report__partner", "report__agreement"
        )
        own = own.annotate(
            row_is_open=Exists(self.request.access.editable_entries().filter(pk=OuterRef("entry"))),
            report_is_open=Exists(self.request.access.writable_reports().filter(pk=OuterRef("report"))),
        )
        drafts = list(own[:_SHOWN])
        for draft in drafts:
            draft.is_open = draft.row_is_open if draft.entry_id else draft.report_is_open
        return drafts

    def _collecting(self) -> QuerySet[Report]:
        """Documents under collection, with the numbers of submissions requested and still awaited."""
        live = Q(submissions__removed_at=None)
        waiting = live & Q(submissions__state__in=Submission.UNDER_WAY)
        return (
            self.request.access.reports()
            .collecting()
            .select_related("partner", "agreement")
            .annotate(
                asked=Count("submissions", filter=live),
                waited_for=Count("submissions", filter=waiting),
            )
            .filter(asked__gt=0)
            .order_by(F("deadline").asc(nulls_last=True), "-start")[:_SHOWN]
        )
