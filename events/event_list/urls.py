"""Addresses of the list of events: its files, look-ups, saved filters and columns."""

from django.urls import path

from .views import detail, listing, saved_filters

urlpatterns = [
    path("", listing.EventList.as_view(), name="events"),
    path("file.<slug:suffix>", listing.event_file, name="events_file"),
    path("lookups/<slug:what>/", listing.lookup, name="event_lookup"),
    path("columns/", saved_filters.columns, name="event_columns"),
    path("filters/", saved_filters.saved_filters, name="saved_filters"),
    path("filters/new/", saved_filters.saved_filter_new, name="saved_filter_new"),
    path("filters/<int:pk>/", saved_filters.saved_filter, name="saved_filter"),
    path("filters/<int:pk>/opens/", saved_filters.saved_filter_opens, name="saved_filter_opens"),
    path("filters/<int:pk>/remove/", saved_filters.saved_filter_remove, name="saved_filter_remove"),
    path("filters/<int:pk>/restore/", saved_filters.saved_filter_restore, name="saved_filter_restore"),
    path("<int:pk>/", detail.event, name="event"),
]
