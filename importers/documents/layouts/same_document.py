"""Whether a title that stands further down is that of the document repeated, or of a second document."""

from agreements.names.folding import fold

from .named_parties import parties_in
from .one_agreement import one_agreement
from .one_department import one_department
from .titles import Title


def is_repeated(later: Title, first: Title | None) -> bool:
    """The same family and period, and about the same body, agreement and parties where it names them."""
    if first is None or (later.families, later.period) != (first.families, first.period):
        return False
    return all(fold(told(later.text)) in ("", fold(told(first.text))) for told in _TOLD)


_TOLD = (one_department, one_agreement, parties_in)
