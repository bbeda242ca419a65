"""Filters over the form fields of events.fields."""

import django_filters

from events.fields import DayField, EveryRecordField, PeriodField, PlacesField, RecordsField


class RecordsFilter(django_filters.Filter):
    field_class = RecordsField


class EveryRecordFilter(django_filters.Filter):
    field_class = EveryRecordField


class DayFilter(django_filters.Filter):
    field_class = DayField


class PeriodFilter(django_filters.Filter):
    field_class = PeriodField


class PlacesFilter(django_filters.Filter):
    field_class = PlacesField


class AnyOfFilter(django_filters.MultipleChoiceFilter):
    """Matches any of the chosen values."""
