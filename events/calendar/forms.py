"""Forms of the calendar: the span of time it shows, and a new subscription."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.access import Access
from events.event_list.shared_filter import filter_from_query, filter_parameters
from events.fields import DayField

from .window import Extent

EXTENTS = [
    (Extent.DAY, gettext_lazy("day")),
    (Extent.MONTH, gettext_lazy("month")),
    (Extent.QUARTER, gettext_lazy("quarter")),
    (Extent.YEAR, gettext_lazy("year")),
]
LONGEST_QUERY = 2_000  # characters
_MAX_SUBSCRIPTIONS = 20  # of one user


class CalendarForm(forms.Form):
    """Invalid values fall back to the current month."""

    show = forms.ChoiceField(choices=EXTENTS, required=False)
    at = DayField(required=False)


class SubscriptionForm(forms.Form):
    """A new subscription to the calendar of a filter."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    with_vague = forms.BooleanField(
        label=gettext_lazy("With events whose day is not known"),
        help_text=gettext_lazy(
            "Such an event lies on all days of its month or quarter, its title says so first."
        ),
        required=False,
    )
    query = forms.CharField(max_length=LONGEST_QUERY, required=False, widget=forms.HiddenInput)

    def __init__(self, access: Access, **kwargs: Any):
        super().__init__(**kwargs)
        self.access = access

    def clean_query(self) -> str:
        query = filter_parameters(QueryDict(self.cleaned_data["query"]))
        if not filter_from_query(QueryDict(query), self.access).is_valid():
            raise ValidationError(_("This filter holds a value the registry does not know."))
        return query

    def clean(self) -> dict[str, Any]:
        if self.access.calendar_links().count() >= _MAX_SUBSCRIPTIONS:
            raise ValidationError(
                _("You have %(number)s subscriptions: close one you do not need.")
                % {"number": _MAX_SUBSCRIPTIONS}
            )
        return self.cleaned_data
