"""A traceback for the log tells where, never what a document says."""

import pytest

from importers.documents.tracebacks import traceback_of


def fail(depth: int = 0) -> None:
    if depth:
        fail(depth - 1)
    try:
        int("тайна")
    except ValueError as error:
        raise LookupError("ещё одна тайна") from error


def test_types_and_frames_of_the_whole_chain_are_kept_and_messages_are_not() -> None:
    with pytest.raises(LookupError) as caught:
        fail()
    text = traceback_of(caught.value)
    assert text.index("builtins.ValueError") < text.index("builtins.LookupError")
    assert "in fail" in text
    told = [
        line for line in text.splitlines() if not line.startswith("    ")
    ]  # without lines of our own code
    assert "тайна" not in "\n".join(told)


def test_endless_recursion_is_cut() -> None:
    def endless() -> None:
        endless()

    with pytest.raises(RecursionError) as caught:
        endless()
    assert len(traceback_of(caught.value).splitlines()) < 100
