"""URLs of the calendar and of subscriptions to it."""

from django.urls import path

from .views import calendar, subscriptions

urlpatterns = [
    path("", calendar.calendar_page, name="calendar"),
    path("links/", subscriptions.subscription_list, name="calendar_links"),
    path("links/<int:pk>/", subscriptions.subscription_change, name="calendar_link"),
    path("feed/<str:token>.ics", subscriptions.subscription_feed, name="calendar_feed"),
]
