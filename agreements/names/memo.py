"""Remembers across texts which words can belong to a place."""

from .adjectives import NOUN_ENDINGS, split_adjective
from .heads import HEADS, MODIFIERS
from .index import Index


class WordMemo:
    """Whether a word can belong to a place; each distinct word is looked up once for all texts."""

    _LIMIT = 200_000

    def __init__(self, index: Index) -> None:
        self._index = index
        self._seen: dict[str, bool] = {}

    def interesting(self, norm: str) -> bool:
        known = self._seen.get(norm)
        if known is None:
            if len(self._seen) >= self._LIMIT:
                self._seen.clear()
            known = self._seen[norm] = self._look(norm)
        return known

    def _look(self, norm: str) -> bool:
        index = self._index
        if norm in index.words or norm in HEADS:
            return True
        if self.adjective(norm) or self.inhabitants(norm):
            return True
        return norm.endswith("о") and norm[:-1] in index.adjectives

    def adjective(self, norm: str) -> bool:
        split = split_adjective(norm)
        return split is not None and split[0] in self._index.adjectives

    def modifier(self, norm: str) -> str:
        split = split_adjective(norm)
        return MODIFIERS.get(split[0], "") if split else MODIFIERS.get(norm, "")

    def inhabitants(self, norm: str) -> list[str] | None:
        stems = self._index.inhabitants
        for size in range(min(5, len(norm) - 3) + 1):
            stem = norm[: len(norm) - size]
            if stem in stems and norm[len(stem) :] in NOUN_ENDINGS:
                return stems[stem]
        return None
