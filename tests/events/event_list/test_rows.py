"""The columns of an event in words."""

from datetime import date

import pytest

from events.event_list.rows import dates_in_words
from events.models import Event
from events.vocabulary import Precision


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (date(2026, 3, 1), date(2026, 4, 20), Precision.MONTH, "март – 20 апреля 2026 года"),
        (date(2026, 3, 10), date(2026, 4, 30), Precision.MONTH, "10 марта – апрель 2026 года"),
        (date(2026, 4, 1), date(2026, 5, 31), Precision.MONTH, "апрель – май 2026 года"),
        (date(2026, 12, 1), date(2027, 1, 15), Precision.MONTH, "декабрь 2026 года – 15 января 2027 года"),
        (date(2026, 6, 1), date(2026, 6, 10), Precision.MONTH, "первая декада июня 2026 года"),
        (date(2026, 5, 14), date(2026, 5, 15), Precision.DAY, "14-15 мая 2026 года"),
    ],
)
def test_dates_are_said_no_vaguer_than_they_are_known(
    start: date, end: date, precision: Precision, words: str
) -> None:
    assert dates_in_words(Event(start=start, end=end, precision=precision.value)) == words
