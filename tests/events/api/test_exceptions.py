"""Error responses: the names under which errors are given."""

from typing import Any

import pytest
from django.http import Http404
from rest_framework.exceptions import NotAuthenticated, ValidationError

from events.api.exceptions import StaleVersion, problem_details


@pytest.mark.parametrize(
    ("detail", "errors"),
    [
        ({"title": ["a", "b"]}, {"title": ["a", "b"]}),
        ({"title": "a"}, {"title": ["a"]}),
        ({"cells": {"title": ["a"]}}, {"cells.title": ["a"]}),
        ({"non_field_errors": ["a"]}, {"": ["a"]}),
        ({"cells": {"non_field_errors": ["a"]}}, {"cells": ["a"]}),
        (["a"], {"": ["a"]}),
    ],
)
def test_errors_are_flat_and_named_by_path(detail: Any, errors: dict[str, list[str]]) -> None:
    response = problem_details(ValidationError(detail), {})
    assert response.data["errors"] == errors
    assert response.data["detail"] == next(iter(errors.values()))[0]


def test_a_missing_record_does_not_name_its_model() -> None:
    response = problem_details(Http404("No Entry matches the given query."), {})
    assert response.status_code == 404
    assert "Entry" not in response.data["detail"]


def test_a_stale_version_carries_the_record() -> None:
    response = problem_details(StaleVersion({"id": 7}), {})
    assert (response.status_code, response.data["current"]) == (412, {"id": 7})


def test_every_problem_has_its_content_type() -> None:
    response = problem_details(NotAuthenticated(), {})
    assert response.content_type == "application/problem+json"
    assert set(response.data) == {"type", "title", "status", "detail"}


def test_other_exceptions_are_left_to_django() -> None:
    assert problem_details(RuntimeError("failed"), {}) is None
