"""The numbers one-page figures went out with, beside those of today."""

from coopregistry.models import User
from events.cooperation.issued import change_in_words, events_since, numbers_at_issue
from events.models import IssuedFigures

from .dashboard import Dashboard
from .scope import Scope


def keep_numbers(figures: Dashboard, user: User) -> IssuedFigures:
    scope, total = figures.scope, figures.total
    return IssuedFigures.objects.create(
        query=scope.canonical_query,
        period_code=scope.period.code,
        made_by=user,
        figures=numbers_at_issue(
            events=list(scope.events.values_list("pk", flat=True)),
            held=total.reported,
            participants=total.participants.number,
            signed=total.signed,
        ),
    )


def change_since_issue(scope: Scope) -> str:
    """What has become of the number of events since the reader last took these very figures away; "" where
    nothing has. Two queries."""
    issued = scope.access.issued_figures().filter(period_code=scope.period.code, query=scope.canonical_query)
    last = issued.first()
    if last is None:
        return ""
    now = list(scope.events.values_list("pk", flat=True))
    return change_in_words(last.figures, last.made_at, now, events_since([last.figures], now))
