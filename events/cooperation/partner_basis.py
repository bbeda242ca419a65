"""The documents the figures of a partner rest on."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from events.access import Access
from events.basis.documents import Basis, Question, basis_of, read_documents
from events.models import Event
from events.vocabulary import Kind

_EVER = (date.min, date.max)


def partner_basis(
    access: Access,
    events: QuerySet[Event],
    partners: Collection[int],
    start: date | None = None,
    end: date | None = None,
) -> Basis:
    """Of documents of the kinds that ever named one of these partners; `events`: those with them. Without a
    period, from the first document to the last. In a constant number of queries."""
    rows = access.entries().filter(event__in=events.order_by().values("pk"))
    kinds = frozenset(map(Kind, rows.order_by().values_list("report__kind", flat=True).distinct()))
    question = Question(kinds=kinds, partners=frozenset(partners))
    documents = read_documents(access, question, start or _EVER[0], end or _EVER[1]) if kinds else []
    first = start or min((document.period.start for document in documents), default=timezone.localdate())
    last = end or max((document.period.end for document in documents), default=first)
    return basis_of(documents, first, max(first, last))
