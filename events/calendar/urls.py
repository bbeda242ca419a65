"""Addresses of the calendar and of subscriptions to it."""

from django.urls import path

from .views import calendar, subscriptions

urlpatterns = [
    path("", calendar.calendar, name="calendar"),
    path("links/", subscriptions.links, name="calendar_links"),
    path("links/<int:pk>/", subscriptions.link, name="calendar_link"),
    path("feed/<str:token>.ics", subscriptions.feed, name="calendar_feed"),
]
