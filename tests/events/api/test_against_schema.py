"""The API tried by an independent client against its own description, with the keys of three users."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    response_schema_conformance,
    status_code_conformance,
)

from events.api.schema import openapi_schema
from tests.events.api.conftest import key_of
from tests.permissions.roles import Who, World

# More by hand: EXAMPLES_OF_API=500 pytest tests/events/api/test_against_schema.py
EXAMPLES = int(os.environ.get("EXAMPLES_OF_API", "6"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    ignored_auth,
]

api = schemathesis.openapi.from_dict(openapi_schema())
api.app = get_wsgi_application()
OPERATIONS = [found.ok() for found in api.get_all_operations()]


@pytest.fixture
def without_rates(monkeypatch: pytest.MonkeyPatch) -> None:
    for rate in ("ReadRateThrottle", "WriteRateThrottle", "BulkRateThrottle"):
        monkeypatch.setattr(f"events.api.throttling.{rate}.rate", "1000000/min", raising=False)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The application closes its connection between requests; here it is the connection of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def keys(world: World) -> dict[Who, str]:
    return {who: key_of(world, who) for who in (Who.COORDINATOR, Who.EDITOR_A, Who.VIEWER)}


@pytest.mark.usefixtures("without_rates", "one_connection")
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_every_answer_is_as_described(operation: Any, keys: dict[Who, str]) -> None:
    @given(case=operation.as_strategy(), who=st.sampled_from(list(keys)))
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def answered(case: schemathesis.Case, who: Who) -> None:
        # The driver offers gzip and cannot read it from an application in its own process.
        headers = {"Authorization": f"Bearer {keys[who]}", "Accept-Encoding": "identity"}
        case.call_and_validate(headers=headers, checks=CHECKS)

    answered()
