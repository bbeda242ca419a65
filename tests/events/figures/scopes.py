"""Scopes and dashboards by the query string of their page."""

from django.http import QueryDict

from events.access import Access
from events.figures.dashboard import Dashboard, dashboard
from events.figures.scope import Scope


def scope_of(query: str, access: Access) -> Scope:
    scope = Scope.from_query(QueryDict(query), access)[1]
    assert scope is not None
    return scope


def figures(query: str, access: Access) -> Dashboard:
    found, scope = Scope.from_query(QueryDict(query), access)
    assert scope is not None, found.form.errors
    return dashboard(scope)
