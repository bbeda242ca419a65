"""Addresses of the people met."""

from django.urls import path

from .views import deciding, people

urlpatterns = [
    path("", people.PersonListView.as_view(), name="people_met"),
    path("<slug:key>/", people.person_detail, name="person_met"),
    path("<slug:key>/meetings.<slug:suffix>", people.person_file, name="person_met_file"),
    path("<slug:key>/join/", deciding.person_join, name="person_met_join"),
    path("<slug:key>/part/", deciding.person_part, name="person_met_part"),
]
