"""«Мои задачи»: the page after sign-in."""

from typing import Any

from django.apps import apps
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
from django.utils import timezone
from django.views.generic import TemplateView

from coopregistry import roles
from coopregistry.models import User
from events.matching.queue import count_waiting
from events.meetings.reminders import awaited_reports
from events.models import EntryDraft, Lesson, Report, Submission
from events.results.reminders import reminders

from ..overview import AHEAD, overview

State = Submission.State
_SHOWN = 50
_BESIDE_OVERVIEW = 6  # arrangements


class MyTasks(TemplateView):
    """What is asked of the reader first; then, for leaders and coordinators, where cooperation stands."""

    template_name = "events/home/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        access = self.request.access
        context = super().get_context_data(**kwargs)
        context["has_documents"] = access.reports().exists()
        if access.edits:
            own = self._submissions().filter(department__in=access.departments)
            context["to_write"] = own.under_way()
            context["given"] = own.exclude(state__in=Submission.UNDER_WAY)
            if not access.departments:
                context["administrators"] = User.objects.filter(
                    groups__name=roles.ADMINISTRATOR, is_active=True
                ).order_by("last_name", "pk")
        if access.reads:
            soon = timezone.localdate() + AHEAD
            waiting = reminders(access, soon)
            controlled, context["under_control"] = waiting.told, waiting.under_control
            shown = _BESIDE_OVERVIEW if self._is_shown_overview else _SHOWN
            context["controlled"], context["controlled_left"] = controlled[:shown], len(controlled[shown:])
            trips = awaited_reports(access, soon)
            context["trip_reports"], context["trip_reports_left"] = trips[:shown], len(trips[shown:])
            context["overdue"] = sum(one.is_overdue for one in controlled)
            context["falling_due"] = sum(
                one.card.due is not None and not one.is_overdue and one.card.due <= soon for one in controlled
            )
        if access.edits or access.coordinates:
            context["drafts"] = self._drafts()
        if access.coordinates:
            context["to_accept"] = self._submissions().to_accept()[:_SHOWN]
            context["lessons"] = Lesson.objects.waiting().select_related(
                "partner", "department", "agreement", "taught_by", "entry"
            )[:_SHOWN]
            # By name: importers is above this app.
            columns = apps.get_model("importers.ColumnLesson").objects.to_confirm()
            context["column_lessons"] = columns.select_related("taught_by")[:_SHOWN]
            context["to_match"] = count_waiting(access.entries())
            context["collecting"] = self._collecting()
        if self._is_shown_overview:
            context["overview"] = overview(access, timezone.localdate())
        return context

    @property
    def _is_shown_overview(self) -> bool:
        access = self.request.access
        return access.coordinates or (access.reads and not access.edits)

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
