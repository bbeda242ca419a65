"""Whether two rows tell two parts of what a third tells as one."""

from .dates import MONTH
from .evidence import Comparison
from .known_rows import KnownRow
from .rows import ReasonCode

_SAME_TITLE = 0.8  # likeness of the titles of a whole and its part


def is_part(
    whole: KnownRow, first: KnownRow, second: KnownRow, with_first: Comparison, with_second: Comparison
) -> bool:
    """Both have the title of the whole and lie within its dates; they part its partners between them, or its
    time, which is then longer than a month."""
    if not (_has_title(with_first) and _has_title(with_second)):
        return False
    if not all(_is_within(whole, part) for part in (first, second)):
        return False
    return _part_partners(whole, first, second) or _part_time(whole, first, second)


def _is_within(whole: KnownRow, part: KnownRow) -> bool:
    """A part planned for «апрель» may lie in exact days of the whole."""
    stated = whole.span.stated and part.span.stated
    return stated and (part.span in whole.span or (not part.span.exact and whole.span in part.span))


def _has_title(found: Comparison) -> bool:
    named = any(reason.code is ReasonCode.SAME_NAME for reason in found.reasons)
    return not found.strong and (named or found.similarity >= _SAME_TITLE)


def _part_partners(whole: KnownRow, first: KnownRow, second: KnownRow) -> bool:
    one, two = first.row.partners, second.row.partners
    return bool(one and two and not one & two and one | two <= whole.row.partners)


def _part_time(whole: KnownRow, first: KnownRow, second: KnownRow) -> bool:
    is_long = whole.span.days > MONTH and not whole.span.exact
    return is_long and first.span.common(second.span) <= 0
