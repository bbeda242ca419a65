"""The best one-to-one pairing, against trying all."""

import itertools
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.matching import assignment
from events.matching.assignment import assign

Weights = Mapping[tuple[int, int], float]
graphs = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(-2, 9).map(float), max_size=14
)


def best_of_all(weights: Weights) -> float:
    """By trying every partner, or none, for every left node in turn."""
    lefts = sorted({left for left, _right in weights})
    rights = [None, *sorted({right for _left, right in weights})]
    best = 0.0
    for chosen in itertools.product(rights, repeat=len(lefts)):
        used = [right for right in chosen if right is not None]
        pairs = [pair for pair in zip(lefts, chosen, strict=True) if pair[1] is not None]
        if len(used) == len(set(used)) and all(pair in weights for pair in pairs):
            best = max(best, sum(weights[pair] for pair in pairs))
    return best


@given(graphs)
def test_no_other_pairing_weighs_more(weights: Weights) -> None:
    assert sum(weights[pair] for pair in assign(weights).items()) == pytest.approx(best_of_all(weights))


@given(graphs)
def test_it_is_one_to_one_over_edges_of_positive_weight(weights: Weights) -> None:
    found = assign(weights)
    assert len(set(found.values())) == len(found)
    assert all(weights[pair] > 0 for pair in found.items())


@given(graphs)
def test_sides_may_be_exchanged(weights: Weights) -> None:
    turned = {(right, left): weight for (left, right), weight in weights.items()}
    total = sum(weights[pair] for pair in assign(weights).items())
    assert sum(turned[pair] for pair in assign(turned).items()) == pytest.approx(total)


def test_the_sum_decides_not_the_heaviest_edge() -> None:
    assert assign({(0, 0): 5.0, (0, 1): 4.0, (1, 0): 4.0}) == {0: 1, 1: 0}


def test_nothing_to_pair() -> None:
    assert assign({}) == {}


def test_a_component_too_large_is_still_paired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assignment, "_LARGEST", 3)
    weights = {(left, right): 1.0 for left in range(8) for right in range(8)}
    weights |= {(node, node): 9.0 for node in range(8)}
    assert assign(weights) == {node: node for node in range(8)}
