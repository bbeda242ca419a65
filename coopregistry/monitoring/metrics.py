"""Figures for Prometheus: requests and slow queries counted by each process, the rest asked when scraped."""

import logging
import os
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponseBase
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from coopregistry.logs import route_of

logger = logging.getLogger(__name__)

_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, float("inf"))  # seconds
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))

_own = CollectorRegistry()
_requests = Counter("registry_requests", "Answered requests.", ("view", "method", "status"), registry=_own)
_seconds = Histogram(
    "registry_request_seconds", "Time to answer.", ("view",), buckets=_BUCKETS, registry=_own
)
_slow_queries = Counter(
    "registry_slow_queries", "Database queries slower than SLOW_QUERY seconds.", registry=_own
)

Source = Callable[[], Iterable[Metric]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Figures that are in the database: asked at each scrape, the same whichever process answers."""
    _sources.append(source)


class _Sources(Collector):
    def collect(self) -> Iterable[Metric]:
        for source in _sources:
            try:
                yield from list(source())
            except (DatabaseError, InterfaceError) as error:
                logger.warning("figures left out: %s", type(error).__name__)


def exposition() -> bytes:
    """All figures as text, those of every process of the server where PROMETHEUS_MULTIPROC_DIR is set."""
    counted = _own
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:  # where prometheus_client looks, too
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    asked = CollectorRegistry()
    asked.register(_Sources())
    return generate_latest(counted) + generate_latest(asked)


def count_request(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    view = route_of(request) if request.resolver_match or response.status_code >= 400 else "static file"
    # An unknown method would be a label of the sender's choice.
    method = request.method if request.method in _METHODS else "other"
    _requests.labels(view, method, str(response.status_code)).inc()
    _seconds.labels(view).observe(seconds)


def watch_queries(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """For the signal `connection_created`, which is sent anew when a lost connection is replaced."""
    if _timed not in connection.execute_wrappers:
        connection.execute_wrappers.append(_timed)


def _timed(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    started = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        seconds = time.perf_counter() - started
        if seconds >= settings.SLOW_QUERY:
            _slow_queries.inc()
            # Not the statement: a search writes its words into it.
            logger.warning("slow query: %.0f ms", seconds * 1000)
