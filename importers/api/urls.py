"""Addresses of imports for programs."""

from django.urls import path

from .views import ImportDetailView, ImportListView

app_name = "imports_api"

urlpatterns = [
    path("", ImportListView.as_view(), name="imports"),
    path("<int:pk>/", ImportDetailView.as_view(), name="import"),
]
