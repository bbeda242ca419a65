"""Addresses of the pages where plans are matched with reports."""

from django.urls import path

from .views import counterpart, decisions, pairs

urlpatterns = [
    path("", pairs.pair_page, name="matching"),
    path("list/", pairs.pair_list, name="matching_list"),
    path("rows/<int:pk>/", counterpart.counterpart, name="matching_row"),
    path("decide/", decisions.decide, name="matching_decide"),
    path("sure/", decisions.decide_sure, name="matching_sure"),
    path("apart/", decisions.part, name="matching_part"),
    path("undo/", decisions.decision_undo, name="matching_undo"),
]
