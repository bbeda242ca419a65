"""The values recognised in the cells of an entry as columns; the same for an entry and its event."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.labels import BOUND_LABELS, MODE_LABELS, PRECISION_LABELS


def _choices(labels: dict) -> list[tuple[str, str]]:
    return [(key.value, label) for key, label in labels.items()]


class RecognisedValues(models.Model):
    """Dates, mode, figures and results. Null and "" mean that nothing says it."""

    start = models.DateField(_("begins"), null=True, blank=True)
    end = models.DateField(_("ends"), null=True, blank=True)
    precision = models.CharField(
        _("precision of the dates"), max_length=10, blank=True, choices=_choices(PRECISION_LABELS)
    )
    to_be_specified = models.BooleanField(_("dates to be specified"), default=False)
    mode = models.CharField(_("mode"), max_length=20, blank=True, choices=_choices(MODE_LABELS))
    participants_count = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    participants_bound = models.CharField(
        _("the figure is"), max_length=10, blank=True, choices=_choices(BOUND_LABELS)
    )
    audience_count = models.PositiveIntegerField(_("spectators, visitors"), null=True, blank=True)
    signed = models.BooleanField(_("documents signed"), default=False)
    agreed = models.BooleanField(_("arrangements reached"), default=False)
    all_subjects = models.BooleanField(_("all subjects of the Federation"), default=False)
    activity = models.CharField(_("kind of event"), max_length=30, blank=True)
    direction = models.CharField(_("direction"), max_length=20, blank=True)

    class Meta:
        abstract = True


RECOGNISED_FIELDS = tuple(field.name for field in RecognisedValues._meta.local_fields)


def recognised_constraints(prefix: str) -> list[models.CheckConstraint]:
    """Constraint names must differ between tables."""
    return [
        models.CheckConstraint(
            condition=models.Q(start=None, end=None) | models.Q(start__lte=models.F("end")),
            name=f"{prefix}_dates_in_order",
            violation_error_message=_("The event ends before it begins."),
        ),
        models.CheckConstraint(
            condition=models.Q(participants_bound="") | models.Q(participants_count__isnull=False),
            name=f"{prefix}_bound_has_a_figure",
        ),
    ]
