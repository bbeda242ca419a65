"""«Мои задачи»: the page after sign-in."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.views.generic import ListView

from ..models import Report


class MyTasks(ListView):
    template_name = "events/my_tasks.html"
    context_object_name = "reports"
    paginate_by = 25

    def get_queryset(self) -> QuerySet[Report]:
        access = self.request.access
        rows = access.entries().filter(report=OuterRef("pk")).order_by().values("report")
        row_count = Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0)
        return access.reports().select_related("partner").annotate(row_count=row_count)
