"""Departments of the home region, their succession, and who works for them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coopregistry.history import Recorded, RecordedQuerySet

from .named import Named, Wording


class Department(Named):
    """An executive body, or another one that submits entries. Renamed, it becomes a new record."""

    code = models.CharField(_("code"), max_length=100, null=True, blank=True, unique=True)
    short_name = models.CharField(_("short name"), max_length=200, blank=True)
    order = models.PositiveIntegerField(_("protocol order"), default=1000)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_to = models.DateField(_("in force to"), null=True, blank=True)
    confirmed = models.BooleanField(_("confirmed"), default=True)

    class Meta:
        verbose_name = _("executive body")
        verbose_name_plural = _("executive bodies")
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(in_force_from__isnull=True)
                | models.Q(in_force_to__isnull=True)
                | models.Q(in_force_from__lte=models.F("in_force_to")),
                name="department_in_force_in_order",
                violation_error_message=_("The body ends before it begins."),
            ),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(removed_at=None), name="department_name_once"
            ),
        ]

    def searched_texts(self) -> list[str]:
        return [self.name, self.short_name]

    def chain(self) -> set[int]:
        """Keys of this department, its predecessors and its successors; filters by department match all."""
        pairs = list(Succession.objects.values_list("predecessor_id", "successor_id"))
        predecessors, successors = {self.pk}, {self.pk}
        has_grown = True
        while has_grown:
            earlier = {old for old, new in pairs if new in predecessors} - predecessors
            later = {new for old, new in pairs if old in successors} - successors
            predecessors |= earlier
            successors |= later
            has_grown = bool(earlier or later)
        return predecessors | successors


class DepartmentWording(Wording):
    """A spelling of a department in documents."""

    department = models.ForeignKey(
        Department, models.CASCADE, related_name="wordings", verbose_name=_("executive body")
    )

    history_owner = "department"

    class Meta:
        verbose_name = _("spelling of an executive body")
        verbose_name_plural = _("spellings of executive bodies")
        ordering = ["text"]


class Succession(Recorded):
    """One department followed another. Departments merge and split, so there may be several of either."""

    predecessor = models.ForeignKey(
        Department, models.PROTECT, related_name="successions", verbose_name=_("predecessor")
    )
    successor = models.ForeignKey(
        Department, models.PROTECT, related_name="precessions", verbose_name=_("successor")
    )
    date = models.DateField(_("since"), null=True, blank=True)
    act = models.CharField(_("act"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="succession_of_two_bodies",
                violation_error_message=_("A body cannot follow itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class MembershipQuerySet(RecordedQuerySet):
    def in_force(self, day: date | None = None) -> "MembershipQuerySet":
        day = day or timezone.localdate()
        return self.filter(
            models.Q(since=None) | models.Q(since__lte=day), models.Q(until=None) | models.Q(until__gte=day)
        )


class Membership(Recorded):
    """A user works for a department, permanently or for a time (a stand-in)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("user")
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="memberships", verbose_name=_("executive body")
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("work for an executive body")
        verbose_name_plural = _("work for executive bodies")
        constraints = [
            models.UniqueConstraint(fields=["user", "department"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(since=None)
                | models.Q(until=None)
                | models.Q(since__lte=models.F("until")),
                name="membership_in_order",
                violation_error_message=_("The work ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.department}"
