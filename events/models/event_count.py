"""How many events each partner has, kept for lists of partners."""

from typing import Self

from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from agreements.models import Partner


class EventCountQuerySet(models.QuerySet):
    def summed(self) -> Self:
        """Adds up what is kept of each partner: `own_sum` and `tree_sum`."""
        return self.order_by().values("partner").annotate(own_sum=Sum("own"), tree_sum=Sum("in_tree"))


class EventCount(models.Model):
    """A share of the number of events a partner takes part in; the shares of a partner are added up.

    Whoever changes events adds a row with the difference instead of changing one: two transactions that count
    for Belarus do not wait for each other. `events.entries.counting` keeps them and adds them up in time.
    Counted are events every reader sees, by the partners their rows name, the plan's included.
    """

    is_computed = True

    partner = models.ForeignKey(
        Partner, models.CASCADE, related_name="event_counts", verbose_name=_("partner")
    )
    own = models.IntegerField(_("events of its own"), default=0)
    in_tree = models.IntegerField(_("events, with those of its parts"), default=0)

    objects = EventCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("number of events")
        verbose_name_plural = _("numbers of events")
        indexes = [models.Index(fields=["partner", "own", "in_tree"], name="event_count_of_partner")]

    def __str__(self) -> str:
        return f"{self.partner}: {self.own}, {self.in_tree}"
