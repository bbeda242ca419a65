"""Addresses of plans, reports, events, partners and agreements: each room declares its own."""

from django.urls import include, path

app_name = "events"

urlpatterns = [
    path("", include("events.entries.urls")),
    path("", include("events.reports.urls")),
    path("", include("events.submissions.urls")),
    path("", include("events.editions.urls")),
    path("events/", include("events.event_list.urls")),
    path("search/", include("events.search.urls")),
    path("", include("events.cooperation.urls")),
    path("", include("events.figures.urls")),
    path("lessons/", include("events.lessons.urls")),
    path("", include("events.meetings.urls")),
    path("results/", include("events.results.urls")),
    path("people/", include("events.people.urls")),
    path("matching/", include("events.matching.urls")),
    path("calendar/", include("events.calendar.urls")),
    path("map/", include("events.map.urls")),
    path("papers/", include("events.home.urls")),
    path("administration/", include("events.administration.urls")),
]
