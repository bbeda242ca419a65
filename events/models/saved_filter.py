"""A user's preferences for the event list: saved filters, columns, and the filter it opens with."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coopregistry.history import Removable


class SavedFilter(Removable):
    """The query of a filtered list under a name. Shared filters are offered to everybody, so only
    coordinators share.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters", verbose_name=_("owner")
    )
    name = models.CharField(_("name"), max_length=100)
    query = models.TextField(_("filter"))  # in one order of its parameters, so that equal filters are equal
    words = models.TextField(_("filter in words"), blank=True)  # as the files say it
    is_shared = models.BooleanField(_("shared with all"), default=False)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], condition=models.Q(removed_at=None), name="saved_filter_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class EventListChoice(models.Model):
    """One user's columns of the event list, in order, and the filter it opens with."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="event_list", verbose_name=_("user")
    )
    columns = models.JSONField(_("columns"), default=list, blank=True)  # empty: those of everybody
    opens_with = models.ForeignKey(
        SavedFilter,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opens with"),
    )

    class Meta:
        verbose_name = _("choice for the list of events")
        verbose_name_plural = _("choices for the list of events")

    def __str__(self) -> str:
        return str(self.user)
