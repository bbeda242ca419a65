"""The words searches know are kept for minutes; a test has its own."""

from collections.abc import Iterator

import pytest

from events.search.rewording import known_words


@pytest.fixture(autouse=True)
def _own_words() -> Iterator[None]:
    known_words.cache_clear()
    yield
    known_words.cache_clear()
