"""Addresses of correcting what rows tell of meetings and results."""

from django.urls import path

from . import views

urlpatterns = [
    path("rows/<int:pk>/told/new/<slug:what>/", views.told_add, name="told_add"),
    path("rows/<int:pk>/told/<slug:key>/", views.told_edit, name="told_edit"),
    path("rows/<int:pk>/told/<slug:key>/decide/", views.told_decide, name="told_decide"),
]
