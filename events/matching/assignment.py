"""The best one-to-one pairing of a sparse graph: exact inside each connected component of usual size."""

from collections import defaultdict
from collections.abc import Mapping

_LARGEST = 60  # rows of the smaller side of a component that is solved exactly
_BARRED = 1e9


def assign(weights: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Left → right so that the sum of weights is greatest; only edges given, of positive weight, are used.

    A component too large to be solved exactly in reasonable time loses its lightest edges until it falls
    apart; what they leave free is paired by weight.
    """
    edges = {pair: weight for pair, weight in weights.items() if weight > 0}
    found: dict[int, int] = {}
    waiting = _components(edges)
    while waiting:
        component = waiting.pop()
        lefts = sorted({left for left, _right in component})
        rights = sorted({right for _left, right in component})
        if min(len(lefts), len(rights)) <= _LARGEST:
            found.update(_solve(component, lefts, rights))
            continue
        waiting += _components(_heavier_half(component))
    _pair_free(edges, found)
    return found


def _heavier_half(edges: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    kept = sorted(edges, key=lambda pair: (-edges[pair], pair))[: len(edges) // 2]
    return {pair: edges[pair] for pair in kept}


def _pair_free(edges: Mapping[tuple[int, int], float], found: dict[int, int]) -> None:
    taken = set(found.values())
    for left, right in sorted(edges, key=lambda pair: (-edges[pair], pair)):
        if left not in found and right not in taken:
            found[left] = right
            taken.add(right)


def _components(edges: Mapping[tuple[int, int], float]) -> list[dict[tuple[int, int], float]]:
    parents: dict[tuple[bool, int], tuple[bool, int]] = {}

    def root(node: tuple[bool, int]) -> tuple[bool, int]:
        parents.setdefault(node, node)
        while parents[node] != node:
            parents[node] = node = parents[parents[node]]
        return node

    for left, right in edges:
        parents[root((False, left))] = root((True, right))
    components: dict[tuple[bool, int], dict[tuple[int, int], float]] = defaultdict(dict)
    for pair, weight in edges.items():
        components[root((False, pair[0]))][pair] = weight
    return list(components.values())


def _solve(edges: Mapping[tuple[int, int], float], lefts: list[int], rights: list[int]) -> dict[int, int]:
    if len(edges) == 1:
        return dict(edges.keys())
    if len(lefts) > len(rights):
        turned = {(right, left): weight for (left, right), weight in edges.items()}
        return {left: right for right, left in _solve(turned, rights, lefts).items()}
    # A column of its own for each row to stay free in, at no cost.
    costs = [
        [-edges.get((left, right), -_BARRED) for right in rights]
        + [0.0 if own == left else _BARRED for own in lefts]
        for left in lefts
    ]
    chosen = _cheapest(costs)
    return {left: rights[column] for left, column in zip(lefts, chosen, strict=True) if column < len(rights)}


def _cheapest(costs: list[list[float]]) -> list[int]:
    """The column of each row so that the sum is least (Kuhn and Munkres, shortest augmenting paths).

    Rows are at most as many as columns. O(rows² · columns).
    """
    height, width = len(costs), len(costs[0])
    row_price, column_price = [0.0] * (height + 1), [0.0] * (width + 1)
    row_of = [0] * (width + 1)  # counted from 1; 0 is a free column
    for row in range(1, height + 1):
        row_of[0] = row
        path = [0] * (width + 1)
        slack = [float("inf")] * (width + 1)
        done = [False] * (width + 1)
        column = 0
        while row_of[column]:
            done[column] = True
            here, least, following = row_of[column], float("inf"), 0
            line, price = costs[here - 1], row_price[here]
            for other in range(1, width + 1):
                if done[other]:
                    continue
                reduced = line[other - 1] - price - column_price[other]
                if reduced < slack[other]:
                    slack[other], path[other] = reduced, column
                if slack[other] < least:
                    least, following = slack[other], other
            for other in range(width + 1):
                if done[other]:
                    row_price[row_of[other]] += least
                    column_price[other] -= least
                else:
                    slack[other] -= least
            column = following
        while column:
            row_of[column] = row_of[path[column]]
            column = path[column]
    chosen = [0] * height
    for column in range(1, width + 1):
        if row_of[column]:
            chosen[row_of[column] - 1] = column - 1
    return chosen
