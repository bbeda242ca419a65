"""All documents of a registry as the files people take from it."""

from browser import Browser
from django.apps import apps
from django.urls import reverse
from normal_form import normal_form

SUFFIXES = ("json", "docx", "xlsx", "csv")


def exports_of_reports(reader: Browser) -> dict[str, str]:
    """{address: file in normal form} of the documents that stand now."""
    found: dict[str, str] = {}
    for report in apps.get_model("events.Report").objects.order_by("pk"):
        for suffix in SUFFIXES:
            path = reverse("events:report_file", args=[report.pk, suffix])
            content_type = "application/json" if suffix == "json" else ""
            found[path] = normal_form(reader.get(path), content_type)
    return found
