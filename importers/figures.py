"""Figures of imports for Prometheus."""

from collections.abc import Iterable

from django.db.models import Count
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric

from .models import ImportRun, PendingImport


def import_figures() -> Iterable[Metric]:
    runs = CounterMetricFamily("registry_imports", "Files loaded into the registry.", labels=["outcome"])
    for outcome, count in ImportRun.objects.order_by().values_list("status").annotate(Count("pk")):
        runs.add_metric([outcome], count)
    yield runs
    files = GaugeMetricFamily("registry_uploaded_files", "Uploaded files by their state.", labels=["state"])
    for state, count in PendingImport.objects.order_by().values_list("state").annotate(Count("pk")):
        files.add_metric([state], count)
    yield files
