"""Addresses of imports for programs."""

from django.urls import path

from .views import ImportDetailAPIView, ImportListAPIView

app_name = "imports_api"

urlpatterns = [
    path("", ImportListAPIView.as_view(), name="imports"),
    path("<int:pk>/", ImportDetailAPIView.as_view(), name="import"),
]
