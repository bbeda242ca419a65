"""How many events figures count, kept by period and by what they are broken down by."""

from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

# Of events of one place, in this order; all but the first two are of events that reports tell of.
COUNTERS = (
    *("events", "planned", "reported", "with_number", "participants"),
    *("at_least", "at_most", "about", "signed", "agreed", "documents"),
)
PLACE = ("by_documents", "field", "key", "first", "last")


class FigureCountQuerySet(models.QuerySet):
    def between(self, first: int, last: int, fields: Collection[str], *, by_documents: bool) -> Self:
        """Those any month of which lies between two."""
        return self.filter(by_documents=by_documents, field__in=fields, first__lte=last, last__gte=first)

    def summed(self, *by: str) -> list[tuple]:
        """Values of the fields `by`, then the sums of the counters."""
        sums = {f"sum_{name}": Sum(name) for name in COUNTERS}
        return list(self.order_by().values_list(*by).annotate(**sums))


class FigureCount(models.Model):
    """A share of what figures count in one place: of one span of months, by one value of a field.

    As with `EventCount`, whoever changes events adds the differences, and the shares of a place are added up.
    `events.entries.tallying` keeps them. Counted is what every reader sees.
    """

    is_computed = True

    by_documents = models.BooleanField(_("by the periods of documents"))
    # "" for all events, else what they are broken down by.
    field = models.CharField(_("broken down by"), max_length=10, blank=True)
    key = models.TextField(_("value"), blank=True)
    # Months since the year 0.
    first = models.PositiveIntegerField(_("first month"))
    last = models.PositiveIntegerField(_("last month"))
    is_sum = models.BooleanField(_("added up"), default=False)

    events = models.IntegerField(_("events"))
    planned = models.IntegerField(_("planned"))
    reported = models.IntegerField(_("in reports"))
    with_number = models.IntegerField(_("with a number of participants"))
    participants = models.BigIntegerField(_("participants"))
    at_least = models.IntegerField(_("at least"))
    at_most = models.IntegerField(_("at most"))
    about = models.IntegerField(_("about"))
    signed = models.IntegerField(_("with documents signed"))
    agreed = models.IntegerField(_("with arrangements reached"))
    documents = models.IntegerField(_("documents signed"))

    objects = FigureCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept figure")
        verbose_name_plural = _("kept figures")
        indexes = [
            models.Index(fields=["by_documents", "field", "last", "first"], name="figure_count_of_months"),
            models.Index(fields=["is_sum"], condition=models.Q(is_sum=False), name="figure_count_shares"),
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.key}: {self.events}"
