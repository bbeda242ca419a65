"""The kept inputs of the fuzzer: seeds, and each input that once was a fault. No fuzzer is needed."""

from pathlib import Path

import pytest

from tests.fuzzing.inputs import TARGETS, survives

CORPUS = Path(__file__).parent / "corpus"


@pytest.mark.parametrize("kind", TARGETS)
def test_kept_inputs_are_read_or_refused_in_words(kind: str) -> None:
    ends = {path.name: survives(kind, path.read_bytes()) for path in (CORPUS / kind).iterdir()}
    assert True in ends.values()
    assert [path.name for path in CORPUS.iterdir() if path.name not in TARGETS] == []
