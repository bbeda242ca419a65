"""Matches of a pattern near a word, looked up once in a sentence however many words are asked about."""

import re
from bisect import bisect_left
from collections.abc import Iterator


class Nearby:
    def __init__(self, sentence: str):
        self.sentence = sentence
        self._found: dict[re.Pattern[str], list[re.Match[str]]] = {}

    def matches(
        self, pattern: re.Pattern[str], word: re.Match[str], *, within: int
    ) -> Iterator[re.Match[str]]:
        """Those with at most so many signs between them and the word, on either side, in their order."""
        if pattern not in self._found:
            self._found[pattern] = list(pattern.finditer(self.sentence))
        found = self._found[pattern]
        first = bisect_left(found, word.start() - within, key=re.Match.end)
        for match in found[first:]:
            if match.start() - word.end() > within:
                return
            yield match
