"""URLs of the event list: its files, look-ups, saved filters and columns, and the page of one event."""

from django.urls import path

from .views import detail, files, listing, saved_filters

urlpatterns = [
    path("", listing.EventListView.as_view(), name="events"),
    path("facets/", listing.event_facets, name="event_facets"),
    path("file.<slug:suffix>", files.event_file, name="events_file"),
    path("columns/", saved_filters.columns_save, name="event_columns"),
    path("filters/", saved_filters.saved_filter_list, name="saved_filters"),
    path("filters/new/", saved_filters.saved_filter_create, name="saved_filter_new"),
    path("filters/<int:pk>/", saved_filters.saved_filter_edit, name="saved_filter"),
    path("filters/<int:pk>/opens/", saved_filters.saved_filter_open_with, name="saved_filter_opens"),
    path("filters/<int:pk>/remove/", saved_filters.saved_filter_remove, name="saved_filter_remove"),
    path("filters/<int:pk>/restore/", saved_filters.saved_filter_restore, name="saved_filter_restore"),
    path("<int:pk>/", detail.event_detail, name="event"),
]
