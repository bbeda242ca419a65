"""Addresses of imports for programs."""

from django.urls import path

from .views import Imports, OneImport

app_name = "imports_api"

urlpatterns = [
    path("", Imports.as_view(), name="imports"),
    path("<int:pk>/", OneImport.as_view(), name="import"),
]
