"""Addresses of the calendar and of subscriptions to it."""

from django.urls import path

from .views import calendar, calendar_links

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/links/", calendar_links.links, name="calendar_links"),
    path("calendar/links/<int:pk>/", calendar_links.link, name="calendar_link"),
    path("calendar/feed/<str:token>.ics", calendar_links.feed, name="calendar_feed"),
]
